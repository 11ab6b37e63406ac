import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Settings } from './config.ts';
import { createConformance } from './conformance/conformance.ts';
import { followImports, readImports } from './exchange/catalogueImports.ts';
import type { Exchange } from './exchange/exchange.ts';
import { createPathwayWriteCheck } from './exchange/pathwayWriteCheck.ts';
import { hasErrors, type Finding } from './findings/finding.ts';
import { createKithDecoder } from './formats/kith/decode.ts';
import { addAnswerHeaders } from './http/answerHeaders.ts';
import { answerClientError } from './http/clientErrors.ts';
import { refuseCodedBodies } from './http/contentCoding.ts';
import { docsPlugin } from './http/docs.ts';
import { EMPTY_REQUESTS_HAVE_ENDED, readEmptyBodies } from './http/emptyBodies.ts';
import { answerFault, handleErrors } from './http/errors.ts';
import { answerKeptFirst } from './http/fhir/operations/answerKept.ts';
import { KeptAnswers } from './http/fhir/operations/keptAnswers.ts';
import { fhirPlugin } from './http/fhir/plugin.ts';
import { healthRoutes } from './http/health.ts';
import { logRequests, requestLog } from './http/logging.ts';
import { measurementPointRoutes } from './http/measurementPoints.ts';
import { messageRoutes } from './http/messages.ts';
import { translateRoutes } from './http/translateMessages.ts';
import { pathwayRoutes } from './http/pathways.ts';
import { createRequestIds } from './http/requestIds.ts';
import { refuseWhileStopping } from './http/stopping.ts';
import { KnowledgeHolder, openShippedDefinitions } from './knowledge.ts';
import { PRODUCT } from './product.ts';
import { createPublishing } from './publishing.ts';
import { LOCAL_OPERATOR } from './store/actor.ts';
import { openStore } from './store/openStore.ts';
import type { WriteCheck } from './store/store.ts';
import { timeOrderedId } from './store/timeOrderedId.ts';

export interface AppOptions {
  readonly settings: Settings;
  readonly logger: FastifyBaseLogger;
  /** The clock; the system's when absent. */
  readonly now?: () => Date;
  /** A new UUID; one that begins with the time when absent. */
  readonly newId?: () => string;
}

/** Milliseconds in which a whole request must have come. */
const REQUEST_TIMEOUT = 300_000;

/** Milliseconds between two looks for imported code lists. */
const IMPORT_INTERVAL = 1_000;

async function withFindings(
  findings: readonly Finding[],
  further: ReturnType<WriteCheck>,
): Promise<readonly Finding[]> {
  return [...findings, ...(await further)];
}

/** Puts the rooms together: one Fastify instance with every surface, ready to listen. */
export async function buildApp({
  settings,
  logger,
  now = () => new Date(),
  newId = timeOrderedId,
}: AppOptions): Promise<FastifyInstance> {
  const knowledge = new KnowledgeHolder(openShippedDefinitions(settings.fhirPackagesDir));
  for (const fault of knowledge.current.definitions.faults) {
    logger.warn(fault, 'a FHIR package, or a definition in one, cannot be used');
  }
  const conformance = createConformance(knowledge, { knownExtensions: settings.knownExtensions });
  const judgePathway = createPathwayWriteCheck(knowledge, now);
  const store = await openStore({
    databaseUrl: settings.databaseUrl,
    baseUrl: settings.baseUrl,
    check: (write, reader) => {
      // What ships with the program comes from its own files only, and is judged by its tests.
      if (conformance.wasValid(write.given) || knowledge.isShipped(write.resource)) {
        return judgePathway(write, reader);
      }
      const findings = conformance.judgeWrite(write.resource);
      return hasErrors(findings) ? findings : withFindings(findings, judgePathway(write, reader));
    },
    now,
    newId,
  });
  const imports = await readImports(store, LOCAL_OPERATOR);
  if (imports.log.length > 0) {
    knowledge.useImports(imports.log);
  }
  const exchange: Exchange = {
    store,
    get catalogue() {
      return knowledge.current.catalogue;
    },
    get terminology() {
      return knowledge.current.terminology;
    },
    conformance,
    kith: createKithDecoder({
      terminology: {
        hasCode: (system, code) => knowledge.current.terminology.hasCode(system, code),
        isTextOf: (system, code, text) => knowledge.current.terminology.isTextOf(system, code, text),
      },
      ...(settings.kithSchemaDir === undefined ? {} : { schemaDir: settings.kithSchemaDir }),
    }),
    ownHerIds: new Set(settings.kithOwnHerIds),
    unknownService: settings.kithUnknownService,
    software: PRODUCT,
    now,
    newId,
  };

  const newRequestId = createRequestIds();
  const app = Fastify({
    loggerInstance: logger,
    // To make a logger for each request costs more than to answer many of them: who logs names the request.
    childLoggerFactory: () => logger,
    // Requests are logged by our own hook, without address and query.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: settings.bodyLimit,
    genReqId: newRequestId,
    requestIdHeader: false,
    frameworkErrors: answerFault,
    clientErrorHandler: answerClientError,
    requestTimeout: REQUEST_TIMEOUT,
    http: EMPTY_REQUESTS_HAVE_ENDED,
    // Requests that come while the service is stopping are refused by our own hook, with an OperationOutcome.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  handleErrors(app);
  const log = requestLog(logger);
  logRequests(app, log);
  addAnswerHeaders(app);
  const isStopping = refuseWhileStopping(app);
  refuseCodedBodies(app);
  readEmptyBodies(app);
  const publishing = createPublishing(store, knowledge, logger);
  app.addHook('onListen', (done) => {
    publishing.begin();
    done();
  });
  const following = followImports(store, LOCAL_OPERATOR, {
    every: IMPORT_INTERVAL,
    known: imports,
    onChange: (log) => {
      knowledge.useImports(log);
      logger.info({ imported: knowledge.imported.length }, 'code lists have been imported or taken back');
    },
    onError: (error) => logger.error({ error }, 'imported code lists cannot be read'),
  });
  app.addHook('onClose', async () => {
    await following.stop();
    await publishing.stop();
    await store.close();
  });

  await docsPlugin(app, PRODUCT.version);
  healthRoutes(app, { version: PRODUCT.version, ping: () => store.ping() });
  await app.register((scope, _options, done) => {
    pathwayRoutes(scope, exchange);
    done();
  });
  await app.register((scope, _options, done) => {
    measurementPointRoutes(scope, exchange);
    done();
  });
  await app.register((scope, _options, done) => {
    messageRoutes(scope, exchange);
    done();
  });
  await app.register((scope, _options, done) => {
    translateRoutes(scope, exchange);
    done();
  });
  const kept = new KeptAnswers(knowledge);
  await app.register(fhirPlugin, {
    prefix: '/fhir',
    store,
    knowledge,
    conformance,
    kept,
    shipped: publishing,
    now,
    actorOf: () => LOCAL_OPERATOR,
    baseUrl: settings.baseUrl,
    version: PRODUCT.version,
  });
  answerKeptFirst(app.server, { kept, isStopping, newId: newRequestId, onAnswered: log });
  return app;
}
