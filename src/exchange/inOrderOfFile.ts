import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';

/** Findings that wait for those of what comes earlier in the file: by line, or by the index in a JSON array. */
export class InOrderOfFile {
  #waiting: FileFinding[] = [];
  /** By which each of them is put. */
  #orders: number[] = [];
  #isSorted = true;

  add(found: FileFinding, order: number): void {
    this.#isSorted &&= this.#orders.length === 0 || (this.#orders.at(-1) ?? 0) <= order;
    this.#waiting.push(found);
    this.#orders.push(order);
  }

  /** Takes what comes before that; what is of one line or element in the order in which it was found. */
  takeBefore(order: number): FileFinding[] {
    if (!this.#isSorted) {
      this.#sort();
    }
    // Nearly all that waits is taken.
    let end = this.#orders.length;
    while (end > 0 && (this.#orders[end - 1] ?? 0) >= order) {
      end -= 1;
    }
    const taken = this.#waiting;
    this.#waiting = taken.splice(end);
    this.#orders = this.#orders.slice(end);
    return taken;
  }

  #sort(): void {
    const [waiting, orders] = [this.#waiting, this.#orders];
    const sorted = waiting.map((found, index) => ({ found, order: orders[index] ?? 0 }));
    sorted.sort((first, second) => first.order - second.order);
    this.#waiting = sorted.map(({ found }) => found);
    this.#orders = sorted.map(({ order }) => order);
    this.#isSorted = true;
  }
}
