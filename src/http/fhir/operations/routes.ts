import type { Bundle, Parameters } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasErrors } from '../../../findings/finding.ts';
import { inputFromParameters, inputFromQuery, withTexts } from '../../../terminology/operationInput.ts';
import { Refusal, refuse, statusOfFindings } from '../../errors.ts';
import { HTTP_FAULTS } from '../../faults.ts';
import { languageOf } from '../../language.ts';
import { requireId, requireResource } from '../checks.ts';
import { requireJsonWanted } from '../negotiation.ts';
import { queryOf, requireKnownParameters } from '../parameters.ts';
import { parsePrefer } from '../prefer.ts';
import { sendResource, type ActorOf } from '../routes.ts';
import type { FhirService } from '../scope.ts';
import type { Operation, OperationCall, OperationLevel } from './operation.ts';

/** The addresses of operations: by GET with primitive parameters in the query, by POST with a Parameters. */
export function operationRoutes(
  app: FastifyInstance,
  service: FhirService,
  operations: readonly Operation[],
  actorOf: ActorOf,
): void {
  for (const operation of operations) {
    for (const level of operation.levels) {
      const url = addressOf(operation, level);
      app.get<{ Params: { id?: string } }>(url, async (request, reply) => {
        const query = readQuery(request, operation.parameters);
        return answer(request, reply, query, {
          id: request.params.id,
          input: inputFromQuery(query),
          body: undefined,
        });
      });
      app.post<{ Params: { id?: string } }>(url, async (request, reply) => {
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

    async function answer(
      request: FastifyRequest,
      reply: FastifyReply,
      query: URLSearchParams,
      { id, input, body }: Pick<OperationCall, 'id' | 'input' | 'body'>,
    ): Promise<FastifyReply> {
      const acceptLanguage = request.headers['accept-language'];
      const result = await operation.run({
        service,
        actor: actorOf(request),
        knowledge: service.knowledge.current,
        id: id === undefined ? undefined : requireId(id),
        input: withDisplayLanguage(input, acceptLanguage),
        body,
        language: languageOf(acceptLanguage),
      });
      if (!result.ok) {
        throw new Refusal(statusOfFindings(result.findings), result.findings);
      }
      return sendResource(reply, result.resource, query);
    }
  }
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
  const findings = validate(resource);
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
