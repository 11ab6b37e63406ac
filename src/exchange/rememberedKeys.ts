/** Places for keys: as many as the last quarter of a million pathways of a file take. */
const PLACES = 1 << 18;

/**
 * Remembers about the last 250 000 different keys in 2 MB, by a hash of 46 bits: that a key is taken for another one
 * happens once in some ten million million times.
 */
export class RememberedKeys {
  /** Both hashes of a place side by side, so that they come from memory together. */
  readonly #hashes = new Int32Array(2 * PLACES);

  has(key: string): boolean {
    const { place, first, second } = hashOf(key);
    return this.#hashes[2 * place] === first && this.#hashes[2 * place + 1] === second;
  }

  /** Takes the place of whichever key had it before. */
  add(key: string): void {
    const { place, first, second } = hashOf(key);
    this.#hashes[2 * place] = first;
    this.#hashes[2 * place + 1] = second;
  }
}

/** Two hashes after Fowler, Noll and Vo (FNV-1a), with different primes; never zero, which is an empty place. */
function hashOf(key: string): { readonly place: number; readonly first: number; readonly second: number } {
  let first = 0x811c9dc5;
  let second = 0x1000193;
  for (let index = 0; index < key.length; index += 1) {
    const character = key.charCodeAt(index);
    first = Math.imul(first ^ character, 0x01000193);
    second = Math.imul(second ^ character, 0x5bd1e995);
  }
  return { place: (first ^ (first >>> 15)) & (PLACES - 1), first: first | 1, second };
}
