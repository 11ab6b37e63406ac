/** The style of all pages, for light and dark screens, and for print. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1a2326;--soft:#536168;--page:#fbfbf9;--card:#fff;--line:#dfe3e0;--accent:#0b5d66;--tint:#e8f2f1;--code:#f3f5f3}
@media (prefers-color-scheme:dark){:root{--text:#e4e9e7;--soft:#a2b0b1;--page:#14191a;--card:#1b2223;--line:#313b3c;--accent:#7fd0d4;--tint:#20302f;--code:#10151a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline}
footer{padding:2rem 1.25rem;color:var(--soft);font-size:.875rem}
nav a{margin-right:.75rem}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,pre:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .5rem;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem}
.kind{color:var(--soft);font-size:.875rem;letter-spacing:.04em;text-transform:uppercase;margin:1.5rem 0 -1rem}
.lead{font-size:1.1rem;max-width:60ch}
dl{display:grid;gap:.15rem;margin:1rem 0;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
dl div{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:1rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem;background:var(--card);margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;padding:.6rem .75rem;color:var(--soft);font-size:.875rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-top:1px solid var(--line)}
thead th{background:var(--tint);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
td code{overflow-wrap:anywhere}
.reason{min-width:18rem}em{font-style:normal;color:var(--soft)}.value{min-width:11rem}
tbody tr:hover{background:var(--tint)}
code,.path{font-family:ui-monospace,"Cascadia Code",Menlo,Consolas,monospace;font-size:.875em}
.path{white-space:nowrap}
.inherited{color:var(--soft)}
.flag{display:inline-block;padding:0 .4em;border-radius:.3em;background:var(--tint);color:var(--accent);font-size:.8125rem;font-weight:600}
pre{background:var(--code);border:1px solid var(--line);border-radius:.5rem;padding:.85rem 1rem;overflow:auto;max-height:36rem;font-size:.875rem;line-height:1.45}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--accent);padding:.25rem 0}
.list{columns:20rem;column-gap:2rem;padding:0;list-style:none}
.list li{break-inside:avoid;margin:0 0 .5rem}.list small{display:block;color:var(--soft)}
@media print{details{display:none}body{font-size:11pt}}
@media (max-width:40rem){dl div{grid-template-columns:1fr;gap:0}}
`.trim();
