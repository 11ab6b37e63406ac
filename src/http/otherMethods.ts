import type { FastifyInstance, HTTPMethods } from 'fastify';
import { refuseMethod } from './errors.ts';

const ALL_METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Refuses all methods at an address but those that are served; HEAD is served wherever GET is.
 *
 * @param before what else can be wrong with the address, asked first
 */
export function refuseOtherMethods(
  app: FastifyInstance,
  url: string,
  served: readonly HTTPMethods[],
  before: (params: Readonly<Record<string, string | undefined>>) => void = () => undefined,
): void {
  const allowed: readonly HTTPMethods[] =
    served.includes('GET') && !served.includes('HEAD')
      ? served.flatMap((method) => (method === 'GET' ? (['GET', 'HEAD'] as const) : [method]))
      : served;
  app.route<{ Params: Record<string, string | undefined> }>({
    method: ALL_METHODS.filter((method) => !allowed.includes(method)),
    url,
    schema: { hide: true },
    handler: ({ method, params }) => {
      before(params);
      throw refuseMethod(method, allowed);
    },
  });
}
