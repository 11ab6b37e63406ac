import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  readonly version: string;
  /** Resolves when the service can do its work (the database answers). */
  readonly ping: () => Promise<void>;
}

/** `/`: on to the page that describes the service. `/health`: the process lives. `/ready`: requests are served; 503 while the database does not answer. */
export function healthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const answer = {
    type: 'object',
    properties: { status: { type: 'string' }, version: { type: 'string' } },
    required: ['status'],
  } as const;
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs', 302));
  app.get(
    '/health',
    {
      schema: {
        tags: ['operation'],
        operationId: 'readHealth',
        summary: 'Whether the process lives',
        response: { 200: answer },
      },
    },
    () => ({ status: 'ok', version: options.version }),
  );
  app.get(
    '/ready',
    {
      schema: {
        tags: ['operation'],
        operationId: 'readReadiness',
        summary: 'Whether requests are served',
        response: { 200: answer, 503: answer },
      },
    },
    async (request, reply) => {
      try {
        await options.ping();
        return { status: 'ready', version: options.version };
      } catch (error) {
        request.log.error({ reqId: request.id, error }, 'the database does not answer');
        return reply.code(503).send({ status: 'the database does not answer' });
      }
    },
  );
}
