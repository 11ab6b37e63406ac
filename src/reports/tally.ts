import type { CareSetting } from '../pathway/catalogue.ts';
import type { Observation, Verdict } from './observation.ts';

/** What all observations of a cell have in common. */
export interface CellKey {
  readonly indicatorId: string;
  /** 9321; absent when not known. */
  readonly pathwayType?: string;
  /** Reference to the Organization; absent when not known. */
  readonly trust?: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly setting?: CareSetting;
}

export interface Counts {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Of those that are closed, how many by a pathway time or an edition that is not confirmed. */
  readonly unconfirmed: number;
  /** Calendar days → how many of those that are held against a limit took so long. */
  readonly days: ReadonlyMap<number, number>;
  /** The same of those that are closed, and held against none. */
  readonly daysNotJudged: ReadonlyMap<number, number>;
  /** The pathway times that they were held against, calendar days. */
  readonly limits: ReadonlySet<number>;
}

export interface Cell extends CellKey {
  readonly counts: Counts;
}

/**
 * Adds observations up as they come. What is kept grows with the number of trusts, types, months and lengths, not with
 * the number of pathways.
 */
export class Tally {
  readonly #cells = new Map<string, Cell & { readonly counts: Sum }>();

  add(observation: Observation, of: Pick<CellKey, 'pathwayType' | 'trust'>): void {
    const key: CellKey = {
      indicatorId: observation.indicator.id,
      ...of,
      month: observation.date.slice(0, 7),
      ...(observation.setting !== undefined && { setting: observation.setting }),
    };
    const name = [key.indicatorId, key.pathwayType, key.trust, key.month, key.setting].join(' ');
    let cell = this.#cells.get(name);
    if (cell === undefined) {
      cell = { ...key, counts: new Sum() };
      this.#cells.set(name, cell);
    }
    cell.counts.count(observation);
  }

  cells(): readonly Cell[] {
    return [...this.#cells.values()];
  }
}

/** The counts of many cells together. */
export function sumOf(cells: readonly Cell[]): Counts {
  const sum = new Sum();
  for (const { counts } of cells) {
    sum.include(counts);
  }
  return sum;
}

class Sum implements Counts {
  readonly byVerdict: Record<Verdict, number> = {
    within: 0,
    late: 0,
    'not-judged': 0,
    excluded: 0,
    'open-overdue': 0,
  };
  unconfirmed = 0;
  readonly days = new Map<number, number>();
  readonly daysNotJudged = new Map<number, number>();
  readonly limits = new Set<number>();

  count({ verdict, days, limit, confirmed }: Observation): void {
    this.byVerdict[verdict] += 1;
    if (verdict !== 'open-overdue' && !confirmed) {
      this.unconfirmed += 1;
    }
    if (days !== undefined && verdict !== 'excluded') {
      addDays(verdict === 'not-judged' ? this.daysNotJudged : this.days, days, 1);
    }
    if (limit !== undefined && (verdict === 'within' || verdict === 'late')) {
      this.limits.add(limit);
    }
  }

  include(other: Counts): void {
    for (const verdict of Object.keys(this.byVerdict) as Verdict[]) {
      this.byVerdict[verdict] += other.byVerdict[verdict];
    }
    this.unconfirmed += other.unconfirmed;
    other.days.forEach((number, days) => addDays(this.days, days, number));
    other.daysNotJudged.forEach((number, days) => addDays(this.daysNotJudged, days, number));
    other.limits.forEach((limit) => this.limits.add(limit));
  }
}

function addDays(lengths: Map<number, number>, days: number, number: number): void {
  lengths.set(days, (lengths.get(days) ?? 0) + number);
}

/** Those that are held against a limit, and not left out: the number of which the share is a share. */
export function judgedOf({ byVerdict: { within, late } }: Counts): number {
  return within + late;
}

/** Everything that was closed in the period, left out or not. */
export function closedOf({ byVerdict }: Counts): number {
  return byVerdict.within + byVerdict.late + byVerdict['not-judged'] + byVerdict.excluded;
}

/** From 0 to 1; undefined when nothing could be judged. */
export function shareOf(counts: Counts): number | undefined {
  const judged = judgedOf(counts);
  return judged === 0 ? undefined : counts.byVerdict.within / judged;
}

/**
 * How long the intervals took: those of which the share is a share, so that both speak of the same; where there are
 * none, those that are held against no limit.
 */
export function lengthsOf(counts: Pick<Counts, 'days' | 'daysNotJudged'>): ReadonlyMap<number, number> {
  return counts.days.size > 0 ? counts.days : counts.daysNotJudged;
}

/** How many intervals there are of all lengths. */
export function numberOfLengths(lengths: ReadonlyMap<number, number>): number {
  return [...lengths.values()].reduce((sum, number) => sum + number, 0);
}

/** The smallest length in days that at least this part (0–1) of the intervals did not exceed. */
export function daysAtRank(lengths: ReadonlyMap<number, number>, part: number): number | undefined {
  const total = numberOfLengths(lengths);
  let reached = 0;
  for (const [length, number] of [...lengths].sort(([first], [second]) => first - second)) {
    reached += number;
    if (reached >= part * total) {
      return length;
    }
  }
  return undefined;
}
