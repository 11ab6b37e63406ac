import type { IndicatorTarget } from '../indicator.ts';
import type { Presentation } from '../presentation.ts';
import { isHidden, shownShare } from '../smallNumbers.ts';
import { judgedOf, sumOf, type Cell, type Counts } from '../tally.ts';
import { marker } from './marker.ts';
import { html, NOTHING, type Markup } from './markup.ts';
import { at, linear } from './scale.ts';

const WIDTH = 330;
const HEIGHT = 150;
const LEFT = 38;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 24;
/** Of the height, for the bars that show how many were counted. */
const AMOUNT = 0.3;

/** The share in each month, with the number counted as bars behind it; a month in which nothing was judged is a gap. */
export function monthPlot(
  caption: string,
  cells: readonly Cell[],
  months: readonly string[],
  target: IndicatorTarget | undefined,
  presentation: Presentation,
): Markup {
  const { words, percent } = presentation;
  const byMonth = Map.groupBy(cells, ({ month }) => month);
  const points = months.map((month) => sumOf(byMonth.get(month) ?? []));
  const x = linear([0, months.length], [LEFT, WIDTH - RIGHT]);
  const centre = (index: number): number => x(index + 0.5);
  const y = linear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const most = Math.max(1, ...points.map(judgedOf));
  const amount = linear([0, most], [HEIGHT - BOTTOM, HEIGHT - BOTTOM - AMOUNT * (HEIGHT - BOTTOM - TOP)]);
  const goal = target === undefined ? undefined : target.percent / 100;
  const step = Math.ceil(months.length / 6);
  const judged = points.reduce((sum, counts) => sum + judgedOf(counts), 0);
  return html`<figure>
    <figcaption>${caption} <span>n = ${isHidden(judged, presentation) ? '<5' : judged}</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`${words.byMonth}: ${caption}`}">
      ${points.map((counts, index) =>
        judgedOf(counts) === 0 || isHidden(judgedOf(counts), presentation)
          ? NOTHING
          : html`<rect
              class="amount"
              x="${at(x(index) + 1)}"
              y="${at(amount(judgedOf(counts)))}"
              width="${at(x(1) - x(0) - 2)}"
              height="${at(HEIGHT - BOTTOM - amount(judgedOf(counts)))}"
            />`,
      )}
      ${[0, 0.5, 1].map(
        (share) =>
          html`<path class="grid" d="M${LEFT} ${at(y(share))}H${WIDTH - RIGHT}" /><text
              x="${LEFT - 5}"
              y="${at(y(share) + 4)}"
              text-anchor="end"
              >${percent(share)}</text
            >`,
      )}
      ${goal === undefined ? NOTHING : html`<path class="target" d="M${LEFT} ${at(y(goal))}H${WIDTH - RIGHT}" />`}
      ${linesOf(points, presentation).map(
        (line) =>
          html`<path
            class="share-line"
            d="${`M${line.map(({ index, share }) => `${at(centre(index))} ${at(y(share))}`).join('L')}`}"
          />`,
      )}
      ${points.map((counts, index) => {
        const share = shownShare(counts, presentation);
        if (share === undefined) {
          return NOTHING;
        }
        const place = {
          x: centre(index),
          y: y(share),
          radius: 3.5,
          below: goal !== undefined && share < goal,
        };
        const title = `${months[index] ?? ''}: ${percent(share)} (n = ${judgedOf(counts)})`;
        return html`<g><title>${title}</title>${marker(place)}</g>`;
      })}
      ${months.map((month, index) =>
        index % step === 0
          ? html`<text x="${at(centre(index))}" y="${HEIGHT - 8}" text-anchor="middle"
              >${monthLabel(month, presentation)}</text
            >`
          : NOTHING,
      )}
    </svg>
  </figure>`;
}

interface Point {
  readonly index: number;
  readonly share: number;
}

/** The runs of months that have a share. */
function linesOf(points: readonly Counts[], presentation: Presentation): readonly (readonly Point[])[] {
  const lines: Point[][] = [[]];
  points.forEach((counts, index) => {
    const share = shownShare(counts, presentation);
    if (share === undefined) {
      lines.push([]);
    } else {
      lines.at(-1)?.push({ index, share });
    }
  });
  return lines.filter((line) => line.length > 1);
}

function monthLabel(month: string, { words }: Presentation): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(words.locale, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    date,
  );
}

/** All months from the first to the last, `YYYY-MM`; both ends may be dates. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) {
      return months;
    }
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
