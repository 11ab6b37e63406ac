import type { Observation, Verdict } from './observation.ts';

/** The CarePlans (references) behind each population of a subject list, each once. */
export class Subjects {
  readonly #byVerdict = new Map<Verdict, Set<string>>();

  add({ verdict }: Observation, carePlan: string): void {
    const known = this.#byVerdict.get(verdict);
    if (known === undefined) {
      this.#byVerdict.set(verdict, new Set([carePlan]));
    } else {
      known.add(carePlan);
    }
  }

  /** Of any of these verdicts, in order. */
  of(verdicts: readonly Verdict[]): readonly string[] {
    return [...new Set(verdicts.flatMap((verdict) => [...(this.#byVerdict.get(verdict) ?? [])]))].sort();
  }
}
