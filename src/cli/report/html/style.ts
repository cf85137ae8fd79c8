/** Colours that stay apart for the colour-blind, and a pattern or a shape for each, so that none is needed. */
export const STYLE = `
:root {
  --ink: #1b1f27; --quiet: #5d6675; --rule: #e4e7ec; --paper: #fff; --ground: #f5f6f8;
  --writer: #0b4f9c; --calm: #cfd6e0; --busy: #f3dfae; --busy-line: #9a6b00; --step: #dfe8f5; --step-line: #8fa9cf;
  --writes: #d7ebe6; --writes-line: #2e7d6b; --gap: #c4122f; --fault: #d55e00;
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
main { max-width: 1260px; margin: 0 auto; padding: 32px 28px 56px }
article + article { margin-top: 56px }
h1 { font-size: 27px; line-height: 1.25; margin: 0; letter-spacing: -.01em }
h2 { font-size: 17px; margin: 0 0 2px }
header { display: flex; flex-wrap: wrap; gap: 14px; align-items: center }
.outcome { border-radius: 99px; padding: 3px 14px; font-weight: 650; color: #fff; background: var(--gap) }
.outcome.good { background: var(--writes-line) }
.summary { margin: 10px 0 22px; padding: 0; list-style: none; color: var(--quiet); font-size: 14px }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; margin: 0 0 22px }
.numbers > div, .problems, section { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px }
.numbers > div { padding: 14px 18px }
.numbers > .bad { border: 2px solid var(--gap) }
dt { font-size: 13px; color: var(--quiet) }
dd { margin: 0; font-size: 23px; font-weight: 640; line-height: 1.3; font-variant-numeric: tabular-nums }
dd small { display: block; font-size: 12.5px; font-weight: 400; color: var(--quiet); line-height: 1.35 }
.problems { border-left: 6px solid var(--gap); margin: 0 0 22px; padding: 12px 18px 12px 36px }
section { padding: 18px 20px 12px; margin-top: 14px; break-inside: avoid }
section p { margin: 0 0 6px; color: var(--quiet); font-size: 14px }
section .stopped { color: var(--ink); border-left: 5px solid var(--gap); padding-left: 10px }
svg.chart { display: block; width: 100%; height: auto; font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif }
.axis line { stroke: var(--rule) }
.axis text { text-anchor: middle; fill: var(--quiet); font-size: 11.5px; font-variant-numeric: tabular-nums }
.group { fill: var(--quiet); font-size: 11px; font-weight: 650; letter-spacing: .07em; text-transform: uppercase }
.name { font-size: 12.5px }
.rule { stroke: var(--rule) }
.span .pattern { fill: none }
.span text { font-size: 11.5px; fill: var(--ink) }
.span:focus { outline: none }
.span:focus .ground { stroke: var(--ink); stroke-width: 2.5 }
.calm .ground { fill: var(--calm) }
.busy .ground { fill: var(--busy); stroke: var(--busy-line); stroke-width: .8 }
.busy .pattern { fill: url(#stripes) }
.bad .ground { fill: #f6c9cf; stroke: var(--gap) }
.bad .pattern { fill: url(#cross) }
.step .ground { fill: var(--step); stroke: var(--step-line); stroke-width: .8 }
.writes .ground { fill: var(--writes); stroke: var(--writes-line); stroke-width: .8 }
.writer .ground { fill: var(--writer) }
.span.writer text { fill: #fff; font-weight: 650 }
.gap .ground { fill: var(--gap) }
.gap .pattern { fill: url(#cross) }
.span.gap text { font-weight: 700; font-size: 12.5px }
.span.gap .inside { fill: #fff; paint-order: stroke; stroke: var(--gap); stroke-width: 3px }
.span.gap .beside { fill: var(--gap); paint-order: stroke; stroke: #fff; stroke-width: 4px }
.calm text, .busy text, .bad text { font-size: 10px !important }
.shadow { fill: var(--gap); opacity: .1 }
.handover { fill: none; stroke: var(--writer); stroke-width: 2; stroke-dasharray: 4 3 }
.mark line, .mark path { stroke: var(--ink); stroke-width: 1.4; fill: none }
.mark.look line { stroke: #8b94a3; stroke-width: 1 }
.mark.change circle { fill: var(--ink) }
.mark.refused line, .mark.refused path, .mark.failure path { stroke: var(--fault); stroke-width: 2.2 }
.mark.event path { fill: var(--ink); stroke: none }
.mark.fault path { fill: var(--fault); stroke: var(--ink) }
.mark.fault text { fill: #fff; font-weight: 800; text-anchor: middle; font-size: 13px }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 10px 0 4px; padding: 0; list-style: none; font-size: 13px; color: var(--quiet) }
.legend svg { width: 30px; height: 18px; vertical-align: -4px; margin-right: 6px }
details { margin-top: 14px }
summary { cursor: pointer; font-weight: 600 }
table { border-collapse: collapse; font-size: 13px; margin-top: 8px; width: 100%; background: var(--paper) }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--rule); vertical-align: top }
td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap }
footer { margin-top: 36px; color: var(--quiet); font-size: 13px }
@page { size: A4 landscape; margin: 12mm }
@media print {
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact }
  body { background: none; font-size: 12px } main { max-width: none; padding: 0 }
  article { break-before: page } article:first-of-type { break-before: auto }
  .numbers { grid-template-columns: repeat(5, 1fr) } dd { font-size: 17px }
  details:not([open]) { display: none }
}
`;
