import { Markup } from './markup.ts';

/**
 * Blue and vermilion of Okabe and Ito's palette, which people with any kind of colour blindness tell apart; late bars
 * are hatched too, so that black on white tells the same. Dark by the reader's setting, always light on paper.
 */
export const PAGE_STYLE = new Markup(`
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --within: #0072b2; --late: #d55e00; --unknown: #8c959f; --target: #1b1f24; --band: #e7eff5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161b; --ink: #e6edf3; --soft: #a5b0bb; --line: #343c46; --panel: #1a2027;
    --within: #56b4e9; --late: #e69f00; --unknown: #7d8590; --target: #e6edf3; --band: #24303a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 74rem;
  background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .35rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 .5rem; max-width: 48rem; }
.soft, .facts dt { color: var(--soft); }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: 0; }
.facts div { display: flex; gap: .5rem; }
.facts dd { margin: 0; }
nav ul { list-style: none; padding: 0; margin: 1.25rem 0 0; columns: 2 22rem; }
nav li { margin: 0 0 .25rem; }
a { color: var(--within); }
section { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1.75rem; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 0; padding: 0; }
.figures > div { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; min-width: 8.5rem; }
.figures dt { font-size: .8rem; color: var(--soft); }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.figures small { font-size: .8rem; font-weight: 400; color: var(--soft); display: block; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.25rem 1.5rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-size: .85rem; font-weight: 600; margin-bottom: .15rem; }
figcaption span { font-weight: 400; color: var(--soft); }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font: 11px system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; fill: var(--soft); }
svg text.strong { fill: var(--ink); font-size: 12px; }
.axis { stroke: var(--line); stroke-width: 1; fill: none; }
.grid { stroke: var(--line); stroke-width: 1; stroke-dasharray: 1 3; }
.within { fill: var(--within); } .unknown { fill: var(--unknown); } .late { fill: url(#late-hatch); stroke: var(--late); stroke-width: 1; }
.hatch-ground { fill: var(--paper); } .hatch-line { stroke: var(--late); stroke-width: 3.2; }
.target { stroke: var(--target); stroke-width: 1.5; stroke-dasharray: 5 3; }
.limit { stroke: var(--target); stroke-width: 1.5; }
.share-line { fill: none; stroke: var(--within); stroke-width: 2; }
.share-dot { fill: var(--within); stroke: var(--paper); stroke-width: 1.5; }
.share-dot.below { fill: var(--late); }
.interval { stroke: var(--soft); stroke-width: 1.5; }
.amount { fill: var(--band); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .85rem; color: var(--soft); margin: 0 0 .5rem; padding: 0; list-style: none; }
.legend svg { display: inline-block; width: 18px; height: 12px; vertical-align: -1px; margin-right: .35rem; }
.scroll { overflow-x: auto; }
.trusts svg { min-width: 36rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: bottom; }
th { font-weight: 600; color: var(--soft); }
th.label { text-align: left; }
tbody th { font-weight: 400; color: var(--ink); }
tr.all > *, tr.type > * { font-weight: 600; }
tr.trust th { padding-left: 1.6rem; }
tr.type > * { background: var(--panel); }
thead th { white-space: normal; max-width: 7rem; }
thead th.label { max-width: none; min-width: 15rem; }
thead th { border-bottom: 2px solid var(--line); }
tbody tr { break-inside: avoid; }
.notes { font-size: .875rem; color: var(--soft); padding-left: 1.2rem; margin: .25rem 0 0; max-width: 56rem; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; font-size: .875rem; color: var(--soft); }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #bbbbbb; --panel: #f2f2f2;
    --within: #0072b2; --late: #d55e00; --unknown: #8c959f; --target: #000000; --band: #e7eff5;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { size: A4 landscape; margin: 12mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  .plots { grid-template-columns: repeat(4, 1fr); gap: .8rem 1rem; }
  figcaption { font-size: 8pt; }
  .scroll { overflow: visible; }
  .trusts svg { min-width: 0; max-width: 165mm !important; }
  section { break-before: page; border-top: 0; margin-top: 0; padding-top: 0; }
  section:first-of-type { break-before: auto; margin-top: 1.5rem; }
  table { font-size: 8pt; }
  th, td { padding: .12rem .4rem; }
  h3 { break-after: avoid; }
}
`);
