import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';

/** Findings that wait for those of what comes earlier in the file: by line, or by the index in a JSON array. */
export class InOrderOfFile {
  #waiting: { readonly found: FileFinding; readonly order: number }[] = [];
  #isSorted = true;

  add(found: FileFinding, order: number): void {
    const last = this.#waiting.at(-1);
    this.#isSorted &&= last === undefined || last.order <= order;
    this.#waiting.push({ found, order });
  }

  /** Takes what comes before that; what is of one line or element in the order in which it was found. */
  takeBefore(order: number): FileFinding[] {
    if (!this.#isSorted) {
      this.#waiting.sort((first, second) => first.order - second.order);
      this.#isSorted = true;
    }
    const end = this.#waiting.findIndex((waiting) => waiting.order >= order);
    const taken = this.#waiting;
    this.#waiting = end < 0 ? [] : taken.splice(end);
    return taken.map(({ found }) => found);
  }
}
