import type { CodeSystem } from '@medplum/fhirtypes';
import { CODE_SYSTEM, OUTCOME_LIST, volven } from '../../fhir/systems.ts';
import type { Definitions } from '../../definitions/definitions.ts';
import { conceptsOf } from '../../terminology/concepts.ts';
import { factsOfEdition, type EditionFactName } from '../../terminology/editionFacts.ts';
import { importsInForce, type ListImported } from '../../terminology/import/importLog.ts';
import { EDITION_SYSTEM } from '../../terminology/import/readList.ts';
import { printJson } from '../output.ts';
import { findList, shortName } from './namedList.ts';
import { readCatalogue, type DatabaseOption, type OpenedCatalogue } from './openedCatalogue.ts';
import { tableOf } from './table.ts';

/** The lists that measurement points are made of. */
const CATALOGUE_LISTS: readonly string[] = [
  CODE_SYSTEM.pathwayType,
  CODE_SYSTEM.event,
  ...Object.values(OUTCOME_LIST).map(volven),
  CODE_SYSTEM.combinedCode,
  CODE_SYSTEM.nprFeedback,
  EDITION_SYSTEM,
];

export interface ListOptions extends DatabaseOption {
  readonly all?: boolean;
  readonly json?: boolean;
}

export async function listCatalogue(options: ListOptions): Promise<void> {
  const catalogue = await readCatalogue(options);
  const overview = overviewOf(catalogue, options.all === true);
  if (options.json === true) {
    printJson(overview);
    return;
  }
  process.stdout.write(
    tableOf([
      ['LIST', 'CODES', 'VERSION', 'FROM', 'TITLE'],
      ...overview.lists.map(({ name, codes, version, from, title }) => [
        name,
        String(codes),
        version,
        from,
        title,
      ]),
    ]),
  );
  process.stdout.write(
    `\n${tableOf([
      ['EDITION', 'FROM', 'TO', 'PATHWAY TYPES', 'FACTS'],
      ...overview.editions.map(({ id, validFrom, validTo, pathwayTypes, unconfirmed }) => [
        id,
        validFrom,
        validTo,
        pathwayTypes.join(' '),
        unconfirmed.length === 0 ? 'confirmed' : `unconfirmed: ${unconfirmed.join(', ')}`,
      ]),
    ])}`,
  );
  process.stdout.write(
    overview.imports.length === 0
      ? '\nNothing has been imported.\n'
      : `\n${tableOf([
          ['IMPORT', 'AT', 'LIST', 'FILE', 'STATE'],
          ...overview.imports.map(({ id, at, list, source, state }) => [id, at, list, source, state]),
        ])}`,
  );
}

interface Overview {
  readonly lists: readonly {
    readonly name: string;
    readonly url: string;
    readonly codes: number;
    readonly version: string;
    readonly from: string;
    readonly title: string;
  }[];
  readonly editions: readonly {
    readonly id: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly pathwayTypes: readonly string[];
    /** Whether its events are known: then nothing is told of a pathway because of its edition. */
    readonly confirmed: boolean;
    /** The facts of it that nobody has confirmed. */
    readonly unconfirmed: readonly EditionFactName[];
  }[];
  readonly imports: readonly {
    readonly id: string;
    readonly at: string;
    readonly list: string;
    readonly source: string;
    readonly state: string;
  }[];
}

function overviewOf({ knowledge, imports }: OpenedCatalogue, all: boolean): Overview {
  const inForce = importsInForce(imports.log);
  const importOf = new Map(inForce.map((imported) => [imported.codeSystem.url, imported]));
  const lists = knowledge.definitions.all<CodeSystem>('CodeSystem');
  return {
    lists: lists
      .filter(({ url = '' }) => all || CATALOGUE_LISTS.includes(url) || importOf.has(url))
      .map((list) => ({
        name: shortName(list.url ?? ''),
        url: list.url ?? '',
        codes: [...conceptsOf(list)].length,
        version: list.version ?? '',
        from: sourceOf(importOf.get(list.url)),
        title: list.title ?? list.name ?? '',
      })),
    editions: knowledge.catalogue.editions.map(
      ({ id, validFrom, validTo, pathwayTypes, eventsConfirmed }) => ({
        id,
        validFrom,
        validTo: validTo ?? '',
        pathwayTypes,
        confirmed: eventsConfirmed,
        unconfirmed: unconfirmedFacts(id, knowledge.definitions),
      }),
    ),
    imports: imports.log
      .filter((entry): entry is ListImported => 'id' in entry)
      .map((imported) => ({
        id: imported.id,
        at: imported.at,
        list: shortName(imported.codeSystem.url ?? ''),
        source: imported.source,
        state: !inForce.includes(imported)
          ? 'taken back'
          : importOf.get(imported.codeSystem.url) === imported
            ? 'in force'
            : 'built upon',
      })),
  };
}

function unconfirmedFacts(edition: string, definitions: Definitions): readonly EditionFactName[] {
  const concept = findList(EDITION_SYSTEM, definitions)?.concept?.find(({ code }) => code === edition);
  return factsOfEdition(concept ?? { code: edition })
    .filter(({ confirmed }) => !confirmed)
    .map(({ fact }) => fact);
}

function sourceOf(imported: ListImported | undefined): string {
  return imported === undefined ? 'shipped' : `import ${imported.id}`;
}
