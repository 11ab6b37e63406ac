import { parseSearchRequest, type SearchRequest } from '@medplum/core';
import type { Bundle, ResourceType } from '@medplum/fhirtypes';
import { hasErrors, type Finding, type Language } from '../../findings/finding.ts';
import { outcomeOf } from '../../fhir/outcome.ts';
import { Refusal, refuse } from '../errors.ts';
import { requireType } from './checks.ts';
import { FHIR_FAULTS } from './faults.ts';
import { ANSWER_PARAMETERS, unknownParameter } from './parameters.ts';
import type { Prefer } from './prefer.ts';
import type { FhirService, Scope } from './scope.ts';

/** Parameters of the result, the same for every type (FHIR R4 3.1.1.5). */
export const RESULT_PARAMETERS: readonly string[] = [
  '_sort',
  '_count',
  '_offset',
  '_cursor',
  '_total',
  '_include',
  '_revinclude',
];

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
  const { request, findings } = parseQuery(service, resourceType, query);
  if (hasErrors(findings) && prefer.handling === 'strict') {
    throw new Refusal(400, findings);
  }
  const bundle = await scope.repository.search(request);
  return findings.length === 0 ? bundle : withWarnings(bundle, findings, language);
}

/**
 * The search that a condition of If-None-Exist stands for.
 *
 * @throws Refusal 400 when it has no parameter, or one that is not known.
 */
export function conditionOf(
  service: FhirService,
  resourceType: ResourceType,
  condition: string,
): SearchRequest {
  const { request, findings } = parseQuery(service, resourceType, new URLSearchParams(condition));
  if (hasErrors(findings)) {
    throw new Refusal(400, findings);
  }
  if ((request.filters ?? []).length === 0) {
    throw refuse(400, FHIR_FAULTS.emptyCondition);
  }
  return request;
}

function parseQuery(
  service: FhirService,
  resourceType: ResourceType,
  query: URLSearchParams,
): { readonly request: SearchRequest; readonly findings: readonly Finding[] } {
  const known = [...service.searchParameters.of(resourceType).keys(), ...RESULT_PARAMETERS];
  const kept: Record<string, string[]> = {};
  const findings: Finding[] = [];
  for (const [name, value] of query) {
    if (known.includes(name.split(':')[0] ?? '')) {
      (kept[name] ??= []).push(value);
    } else if (!ANSWER_PARAMETERS.includes(name)) {
      findings.push(unknownParameter(name, known));
    }
  }
  return { request: parseSearchRequest(resourceType, kept), findings };
}

function withWarnings(bundle: Bundle, findings: readonly Finding[], language: Language): Bundle {
  const warnings = findings.map((finding) => ({ ...finding, severity: 'warning' as const }));
  return {
    ...bundle,
    entry: [
      ...(bundle.entry ?? []),
      { resource: outcomeOf(warnings, language), search: { mode: 'outcome' } },
    ],
  };
}
