import type {
  CodeSystem,
  CodeSystemConcept,
  Coding,
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
} from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { CODE_SYSTEM, FORLOPSBRO } from '../fhir/systems.ts';
import { conceptsOf, propertyOf } from './concepts.ts';

const TO_COMPONENTS = `${FORLOPSBRO}/ConceptMap/combined-code-to-components`;
const TO_COMBINED = `${FORLOPSBRO}/ConceptMap/components-to-combined-code`;
const PROPERTY = `${FORLOPSBRO}/CodeSystem/concept-property`;

/** The parts of a combined code, by the property that names each. */
const PARTS = ['pathway', 'event', 'outcome'] as const;

const made = new WeakMap<CodeSystem, Map<string, ConceptMap>>();

/**
 * A concept map as it is with the list of combined codes that is in force: the two maps between combined codes and
 * their parts follow from the list, so that an imported code is translated too, and one that is gone is not. Any other
 * map is as it was.
 *
 * @param combinedCodes the list 9327 that is in force
 */
export function mapInForce(map: ConceptMap, combinedCodes: CodeSystem | undefined): ConceptMap {
  const { url = '' } = map;
  if (combinedCodes === undefined || (url !== TO_COMPONENTS && url !== TO_COMBINED)) {
    return map;
  }
  const known = made.get(combinedCodes) ?? new Map<string, ConceptMap>();
  made.set(combinedCodes, known);
  const before = known.get(url);
  if (before !== undefined) {
    return before;
  }
  const group = url === TO_COMPONENTS ? componentsOf(combinedCodes) : combinedCodesOf(combinedCodes);
  const inForce = { ...map, group };
  known.set(url, inForce);
  return inForce;
}

/** The maps that follow from the list of combined codes, as they are with it; none for any other list. */
export function mapsDerivedFrom(codeSystem: CodeSystem, definitions: Definitions): readonly ConceptMap[] {
  return codeSystem.url === CODE_SYSTEM.combinedCode
    ? definitions.all<ConceptMap>('ConceptMap').flatMap((map) => {
        const inForce = mapInForce(map, codeSystem);
        return inForce === map ? [] : [inForce];
      })
    : [];
}

function partOf(concept: CodeSystemConcept, name: (typeof PARTS)[number]): Coding | undefined {
  return propertyOf(concept, name)?.valueCoding;
}

/** A group for each list that parts are of, an element for each combined code that has such a part. */
function componentsOf(combinedCodes: CodeSystem): ConceptMapGroup[] {
  const groups = new Map<string, ConceptMapGroupElement[]>();
  for (const part of PARTS) {
    for (const concept of conceptsOf(combinedCodes)) {
      const { system, code } = partOf(concept, part) ?? {};
      if (system !== undefined && code !== undefined) {
        const elements = groups.get(system) ?? [];
        groups.set(system, elements);
        elements.push({ ...named(concept), target: [{ code, equivalence: 'wider' }] });
      }
    }
  }
  return [...groups].map(([target, element]) => ({ source: CODE_SYSTEM.combinedCode, target, element }));
}

/** An element for each event; the pathway type, and the outcome where there is one, are dependencies. */
function combinedCodesOf(combinedCodes: CodeSystem): ConceptMapGroup[] {
  const targets = new Map<string, ConceptMapGroupElementTarget[]>();
  for (const concept of conceptsOf(combinedCodes)) {
    const event = partOf(concept, 'event')?.code;
    if (event !== undefined) {
      const ofEvent = targets.get(event) ?? [];
      targets.set(event, ofEvent);
      ofEvent.push({
        ...named(concept),
        equivalence: 'equivalent',
        dependsOn: (['pathway', 'outcome'] as const).flatMap((name) => {
          const { system, code } = partOf(concept, name) ?? {};
          return code === undefined
            ? []
            : [{ property: `${PROPERTY}#${name}`, ...(system !== undefined && { system }), value: code }];
        }),
      });
    }
  }
  return [
    {
      source: CODE_SYSTEM.event,
      target: CODE_SYSTEM.combinedCode,
      element: [...targets].map(([code, target]) => ({ code, target })),
    },
  ];
}

function named({ code, display }: CodeSystemConcept): { code: string; display?: string } {
  return { code, ...(display !== undefined && { display }) };
}
