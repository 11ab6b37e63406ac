/** A fixed set of names, found in a text by where they stand in it, so that no name need be cut out. */
export class NameTable<Named extends { readonly name: string }> {
  readonly #slots: (Named | undefined)[];
  readonly #mask: number;

  constructor(all: readonly Named[]) {
    // A quarter filled at most, so that a name that is not there soon meets an empty slot.
    const size = 2 ** Math.ceil(Math.log2(all.length * 4));
    this.#mask = size - 1;
    this.#slots = new Array<Named | undefined>(size).fill(undefined);
    for (const each of all) {
      let slot = hashOf(each.name) & this.#mask;
      while (this.#slots[slot] !== undefined) {
        slot = (slot + 1) & this.#mask;
      }
      this.#slots[slot] = each;
    }
  }

  /** The one whose name stands from `start` to `end`; `hash` is that of these characters. */
  find(text: string, start: number, end: number, hash: number): Named | undefined {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const named = this.#slots[slot];
      if (named === undefined || (named.name.length === end - start && standsAt(named.name, text, start))) {
        return named;
      }
    }
  }
}

/** The hash of a name with one character more. */
export function hashWith(hash: number, character: number): number {
  return ((hash << 5) - hash + character) | 0;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) {
    hash = hashWith(hash, name.charCodeAt(index));
  }
  return hash;
}

/** Whether the text has the name at that place. */
export function standsAt(name: string, text: string, start: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    if (name.charCodeAt(index) !== text.charCodeAt(start + index)) {
      return false;
    }
  }
  return true;
}
