import type { CodeSystemConcept } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { CODE_SYSTEM, FORLOPSBRO, OUTCOME_LIST, volven } from '../fhir/systems.ts';
import { isInForce } from '../pathway/edition.ts';
import { codeOfProperty, propertiesOf, propertyOf, validityOf } from './concepts.ts';
import type { Days } from './days.ts';

/** Whether a code could be used. `unconfirmed`: the list has it, but nobody has confirmed that it was valid then. */
export type ValidityThen = 'valid' | 'unconfirmed' | 'not-valid';

/** Of several days (a year, a month) the best holds: a code that was valid on one of them was valid then. */
export type ValidityRule = (system: string, concept: CodeSystemConcept, days: Days) => ValidityThen;

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
 * A code is not valid before its first day or after its last, where these are known, nor before its pathway type or the
 * first edition of the pathways. In an edition that it names (one of an imported list can) it is valid. Otherwise a code without a last
 * day is confirmed only within an edition whose events are known; one without a first day only in an edition after the
 * first. The codes of other lists carry no days, so nothing about a day is confirmed for them.
 */
export function createValidityRule(definitions: Definitions): ValidityRule {
  let known: readonly EditionPeriod[] | undefined;
  let firstDays: ReadonlyMap<string, string> | undefined;
  const isBeforeItsType = (concept: CodeSystemConcept, day: string): boolean => {
    const type = codeOfProperty(concept, 'pathway');
    const firstDay = type === undefined ? undefined : (firstDays ??= readFirstDays(definitions)).get(type);
    return firstDay !== undefined && day < firstDay;
  };
  return (system, concept, days) => {
    const editions = LISTS_WITH_EDITIONS.has(system) ? (known ??= readEditions(definitions)) : undefined;
    const then = daysOfChange(concept, editions ?? [], days).map((day) =>
      system === CODE_SYSTEM.combinedCode && isBeforeItsType(concept, day)
        ? 'not-valid'
        : onDay(concept, editions, day),
    );
    return then.includes('valid') ? 'valid' : then.includes('unconfirmed') ? 'unconfirmed' : 'not-valid';
  };
}

/** The first of the days, and each of the others on which something begins. */
function daysOfChange(
  concept: CodeSystemConcept,
  editions: readonly EditionPeriod[],
  { first, last }: Days,
): readonly string[] {
  const begins =
    first === last ? [] : [validityOf(concept), ...editions].flatMap(({ validFrom }) => validFrom ?? []);
  return [first, ...begins.filter((day) => day > first && day <= last)];
}

/** @param editions oldest first; undefined for a list whose codes belong to none */
function onDay(
  concept: CodeSystemConcept,
  editions: readonly EditionPeriod[] | undefined,
  day: string,
): ValidityThen {
  const { validFrom, validTo } = validityOf(concept);
  if ((validFrom !== undefined && day < validFrom) || (validTo !== undefined && day > validTo)) {
    return 'not-valid';
  }
  const hasPeriod = validFrom !== undefined && validTo !== undefined;
  if (editions === undefined) {
    return hasPeriod ? 'valid' : 'unconfirmed';
  }
  // The newest, where an imported edition begins before the one before it ends.
  const index = editions.findLastIndex((edition) => isInForce(edition, day));
  const edition = editions[index];
  if (edition === undefined) {
    return 'not-valid';
  }
  const namesEdition = propertiesOf(concept, 'edition').some(
    ({ valueCoding }) => valueCoding?.code === edition.id,
  );
  return hasPeriod || namesEdition || (edition.eventsConfirmed && (validFrom !== undefined || index > 0))
    ? 'valid'
    : 'unconfirmed';
}

/** Pathway type → its first day, of those whose first day is known. */
function readFirstDays(definitions: Definitions): ReadonlyMap<string, string> {
  const codeSystem = definitions.find(CODE_SYSTEM.pathwayType);
  const concepts = codeSystem?.resourceType === 'CodeSystem' ? (codeSystem.concept ?? []) : [];
  return new Map(
    concepts.flatMap((concept) => {
      const { validFrom } = validityOf(concept);
      return validFrom === undefined ? [] : [[concept.code, validFrom] as const];
    }),
  );
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
