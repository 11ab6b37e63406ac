import type { IndicatorTarget } from '../indicator.ts';
import type { Presentation } from '../presentation.ts';
import { shownCount, shownShare } from '../smallNumbers.ts';
import { judgedOf, type Counts } from '../tally.ts';
import { marker } from './marker.ts';
import { html, NOTHING, type Markup } from './markup.ts';
import { at, linear } from './scale.ts';

const WIDTH = 760;
const LEFT = 270;
const RIGHT = 110;
const ROW = 26;
const TOP = 26;
const BOTTOM = 22;

/** One trust, or all of them, in the plot. */
export interface TrustRow {
  readonly name: string;
  readonly counts: Counts;
}

/** The share of each trust with its 95 % interval, beside the target. */
export function trustPlot(
  rows: readonly TrustRow[],
  target: IndicatorTarget | undefined,
  presentation: Presentation,
): Markup {
  const { words, percent } = presentation;
  const height = TOP + rows.length * ROW + BOTTOM;
  const x = linear([0, 1], [LEFT, WIDTH - RIGHT]);
  const goal = target === undefined ? undefined : target.percent / 100;
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="${words.byTrust}"
    style="max-width:${WIDTH}px"
  >
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (share) =>
        html`<path class="grid" d="M${at(x(share))} ${TOP - 4}V${height - BOTTOM}" /><text
            x="${at(x(share))}"
            y="${height - 6}"
            text-anchor="middle"
            >${percent(share)}</text
          >`,
    )}
    ${rows.map((row, index) => rowMarkup(row, TOP + (index + 0.5) * ROW, goal, x, presentation))}
    ${
      goal === undefined
        ? NOTHING
        : html`<path class="target" d="M${at(x(goal))} ${TOP - 6}V${height - BOTTOM}" /><text
              class="strong"
              x="${at(x(goal))}"
              y="${TOP - 12}"
              text-anchor="middle"
              >${words.target} ${percent(goal)}</text
            >`
    }
  </svg>`;
}

function rowMarkup(
  { name, counts }: TrustRow,
  y: number,
  goal: number | undefined,
  x: (share: number) => number,
  presentation: Presentation,
): Markup {
  const { words, percent } = presentation;
  const share = shownShare(counts, presentation);
  const judged = judgedOf(counts);
  const label = html`<text class="strong" x="${LEFT - 14}" y="${at(y + 4)}" text-anchor="end"
    >${shortened(name)}</text
  >`;
  const amount = html`<text x="${WIDTH - RIGHT + 14}" y="${at(y + 4)}"
    >${share === undefined ? '–' : percent(share)} (n = ${shownCount(judged, presentation)})</text
  >`;
  if (share === undefined) {
    return html`${label}${amount}`;
  }
  const [low, high] = wilsonInterval(share, judged);
  const below = goal !== undefined && share < goal;
  return html`<g
    ><title>${name}: ${percent(share)} (${percent(low)}–${percent(high)}), ${words.counted} ${judged}</title
    >${label}<path
      class="interval"
      d="M${at(x(low))} ${at(y)}H${at(x(high))}"
    />${marker({ x: x(share), y, radius: 5, below })}${amount}</g
  >`;
}

const LONGEST_NAME = 40;

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

/** The 95 % interval of a share by Wilson's score, which holds for small numbers and shares near 0 and 1. */
export function wilsonInterval(share: number, number: number): readonly [number, number] {
  const z = 1.959964;
  const square = (z * z) / number;
  const centre = share + square / 2;
  const margin = z * Math.sqrt((share * (1 - share)) / number + square / (4 * number));
  const bound = (value: number): number => Math.min(1, Math.max(0, value / (1 + square)));
  return [bound(centre - margin), bound(centre + margin)];
}
