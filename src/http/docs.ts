import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

function isFhir(url: string): boolean {
  return url === '/fhir' || url.startsWith('/fhir/');
}

/** The OpenAPI page at /docs for all surfaces but FHIR, which describes itself at /fhir/metadata. */
export async function docsPlugin(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Forløpsbro',
        version,
        description:
          'Pathway records and Norwegian XML messages in, FHIR R4 CarePlan, Task and Encounter out. ' +
          'The FHIR API is at /fhir and describes itself at /fhir/metadata.',
      },
      tags: [
        { name: 'pathways', description: 'Pathway records: what a hospital system knows of one pathway' },
        {
          name: 'measurement-points',
          description: 'Registrations held against the rules, without storing them',
        },
        { name: 'messages', description: 'KITH/e-helse XML messages and what became of them' },
        { name: 'operation', description: 'Whether the service lives and serves' },
      ],
    },
    transform: ({ schema, url }) => ({ schema: { ...schema, ...(isFhir(url) && { hide: true }) }, url }),
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
