import { judgedOf, shareOf, type Counts } from './tally.ts';

/** Numbers below this can point to persons. No source of the pathways asks for it: hidden only when wanted. */
const SMALLEST_SHOWN = 5;

/** How numbers are shown: as they are, or with 1–4 hidden. */
export interface NumberDisplay {
  readonly hideSmallNumbers: boolean;
}

export const HIDDEN_NUMBER = `<${SMALLEST_SHOWN}`;

export function isHidden(count: number, { hideSmallNumbers }: NumberDisplay): boolean {
  return hideSmallNumbers && count > 0 && count < SMALLEST_SHOWN;
}

export function shownCount(count: number, display: NumberDisplay): string {
  return isHidden(count, display) ? HIDDEN_NUMBER : String(count);
}

/** The share, unless a hidden number could be reckoned from it. */
export function shownShare(counts: Counts, display: NumberDisplay): number | undefined {
  return isShareHidden(counts, display) ? undefined : shareOf(counts);
}

export function isShareHidden(counts: Counts, display: NumberDisplay): boolean {
  const { within, late } = counts.byVerdict;
  return [within, late, judgedOf(counts)].some((count) => isHidden(count, display));
}
