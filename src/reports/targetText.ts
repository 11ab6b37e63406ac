import type { Indicator } from './indicator.ts';
import type { Presentation } from './presentation.ts';

/** The target as a sentence, with what is not confirmed about it. */
export function targetText({ target }: Indicator, { words, percent }: Presentation): string {
  return target === undefined
    ? words.targetNone
    : `${words.target}: ≥ ${percent(target.percent / 100)}${target.confirmed ? '' : ` (${words.unconfirmed})`}`;
}
