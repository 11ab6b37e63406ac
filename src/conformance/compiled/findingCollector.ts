import type { Finding } from '../../findings/finding.ts';

/** As many findings as one answer lists. */
export const MAX_FINDINGS = 200;

interface Numbered {
  readonly finding: Finding;
  /** Its place among all that were found. */
  readonly number: number;
}

/**
 * What was found, in order and bounded: content with more faults than an answer lists costs no more memory, and the
 * verdict stays, as errors are kept before warnings.
 */
export class FindingCollector {
  readonly #errors: Numbered[] = [];
  readonly #others: Numbered[] = [];
  #count = 0;

  add(finding: Finding): void {
    const list = finding.severity === 'error' ? this.#errors : this.#others;
    if (list.length < MAX_FINDINGS) {
      list.push({ finding, number: this.#count });
    }
    this.#count += 1;
  }

  /** How many were found, kept or not. */
  get count(): number {
    return this.#count;
  }

  get errors(): readonly Finding[] {
    return this.#errors.map(({ finding }) => finding);
  }

  /** Whether there are as many errors as are listed, so that no further one changes the answer. */
  get isFull(): boolean {
    return this.#errors.length >= MAX_FINDINGS;
  }

  /** All in the order in which they were found; when they are more than an answer lists, errors first. */
  listed(): Finding[] {
    const kept =
      this.#count > MAX_FINDINGS
        ? [...this.#errors, ...this.#others].slice(0, MAX_FINDINGS)
        : [...this.#errors, ...this.#others].sort((a, b) => a.number - b.number);
    return kept.map(({ finding }) => finding);
  }
}
