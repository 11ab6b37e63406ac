import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Resource } from '@medplum/fhirtypes';
import type { Actor } from '../../store/actor.ts';
import { storedTextOf } from '../../store/storedTexts.ts';
import { refuseMediaType } from '../errors.ts';
import { CONTENT_LANGUAGE, languageOf } from '../language.ts';
import { FHIR_JSON } from '../mediaTypes.ts';
import { versionHeaders, versionPath, writtenBody } from './answer.ts';
import { rawContentOf } from './binary.ts';
import { FORM } from './body.ts';
import { processBundle } from './bundle.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { requireJsonWanted } from './negotiation.ts';
import { HISTORY_PARAMETERS, queryOf, requireKnownParameters } from './parameters.ts';
import { parsePrefer, type Prefer } from './prefer.ts';
import { readHistory, readStored, readVersion } from './read.ts';
import { storeScope, writeScope, type FhirService } from './scope.ts';
import { search } from './search.ts';
import { entityTag, isNotModified } from './versions.ts';
import { create, remove, update, type Written } from './write.ts';

export type ActorOf = (request: FastifyRequest) => Actor;

interface TypePath {
  readonly type: string;
}
interface InstancePath extends TypePath {
  readonly id: string;
}
interface VersionPath extends InstancePath {
  readonly version: string;
}

/** The interactions of the FHIR API; each takes the request apart, calls the function that does it, and answers. */
export function interactionRoutes(app: FastifyInstance, service: FhirService, actorOf: ActorOf): void {
  const scopeOf = (request: FastifyRequest) => storeScope(service.store, actorOf(request));
  const writeScopeOf = (request: FastifyRequest) => writeScope(service.store, actorOf(request));

  app.get<{ Params: InstancePath }>('/:type/:id', async (request, reply) => {
    const { type, id } = request.params;
    const query = knownQuery(request, []);
    if (type !== 'Binary') {
      requireJson(request, query);
    }
    const stored = await readStored(service, actorOf(request), type, id);
    const { versionId, lastUpdated, text } = stored;
    void reply.headers({ etag: entityTag(versionId), 'last-modified': lastUpdated.toUTCString() });
    if (isNotModified(conditionsOf(request), versionId, lastUpdated)) {
      return reply.code(304).send();
    }
    if (type === 'Binary') {
      const raw = query.has('_format') ? undefined : rawContentOf(text, request.headers.accept);
      if (raw !== undefined) {
        return reply.headers(raw.headers).send(raw.bytes);
      }
      requireJson(request, query);
    }
    return sendText(reply, text, query);
  });

  app.get<{ Params: VersionPath }>('/:type/:id/_history/:version', async (request, reply) => {
    const { type, id, version } = request.params;
    const query = jsonQuery(request, []);
    const resource = await readVersion(service, scopeOf(request), type, id, version);
    return sendResource(reply.headers(versionHeaders(resource.meta)), resource, query);
  });

  app.get<{ Params: InstancePath }>('/:type/:id/_history', async (request, reply) => {
    const { type, id } = request.params;
    const query = jsonQuery(request, HISTORY_PARAMETERS);
    return sendResource(reply, await readHistory(service, scopeOf(request), type, id, query), query);
  });

  app.get<{ Params: TypePath }>('/:type', async (request, reply) =>
    answerSearch(request, reply, queryOf(request.url)),
  );

  app.post<{ Params: TypePath }>('/:type/_search', async (request, reply) => {
    const query = queryOf(request.url);
    if (request.body !== undefined && !(request.body instanceof URLSearchParams)) {
      throw refuseMediaType(FORM);
    }
    request.body?.forEach((value, name) => query.append(name, value));
    return answerSearch(request, reply, query);
  });

  async function answerSearch(
    request: FastifyRequest<{ Params: TypePath }>,
    reply: FastifyReply,
    query: URLSearchParams,
  ): Promise<FastifyReply> {
    requireJson(request, query);
    const { prefer, language } = wishesOf(request);
    const bundle = await search(service, scopeOf(request), request.params.type, query, prefer, language);
    if (bundle.entry?.at(-1)?.search?.mode === 'outcome') {
      void reply.header('content-language', CONTENT_LANGUAGE[language]);
    }
    return sendResource(reply, bundle, query);
  }

  app.post<{ Params: TypePath }>('/:type', async (request, reply) => {
    const query = jsonQuery(request, []);
    const written = await create(
      service,
      writeScopeOf(request),
      request.params.type,
      jsonBody(request),
      ifNoneExistOf(request),
    );
    void reply.header('location', `${service.baseUrl}/${versionPath(written.resource)}`);
    return sendWritten(request, reply, written, query);
  });

  app.put<{ Params: TypePath }>('/:type', async (request, reply) => {
    const query = queryOf(request.url);
    requireJson(request, query);
    const { type } = request.params;
    const ifMatch = request.headers['if-match'];
    const written = await conditionalUpdate(
      service,
      writeScopeOf(request),
      type,
      query,
      jsonBody(request),
      ifMatch,
    );
    // Also where nothing is created: the caller does not know the id.
    void reply.header('location', `${service.baseUrl}/${versionPath(written.resource)}`);
    return sendWritten(request, reply, written, query);
  });

  app.put<{ Params: InstancePath }>('/:type/:id', async (request, reply) => {
    const { type, id } = request.params;
    const query = jsonQuery(request, []);
    const written = await update(
      service,
      writeScopeOf(request),
      type,
      id,
      jsonBody(request),
      request.headers['if-match'],
    );
    if (written.effect === 'created') {
      void reply.header('location', `${service.baseUrl}/${versionPath(written.resource)}`);
    }
    return sendWritten(request, reply, written, query);
  });

  app.delete<{ Params: InstancePath }>('/:type/:id', async (request, reply) => {
    jsonQuery(request, []);
    const { type, id } = request.params;
    await remove(service, writeScopeOf(request), type, id, request.headers['if-match']);
    return reply.code(204).send();
  });

  // With and without a slash at the end.
  app.post('/', async (request, reply) => {
    const query = jsonQuery(request, []);
    const report = (error: unknown): void =>
      request.log.error({ reqId: request.id, error }, 'an entry failed');
    const wishes = wishesOf(request);
    const acceptLanguage = request.headers['accept-language'];
    const call = { service, actor: actorOf(request), acceptLanguage, report, ...wishes };
    void reply.header('content-language', CONTENT_LANGUAGE[wishes.language]);
    return sendResource(reply, await processBundle(call, jsonBody(request)), query);
  });
}

