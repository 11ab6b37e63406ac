import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** Server options under which a request that announces no body has ended when it comes: a fifth of a bare answer. */
export const EMPTY_REQUESTS_HAVE_ENDED = { optimizeEmptyRequests: true } as const;

/** Gives who reads the body of such a request one that is empty: its own tells of no end any more. */
export function readEmptyBodies(app: FastifyInstance): void {
  app.addHook('preParsing', ({ method, headers }, _reply, payload, done) => {
    const isRead = method !== 'GET' && method !== 'HEAD' && headers['content-type'] !== undefined;
    const isAnnounced = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    done(null, isRead && !isAnnounced ? Readable.from([]) : payload);
  });
}
