import type { CodeSystemConceptDesignation, ValueSetExpansionParameter } from '@medplum/fhirtypes';
import type { Finding } from '../findings/finding.ts';
import { languageFamily } from './concepts.ts';
import type { Days } from './days.ts';
import { codingOfToken, type OperationInput } from './operationInput.ts';
import { displayLanguage, readCount, readDays, readFlag, type Read } from './operationResult.ts';
import { canonicalSystem } from './systemUri.ts';
import { ANY_VERSION, type SystemVersions } from './valueSetMembers.ts';

/** What the parameters of ValueSet/$expand choose. */
export interface ExpansionChoice {
  /** When the codes must have been valid. */
  readonly days: Days | undefined;
  readonly offset: number | undefined;
  readonly count: number | undefined;
  readonly activeOnly: boolean | undefined;
  readonly excludeNotForUI: boolean | undefined;
  readonly includeDefinition: boolean | undefined;
  readonly includeDesignations: boolean | undefined;
  readonly isWantedDesignation: (designation: CodeSystemConceptDesignation) => boolean;
  /** Language tag. */
  readonly displayLanguage: string | undefined;
  /** In lower case; each must be found. */
  readonly words: readonly string[];
  readonly excludedSystems: ReadonlySet<string>;
  /** All that was chosen, as the expansion repeats it. */
  readonly parameters: readonly ValueSetExpansionParameter[];
}

export type ReadChoice =
  | { readonly ok: true; readonly choice: ExpansionChoice }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const FLAGS = [
  'includeDesignations',
  'includeDefinition',
  'activeOnly',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
] as const;

export function readChoice(input: OperationInput): ReadChoice {
  const findings: Finding[] = [];
  function valueOf<T>(read: Read<T>): T | undefined {
    if (read.ok) {
      return read.value;
    }
    findings.push(read.finding);
    return undefined;
  }
  const flags = new Map(FLAGS.map((name) => [name, valueOf(readFlag(input, name))]));
  const [days, offset, count] = [
    valueOf(readDays(input, 'date')),
    valueOf(readCount(input, 'offset')),
    valueOf(readCount(input, 'count')),
  ];
  if (findings.length > 0) {
    return { ok: false, findings };
  }
  const wanted = input.texts('designation').map(codingOfToken);
  const excluded = input.texts('exclude-system').map((canonical) => canonical.split('|')[0] ?? '');
  return {
    ok: true,
    choice: {
      days,
      offset,
      count,
      activeOnly: flags.get('activeOnly'),
      excludeNotForUI: flags.get('excludeNotForUI'),
      includeDefinition: flags.get('includeDefinition'),
      includeDesignations: flags.get('includeDesignations') ?? wanted.length > 0,
      isWantedDesignation: ({ language, use }) =>
        wanted.length === 0 ||
        wanted.some(({ system, code = '' }) =>
          system === undefined || system === LANGUAGE_TAGS
            ? language !== undefined && languageFamily(language) === languageFamily(code)
            : use?.system === system && use.code === code,
        ),
      displayLanguage: displayLanguage(input),
      words: (input.text('filter') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
      excludedSystems: new Set(excluded.map(canonicalSystem)),
      parameters: parametersOf(input),
    },
  };
}

/** The system of language tags in the token of a designation. */
const LANGUAGE_TAGS = 'urn:ietf:bcp:47';

/** FHIR R4, ValueSet/$expand: `system-version`, `force-system-version`, `check-system-version`, each `system|version`. */
export function systemVersionsOf(input: OperationInput): SystemVersions {
  const byName = (name: string): ReadonlyMap<string, string> =>
    new Map(
      input.texts(name).flatMap((canonical): [string, string][] => {
        const [system = '', version] = canonical.split('|');
        return version === undefined ? [] : [[canonicalSystem(system), version]];
      }),
    );
  const versions = {
    preferred: byName('system-version'),
    forced: byName('force-system-version'),
    checked: byName('check-system-version'),
  };
  return Object.values(versions).some(({ size }) => size > 0) ? versions : ANY_VERSION;
}

/** How each parameter is written in ValueSet.expansion.parameter. */
const TYPES = {
  filter: 'valueString',
  date: 'valueDateTime',
  offset: 'valueInteger',
  count: 'valueInteger',
  displayLanguage: 'valueCode',
  designation: 'valueString',
  'exclude-system': 'valueString',
  'system-version': 'valueString',
  'check-system-version': 'valueString',
  'force-system-version': 'valueString',
  includeDesignations: 'valueBoolean',
  includeDefinition: 'valueBoolean',
  activeOnly: 'valueBoolean',
  excludeNested: 'valueBoolean',
  excludeNotForUI: 'valueBoolean',
  excludePostCoordinated: 'valueBoolean',
} as const;

function parametersOf(input: OperationInput): readonly ValueSetExpansionParameter[] {
  return Object.entries(TYPES).flatMap(([name, type]) =>
    input.texts(name).map((text): ValueSetExpansionParameter => {
      switch (type) {
        case 'valueInteger':
          return { name, valueInteger: Number(text) };
        case 'valueBoolean':
          return { name, valueBoolean: text === 'true' };
        default:
          return { name, [type]: text };
      }
    }),
  );
}
