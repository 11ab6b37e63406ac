import type { CareSetting } from '../../pathway/catalogue.ts';
import type { Indicator } from '../indicator.ts';
import { indicatorTable, type IndicatorTable } from '../indicatorTable.ts';
import type { Presentation } from '../presentation.ts';
import { shownCount, shownShare } from '../smallNumbers.ts';
import { judgedOf, lengthsOf, sumOf, type Cell } from '../tally.ts';
import { targetText } from '../targetText.ts';
import { distributionPlot } from './distributionPlot.ts';
import { html, NOTHING, type Markup } from './markup.ts';
import { monthPlot, monthsBetween } from './monthPlot.ts';
import { marker } from './marker.ts';
import { trustPlot } from './trustPlot.ts';

/** Everything about one indicator: what it is, its figures, its plots, its numbers, and what is not known of it. */
export function indicatorSection(indicator: Indicator, presentation: Presentation): Markup {
  const { language, report, words } = presentation;
  const cells = report.cells.filter(({ indicatorId }) => indicatorId === indicator.id);
  return html`<section id="${indicator.id}">
    <h2>${indicator.title[language]}</h2>
    <p class="soft">${indicator.description[language]}</p>
    ${cells.length === 0 ? html`<p>${words.nothing}</p>` : contentOf(indicator, cells, presentation)}
    <h3>${words.howCounted}</h3>
    <ul class="notes">
      ${indicator.definitionConfirmed ? NOTHING : html`<li>${words.definitionUnconfirmed}</li>`}
      ${indicator.unknown.map((text) => html`<li>${text[language]}</li>`)}
      <li>${words.source}: ${indicator.source}</li>
      ${indicator.target === undefined ? NOTHING : html`<li>${words.targetSource}: ${indicator.target.source}</li>`}
    </ul>
  </section>`;
}

function contentOf(indicator: Indicator, cells: readonly Cell[], presentation: Presentation): Markup {
  const { words } = presentation;
  return html`${figures(indicator, cells, presentation)}
    ${indicator.kind === 'interval' ? distributions(cells, presentation) : NOTHING}
    ${shares(indicator, cells, presentation)}
    <h3>${words.numbers}</h3>
    <div class="scroll">${tableMarkup(indicatorTable(indicator, presentation))}</div>`;
}

function figures(indicator: Indicator, cells: readonly Cell[], presentation: Presentation): Markup {
  const { words, percent } = presentation;
  const counts = sumOf(cells);
  const share = shownShare(counts, presentation);
  const { byVerdict } = counts;
  const figure = (title: string, value: string, below = NOTHING): Markup =>
    html`<div>
      <dt>${title}</dt>
      <dd>${value}${below}</dd>
    </div>`;
  return html`<dl class="figures">
    ${figure(
      indicator.kind === 'interval' ? words.within : words.registered,
      share === undefined ? '–' : percent(share),
      html`<small>${targetText(indicator, presentation)}</small>`,
    )}
    ${figure(words.counted, shownCount(judgedOf(counts), presentation))}
    ${
      indicator.excludedAssessments.size === 0
        ? NOTHING
        : figure(words.leftOut, shownCount(byVerdict.excluded, presentation))
    }
    ${
      indicator.kind === 'interval'
        ? html`${figure(words.notJudged, shownCount(byVerdict['not-judged'], presentation))}${figure(words.openOverdue, shownCount(byVerdict['open-overdue'], presentation))}`
        : NOTHING
    }
  </dl>`;
}

const SETTINGS: readonly (CareSetting | undefined)[] = ['outpatient', 'inpatient', undefined];

/** A histogram for each pathway type and setting, as the pathway time hangs on both. */
function distributions(cells: readonly Cell[], presentation: Presentation): Markup {
  const { words, typeName } = presentation;
  const plots = [...Map.groupBy(cells, ({ pathwayType }) => pathwayType)]
    .sort(([first = ''], [second = '']) => (first < second ? -1 : 1))
    .flatMap(([type, ofType]) =>
      SETTINGS.flatMap((setting) => {
        const counts = sumOf(ofType.filter((cell) => cell.setting === setting));
        const caption = `${typeName(type)}, ${words.setting[setting ?? 'unknown']}`;
        return lengthsOf(counts).size === 0 ? [] : [distributionPlot(caption, counts, presentation)];
      }),
    );
  return plots.length === 0
    ? NOTHING
    : html`<h3>${words.distribution}</h3>
        <ul class="legend">
          <li>${swatch('within')}${words.within}</li>
          <li>${swatch('late')}${words.late}</li>
          <li>${swatch('unknown')}${words.noLimit}</li>
        </ul>
        <div class="plots">${plots}</div>`;
}

function swatch(name: string): Markup {
  return html`<svg viewBox="0 0 18 12" aria-hidden="true">
    <rect class="${name}" x="0.5" y="0.5" width="17" height="11" />
  </svg>`;
}

function shares(indicator: Indicator, cells: readonly Cell[], presentation: Presentation): Markup {
  const { words, trustName, report } = presentation;
  const judged = cells.filter(({ counts }) => judgedOf(counts) > 0);
  if (judged.length === 0) {
    return NOTHING;
  }
  const byTrust = [...Map.groupBy(judged, ({ trust }) => trustName(trust))].sort(([first], [second]) =>
    first.localeCompare(second, 'nb'),
  );
  const months = monthsBetween(report.period.from, report.period.day);
  const groups: readonly (readonly [string, readonly Cell[]])[] =
    byTrust.length === 1 ? byTrust : [[words.all, judged], ...byTrust];
  return html`<h3>${words.byTrust}</h3>
    <div class="scroll trusts">
      ${trustPlot(
        groups.map(([name, ofTrust]) => ({ name, counts: sumOf(ofTrust) })),
        indicator.target,
        presentation,
      )}
    </div>
    ${shareLegend(indicator, presentation)}
    <h3>${words.byMonth}</h3>
    <div class="plots">
      ${groups.map(([name, ofTrust]) => monthPlot(name, ofTrust, months, indicator.target, presentation))}
    </div>`;
}

/** What the shapes of both share plots mean. */
function shareLegend({ target }: Indicator, { words }: Presentation): Markup {
  const item = (shape: Markup, text: string): Markup =>
    html`<li><svg viewBox="0 0 18 12" aria-hidden="true">${shape}</svg>${text}</li>`;
  return html`<ul class="legend">
    ${
      target === undefined
        ? NOTHING
        : html`${item(marker({ x: 9, y: 6, radius: 4, below: false }), words.reached)}${item(marker({ x: 9, y: 6, radius: 4, below: true }), words.notReached)}`
    }
    ${item(html`<path class="interval" d="M1 6H17" />`, words.interval95)}
    ${item(html`<rect class="amount" x="4" y="2" width="10" height="10" />`, words.amountBars)}
  </ul>`;
}

function tableMarkup({ labelHead, head, rows }: IndicatorTable): Markup {
  return html`<table>
    <thead>
      <tr>
        <th class="label" scope="col">${labelHead}</th>
        ${head.map((title) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ level, label, values }) =>
          html`<tr class="${level}">
            <th class="label" scope="row">${label}</th>
            ${values.map((value) => html`<td>${value}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
