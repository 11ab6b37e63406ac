import manifest from '../package.json' with { type: 'json' };

/** What the service calls itself, in acknowledgements, the capability statement and the log. */
export const PRODUCT = { name: 'Forløpsbro', version: manifest.version } as const;
