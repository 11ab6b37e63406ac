import type { FastifyInstance } from 'fastify';
import { refuse } from '../errors.ts';
import { entriesOf, isObject, relativeTo } from './entries.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { FhirService } from './scope.ts';

/** Has requests for types of which definitions ship wait until the store has them: at the first start, for a moment. */
export function waitForDefinitions(app: FastifyInstance, { shipped, baseUrl }: FhirService): void {
  app.addHook<{ Params?: { type?: string } }>('preHandler', ({ params, body }, _reply, next) => {
    const type = params?.type;
    if (type === undefined ? asksForDefinitions(body) : shipped.types.has(type)) {
      shipped.ready().then(() => next(), next);
    } else {
      next();
    }
  });

  /** Of a Bundle; what is wrong with it is told later. */
  function asksForDefinitions(body: unknown): boolean {
    return (
      isObject(body) &&
      entriesOf(body).some((entry) => {
        const request = isObject(entry) ? entry['request'] : undefined;
        const url = isObject(request) ? request['url'] : undefined;
        return typeof url === 'string' && shipped.types.has(/^\w*/.exec(relativeTo(baseUrl, url))?.[0] ?? '');
      })
    );
  }
}

/** @throws Refusal 403 for the address of a definition that ships with the program or was imported. */
export function requireNotShipped({ knowledge }: FhirService, type: string, id: string): void {
  if (knowledge.current.definitions.has(type, id)) {
    throw refuse(403, FHIR_FAULTS.shippedDefinition, '', { reference: `${type}/${id}` });
  }
}
