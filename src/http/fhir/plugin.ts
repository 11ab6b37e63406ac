import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Conformance } from '../../conformance/conformance.ts';
import { baseResourceTypes } from '../../definitions/baseStructures.ts';
import { sharedSearchParameters } from '../../definitions/searchParameters.ts';
import type { Store } from '../../store/store.ts';
import type { KnowledgeSource } from '../../terminology/knowledge.ts';
import { answerFault } from '../errors.ts';
import { FHIR_JSON } from '../mediaTypes.ts';
import { parseBodies } from './body.ts';
import { capabilityStatement, type Software } from './capabilities.ts';
import { requireJsonWanted } from './negotiation.ts';
import { notOfferedRoutes } from './notOffered.ts';
import { queryOf, requireKnownParameters } from './parameters.ts';
import { KeptAnswers } from './operations/keptAnswers.ts';
import { OPERATIONS } from './operations/operations.ts';
import { operationRoutes } from './operations/routes.ts';
import { StoredDefinitions } from './operations/storedDefinitions.ts';
import { parsePrefer } from './prefer.ts';
import { interactionRoutes, type ActorOf } from './routes.ts';
import type { FhirService } from './scope.ts';
import { waitForDefinitions } from './shipped.ts';
import { NOTHING_SHIPPED, type ShippedDefinitions } from './shippedDefinitions.ts';
import { validateRoutes } from './validate/routes.ts';
import { isNotModified } from './versions.ts';

export interface FhirPluginOptions {
  readonly store: Store;
  readonly knowledge: KnowledgeSource;
  readonly conformance: Conformance;
  /** Where answers about the definitions are kept; a place of its own when absent. */
  readonly kept?: KeptAnswers;
  /** The definitions that the store gets at start; none when absent. */
  readonly shipped?: ShippedDefinitions;
  /** The clock; the system's when absent. */
  readonly now?: () => Date;
  /** On whose behalf a request is done. */
  readonly actorOf: ActorOf;
  /** Address under which callers reach this plugin, without a slash at the end. */
  readonly baseUrl: string;
  /** Version of the program. */
  readonly version: string;
}

/** Parameters has no address of its own (FHIR R4 parameters.html#rest). */
const TYPES_WITHOUT_ADDRESS: ReadonlySet<string> = new Set(['Parameters']);

/** The FHIR R4 REST API over a store: JSON only, described by itself at `metadata`. */
export function fhirPlugin(app: FastifyInstance, options: FhirPluginOptions, done: () => void): void {
  const { store, knowledge, conformance, shipped = NOTHING_SHIPPED, now = () => new Date() } = options;
  const { actorOf, baseUrl, version } = options;
  const service: FhirService = {
    store,
    knowledge,
    stored: new StoredDefinitions({ store, knowledge }),
    conformance,
    validate: (resource) => conformance.judgeWrite(resource),
    shipped,
    now,
    baseUrl,
    searchParameters: sharedSearchParameters(),
    resourceTypes: new Set(
      [...baseResourceTypes()].filter((type) => !TYPES_WITHOUT_ADDRESS.has(type)).sort(),
    ),
  };
  parseBodies(app);
  app.setErrorHandler(answerFault);
  waitForDefinitions(app, service);
  metadataRoute(app, service, { name: 'Forløpsbro', version });
  void app.register((scope, _options, registered) => {
    operationRoutes(
      scope,
      { service, actorOf, kept: options.kept ?? new KeptAnswers(knowledge) },
      OPERATIONS,
    );
    registered();
  });
  void app.register((scope, _options, next) => {
    validateRoutes(scope, service, actorOf);
    next();
  });
  interactionRoutes(app, service, actorOf);
  notOfferedRoutes(app, service);
  done();
}

/** The capability statement, made when it is first asked for. */
function metadataRoute(app: FastifyInstance, service: FhirService, software: Software): void {
  const started = new Date();
  let made: { readonly compact: string; readonly digest: string } | undefined;
  app.get('/metadata', (request, reply) => {
    const query = queryOf(request.url);
    requireKnownParameters(query, ['mode'], parsePrefer(request.headers.prefer));
    requireJsonWanted(request.headers.accept, query.get('_format') ?? undefined);
    if (made === undefined) {
      const compact = JSON.stringify(capabilityStatement(service, software, started));
      made = { compact, digest: createHash('sha256').update(compact).digest('base64url') };
    }
    void reply.headers({ etag: `W/"${made.digest}"`, 'cache-control': 'no-cache' });
    if (isNotModified({ ifNoneMatch: request.headers['if-none-match'] }, made.digest, started)) {
      return reply.code(304).send();
    }
    const pretty = query.get('_pretty') === 'true';
    const text = pretty ? `${JSON.stringify(JSON.parse(made.compact), null, 2)}\n` : made.compact;
    return reply.type(`${FHIR_JSON}; charset=utf-8`).send(text);
  });
}
