import type { FastifyInstance } from 'fastify';

/**
 * The headers of every answer. It names its request, by the id that stands in the log. What is answered is of patients:
 * nobody keeps it, and no browser takes it for something else.
 */
export function answerHeaders(requestId: string): Readonly<Record<string, string>> {
  return {
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}

export function addAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders(request.id));
    done();
  });
}
