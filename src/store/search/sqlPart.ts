import type { RawBuilder } from 'kysely';

/** A piece of a statement with its values, for any engine. */
export type Sql = RawBuilder<unknown>;
