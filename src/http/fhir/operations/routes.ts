import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Resource } from '@medplum/fhirtypes';
import { languageOf } from '../../language.ts';
import { FHIR_JSON } from '../../mediaTypes.ts';
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
        const key = operation.isSettled === true ? keyOf(request) : undefined;
        return answer(request, reply, operation, readQuery(request, operation), key);
      });
      app.post<OperationPath & { Body: Buffer | undefined }>(url, (request, reply) => {
        const bytes = request.body ?? NOTHING;
        const key = operation.isSettled === true ? keyOf(request, bytes) : undefined;
        return answer(request, reply, operation, readBody(service, request, bytes, operation), key);
      });
    }
  }

  /** At once, where the operation is: a promise costs a bare answer a tenth of its rate. */
  function answer(
    request: FastifyRequest<OperationPath>,
    reply: FastifyReply,
    operation: Operation,
    { input, body }: OperationRequest,
    key: string | undefined,
  ): Promise<FastifyReply> | undefined {
    const acceptLanguage = request.headers['accept-language'];
    const knowledge = service.knowledge.current;
    const { id } = request.params;
    const result = operation.run({
      service,
      actor: actorOf(request),
      knowledge,
      id: id === undefined ? undefined : requireId(id),
      input: withDisplayLanguage(input, acceptLanguage),
      body,
      language: languageOf(acceptLanguage),
    });
    if (result instanceof Promise) {
      return result.then((awaited) => send(request, reply, resourceOf(awaited)));
    }
    const resource = resourceOf(result);
    if (key !== undefined) {
      kept.keep(
        knowledge,
        key,
        textOf(resource, queryOf(request.url)),
        request.routeOptions.url ?? 'unknown',
      );
    }
    void send(request, reply, resource);
    return undefined;
  }
}

const NOTHING = Buffer.alloc(0);

function send(request: FastifyRequest<OperationPath>, reply: FastifyReply, resource: Resource): FastifyReply {
  return reply.type(JSON_ANSWER).send(textOf(resource, queryOf(request.url)));
}

function addressOf({ name, resourceType }: Operation, level: OperationLevel): string {
  const type = resourceType === undefined ? '' : `/${resourceType}`;
  return `${type}${level === 'instance' ? '/:id' : ''}/$${name}`;
}

function readQuery({ url, headers }: FastifyRequest<OperationPath>, operation: Operation): OperationRequest {
  const query = queryOf(url);
  const request = inputOfQuery(query, operation, parsePrefer(headers.prefer));
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
  return request;
}

/** @throws Refusal 400 for what is no JSON, 406 and 415 for other formats */
function readBody(
  service: FhirService,
  { url, headers }: FastifyRequest<OperationPath>,
  bytes: Buffer,
  operation: Operation,
): OperationRequest {
  const query = queryOf(url);
  const prefer = parsePrefer(headers.prefer);
  requireReadableType(headers['content-type']);
  requireKnownParameters(query, [], prefer);
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
  return inputOfBody(service, bytes.length === 0 ? undefined : jsonOf(bytes), operation, prefer);
}
