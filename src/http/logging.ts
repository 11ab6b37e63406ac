import { pino, stdSerializers, type DestinationStream, type LoggerOptions, type Logger } from 'pino';
import type { FastifyInstance } from 'fastify';

/**
 * The log of the service. No identifier, name or free text of a patient may reach it: requests are logged by route
 * pattern, never by address or query (a search by national id stands in the query), and errors by type and code,
 * never by message (a database or parse error can quote what it met).
 *
 * @param destination where the lines go; standard output when absent, some at a time, as each write of its own costs
 *   more than to answer a request
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
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
  return pino(options, destination ?? bufferedOutput());
}

/** Bytes that are written at once, and milliseconds after which fewer are. What is left is written when the process ends. */
const LINES_TOGETHER = 4_096;
const LONGEST_WAIT = 100;

function bufferedOutput(): DestinationStream {
  return pino.destination({ sync: false, minLength: LINES_TOGETHER, periodicFlush: LONGEST_WAIT });
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

/** One line a request: id, method, route pattern, status and milliseconds. */
export function logRequests(app: FastifyInstance): void {
  if (LEVELS_WITHOUT_REQUESTS.has(app.log.level)) {
    return;
  }
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        reqId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
    done();
  });
}
