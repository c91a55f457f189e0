/** The looks of a report: one column of text, small labels, numbers that line up; light, dark and printed. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #1b1a18; --quiet: #5a5650; --rule: #d9d4ca; --link: #0b4f8a;
  --fringe: #7a3d00; --fringe-paper: #fbe9d7; --bridge: #4b3a86; --bridge-paper: #ebe6f8;
  --mainstream: #0a5a4f; --mainstream-paper: #dcf1ed; --warn: #8f1d1d; --warn-paper: #fbe4e1;
  --plain-paper: #efece5; --lane: #f3f0e9;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, Cambria, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --sheet: #1f1e1b; --ink: #e9e5dd; --quiet: #aca69b; --rule: #3b3832; --link: #8ec2f2;
    --fringe: #f0b57c; --fringe-paper: #3b2813; --bridge: #c3b5f4; --bridge-paper: #2c2546;
    --mainstream: #86d6c8; --mainstream-paper: #12352f; --warn: #ff9f95; --warn-paper: #451a17;
    --plain-paper: #2b2925; --lane: #22211e;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { font: 100% / 1.5 var(--serif); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 1.25rem 3rem; max-width: 62rem; overflow-wrap: anywhere; }
p, ul, ol, dl, blockquote, table, figure { margin: 0 0 0.75rem; }
ul, ol { padding-inline-start: 1.25rem; }
li { margin-block-end: 0.25rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { background: var(--plain-paper); }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; padding-block: 0.75rem; border-block-end: 3px double var(--ink); font: 0.82rem / 1.5 var(--sans); color: var(--quiet); }
header p { margin: 0; }
header strong { font: 700 1.15rem / 1.3 var(--serif); color: var(--ink); }
h1 { margin: 1.25rem 0 0.5rem; font-size: 1.6rem; line-height: 1.25; font-weight: 600; text-wrap: pretty; }
h2 { margin: 1.75rem 0 0.5rem; padding-block-start: 0.4rem; border-block-start: 1px solid var(--rule); font-size: 1.05rem; line-height: 1.35; }
h3 { margin: 1rem 0 0.35rem; font-size: 0.95rem; font-weight: 600; }
.key, code, .hash { font-family: var(--mono); font-size: 0.86em; }
h1 .key { font-size: 0.8em; font-weight: 500; }
.hash { word-break: break-all; }
.terms, .ground, footer, .cut, .not-shown, figcaption { color: var(--quiet); }
.terms, .ground, footer, figcaption { font: 0.82rem / 1.5 var(--sans); }
.verdict { margin-block: 0.75rem 0.5rem; padding: 0.5rem 0.9rem; border-inline-start: 4px solid var(--mainstream); background: var(--sheet); font: 600 1.15rem / 1.4 var(--sans); }
.verdict.order-possible { border-color: var(--fringe); }
.verdict.order-none { border-color: var(--quiet); }
.overturning { font: 0.92rem / 1.5 var(--sans); }
.label { display: inline-block; padding: 0 0.4em; border-radius: 2px; background: var(--plain-paper); color: var(--quiet); font: 500 0.72rem / 1.5 var(--sans); white-space: nowrap; vertical-align: 0.08em; }
.label.tier-fringe { background: var(--fringe-paper); color: var(--fringe); }
.label.tier-bridge { background: var(--bridge-paper); color: var(--bridge); }
.label.tier-mainstream { background: var(--mainstream-paper); color: var(--mainstream); }
.label.warn, .label.basis-inferred { background: var(--warn-paper); color: var(--warn); }
.stations { font-size: 0.95rem; line-height: 1.8; }
.hops, .sources { padding: 0; list-style: none; }
.hops > li { display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: 0.25rem 1.25rem; margin: 0; padding-block: 0.6rem; border-block-start: 1px dotted var(--rule); }
.hops p { margin: 0 0 0.3rem; }
.when { font: 0.82rem / 1.5 var(--sans); font-variant-numeric: tabular-nums; }
.number { font: 700 0.9rem / 1.5 var(--sans); }
.quotes { margin-block-end: 0.4rem; padding: 0 0 0 0.9rem; border-inline-start: 3px solid var(--rule); list-style: none; font-size: 0.92rem; }
.cites { font: 0.78rem / 1 var(--sans); }
.cites a { padding-inline: 1px; }
.caution, .altered { color: var(--warn); }
.altered { font-weight: 600; }
blockquote { margin-inline: 0; padding: 0.4rem 0 0.4rem 0.9rem; border-inline-start: 3px solid var(--rule); overflow: clip; }
.sources > li { margin: 0; padding-block: 0.7rem; border-block-start: 1px dotted var(--rule); }
.sources > li > p, .sources blockquote { margin-block: 0 0.35rem; }
.record { font: 0.82rem / 1.5 var(--sans); }
.record > div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 0.75rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
.run-in { margin: 0; color: var(--quiet); font-size: 0.78rem; }
.run-in > div, .run-in dt, .run-in dd { display: inline; }
.run-in > div + div::before { content: " · "; }
.run-in dt::after { content: ": "; }
.disputes > li { margin-block-end: 0.75rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-block-end: 1px dotted var(--rule); text-align: start; vertical-align: top; font-weight: 400; font-variant-numeric: tabular-nums; }
thead th { overflow-wrap: normal; color: var(--quiet); font: 0.78rem / 1.5 var(--sans); }
td { overflow-wrap: normal; }
.within th { padding-inline-start: 1.25rem; }
.wide { overflow-x: auto; }
.wide .numbers { min-width: 44rem; }
.numbers th[scope="row"] { min-width: 8.5rem; }
.drawing { margin-block: 0.75rem 1rem; }
.drawing svg { display: block; width: 100%; min-width: 46rem; height: auto; background: var(--sheet); border: 1px solid var(--rule); font-family: var(--sans); font-size: 12px; }
.drawing .wide { margin-block-end: 0.35rem; }
svg text { fill: var(--ink); stroke: var(--sheet); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
svg .left { text-anchor: end; }
svg .number { font: 700 12px var(--sans); }
svg .marks { fill: var(--warn); font-size: 11px; }
.lane { fill: none; stroke: var(--rule); }
.lane-name { font-weight: 600; }
svg .lane-tier, svg .tick-name { fill: var(--quiet); font-size: 11px; }
.tick-name { text-anchor: middle; font-variant-numeric: tabular-nums; }
.tick { stroke: var(--rule); stroke-dasharray: 1 3; }
.base { stroke: var(--quiet); }
svg .tier-none { color: var(--quiet); }
svg .tier-fringe { color: var(--fringe); }
svg .tier-bridge { color: var(--bridge); }
svg .tier-mainstream { color: var(--mainstream); }
.point { fill: currentColor; stroke: var(--sheet); stroke-width: 1.5; }
.bar { fill: currentColor; fill-opacity: 0.35; stroke: currentColor; }
.bar.open { stroke-dasharray: 3 3; fill-opacity: 0.15; }
.core { stroke: currentColor; stroke-width: 4; stroke-opacity: 0.7; }
.arrow { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.arrow.order-possible { stroke-dasharray: 5 4; }
.head { fill: var(--ink); }
.arrow.basis-inferred { stroke: var(--warn); }
.head.basis-inferred { fill: var(--warn); }
footer { margin-block-start: 2.5rem; padding-block-start: 0.5rem; border-block-start: 1px solid var(--rule); }
@media (max-width: 40rem) {
  body { padding-inline: 0.9rem; }
  h1 { font-size: 1.3rem; }
  .hops > li { grid-template-columns: minmax(0, 1fr); }
  .record > div { grid-template-columns: 5rem minmax(0, 1fr); }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --link: #000; color-scheme: light; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .drawing svg, .wide .numbers { min-width: 0; }
  .sources > li, .hops > li, blockquote, tr, .drawing { break-inside: avoid; }
  h2 { break-after: avoid; }
  svg, .label, .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
