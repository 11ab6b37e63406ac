/** Keys kept in each of the two generations. */
const GENERATION = 100_000;

/** Remembers at least the last 100 000 different keys, in bounded memory: when a generation is full, the older goes. */
export class RememberedKeys {
  #current = new Set<string>();
  #former = new Set<string>();

  /** @returns whether the key was remembered already */
  add(key: string): boolean {
    if (this.#current.has(key) || this.#former.has(key)) {
      return true;
    }
    if (this.#current.size >= GENERATION) {
      this.#former = this.#current;
      this.#current = new Set();
    }
    this.#current.add(key);
    return false;
  }
}
