import type { Presentation } from '../presentation.ts';
import { isHidden } from '../smallNumbers.ts';
import { lengthsOf, numberOfLengths, type Counts } from '../tally.ts';
import { barsOf, type Bar } from './histogram.ts';
import { html, NOTHING, type Markup } from './markup.ts';
import { at, linear, roundTicks } from './scale.ts';

const WIDTH = 330;
const HEIGHT = 170;
const LEFT = 34;
const RIGHT = 8;
const TOP = 18;
const BOTTOM = 34;

/** How long the intervals took, in calendar days: a histogram with the pathway time as a line. */
export function distributionPlot(caption: string, counts: Counts, presentation: Presentation): Markup {
  const { words } = presentation;
  const lengths = lengthsOf(counts);
  const bars = barsOf(lengths, counts.limits);
  const shown = bars.filter((bar) => !isHidden(numberOf(bar), presentation));
  const x = linear([0, bars.length], [LEFT, WIDTH - RIGHT]);
  const ticks = roundTicks(Math.max(0, ...shown.map(numberOf)));
  const y = linear([0, ticks.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const width = bars[0]?.to ?? 1;
  const [limit] = counts.limits;
  const limitX = counts.limits.size === 1 && limit !== undefined ? x(limit / width) : undefined;
  const total = numberOfLengths(lengths);
  const subtitle = [
    `n = ${isHidden(total, presentation) ? '<5' : total}`,
    ...(counts.limits.size === 0 ? [words.noLimit] : []),
  ].join(', ');
  const step = Math.ceil(bars.length / 6);
  return html`<figure>
    <figcaption>${caption} <span>${subtitle}</span></figcaption>
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${`${words.distribution}: ${caption}, ${subtitle}`}"
    >
      ${ticks.map(
        (tick) =>
          html`<path class="grid" d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}" /><text
              x="${LEFT - 5}"
              y="${at(y(tick) + 4)}"
              text-anchor="end"
              >${tick}</text
            >`,
      )}
      ${bars.map((bar, index) =>
        isHidden(numberOf(bar), presentation)
          ? NOTHING
          : barMarkup(bar, {
              left: x(index) + 1,
              width: x(1) - x(0) - 2,
              y,
              title: titleOf(bar, presentation),
            }),
      )}
      <path class="axis" d="M${LEFT} ${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" />
      ${bars.map((bar, index) =>
        index % step === 0 && bars.length - index >= step * 0.8 && bar.to !== Infinity
          ? html`<text x="${at(x(index))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle"
              >${bar.from}</text
            >`
          : NOTHING,
      )}
      ${
        bars.at(-1)?.to === Infinity
          ? html`<text x="${at(x(bars.length))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="end"
              >&gt;${bars.at(-1)?.from ?? 0}</text
            >`
          : html`<text x="${at(x(bars.length))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle"
              >${bars.at(-1)?.to ?? 0}</text
            >`
      }
      <text x="${at((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 3}" text-anchor="middle">${words.days}</text>
      ${
        limitX === undefined
          ? NOTHING
          : html`<path class="limit" d="M${at(limitX)} ${TOP - 6}V${HEIGHT - BOTTOM}" /><text
                class="strong"
                x="${at(limitX + (limitX > WIDTH - 70 ? -4 : 4))}"
                y="${TOP - 4}"
                text-anchor="${limitX > WIDTH - 70 ? 'end' : 'start'}"
                >${limit ?? 0} ${words.days}</text
              >`
      }
    </svg>
  </figure>`;
}

interface BarPlace {
  readonly left: number;
  readonly width: number;
  readonly y: (count: number) => number;
  readonly title: string;
}

/** The parts stand on each other: within the time at the bottom. */
function barMarkup(bar: Bar, { left, width, y, title }: BarPlace): Markup {
  const parts = [
    { name: 'within', count: bar.within },
    { name: 'late', count: bar.late },
    { name: 'unknown', count: bar.unjudged },
  ];
  let below = 0;
  const rectangles = parts.map(({ name, count }) => {
    if (count === 0) {
      return NOTHING;
    }
    const [bottom, top] = [y(below), y(below + count)];
    below += count;
    return html`<rect
      class="${name}"
      x="${at(left)}"
      y="${at(top)}"
      width="${at(width)}"
      height="${at(bottom - top)}"
    />`;
  });
  return html`<g><title>${title}</title>${rectangles}</g>`;
}

function numberOf({ within, late, unjudged }: Bar): number {
  return within + late + unjudged;
}

function titleOf(bar: Bar, { words }: Presentation): string {
  const range =
    bar.to === Infinity
      ? `> ${bar.from} ${words.days}`
      : bar.to - bar.from === 1
        ? `${bar.to} ${words.days}`
        : `${bar.from === 0 ? 0 : bar.from + 1}–${bar.to} ${words.days}`;
  return `${range}: ${numberOf(bar)}`;
}
