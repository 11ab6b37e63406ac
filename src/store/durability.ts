/**
 * Waits for the disk on behalf of all that have committed: one wait at a time, and those that commit during it share
 * the next.
 */
export class Durability {
  readonly #synchronize: () => Promise<void>;
  #next: PromiseWithResolvers<void> | undefined;
  #current: PromiseWithResolvers<void> | undefined;
  #failure: { readonly reason: unknown } | undefined;

  /** @param synchronize resolves when what has been committed by then is on the disk */
  constructor(synchronize: () => Promise<void>) {
    this.#synchronize = synchronize;
  }

  /**
   * Resolves when what has been committed by now is on the disk. Once the disk has failed it rejects for ever: a later
   * wait can succeed without what was lost.
   */
  ofCommitted(): Promise<void> {
    this.#next ??= Promise.withResolvers();
    const { promise } = this.#next;
    if (this.#current === undefined) {
      void this.#work();
    }
    return promise;
  }

  /** Resolves when those that wait by now need wait no more, whatever has come of it; undefined when nobody waits. */
  get settled(): Promise<void> | undefined {
    return (this.#next ?? this.#current)?.promise.catch(() => undefined);
  }

  /** Throws what the disk has failed with, if it has. */
  requireWorkingDisk(): void {
    if (this.#failure !== undefined) {
      throw this.#failure.reason;
    }
  }

  async #work(): Promise<void> {
    while (this.#next !== undefined) {
      const waiting = this.#next;
      this.#current = waiting;
      this.#next = undefined;
      try {
        this.requireWorkingDisk();
        await this.#synchronize();
        waiting.resolve();
      } catch (reason) {
        this.#failure = { reason };
        waiting.reject(reason);
      }
    }
    this.#current = undefined;
  }
}
