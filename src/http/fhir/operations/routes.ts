import type { Bundle, Parameters, Resource } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasErrors } from '../../../findings/finding.ts';
import { inputFromParameters, inputFromQuery, withTexts } from '../../../terminology/operationInput.ts';
import type { OperationResult } from '../../../terminology/operationResult.ts';
import { Refusal, refuse, statusOfFindings } from '../../errors.ts';
import { HTTP_FAULTS } from '../../faults.ts';
import { languageOf } from '../../language.ts';
import { requireId, requireResource } from '../checks.ts';
import { requireJsonWanted } from '../negotiation.ts';
import { queryOf, requireKnownParameters } from '../parameters.ts';
import { parsePrefer } from '../prefer.ts';
import { JSON_ANSWER, sendResource, textOf, type ActorOf } from '../routes.ts';
import type { FhirService } from '../scope.ts';
import { KeptAnswers } from './keptAnswers.ts';
import type { Operation, OperationCall, OperationLevel } from './operation.ts';

/** The addresses of operations: by GET with primitive parameters in the query, by POST with a Parameters. */
export function operationRoutes(
  app: FastifyInstance,
  service: FhirService,
  operations: readonly Operation[],
  actorOf: ActorOf,
): void {
  const kept = new KeptAnswers();
  for (const operation of operations) {
    for (const level of operation.levels) {
      const url = addressOf(operation, level);
      app.get<{ Params: { id?: string } }>(url, (request, reply) => {
        const key = operation.isSettled === true ? keyOf(request) : undefined;
        const text = key === undefined ? undefined : kept.find(service.knowledge.current, key);
        if (text !== undefined) {
          void reply.type(JSON_ANSWER).send(text);
          return undefined;
        }
        const query = readQuery(request, operation.parameters);
        const call = { id: request.params.id, input: inputFromQuery(query), body: undefined };
        return answer(request, reply, query, call, key);
      });
      app.post<{ Params: { id?: string } }>(url, (request, reply) => {
        const query = readQuery(request, []);
        const body = requireBody(service, request, operation);
        return answer(request, reply, query, {
          id: request.params.id,
          input: inputFromParameters(
            body.resourceType === 'Parameters' ? body : { resourceType: 'Parameters' },
          ),
          body,
        });
      });
    }

    /** At once, where the operation is: a promise costs a bare answer a tenth of its rate. */
    function answer(
      request: FastifyRequest,
      reply: FastifyReply,
      query: URLSearchParams,
      { id, input, body }: Pick<OperationCall, 'id' | 'input' | 'body'>,
      key?: string,
    ): Promise<FastifyReply> | undefined {
      const acceptLanguage = request.headers['accept-language'];
      const knowledge = service.knowledge.current;
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
        return result.then((awaited) => sendResource(reply, resourceOf(awaited), query));
      }
      const text = textOf(resourceOf(result), query);
      if (key !== undefined) {
        kept.keep(knowledge, key, text);
      }
      void reply.type(JSON_ANSWER).send(text);
      return undefined;
    }
  }
}

/** @throws Refusal with what the operation found wrong */
function resourceOf(result: OperationResult<Resource>): Resource {
  if (!result.ok) {
    throw new Refusal(statusOfFindings(result.findings), result.findings);
  }
  return result.resource;
}

/** All that an answer to a GET follows from. */
function keyOf({ url, headers }: FastifyRequest): string | undefined {
  const { accept = '', prefer } = headers;
  return prefer === undefined ? `${accept}\n${headers['accept-language'] ?? ''}\n${url}` : undefined;
}

function addressOf({ name, resourceType }: Operation, level: OperationLevel): string {
  const type = resourceType === undefined ? '' : `/${resourceType}`;
  return `${type}${level === 'instance' ? '/:id' : ''}/$${name}`;
}

function readQuery({ url, headers }: FastifyRequest, known: readonly string[]): URLSearchParams {
  const query = queryOf(url);
  requireKnownParameters(query, known, parsePrefer(headers.prefer));
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
  return query;
}

/** @throws Refusal 400 for what is no valid Parameters (or Bundle, where that is taken), 415 for a form. */
function requireBody(
  { validate }: FhirService,
  { body, headers }: FastifyRequest,
  { parameters, takesBundle = false }: Operation,
): Parameters | Bundle {
  if (body instanceof URLSearchParams) {
    throw refuse(415, HTTP_FAULTS.mediaType);
  }
  const type = takesBundle && typeOf(body) === 'Bundle' ? 'Bundle' : 'Parameters';
  const resource = requireResource(body, type) as Parameters | Bundle;
  const findings = hasPrimitivesOnly(resource) ? [] : validate(resource);
  if (hasErrors(findings)) {
    throw new Refusal(400, findings);
  }
  if (resource.resourceType === 'Parameters') {
    const names = new URLSearchParams(
      (resource.parameter ?? []).map(({ name }): [string, string] => [name, '']),
    );
    requireKnownParameters(names, parameters, parsePrefer(headers.prefer));
  }
  return resource;
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

/** FHIR R4: the language of displays is that of Accept-Language, where it names one and the call does not. */
function withDisplayLanguage(
  input: OperationCall['input'],
  acceptLanguage: string | undefined,
): OperationCall['input'] {
  return acceptLanguage === undefined ||
    !/[a-z]/i.test(acceptLanguage) ||
    input.text('displayLanguage') !== undefined
    ? input
    : withTexts(input, { displayLanguage: languageOf(acceptLanguage) });
}
