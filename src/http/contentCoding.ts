import type { FastifyInstance } from 'fastify';
import { refuse } from './errors.ts';
import { HTTP_FAULTS } from './faults.ts';

/** Bodies are taken as they are: one that is compressed gets 415 (RFC 9110, 15.5.16) before anything of it is read. */
export function refuseCodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const coding = request.headers['content-encoding'] ?? 'identity';
    done(
      coding.toLowerCase() === 'identity'
        ? undefined
        : refuse(415, HTTP_FAULTS.contentCoding, '', {}, { 'accept-encoding': 'identity' }),
    );
  });
}
