/**
 * What is made once for each name and kept. Names come from content too, so of those for which nothing was made only
 * so many are remembered: nobody can fill the memory with unknown URLs.
 */
export class OnceEach<Value extends object> {
  readonly #make: (name: string) => Value | undefined;
  readonly #made = new Map<string, Value>();
  readonly #unknown = new Set<string>();

  constructor(make: (name: string) => Value | undefined) {
    this.#make = make;
  }

  get(name: string): Value | undefined {
    const known = this.#made.get(name);
    if (known !== undefined || this.#unknown.has(name)) {
      return known;
    }
    if (this.#unknown.size >= MAX_UNKNOWN) {
      this.#unknown.clear();
    }
    // One that asks for itself while it is made finds nothing, and so does not recur.
    this.#unknown.add(name);
    const made = this.#make(name);
    if (made !== undefined) {
      this.#unknown.delete(name);
      this.#made.set(name, made);
    }
    return made;
  }
}

const MAX_UNKNOWN = 10_000;
