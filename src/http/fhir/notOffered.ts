import type { FastifyInstance, HTTPMethods } from 'fastify';
import { refuse } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { refuseOtherMethods } from '../otherMethods.ts';
import { requireNoOperation, requireType } from './checks.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { FhirService } from './scope.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The addresses that are served, and the methods that each takes; the routes of routes.ts, one for one. */
const SERVED: readonly (readonly [path: string, methods: readonly HTTPMethods[]])[] = [
  ['/', ['POST']],
  ['/metadata', ['GET', 'HEAD']],
  ['/:type', ['GET', 'HEAD', 'POST', 'PUT']],
  ['/:type/_search', ['POST']],
  ['/:type/:id', ['GET', 'HEAD', 'PUT', 'DELETE']],
  ['/:type/:id/_history', ['GET', 'HEAD']],
  ['/:type/:id/_history/:version', ['GET', 'HEAD']],
];

/** Addresses that FHIR R4 knows and that are not served. */
const NOT_SERVED: readonly (readonly [path: string, what: string])[] = [
  ['/_history', 'history-system'],
  ['/_search', 'search-system'],
  ['/:type/_history', 'history-type'],
  ['/:type/:id/:compartment', 'search by compartment'],
];

/** Says of every address what it does not do: 405 with Allow where others methods work, else 404. */
export function notOfferedRoutes(app: FastifyInstance, service: FhirService): void {
  for (const [url, allowed] of SERVED) {
    refuseOtherMethods(app, url, allowed, ({ type, id }) => {
      if (type !== undefined) {
        requireType(service, type);
        requireNoOperation(id ?? '');
      }
    });
  }
  for (const [url, what] of NOT_SERVED) {
    app.route<{ Params: { compartment?: string } }>({
      method: [...METHODS],
      url,
      handler: (request) => {
        requireNoOperation(request.params.compartment ?? '');
        throw refuse(404, FHIR_FAULTS.notOffered, '', { what });
      },
    });
  }
  app.setNotFoundHandler(() => {
    throw refuse(404, HTTP_FAULTS.notFound);
  });
}
