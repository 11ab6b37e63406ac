/**
 * The one source of chance of the generator: sfc32 (Chris Doty-Humphrey's "small fast counter" of PractRand, 128
 * bits of state), seeded with the FNV-1a hash of a text. The same seed text gives the same numbers on every
 * machine. Not for secrets.
 */

export type Weighted<T> = readonly (readonly [weight: number, choice: T])[];

export interface RandomSource {
  /** 0 ≤ result < 1. */
  fraction(): number;
  /** A whole number; both ends are possible. `to` below `from` counts as `from`. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, each as likely as its weight says. */
  weighted<T>(choices: Weighted<T>): T;
  /** One of the names, each as likely as its share. */
  share<Name extends string>(shares: Readonly<Partial<Record<Name, number>>>): Name;
}

export function createRandomSource(seed: string): RandomSource {
  let a = hash(seed, 0x811c9dc5);
  let b = hash(seed, a);
  let c = hash(seed, b);
  let counter = 1;

  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();

  const fraction = (): number => next() / 0x1_0000_0000;
  const integer = (from: number, to: number): number =>
    to <= from ? from : from + Math.floor(fraction() * (to - from + 1));
  const pick = <T>(choices: readonly T[]): T => at(choices, integer(0, choices.length - 1));

  const weighted = <T>(choices: Weighted<T>): T => {
    let rest = fraction() * choices.reduce((total, [weight]) => total + weight, 0);
    for (const [weight, choice] of choices) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    return at(choices, choices.length - 1)[1];
  };

  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick,
    weighted,
    share: <Name extends string>(shares: Readonly<Partial<Record<Name, number>>>): Name =>
      weighted(
        Object.entries<number | undefined>(shares).map(([name, weight = 0]) => [weight, name as Name]),
      ),
  };
}

function hash(text: string, start: number): number {
  let value = start | 0;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

function at<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError('A choice needs at least one alternative');
  return choice;
}
