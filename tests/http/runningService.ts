import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { buildApp } from '../../src/app.ts';
import { readSettings } from '../../src/config.ts';
import { withFreePort } from '../../src/freePort.ts';
import { createLogger } from '../../src/http/logging.ts';

/** One answer, its body as text and, when it is JSON, read. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

/** The whole service over HTTP on loopback, over a database file of its own. */
export interface RunningService {
  readonly address: string;
  /** All that has been logged, as lines of JSON. */
  log(): string;
  send<T = OperationOutcome>(method: string, path: string, options?: SendOptions): Promise<Answer<T>>;
  /** A pathway record; the answer is a Bundle when it was taken. */
  postRecord(record: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<Bundle>>;
  /** A message; the answer is read when it is JSON. */
  postMessage<T = OperationOutcome>(
    message: string | Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>;
  /** All that a search finds, over all pages. */
  search<T extends Resource>(query: string): Promise<readonly T[]>;
  read<T extends Resource>(reference: string): Promise<T>;
  stop(): Promise<void>;
}

export interface SendOptions {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The day on which the tests take place, so that what is overdue does not change with the real one. */
export const TEST_DAY = new Date('2026-03-10T12:00:00Z');

export async function startService(
  environment: Readonly<Record<string, string>> = {},
  now: () => Date = () => TEST_DAY,
): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-service-'));
  const settings = await withFreePort(
    readSettings({
      DATABASE_URL: `sqlite:${join(folder, 'test.db')}`,
      PORT: '0',
      LOG_LEVEL: 'trace',
      ...environment,
    }),
  );
  const lines: string[] = [];
  const app = await buildApp({
    settings,
    logger: createLogger(settings.logLevel, { write: (line) => void lines.push(line) }),
    now,
  });
  const address = await app.listen({ host: settings.host, port: settings.port });

  async function send<T>(method: string, path: string, options: SendOptions = {}): Promise<Answer<T>> {
    const response = await fetch(path.startsWith('http') ? path : `${address}${path}`, {
      method,
      headers: { ...options.headers },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : new Uint8Array(options.body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text !== '' ? JSON.parse(text) : undefined) as T,
    };
  }

  return {
    address,
    log: () => lines.join(''),
    send,
    postRecord: (record, headers = {}) =>
      send('POST', '/pathways', {
        body: JSON.stringify(record),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    postMessage: (message, headers = {}) =>
      send('POST', '/messages', {
        body: message,
        headers: { 'content-type': 'application/xml', ...headers },
      }),
    search: async <T extends Resource>(query: string) => {
      const found: T[] = [];
      let next: string | undefined = `/fhir/${query}`;
      while (next !== undefined) {
        const { status, text, body }: Answer<Bundle> = await send<Bundle>('GET', next);
        if (status !== 200) {
          throw new Error(`${next}: ${status} ${text}`);
        }
        found.push(...(body.entry ?? []).map(({ resource }) => resource as T));
        next = body.link?.find(({ relation }) => relation === 'next')?.url;
      }
      return found;
    },
    read: async <T extends Resource>(reference: string) => (await send<T>('GET', `/fhir/${reference}`)).body,
    stop: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
