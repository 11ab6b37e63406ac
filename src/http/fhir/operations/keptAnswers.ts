import type { Knowledge } from '../../../terminology/knowledge.ts';

/** So many answers are kept, of addresses up to this long. */
const MOST_ANSWERS = 5_000;
const LONGEST_KEY = 400;

/**
 * The texts of answers that follow from the address and the caller's language alone, as long as the knowledge is the
 * same: clients ask for the same codes again and again.
 */
export class KeptAnswers {
  #knowledge: Knowledge | undefined;
  readonly #texts = new Map<string, string>();

  find(knowledge: Knowledge, key: string): string | undefined {
    return knowledge === this.#knowledge ? this.#texts.get(key) : undefined;
  }

  keep(knowledge: Knowledge, key: string, text: string): void {
    if (knowledge !== this.#knowledge || this.#texts.size >= MOST_ANSWERS) {
      this.#texts.clear();
      this.#knowledge = knowledge;
    }
    if (key.length <= LONGEST_KEY) {
      this.#texts.set(key, text);
    }
  }
}