/** Answers with a resource as JSON, indented when `_pretty=true`. */
export function sendResource(reply: FastifyReply, resource: Resource, query: URLSearchParams): FastifyReply {
  return reply.type(JSON_ANSWER).send(textOf(resource, query));
}

export function textOf(resource: Resource, query: URLSearchParams): string {
  return isPretty(query) ? `${JSON.stringify(resource, null, 2)}\n` : JSON.stringify(resource);
}

function sendText(reply: FastifyReply, text: string, query: URLSearchParams): FastifyReply {
  return isPretty(query)
    ? sendResource(reply, JSON.parse(text) as Resource, query)
    : reply.type(JSON_ANSWER).send(text);
}

export const JSON_ANSWER = `${FHIR_JSON}; charset=utf-8`;

function isPretty(query: URLSearchParams): boolean {
  return query.get('_pretty') === 'true';
}

function sendWritten(
  request: FastifyRequest,
  reply: FastifyReply,
  { resource, effect, findings }: Written,
  query: URLSearchParams,
): FastifyReply {
  const { prefer, language } = wishesOf(request);
  const body = writtenBody(resource, prefer, language, findings);
  void reply.code(effect === 'created' ? 201 : 200).headers(versionHeaders(resource.meta));
  if (body === undefined) {
    return reply.send();
  }
  if (body !== resource) {
    void reply.header('content-language', CONTENT_LANGUAGE[language]);
  }
  const stored = isPretty(query) ? undefined : storedTextOf(body);
  return stored === undefined ? sendResource(reply, body, query) : reply.type(JSON_ANSWER).send(stored);
}

function wishesOf(request: FastifyRequest): {
  readonly prefer: Prefer;
  readonly language: ReturnType<typeof languageOf>;
} {
  return {
    prefer: parsePrefer(request.headers.prefer),
    language: languageOf(request.headers['accept-language']),
  };
}

/** The query of most addresses; nobody adds to it. */
const NO_QUERY = new URLSearchParams();

/** The query, once it is known that it holds no other parameters than these and that the answer may be JSON. */
function jsonQuery(request: FastifyRequest, known: readonly string[]): URLSearchParams {
  const query = knownQuery(request, known);
  requireJson(request, query);
  return query;
}

function knownQuery(request: FastifyRequest, known: readonly string[]): URLSearchParams {
  if (!request.url.includes('?')) {
    return NO_QUERY;
  }
  const query = queryOf(request.url);
  requireKnownParameters(query, known, parsePrefer(request.headers.prefer));
  return query;
}

function requireJson({ headers }: FastifyRequest, query: URLSearchParams): void {
  requireJsonWanted(headers.accept, query.get('_format') ?? undefined);
}

/** @throws Refusal 415 for a form, which only search takes. */
function jsonBody(request: FastifyRequest): unknown {
  if (request.body instanceof URLSearchParams) {
    throw refuseMediaType();
  }
  return request.body;
}

function conditionsOf({ headers }: FastifyRequest): {
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
} {
  return { ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'] };
}

function ifNoneExistOf({ headers }: FastifyRequest): string | undefined {
  return [headers['if-none-exist'] ?? []].flat()[0];
}
