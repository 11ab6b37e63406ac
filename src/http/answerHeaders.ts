import type { FastifyInstance } from 'fastify';

/**
 * Every answer names its request, by the id that stands in the log. What is answered is of patients: nobody keeps it,
 * and no browser takes it for something else.
 */
export function addAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      'x-request-id': request.id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    done();
  });
}
