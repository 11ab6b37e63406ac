import type { SearchRequest } from '@medplum/core';
import type { Bundle, ResourceType } from '@medplum/fhirtypes';
import { outcomeOf } from '../../fhir/outcome.ts';
import type { Finding, Language } from '../../findings/finding.ts';
import { parseSearch, type ParsedSearch } from '../../store/search/parseSearch.ts';
import type { MembersOf } from '../../store/search/valueSetMembers.ts';
import { Refusal, refuse } from '../errors.ts';
import { requireType } from './checks.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { Prefer } from './prefer.ts';
import type { FhirService, Scope } from './scope.ts';
import { checkElements, withSubsets } from './subset.ts';
import { shippedMembersOf, withMembers } from './valueSetMembers.ts';

/**
 * Searches one type. Parameters that are not known are refused, or under handling=lenient left out with a warning
 * in the Bundle (search.mode outcome).
 *
 * @throws Refusal or OperationOutcomeError: 400, 404 for the type.
 */
export async function search(
  service: FhirService,
  scope: Scope,
  type: string,
  query: URLSearchParams,
  prefer: Prefer,
  language: Language,
): Promise<Bundle> {
  const resourceType = requireType(service, type);
  const { request, warnings } = requireReadable(
    await withMembers(service, scope.repository, (membersOf) =>
      parseQuery(service, resourceType, query, prefer.handling, membersOf),
    ),
  );
  const unknownElements = checkElements(resourceType, request.fields);
  if (unknownElements.length > 0) {
    throw new Refusal(400, unknownElements);
  }
  const bundle = withSubsets(await scope.repository.search(request), request);
  return warnings.length === 0 ? bundle : withWarnings(bundle, warnings, language);
}

/**
 * The search that the condition of a write stands for (If-None-Exist, or the query of an update); always strict, as a
 * condition of which a part is ignored fits too much.
 *
 * @throws Refusal 400 when it has no parameter, or one that is not known.
 */
export function conditionOf(
  service: FhirService,
  resourceType: ResourceType,
  condition: string | URLSearchParams,
): SearchRequest {
  const query = new URLSearchParams(condition);
  const { request } = requireReadable(
    parseQuery(service, resourceType, query, 'strict', (valueSet) => shippedMembersOf(service, valueSet)),
  );
  if ((request.filters ?? []).length === 0) {
    throw refuse(400, FHIR_FAULTS.emptyCondition);
  }
  return request;
}

function parseQuery(
  service: FhirService,
  resourceType: ResourceType,
  query: URLSearchParams,
  handling: Prefer['handling'],
  membersOf: MembersOf,
): ParsedSearch {
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of query) {
    (values[name] ??= []).push(value);
  }
  return parseSearch(resourceType, values, {
    searchParameters: service.searchParameters,
    lenient: handling === 'lenient',
    membersOf,
  });
}

function requireReadable(parsed: ParsedSearch): Extract<ParsedSearch, { ok: true }> {
  if (!parsed.ok) {
    throw new Refusal(400, parsed.findings);
  }
  return parsed;
}

function withWarnings(bundle: Bundle, warnings: readonly Finding[], language: Language): Bundle {
  return {
    ...bundle,
    entry: [
      ...(bundle.entry ?? []),
      { resource: outcomeOf(warnings, language), search: { mode: 'outcome' } },
    ],
  };
}
