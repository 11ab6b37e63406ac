/** The definitions that ship with the program and stand in the store among those of users. */
export interface ShippedDefinitions {
  readonly types: ReadonlySet<string>;
  /** Resolves when the store has them all. */
  ready(): Promise<void>;
}

/** For a service that publishes no definitions. */
export const NOTHING_SHIPPED: ShippedDefinitions = { types: new Set(), ready: () => Promise.resolve() };
