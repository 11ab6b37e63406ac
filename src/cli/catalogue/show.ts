import { CommanderError } from 'commander';
import type { CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf, propertiesOf, textOf, validityOf } from '../../terminology/concepts.ts';
import { createValidityRule } from '../../terminology/validity.ts';
import { EXIT } from '../exit.ts';
import { printJson } from '../output.ts';
import { requireList } from './namedList.ts';
import { readCatalogue, type DatabaseOption } from './openedCatalogue.ts';
import { tableOf } from './table.ts';

export interface ShowOptions extends DatabaseOption {
  readonly code?: string;
  readonly date?: string;
  readonly filter?: string;
  readonly json?: boolean;
}

/** The codes of a list as they are in force. */
export async function showList(name: string, options: ShowOptions): Promise<void> {
  const { definitions } = (await readCatalogue(options)).knowledge;
  const list = requireList(name, definitions);
  const validity = createValidityRule(definitions);
  const { date, code } = options;
  const concepts = [...conceptsOf(list)].filter(
    (concept) =>
      (code === undefined || concept.code === code) &&
      (date === undefined || validity(list.url ?? '', concept, date) !== 'not-valid') &&
      hasText(concept, options.filter),
  );
  if (code !== undefined && concepts.length === 0) {
    process.stderr.write(`forlopsbro: ${list.title ?? name} has no code "${code}"\n`);
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.code', `there is no code ${code}`);
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
      ['CODE', 'FROM', 'TO', 'EDITIONS', ...(date === undefined ? [] : ['THEN']), 'TEXT'],
      ...concepts.map((concept) => {
        const { validFrom = '', validTo = '' } = validityOf(concept);
        return [
          concept.code,
          validFrom,
          validTo,
          propertiesOf(concept, 'edition')
            .map(({ valueCoding }) => valueCoding?.code ?? '')
            .join(' '),
          ...(date === undefined ? [] : [validity(list.url ?? '', concept, date)]),
          textOf(concept, 'no'),
        ];
      }),
    ]),
  );
}

function hasText(concept: CodeSystemConcept, filter: string | undefined): boolean {
  const texts = [concept.code, concept.display, ...(concept.designation ?? []).map(({ value }) => value)];
  return (
    filter === undefined || texts.some((text) => text?.toLowerCase().includes(filter.toLowerCase()) === true)
  );
}
