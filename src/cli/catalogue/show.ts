import { CommanderError } from 'commander';
import type { CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf, propertiesOf, textOf, validityOf } from '../../terminology/concepts.ts';
import { oneDay } from '../../terminology/days.ts';
import { EDITION_SYSTEM } from '../../terminology/import/readList.ts';
import { createValidityRule } from '../../terminology/validity.ts';
import { EXIT } from '../exit.ts';
import { printJson } from '../output.ts';
import { requireList, uriOfList } from './namedList.ts';
import { readCatalogue, type DatabaseOption } from './openedCatalogue.ts';
import { editionsOf, editionText, type ToldEdition } from './showEdition.ts';
import { tableOf } from './table.ts';

export interface ShowOptions extends DatabaseOption {
  readonly code?: string;
  readonly date?: string;
  readonly filter?: string;
  readonly json?: boolean;
}

/** The codes of a list as they are in force; of an edition of the pathways, or of the list of these, what it says. */
export async function showList(name: string, options: ShowOptions): Promise<void> {
  const { definitions, catalogue } = (await readCatalogue(options)).knowledge;
  const isEdition = catalogue.editions.some(({ id }) => id === name);
  if (isEdition || (uriOfList(name, definitions) === EDITION_SYSTEM && options.json !== true)) {
    showEditions(editionsOf(requireList(EDITION_SYSTEM, definitions), catalogue), {
      id: isEdition ? name : options.code,
      json: options.json === true,
    });
    return;
  }
  const list = requireList(name, definitions);
  const validity = createValidityRule(definitions);
  const { date, code } = options;
  const days = date === undefined ? undefined : oneDay(date);
  const hasDays = list.property?.some(({ code: name }) => name === 'validFrom') === true;
  const concepts = [...conceptsOf(list)].filter(
    (concept) =>
      (code === undefined || concept.code === code) &&
      (days === undefined || validity(list.url ?? '', concept, days) !== 'not-valid') &&
      hasText(concept, options.filter),
  );
  if (code !== undefined && concepts.length === 0) {
    refuseCode(list.title ?? name, code);
  }
  if (options.json === true) {
    printJson(code === undefined ? { ...list, concept: concepts } : concepts[0]);
    return;
  }
  process.stdout.write(
    `${list.title ?? list.name ?? ''} (${list.url ?? ''}, version ${list.version ?? '–'})\n`,
  );
  process.stdout.write(
    tableOf([
      ['CODE', 'FROM', 'TO', 'EDITIONS', ...(days === undefined ? [] : ['THEN']), 'TEXT'],
      ...concepts.map((concept) => {
        const unknown = hasDays ? 'unknown' : '';
        const { validFrom = unknown, validTo = unknown } = validityOf(concept);
        return [
          concept.code,
          validFrom,
          validTo,
          propertiesOf(concept, 'edition')
            .map(({ valueCoding }) => valueCoding?.code ?? '')
            .join(' '),
          ...(days === undefined ? [] : [validity(list.url ?? '', concept, days)]),
          textOf(concept, 'no'),
        ];
      }),
    ]),
  );
}

interface EditionChoice {
  /** Of one edition only. */
  readonly id: string | undefined;
  readonly json: boolean;
}

function showEditions(editions: readonly ToldEdition[], { id, json }: EditionChoice): void {
  const shown = editions.filter((edition) => id === undefined || edition.id === id);
  if (id !== undefined && shown.length === 0) {
    refuseCode('the list of editions', id);
  }
  if (json) {
    printJson(shown[0]);
  } else {
    process.stdout.write(shown.map(editionText).join('\n'));
  }
}

/** @throws CommanderError (exit 2) */
function refuseCode(list: string, code: string): never {
  process.stderr.write(`forlopsbro: ${list} has no code "${code}"\n`);
  throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.code', `there is no code ${code}`);
}

function hasText(concept: CodeSystemConcept, filter: string | undefined): boolean {
  const texts = [concept.code, concept.display, ...(concept.designation ?? []).map(({ value }) => value)];
  return (
    filter === undefined || texts.some((text) => text?.toLowerCase().includes(filter.toLowerCase()) === true)
  );
}
