import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { createConformance } from '../../../src/conformance/conformance.ts';
import { addAnswerHeaders } from '../../../src/http/answerHeaders.ts';
import { answerFault, handleErrors } from '../../../src/http/errors.ts';
import { fhirPlugin } from '../../../src/http/fhir/plugin.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { LOCAL_OPERATOR } from '../../../src/store/actor.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';

export const BODY_LIMIT = 1_000_000;

/** The FHIR API over HTTP on loopback, over a store in a file of its own. */
export interface RunningService {
  readonly app: FastifyInstance;
  readonly store: Store;
  /** Address of the FHIR API. */
  readonly base: string;
  stop(): Promise<void>;
}

export async function startService(): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-fhir-'));
  const knowledge = { current: openKnowledge() };
  const conformance = createConformance(knowledge);
  const base = 'http://127.0.0.1:8080/fhir';
  const store = await openStore({
    databaseUrl: `sqlite:${join(folder, 'test.db')}`,
    baseUrl: base,
    check: ({ resource }) => conformance.judgeWrite(resource),
  });
  const app = Fastify({ bodyLimit: BODY_LIMIT, frameworkErrors: answerFault });
  handleErrors(app);
  addAnswerHeaders(app);
  await app.register(fhirPlugin, {
    prefix: '/fhir',
    store,
    knowledge,
    conformance,
    actorOf: () => LOCAL_OPERATOR,
    baseUrl: base,
    version: '0.0.0',
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    store,
    base: `${address}/fhir`,
    stop: async () => {
      await app.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One request with a JSON body; the answer with its body read as JSON, or undefined when it has none. */
export async function send(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Answer }> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }), ...headers },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as Answer,
  };
}

/** As much of a resource as the tests look at. */
export interface Answer {
  readonly resourceType: string;
  readonly id: string;
  readonly type?: string;
  readonly total?: number;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string };
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly details: { readonly text: string; readonly coding?: readonly { readonly code: string }[] };
    readonly diagnostics?: string;
    readonly expression?: readonly string[];
  }[];
  readonly entry: readonly {
    readonly fullUrl?: string;
    readonly resource: Answer;
    readonly request?: { readonly method: string; readonly url: string };
    readonly search?: { readonly mode: string };
    readonly response: {
      readonly status: string;
      readonly location: string;
      readonly etag: string;
      readonly lastModified: string;
      readonly outcome?: Answer;
    };
  }[];
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly [element: string]: unknown;
}
