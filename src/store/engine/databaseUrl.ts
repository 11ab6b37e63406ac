/** Where the data lies. */
export type DatabaseLocation =
  | { readonly engine: 'sqlite'; readonly path: string }
  /** Nothing is kept after the store is closed. */
  | { readonly engine: 'sqlite'; readonly memory: true };

/**
 * Reads the setting DATABASE_URL: `sqlite:PATH` (relative to the working directory, or absolute) or
 * `sqlite::memory:`. Throws an Error that names what is supported for anything else.
 */
export function parseDatabaseUrl(databaseUrl: string): DatabaseLocation {
  if (databaseUrl === 'sqlite::memory:') {
    return { engine: 'sqlite', memory: true };
  }
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(databaseUrl)?.[1];
  if (path !== undefined) {
    return { engine: 'sqlite', path };
  }
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    throw new Error(
      'PostgreSQL is not supported yet: set DATABASE_URL to sqlite:PATH, e.g. sqlite:./data/forlopsbro.db',
    );
  }
  throw new Error(
    'DATABASE_URL is not understood: it is sqlite:PATH, e.g. sqlite:./data/forlopsbro.db, or sqlite::memory:',
  );
}
