import type { FastifyInstance } from 'fastify';

/**
 * The headers of every answer, as names and values in turn, beside that which names its request by the id that stands
 * in the log. What is answered is of patients: nobody keeps it, and no browser takes it for something else.
 */
const ALWAYS = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff'] as const;

const [CACHE_CONTROL, NO_STORE, CONTENT_TYPE_OPTIONS, NO_SNIFF] = ALWAYS;

/** The headers of an answer, as names and values in turn, which are written with the least work. */
export function rawAnswerHeaders(requestId: string): string[] {
  return ['x-request-id', requestId, ...ALWAYS];
}

export function addAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    void reply.header(CACHE_CONTROL, NO_STORE);
    void reply.header(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    done();
  });
}
