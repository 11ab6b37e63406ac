import type { Presentation } from '../presentation.ts';
import { indicatorSection } from './indicatorSection.ts';
import { html, NOTHING } from './markup.ts';
import { PAGE_STYLE } from './style.ts';

/** The report as one HTML page that loads nothing and runs nothing: to be read, mailed and printed. */
export function reportPage(presentation: Presentation): string {
  const { report, words, language, madeAt, hideSmallNumbers } = presentation;
  const { from, to } = report.period;
  const date = (text: string): string =>
    new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text));
  const made = new Intl.DateTimeFormat(words.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Oslo',
  }).format(madeAt);
  const page = html`<!doctype html>
    <html lang="${words.htmlLanguage}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="referrer" content="no-referrer" />
        <title>${words.title}, ${from} – ${to}</title>
        <style>
          ${PAGE_STYLE}
        </style>
      </head>
      <body>
        <svg width="0" height="0" style="position:absolute" aria-hidden="true">
          <defs>
            <pattern
              id="late-hatch"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect class="hatch-ground" width="6" height="6" />
              <path class="hatch-line" d="M1.6 0V6" />
            </pattern>
          </defs>
        </svg>
        <header>
          <h1>${words.title}</h1>
          <dl class="facts">
            <div>
              <dt>${words.period}</dt>
              <dd>${date(from)} – ${date(to)}</dd>
            </div>
            <div>
              <dt>${words.pathways}</dt>
              <dd>${new Intl.NumberFormat(words.locale).format(report.pathways)}</dd>
            </div>
            <div>
              <dt>${words.made}</dt>
              <dd>${made}</dd>
            </div>
          </dl>
          ${hideSmallNumbers ? html`<p class="soft">${words.hidden}</p>` : NOTHING}
          <nav>
            <ul>
              ${report.indicators.map(({ id, title }) => html`<li><a href="#${id}">${title[language]}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${report.indicators.map((indicator) => indicatorSection(indicator, presentation))}</main>
        <footer>
          <p>${words.aboutColumns}</p>
          <p>${words.notMeasured}</p>
        </footer>
      </body>
    </html> `;
  return page.text;
}
