import type { Bundle, Parameters, Resource } from '@medplum/fhirtypes';
import { hasErrors } from '../../../findings/finding.ts';
import {
  inputFromParameters,
  inputFromQuery,
  withTexts,
  type OperationInput,
} from '../../../terminology/operationInput.ts';
import type { OperationResult } from '../../../terminology/operationResult.ts';
import { Refusal, statusOfFindings } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { requireResource } from '../checks.ts';
import { requireKnownParameters } from '../parameters.ts';
import type { Prefer } from '../prefer.ts';
import type { FhirService } from '../scope.ts';
import type { Operation } from './operation.ts';

/** What was sent with an operation, read. */
export interface OperationRequest {
  readonly input: OperationInput;
  /** Of a POST, valid by the base definitions. */
  readonly body: Parameters | Bundle | undefined;
}

/** @throws Refusal 400 naming every parameter that the operation does not take */
export function inputOfQuery(query: URLSearchParams, operation: Operation, prefer: Prefer): OperationRequest {
  requireKnownParameters(query, operation.parameters, prefer);
  return { input: inputFromQuery(query), body: undefined };
}

/** @throws Refusal 400 for what is no valid Parameters (or Bundle, where that is taken) */
export function inputOfBody(
  { validate }: FhirService,
  body: unknown,
  { parameters, takesBundle = false }: Operation,
  prefer: Prefer,
): OperationRequest {
  if (isEmptyParameters(body)) {
    return {
      input: inputFromParameters({ resourceType: 'Parameters' }),
      body: { resourceType: 'Parameters' },
    };
  }
  const type = takesBundle && typeOf(body) === 'Bundle' ? 'Bundle' : 'Parameters';
  const resource = requireResource(body, type) as Parameters | Bundle;
  const findings = hasPrimitivesOnly(resource) ? [] : validate(resource);
  if (hasErrors(findings)) {
    throw new Refusal(400, findings);
  }
  if (resource.resourceType === 'Bundle') {
    return { input: inputFromParameters({ resourceType: 'Parameters' }), body: resource };
  }
  const names = new URLSearchParams(
    (resource.parameter ?? []).map(({ name }): [string, string] => [name, '']),
  );
  requireKnownParameters(names, parameters, prefer);
  return { input: inputFromParameters(resource), body: resource };
}

/** FHIR R4: the language of displays is that of Accept-Language, where it names one and the call does not. */
export function withDisplayLanguage(
  input: OperationInput,
  acceptLanguage: string | undefined,
): OperationInput {
  return acceptLanguage === undefined ||
    !/[a-z]/i.test(acceptLanguage) ||
    input.text('displayLanguage') !== undefined
    ? input
    : withTexts(input, { displayLanguage: languageOf(acceptLanguage) });
}

/** @throws Refusal with what the operation found wrong */
export function resourceOf(result: OperationResult<Resource>): Resource {
  if (!result.ok) {
    // What is asked for is well-formed, but more than is given (FHIR R4, ValueSet/$expand).
    const isTooMuch = result.findings.some(({ definition }) => definition.issueType === 'too-costly');
    throw new Refusal(isTooMuch ? 422 : statusOfFindings(result.findings), result.findings);
  }
  return result.resource;
}

/** FHIR R4 has no empty lists, but what is meant is plain: the operation then tells what it needs. */
function isEmptyParameters(body: unknown): boolean {
  return (
    typeOf(body) === 'Parameters' &&
    typeof body === 'object' &&
    body !== null &&
    'parameter' in body &&
    Array.isArray(body.parameter) &&
    body.parameter.length === 0
  );
}

/** Whether a Parameters holds names and primitive values alone, which need no validator to be read. */
function hasPrimitivesOnly(resource: object): boolean {
  const { parameter } = resource as { readonly parameter?: unknown };
  return (
    Object.keys(resource).length === 2 &&
    Array.isArray(parameter) &&
    parameter.length > 0 &&
    parameter.every(
      (part: unknown) =>
        typeof part === 'object' &&
        part !== null &&
        'name' in part &&
        Object.keys(part).length === 2 &&
        Object.entries(part).every(
          ([key, value]) =>
            (key === 'name' && typeof value === 'string') ||
            (/^value[A-Z]/.test(key) && ['string', 'number', 'boolean'].includes(typeof value)),
        ),
    )
  );
}

function typeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'resourceType' in body ? body.resourceType : undefined;
}
