import { pino, stdSerializers, type DestinationStream, type LoggerOptions, type Logger } from 'pino';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { bufferedStandardOutput, LineBuffer } from './lineBuffer.ts';

/**
 * The log of the service. No identifier, name or free text of a patient may reach it: requests are logged by route
 * pattern, never by address or query (a search by national id stands in the query), and errors by type and code,
 * never by message (a database or parse error can quote what it met).
 *
 * @param destination where the lines go; standard output when absent, many at a time
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: timestampOfNow,
    serializers: { err: describeError, error: describeError },
    redact: {
      paths: [
        'req.url',
        'req.headers',
        'url',
        'query',
        'body',
        'patient',
        'resource',
        '*.identifier',
        '*.name',
        '*.text',
      ],
      remove: true,
    },
  };
  return pino(options, destination ?? bufferedStandardOutput());
}

let millisecond = 0;
let timestamp = '';

/** The time of now as a member of a line, made once for all lines of a millisecond. */
function timestampOfNow(): string {
  const now = Date.now();
  if (now !== millisecond) {
    millisecond = now;
    timestamp = `,"time":"${new Date(now).toISOString()}"`;
  }
  return timestamp;
}

interface ErrorDescription {
  readonly type: string;
  readonly code?: string;
  readonly stack?: string;
}

/** An error without its message: the stack's first lines repeat the message, so only the frames are kept. */
function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const { stack } = stdSerializers.err(error);
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

const LEVELS_WITHOUT_REQUESTS: ReadonlySet<string> = new Set(['silent', 'fatal', 'error', 'warn']);

/** What is told of a request that has been answered: never its address or query. */
export interface AnsweredRequest {
  readonly id: string;
  readonly method: string;
  /** Pattern of the route. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** One line a request: id, method, route pattern, status and milliseconds. */
export function requestLog(logger: FastifyBaseLogger): (request: AnsweredRequest) => void {
  if (LEVELS_WITHOUT_REQUESTS.has(logger.level)) {
    return () => undefined;
  }
  const write = writerOf(logger);
  if (write === undefined) {
    return ({ id, milliseconds, ...request }) =>
      logger.info({ reqId: id, ...request, milliseconds: rounded(milliseconds) }, 'request');
  }
  const routes = new Map<string, string>();
  // By hand, as there is nothing in these fields to take out: pino's own way costs as much as to answer a request.
  return ({ id, method, route, status, milliseconds }) => {
    let routeText = routes.get(route);
    if (routeText === undefined) {
      routeText = JSON.stringify(route);
      routes.set(route, routeText);
    }
    write(
      `{"level":30${timestampOfNow()},"reqId":"${id}","method":"${method}","route":${routeText},` +
        `"status":${status},"milliseconds":${rounded(milliseconds)},"msg":"request"}\n`,
    );
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** How a line goes straight to the destination of a logger. */
function writerOf(logger: FastifyBaseLogger): ((line: string) => void) | undefined {
  const stream: unknown = Reflect.get(logger, pino.symbols.streamSym);
  if (stream instanceof LineBuffer) {
    return (line) => stream.append(line);
  }
  return isStream(stream) ? (line) => stream.write(line) : undefined;
}

function isStream(value: unknown): value is DestinationStream {
  return typeof value === 'object' && value !== null && 'write' in value && typeof value.write === 'function';
}

export function logRequests(app: FastifyInstance, log: (request: AnsweredRequest) => void): void {
  if (LEVELS_WITHOUT_REQUESTS.has(app.log.level)) {
    return;
  }
  app.addHook('onResponse', (request, reply, done) => {
    log({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    done();
  });
}
