import { OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { outcomeOf } from '../fhir/outcome.ts';
import { createFinding, type Finding, type FindingDefinition, type Language } from '../findings/finding.ts';
import { watchAddresses } from './addresses.ts';
import { HTTP_FAULTS } from './faults.ts';
import { CONTENT_LANGUAGE, languageOf } from './language.ts';
import { FHIR_JSON } from './mediaTypes.ts';

/** Why a request is not done: its status, and what the answer says, as findings or as an outcome made of them. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: readonly Finding[] | OperationOutcome;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    reason: readonly Finding[] | OperationOutcome,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`Refused with status ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }
}

/** A Refusal with one finding. */
export function refuse(
  status: number,
  definition: FindingDefinition,
  place = '',
  values: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(status, [createFinding(definition, place, values)], headers);
}

/** The media types of JSON that the FHIR API takes, as a sentence lists them. */
const TAKEN = `${FHIR_JSON}, application/json`;

/**
 * A Refusal 415.
 *
 * @param taken the media types that the address takes, as a sentence lists them
 */
export function refuseMediaType(taken: string = TAKEN): Refusal {
  return refuse(415, HTTP_FAULTS.mediaType, '', { taken });
}

/** A Refusal 405 with Allow (RFC 9110, 15.5.6). */
export function refuseMethod(method: string, served: readonly string[]): Refusal {
  const allowed = served.join(', ');
  return refuse(405, HTTP_FAULTS.methodNotAllowed, '', { method, allowed }, { allow: allowed });
}

/** What is said of an error in an answer: its status, headers and OperationOutcome. */
export interface Fault {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: OperationOutcome;
  /** Nobody foresaw it: it belongs in the log. */
  readonly unexpected: boolean;
}

/**
 * The answer to any error, whichever room it comes from. What was not foreseen becomes a 500 that tells nothing of
 * the error, as its text can quote what it met.
 *
 * @param taken the media types that the address takes; JSON as FHIR has it when absent
 */
export function faultOf(error: unknown, language: Language, taken?: string): Fault {
  if (error instanceof Refusal) {
    const { status, reason, headers } = error;
    return told(status, 'resourceType' in reason ? reason : outcomeOf(reason, language), headers);
  }
  const findings = findingsIn(error);
  if (findings !== undefined) {
    return told(statusOfFindings(findings), outcomeOf(findings, language));
  }
  if (
    error instanceof OperationOutcomeError &&
    !error.outcome.issue.some(({ code }) => code === 'exception')
  ) {
    return faultOfOutcome(error.outcome, language);
  }
  const framework = frameworkFault(error);
  if (framework !== undefined) {
    const values = framework.definition === HTTP_FAULTS.mediaType ? { taken: taken ?? TAKEN } : undefined;
    return told(framework.status, outcomeOf([createFinding(framework.definition, '', values)], language));
  }
  return { ...told(500, outcomeOf([createFinding(HTTP_FAULTS.unexpected, '')], language)), unexpected: true };
}

/** Every surface answers its errors, and requests for what is not there, with an OperationOutcome; before all routes. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerFault);
  const methodsOf = watchAddresses(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split('?')[0] ?? '');
    const refusal =
      methods.length === 0 ? refuse(404, HTTP_FAULTS.notFound) : refuseMethod(request.method, methods);
    answerFault(refusal, request, reply);
  });
}

/** Answers an error; also as Fastify's `frameworkErrors`, for addresses that cannot be read. */
export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const { status, headers, outcome, unexpected } = faultOf(error, language, takenBy(request));
  if (unexpected) {
    request.log.error({ reqId: request.id, error }, 'a request failed');
  }
  // Closing at once, as Fastify would after a body that is not read, can take the answer away from a client that is
  // still sending: the rest of the body is read and dropped instead.
  void reply.removeHeader('connection');
  void reply
    .code(status)
    .headers({ 'x-request-id': request.id, 'content-language': CONTENT_LANGUAGE[language], ...headers })
    .type(`${FHIR_JSON}; charset=utf-8`)
    .send(JSON.stringify(outcome));
}

/** The media types that the schema of a route lists. */
function takenBy({ routeOptions }: FastifyRequest): string | undefined {
  const body: unknown = routeOptions.schema?.body;
  return typeof body === 'object' && body !== null && 'content' in body && typeof body.content === 'object'
    ? Object.keys(body.content ?? {}).join(', ')
    : undefined;
}

function told(
  status: number,
  outcome: OperationOutcome,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return { status, outcome, headers, unexpected: false };
}

/** Rooms throw errors of their own that carry what they found. */
function findingsIn(error: unknown): readonly Finding[] | undefined {
  if (!(error instanceof Error) || !('findings' in error) || !Array.isArray(error.findings)) {
    return undefined;
  }
  return error.findings.length > 0 ? (error.findings as readonly Finding[]) : undefined;
}

/** FHIR R4 3.1.0.8 (create) and its like: 400 for what breaks the base rules, 422 for what breaks business rules. */
const STATUS_OF_ISSUE_TYPE: Readonly<Partial<Record<string, number>>> = {
  'not-found': 404,
  deleted: 410,
  conflict: 409,
  duplicate: 409,
  'multiple-matches': 412,
  'business-rule': 422,
  'code-invalid': 422,
  processing: 422,
  extension: 422,
  forbidden: 403,
  login: 401,
};

/** By the first error among the findings: 404, 409, 422 … , else 400. */
export function statusOfFindings(findings: readonly Finding[]): number {
  const first = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  return statusOfIssueType(first?.definition.issueType);
}

function statusOfIssueType(issueType: string | undefined): number {
  return STATUS_OF_ISSUE_TYPE[issueType ?? ''] ?? 400;
}

/** The outcomes by which @medplum/core's repositories say what went wrong (outcomes.ts there), in our words. */
const MEDPLUM_OUTCOMES: Readonly<Record<string, readonly [status: number, definition: FindingDefinition]>> = {
  'not-found': [404, HTTP_FAULTS.resourceNotFound],
  gone: [410, HTTP_FAULTS.resourceDeleted],
  conflict: [409, HTTP_FAULTS.conflict],
  'precondition-failed': [412, HTTP_FAULTS.preconditionFailed],
  'multiple-matches': [412, HTTP_FAULTS.multipleMatches],
};

function faultOfOutcome(outcome: OperationOutcome, language: Language): Fault {
  const known = MEDPLUM_OUTCOMES[outcome.id ?? ''];
  return known === undefined
    ? told(statusOfIssueType(outcome.issue[0]?.code), {
        resourceType: 'OperationOutcome',
        issue: outcome.issue,
      })
    : told(known[0], outcomeOf([createFinding(known[1], '')], language));
}

const FRAMEWORK_FAULTS: Readonly<Record<string, readonly [status: number, definition: FindingDefinition]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, HTTP_FAULTS.bodyTooLarge],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, HTTP_FAULTS.mediaType],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, HTTP_FAULTS.emptyBody],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, HTTP_FAULTS.contentLength],
  FST_ERR_BAD_URL: [400, HTTP_FAULTS.badUrl],
  FST_ERR_NOT_FOUND: [404, HTTP_FAULTS.notFound],
};

function frameworkFault(
  error: unknown,
): { readonly status: number; readonly definition: FindingDefinition } | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = FRAMEWORK_FAULTS[code ?? ''];
  if (known !== undefined) {
    return { status: known[0], definition: known[1] };
  }
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? { status: statusCode, definition: HTTP_FAULTS.badRequest }
    : undefined;
}
