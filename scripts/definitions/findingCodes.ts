import type { CodeSystem, CodeSystemConcept, ValueSet } from '@medplum/fhirtypes';
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CODE_SYSTEM, FORLOPSBRO } from '../../src/fhir/systems.ts';
import type { FindingDefinition } from '../../src/findings/finding.ts';
import { SOURCE_DIR } from './profiles.ts';
import { PUBLICATION } from './publication.ts';

/** Where the rooms have their tables of findings. */
const TABLES = ['**/*{indings,aults}.ts', 'formats/json.ts'];
/** The faults that the generator of synthetic records makes are no findings. */
const WITHOUT_TABLES = /^synthetic[\\/]/;

/** Every finding of every room that has a code of our own, in the order of the files. */
export async function findingDefinitions(): Promise<readonly FindingDefinition[]> {
  const paths = globSync(TABLES, { cwd: SOURCE_DIR }).filter((path) => !WITHOUT_TABLES.test(path));
  const definitions: FindingDefinition[] = [];
  for (const path of paths.sort()) {
    const module = (await import(pathToFileURL(`${SOURCE_DIR}/${path}`).href)) as Readonly<
      Record<string, unknown>
    >;
    definitions.push(...Object.values(module).flatMap(definitionsIn));
  }
  return definitions.filter(({ system }) => system === undefined);
}

function definitionsIn(table: unknown): readonly FindingDefinition[] {
  return typeof table === 'object' && table !== null
    ? Object.values(table as Readonly<Record<string, unknown>>).filter(isDefinition)
    : [];
}

function isDefinition(value: unknown): value is FindingDefinition {
  const { code, severity, message, remedy } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    [code, severity].every((each) => typeof each === 'string') &&
    [message, remedy].every((each) => typeof each === 'object')
  );
}

/** The code system of our finding codes: a concept for each code, with the sentence of the first finding that has it. */
export function findingCodeSystem(definitions: readonly FindingDefinition[]): CodeSystem {
  const byCode = Map.groupBy(definitions, ({ code }) => code);
  const concept = [...byCode.values()].flatMap(([first]) => (first === undefined ? [] : [conceptOf(first)]));
  return {
    resourceType: 'CodeSystem',
    id: 'finding',
    url: CODE_SYSTEM.finding,
    version: PUBLICATION.version,
    language: 'nb',
    name: 'Finding',
    title: 'Funn',
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description:
      'Codes of what is found wrong, or worth telling, in what is received, for which the Norwegian Patient Registry has none (Volven 9329). In the sentences, … stands for what was found.',
    caseSensitive: true,
    valueSet: `${FORLOPSBRO}/ValueSet/finding`,
    content: 'complete',
    count: concept.length,
    property: [
      {
        code: 'severity',
        description: 'error, warning or information, unless the circumstances change it',
        type: 'code',
      },
      { code: 'source', description: 'Where the rule stands', type: 'string' },
    ],
    concept: concept.sort((one, other) => (one.code < other.code ? -1 : 1)),
  };
}

function conceptOf({ code, severity, message, remedy, source }: FindingDefinition): CodeSystemConcept {
  return {
    code,
    display: withoutValues(message.no),
    definition: withoutValues(remedy.no),
    designation: [{ language: 'en', value: withoutValues(message.en) }],
    property: [
      { code: 'severity', valueCode: severity },
      { code: 'source', valueString: source },
    ],
  };
}

function withoutValues(sentence: string): string {
  return sentence.replaceAll(/\{\w+\}/g, '…');
}

/** The codes that a finding may have: those of the patient registry, and ours. */
export function findingCodeValueSet(): ValueSet {
  return {
    resourceType: 'ValueSet',
    id: 'finding-code',
    url: `${FORLOPSBRO}/ValueSet/finding-code`,
    version: PUBLICATION.version,
    language: 'nb',
    name: 'FindingCode',
    title: 'Koder for funn',
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
    description: 'The feedback of the Norwegian Patient Registry (Volven 9329), and what it has no code for.',
    compose: { include: [{ system: CODE_SYSTEM.nprFeedback }, { system: CODE_SYSTEM.finding }] },
  };
}
