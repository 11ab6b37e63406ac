import type { FastifyInstance } from 'fastify';
import { refuse } from './errors.ts';
import { HTTP_FAULTS } from './faults.ts';

/**
 * Once the service is told to stop, requests under way are answered and new ones get 503, with when to come again;
 * their connections are closed then, as one that is kept alive would keep the service from stopping.
 *
 * @returns whether it has been told to stop
 */
export function refuseWhileStopping(app: FastifyInstance): () => boolean {
  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    done(stopping ? refuse(503, HTTP_FAULTS.stopping) : undefined);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) {
      void reply.header('connection', 'close');
    }
    done(null, payload);
  });
  return () => stopping;
}
