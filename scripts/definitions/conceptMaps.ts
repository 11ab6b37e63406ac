import type {
  CodeSystem,
  CodeSystemConcept,
  ConceptMap,
  ConceptMapGroupElementTargetDependsOn,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM, FORLOPSBRO, volven } from '../../src/fhir/systems.ts';
import { CODE_MAPPINGS, type CodeMapping, type CodeMappingRow } from './codeMappings.ts';
import { codingOf, findCodeSystem } from './codeSystems.ts';
import { PUBLICATION } from './publication.ts';

/** Combined codes to their parts and back, and the tables of codeMappings.ts. */
export function deriveConceptMaps(codeSystems: readonly CodeSystem[]): ConceptMap[] {
  const combined = findCodeSystem(codeSystems, CODE_SYSTEM.combinedCode);
  return [
    componentsOf(combined),
    combinedOf(combined),
    ...CODE_MAPPINGS.map((each) => codeMap(each, codeSystems)),
  ];
}

const PARTS = ['pathway', 'event', 'outcome'] as const;

/** Each combined code in one group a list of parts; the part is wider in meaning than the code. */
function componentsOf({ concept = [], valueSet }: CodeSystem): ConceptMap {
  const rows = PARTS.flatMap((part) =>
    concept.flatMap(({ code, ...rest }) => {
      const target = codingOf({ code, ...rest }, part);
      return target === undefined ? [] : [{ code, display: rest.display, target }];
    }),
  );
  const groups = Map.groupBy(rows, ({ target }) => target.system ?? '');
  return {
    ...head(
      'combined-code-to-components',
      'CombinedCodeToComponents',
      'Samlet kode (9327) → type, hendelse og utfall',
    ),
    description:
      'The parts of each combined code: pathway type (9321), event (9322) and, where it has one, outcome.',
    sourceCanonical: valueSet,
    group: [...groups].map(([target, members]) => ({
      source: CODE_SYSTEM.combinedCode,
      target,
      element: members.map(({ code, display, target: { code: part } }) => ({
        code,
        display,
        target: [{ code: part, equivalence: 'wider' }],
      })),
    })),
  };
}

/** Each event to the combined codes with it; which one depends on the pathway type and the outcome. */
function combinedOf({ concept = [], valueSet }: CodeSystem): ConceptMap {
  const events = Map.groupBy(concept, (combined) => codingOf(combined, 'event')?.code ?? '');
  return {
    ...head(
      'components-to-combined-code',
      'ComponentsToCombinedCode',
      'Type, hendelse og utfall → samlet kode (9327)',
    ),
    description:
      'From the event (9322) to the combined code; the pathway type (9321) and the outcome, where the event has one, are given as dependencies: the three together are the combined code.',
    targetCanonical: valueSet,
    group: [
      {
        source: CODE_SYSTEM.event,
        target: CODE_SYSTEM.combinedCode,
        element: [...events].map(([event, members]) => ({
          code: event,
          target: members.map((combined) => ({
            code: combined.code,
            display: combined.display,
            equivalence: 'equivalent',
            dependsOn: dependencies(combined),
          })),
        })),
      },
    ],
  };
}

function dependencies(combined: CodeSystemConcept): ConceptMapGroupElementTargetDependsOn[] {
  return (['pathway', 'outcome'] as const).flatMap((part) => {
    const { system, code: value } = codingOf(combined, part) ?? {};
    return value === undefined
      ? []
      : [
          {
            property: `${FORLOPSBRO}/CodeSystem/concept-property#${part}`,
            ...(system !== undefined && { system }),
            value,
          },
        ];
  });
}

function codeMap(mapping: CodeMapping, codeSystems: readonly CodeSystem[]): ConceptMap {
  const { concept = [], valueSet } = findCodeSystem(codeSystems, volven(mapping.list));
  const displays = new Map(concept.map(({ code, display }) => [code, display]));
  const listed = new Set(mapping.rows.map(({ code }) => code));
  const others = concept
    .filter(({ code }) => mapping.others !== 'unlisted' && !listed.has(code))
    .map(({ code }): CodeMappingRow => ({
      code,
      target: mapping.others,
      equivalence: mapping.others === undefined ? 'unmatched' : 'wider',
    }));
  return {
    ...head(mapping.id, mapping.name, mapping.title),
    sourceCanonical: valueSet,
    targetCanonical: mapping.targetValueSet,
    group: [
      {
        source: volven(mapping.list),
        target: mapping.target,
        element: [...mapping.rows, ...others].map(({ code, target, equivalence, comment }) => ({
          code,
          display: displays.get(code),
          target: [
            {
              ...(target !== undefined && { code: target }),
              equivalence,
              ...(comment !== undefined && { comment }),
            },
          ],
        })),
      },
    ],
  };
}

function head(id: string, name: string, title: string): ConceptMap {
  return {
    resourceType: 'ConceptMap',
    id,
    url: `${FORLOPSBRO}/ConceptMap/${id}`,
    version: PUBLICATION.version,
    language: 'nb',
    name,
    title,
    status: 'active',
    experimental: false,
    publisher: PUBLICATION.publisher,
  };
}
