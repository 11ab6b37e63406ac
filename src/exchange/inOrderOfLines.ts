import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';

/** Findings that wait for those of earlier lines. */
export class InOrderOfLines {
  #waiting: FileFinding[] = [];
  #isSorted = true;

  add(found: FileFinding): void {
    const last = this.#waiting.at(-1);
    this.#isSorted &&= last === undefined || last.line <= found.line;
    this.#waiting.push(found);
  }

  /** Takes those of lines before the given one; of one line in the order in which they came. */
  takeBefore(line: number): FileFinding[] {
    if (!this.#isSorted) {
      this.#waiting.sort((first, second) => first.line - second.line);
      this.#isSorted = true;
    }
    const end = this.#waiting.findIndex((found) => found.line >= line);
    const taken = this.#waiting;
    this.#waiting = end < 0 ? [] : taken.splice(end);
    return taken;
  }
}
