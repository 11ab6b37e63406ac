import type { FastifyInstance } from 'fastify';

/**
 * Watches which addresses are served from now on.
 *
 * @returns the methods that an address is served under, without its query; none where nothing is
 */
export function watchAddresses(app: FastifyInstance): (address: string) => readonly string[] {
  const served = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = served.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    served.set(url, known);
    [method].flat().forEach((each) => known.methods.add(each));
  });
  return (address) => [
    ...new Set(
      [...served.values()]
        .filter(({ pattern }) => pattern.test(address))
        .flatMap(({ methods }) => [...methods]),
    ),
  ];
}

/** Of the pattern of a route: `:name` stands for one step, `*` for all that follows. */
function patternOf(url: string): RegExp {
  const steps = url
    .split('/')
    .map((step) =>
      step.startsWith(':') ? '[^/]+' : step === '*' ? '.*' : step.replaceAll(/[^\w-]/g, '\\$&'),
    );
  return new RegExp(`^${steps.join('/')}$`);
}
