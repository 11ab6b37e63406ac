import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Resource } from '@medplum/fhirtypes';
import type { Language } from '../../../findings/finding.ts';
import { CONTENT_LANGUAGE, languageOf } from '../../language.ts';
import { FHIR_JSON } from '../../mediaTypes.ts';
import { refuseOtherMethods } from '../../otherMethods.ts';
import { jsonOf } from '../body.ts';
import { requireId } from '../checks.ts';
import { requireJsonWanted, requireReadableType } from '../negotiation.ts';
import { queryOf, requireKnownParameters } from '../parameters.ts';
import { parsePrefer } from '../prefer.ts';
import { JSON_ANSWER, textOf, type ActorOf } from '../routes.ts';
import type { FhirService } from '../scope.ts';
import { keyOf, type KeptAnswers } from './keptAnswers.ts';
import type { Operation, OperationLevel } from './operation.ts';
import {
  inputOfBody,
  inputOfQuery,
  resourceOf,
  withDisplayLanguage,
  type OperationRequest,
} from './operationRequest.ts';

interface OperationPath {
  Params: { id?: string };
}

export interface OperationRoutesOptions {
  readonly service: FhirService;
  readonly actorOf: ActorOf;
  readonly kept: KeptAnswers;
}

/**
 * The addresses of operations: by GET with primitive parameters in the query, by POST with a Parameters. They want a
 * scope of their own: a body is kept as it came beside its answer, for answerKept.ts to know it again.
 */
export function operationRoutes(
  app: FastifyInstance,
  { service, actorOf, kept }: OperationRoutesOptions,
  operations: readonly Operation[],
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    [FHIR_JSON, 'application/json'],
    { parseAs: 'buffer' },
    (_request, bytes, done) => done(null, bytes),
  );
  for (const operation of operations) {
    for (const level of operation.levels) {
      const url = addressOf(operation, level);
      app.get<OperationPath>(url, (request, reply) => {
        const query = queryOf(request.url);
        const key = operation.isSettled === true ? keyOf(request) : undefined;
        return answer(request, reply, { operation, query, key, ...readQuery(request, query, operation) });
      });
      app.post<OperationPath & { Body: Buffer | undefined }>(url, (request, reply) => {
        const query = queryOf(request.url);
        const bytes = request.body ?? NOTHING;
        const key = operation.isSettled === true ? keyOf(request, bytes) : undefined;
        const read = readBody(service, request, query, bytes, operation);
        return answer(request, reply, { operation, query, key, ...read });
      });
      refuseOtherMethods(app, url, ['GET', 'POST']);
    }
  }

  /** At once, where the operation is: a promise costs a bare answer a tenth of its rate. */
  function answer(
    request: FastifyRequest<OperationPath>,
    reply: FastifyReply,
    { operation, query, key, input, body }: AskedOperation,
  ): Promise<FastifyReply> | undefined {
    const acceptLanguage = request.headers['accept-language'];
    const language = languageOf(acceptLanguage);
    const knowledge = service.knowledge.current;
    const { id } = request.params;
    const result = operation.run({
      service,
      actor: actorOf(request),
      knowledge,
      id: id === undefined ? undefined : requireId(id),
      input: withDisplayLanguage(input, acceptLanguage),
      body,
      language,
    });
    if (result instanceof Promise) {
      return result.then((awaited) => {
        const resource = resourceOf(awaited);
        return reply.headers(headersOf(resource, language)).send(textOf(resource, query));
      });
    }
    const resource = resourceOf(result);
    const text = textOf(resource, query);
    const headers = headersOf(resource, language);
    if (key !== undefined) {
      kept.keep(knowledge, key, { text, headers, route: request.routeOptions.url ?? 'unknown' });
    }
    void reply.headers(headers).send(text);
    return undefined;
  }
}

interface AskedOperation extends OperationRequest {
  readonly operation: Operation;
  readonly query: URLSearchParams;
  /** Under which its answer is kept, where it is. */
  readonly key: string | undefined;
}

const NOTHING = Buffer.alloc(0);

function headersOf(resource: Resource, language: Language): Record<string, string> {
  return {
    'content-type': JSON_ANSWER,
    ...(hasSentences(resource) && { 'content-language': CONTENT_LANGUAGE[language] }),
  };
}

/** Whether an answer has sentences of ours: texts of codes are in a language of their own. */
function hasSentences(resource: Resource): boolean {
  return (
    resource.resourceType === 'OperationOutcome' ||
    (resource.resourceType === 'CarePlan' && resource.note !== undefined) ||
    (resource.resourceType === 'Parameters' &&
      (resource.parameter ?? []).some(
        ({ name, resource: part }) => name === 'message' || part?.resourceType === 'OperationOutcome',
      ))
  );
}

function addressOf({ name, resourceType }: Operation, level: OperationLevel): string {
  const type = resourceType === undefined ? '' : `/${resourceType}`;
  return `${type}${level === 'instance' ? '/:id' : ''}/$${name}`;
}

function readQuery(
  { headers }: FastifyRequest<OperationPath>,
  query: URLSearchParams,
  operation: Operation,
): OperationRequest {
  const request = inputOfQuery(query, operation, parsePrefer(headers.prefer));
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
  return request;
}

/** @throws Refusal 400 for what is no JSON, 406 and 415 for other formats */
function readBody(
  service: FhirService,
  { headers }: FastifyRequest<OperationPath>,
  query: URLSearchParams,
  bytes: Buffer,
  operation: Operation,
): OperationRequest {
  const prefer = parsePrefer(headers.prefer);
  requireReadableType(headers['content-type']);
  requireKnownParameters(query, [], prefer);
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
  return inputOfBody(service, bytes.length === 0 ? undefined : jsonOf(bytes), operation, prefer);
}
