import type { CodeSystemConcept } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { CODE_SYSTEM, FORLOPSBRO, OUTCOME_LIST, volven } from '../fhir/systems.ts';
import { isInForce } from '../pathway/edition.ts';
import { propertiesOf, propertyOf, validityOf } from './concepts.ts';

/** Whether a code could be used on a day. `unconfirmed`: the list has it, but nobody has confirmed that day. */
export type ValidityOnDay = 'valid' | 'unconfirmed' | 'not-valid';

export type ValidityRule = (system: string, concept: CodeSystemConcept, day: string) => ValidityOnDay;

/** The lists whose codes belong to an edition of the pathways. */
const LISTS_WITH_EDITIONS: ReadonlySet<string> = new Set([
  CODE_SYSTEM.pathwayType,
  CODE_SYSTEM.event,
  CODE_SYSTEM.combinedCode,
  ...Object.values(OUTCOME_LIST).map(volven),
]);

interface EditionPeriod {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly eventsConfirmed: boolean;
}

/**
 * A code is not valid before its first day or after its last, where these are known. One that names its editions (an
 * imported list does) is valid in these alone. A code without a last day is
 * confirmed only within an edition of the pathways whose codes are known; one without a first day only in an
 * edition after the first. The codes of other lists carry no days, so nothing about a day is confirmed for them.
 */
export function createValidityRule(definitions: Definitions): ValidityRule {
  let editions: readonly EditionPeriod[] | undefined;
  return (system, concept, day) => {
    const { validFrom, validTo } = validityOf(concept);
    if ((validFrom !== undefined && day < validFrom) || (validTo !== undefined && day > validTo)) {
      return 'not-valid';
    }
    if (!LISTS_WITH_EDITIONS.has(system)) {
      return validFrom !== undefined && validTo !== undefined ? 'valid' : 'unconfirmed';
    }
    editions ??= readEditions(definitions);
    const index = editions.findIndex((edition) => isInForce(edition, day));
    const edition = editions[index];
    if (edition === undefined) {
      return 'not-valid';
    }
    const editionsOfCode = propertiesOf(concept, 'edition');
    if (editionsOfCode.length > 0) {
      return editionsOfCode.some(({ valueCoding }) => valueCoding?.code === edition.id)
        ? 'valid'
        : 'not-valid';
    }
    if (validFrom !== undefined && validTo !== undefined) {
      return 'valid';
    }
    return edition.eventsConfirmed && (validFrom !== undefined || index > 0) ? 'valid' : 'unconfirmed';
  };
}

function readEditions(definitions: Definitions): readonly EditionPeriod[] {
  const codeSystem = definitions.find(`${FORLOPSBRO}/CodeSystem/catalogue-edition`);
  const concepts = codeSystem?.resourceType === 'CodeSystem' ? (codeSystem.concept ?? []) : [];
  return concepts
    .map((concept) => ({
      id: concept.code,
      validFrom: '',
      ...validityOf(concept),
      eventsConfirmed: propertyOf(concept, 'eventsConfirmed')?.valueBoolean === true,
    }))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}
