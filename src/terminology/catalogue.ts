import type { CodeSystem, CodeSystemConcept, PlanDefinition } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { CODE_SYSTEM, FORLOPSBRO, OUTCOME_LIST, volven } from '../fhir/systems.ts';
import type {
  Catalogue,
  CodeText,
  CombinedCode,
  Edition,
  PathwayType,
  StartDateRule,
  YesNoUnknown,
} from '../pathway/catalogue.ts';
import { codeOfProperty, conceptsOf, propertiesOf, propertyOf, textOf, validityOf } from './concepts.ts';
import { readPathwayPlan } from './pathwayPlan.ts';

const EDITIONS = `${FORLOPSBRO}/CodeSystem/catalogue-edition`;

/**
 * The catalogue of measurement points out of profiles/: the code systems 9321–9328, the editions, and the
 * PlanDefinitions whose version is an edition.
 *
 * @throws Error when one of the code systems is missing
 */
export function buildCatalogue(definitions: Definitions): Catalogue {
  const outcomeLists = [...new Set(Object.values(OUTCOME_LIST))];
  return {
    editions: editionsOf(definitions),
    pathwayTypes: mapOf(definitions, CODE_SYSTEM.pathwayType, pathwayTypeOf),
    events: mapOf(definitions, CODE_SYSTEM.event, codeTextOf),
    outcomes: new Map(outcomeLists.map((list) => [list, mapOf(definitions, volven(list), codeTextOf)])),
    outcomeListOfEvent: new Map(Object.entries(OUTCOME_LIST)),
    combinedCodes: mapOf(definitions, CODE_SYSTEM.combinedCode, combinedCodeOf),
  };
}

function conceptsIn(definitions: Definitions, url: string): readonly CodeSystemConcept[] {
  const codeSystem = definitions.find(url);
  if (codeSystem?.resourceType !== 'CodeSystem') {
    throw new Error(`The catalogue needs the code system ${url}, which profiles/CodeSystem lacks`);
  }
  return [...conceptsOf(codeSystem satisfies CodeSystem)];
}

function mapOf<T extends CodeText>(
  definitions: Definitions,
  url: string,
  read: (concept: CodeSystemConcept) => T,
): ReadonlyMap<string, T> {
  return new Map(conceptsIn(definitions, url).map((concept) => [concept.code, read(concept)]));
}

function codeTextOf(concept: CodeSystemConcept): CodeText {
  return { code: concept.code, display: textOf(concept, 'no'), displayEn: textOf(concept, 'en') };
}

function pathwayTypeOf(concept: CodeSystemConcept): PathwayType {
  const { validFrom } = validityOf(concept);
  return { ...codeTextOf(concept), ...(validFrom !== undefined && { validFrom }) };
}

function combinedCodeOf(concept: CodeSystemConcept): CombinedCode {
  const outcome = codeOfProperty(concept, 'outcome');
  return {
    ...codeTextOf(concept),
    pathway: codeOfProperty(concept, 'pathway') ?? '',
    event: codeOfProperty(concept, 'event') ?? '',
    ...(outcome !== undefined && { outcome }),
    repeatable: flagOf(concept, 'repeatable'),
    mandatory: flagOf(concept, 'mandatory'),
    ...validityOf(concept),
  };
}

function flagOf(concept: CodeSystemConcept, code: string): YesNoUnknown {
  return propertyOf(concept, code)?.valueBoolean ?? 'unknown';
}

function editionsOf(definitions: Definitions): readonly Edition[] {
  const plans = Map.groupBy(definitions.all<PlanDefinition>('PlanDefinition'), ({ version }) => version);
  return conceptsIn(definitions, EDITIONS)
    .map((concept) => editionOf(concept, plans.get(concept.code) ?? []))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

function editionOf(concept: CodeSystemConcept, plans: readonly PlanDefinition[]): Edition {
  const { validFrom = '', validTo } = validityOf(concept);
  const isTrue = (code: string): boolean => propertyOf(concept, code)?.valueBoolean === true;
  const read = plans.map(readPathwayPlan);
  return {
    id: concept.code,
    title: textOf(concept, 'no'),
    validFrom,
    ...(validTo !== undefined && { validTo }),
    validFromConfirmed: isTrue('validFromConfirmed'),
    startDateRule: startDateRuleOf(concept),
    startDateRuleConfirmed: isTrue('startDateRuleConfirmed'),
    eventsConfirmed: isTrue('eventsConfirmed'),
    pathwayTypes: propertiesOf(concept, 'pathwayType').map(({ valueCoding }) => valueCoding?.code ?? ''),
    times: read.flatMap(({ times }) => times),
    milestones: read.flatMap(({ milestones }) => milestones),
    source: propertyOf(concept, 'source')?.valueString ?? '',
  };
}

function startDateRuleOf(concept: CodeSystemConcept): StartDateRule {
  return propertyOf(concept, 'startDateRule')?.valueCode === 'referral-received'
    ? 'referral-received'
    : 'referral-assessed-with-right';
}
