import type { FastifyInstance } from 'fastify';

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/**
 * The headers of every answer. It names its request, by the id that stands in the log. What is answered is of patients:
 * nobody keeps it, and no browser takes it for something else.
 */
export function answerHeaders(requestId: string): Readonly<Record<string, string>> {
  return { 'x-request-id': requestId, ...ALWAYS };
}

const RAW_ALWAYS = Object.entries(ALWAYS).flat();

/** The same, as names and values in turn, which are written with the least work. */
export function rawAnswerHeaders(requestId: string): string[] {
  return ['x-request-id', requestId, ...RAW_ALWAYS];
}

export function addAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders(request.id));
    done();
  });
}
