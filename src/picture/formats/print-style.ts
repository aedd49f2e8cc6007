/** The look of the printed picture. Every rule hangs on `.situation-picture`, so that the app can show it without being dressed by it. */
const root = '.situation-picture';

export const printStyle = `
@page { size: A4 portrait; margin: 14mm 15mm 15mm; }
${root} { color-scheme: light; background: #fff; color: #1c211d; max-width: 190mm; margin: 0 auto; padding: 24px 16px 48px;
  font: 400 15px/1.45 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; }
${root} * { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
${root} h1, ${root} h2, ${root} p, ${root} ul, ${root} dl, ${root} figure { margin: 0; padding: 0; }
${root} h1 { font-size: 30px; line-height: 1.1; letter-spacing: -.015em; font-weight: 700; }
${root} h2 { font-size: 17px; line-height: 1.3; margin: 0 0 2px; padding-top: 8px; border-top: 2px solid #1c211d; break-after: avoid; }
${root} .sp-kicker { font-size: 12px; letter-spacing: .04em; text-transform: uppercase; color: #4c554d; }
${root} .sp-period { font-size: 20px; line-height: 1.3; color: #0b4f6c; font-weight: 600; }
${root} .sp-about { display: flex; flex-wrap: wrap; gap: 0 20px; margin: 8px 0 0; font-size: 12px; color: #4c554d; }
${root} .sp-about div { display: flex; gap: 5px; min-width: 0; }
${root} .sp-about dt::after { content: ':'; }
${root} .sp-about dd { margin: 0; color: #1c211d; overflow-wrap: anywhere; }
${root} .sp-lead { margin: 16px 0; font-size: 17px; line-height: 1.45; max-width: 62ch; }
${root} .sp-lead strong { font-weight: 650; }
${root} section { margin-top: 20px; }
${root} .sp-map-figure { break-inside: avoid; border-top: 2px solid #1c211d; padding-top: 8px; }
${root} .sp-map { display: block; width: 100%; height: auto; background: #f6f7f5; border: 1px solid #d3d7d0; }
${root} .sp-map text { fill: #1c211d; paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
${root} .sp-map .sp-area-name { font-size: 13px; font-weight: 650; }
${root} .sp-map .sp-place-name { font-size: 10.5px; font-style: italic; }
${root} .sp-map .sp-scale { font-size: 11px; text-anchor: middle; }
${root} .sp-map .sp-number { font-size: 11px; font-weight: 700; fill: #fff; stroke: none; text-anchor: middle; }
${root} .sp-legend { display: flex; flex-wrap: wrap; gap: 4px 28px; padding-top: 8px; font-size: 12px; }
${root} .sp-legend b { font-weight: 600; color: #4c554d; }
${root} .sp-legend ul { display: flex; flex-wrap: wrap; gap: 0 14px; list-style: none; }
${root} .sp-legend li { display: inline-flex; align-items: center; gap: 5px; min-height: 20px; }
${root} .sp-swatch { width: 24px; height: 14px; flex: none; }
${root} .sp-sign { width: 11px; height: 11px; flex: none; vertical-align: -1px; }
${root} .sp-above { color: #b5470b; } ${root} .sp-usual { color: #6d756c; } ${root} .sp-below { color: #1f6391; } ${root} .sp-too-few { color: #85808c; } ${root} .sp-ongoing { color: #5c6a72; }
${root} .sp-scroll { overflow-x: auto; }
${root} .sp-scroll:focus-visible { outline: 3px solid #1a6f93; outline-offset: 2px; }
${root} table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.3; }
${root} caption { text-align: left; color: #4c554d; font-size: 12px; padding: 0 0 6px; caption-side: top; }
${root} th, ${root} td { text-align: left; vertical-align: middle; padding: 3px 10px 3px 0; border-bottom: 1px solid #e0e3dd; font-weight: 400; }
${root} th:last-child, ${root} td:last-child { padding-right: 0; }
${root} thead th, ${root} thead td { color: #4c554d; font-size: 12px; vertical-align: bottom; border-bottom: 1px solid #7c847a; }
${root} tbody th { font-weight: 600; }
${root} tfoot th, ${root} tfoot tr:first-child td { font-weight: 600; }
${root} tfoot tr:first-child > * { border-top: 1px solid #7c847a; }
${root} tfoot tr:last-child > * { color: #4c554d; font-weight: 400; }
${root} thead { display: table-header-group; } ${root} tfoot { display: table-row-group; }
${root} tr { break-inside: avoid; }
${root} th.sp-num, ${root} td.sp-num { text-align: right; white-space: nowrap; }
${root} h3 { margin: 8px 0 2px; font-size: 13px; font-weight: 600; break-after: avoid; }
${root} .sp-nowrap { white-space: nowrap; }
${root} .sp-note { display: block; max-width: 15em; margin-left: auto; color: #4c554d; font-size: 11px; line-height: 1.25; }
${root} .sp-verdict .sp-note { max-width: 20em; margin: 0 0 0 15px; }
${root} .sp-aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${root} .sp-sign-cell { position: relative; width: 12px; }
${root} .sp-strip { height: 16px; flex: none; vertical-align: -2px; margin-right: 6px; }
${root} .sp-gone { list-style: none; columns: 2 280px; column-gap: 9mm; font-size: 13px; }
${root} .sp-gone li { display: flex; align-items: center; break-inside: avoid; }
${root} .sp-repeats th, ${root} .sp-repeats td { padding-right: 6px; }
${root} .sp-categories td, ${root} .sp-categories th { padding-top: 2px; padding-bottom: 2px; }
${root} .sp-after { margin-top: 6px; font-size: 13px; }
${root} .sp-said { margin-bottom: 6px; }
${root} .sp-course, ${root} .sp-repeats th { white-space: nowrap; }
${root} .sp-hotspots .sp-num { padding-right: 16px; }
${root} .sp-spark { display: block; width: 110px; height: 22px; }
${root} .sp-bar { display: block; width: 100%; height: 8px; }
${root} .sp-bar-cell { width: 22%; }
${root} .sp-badge { display: inline-block; min-width: 18px; padding: 1px 4px; border-radius: 9px; background: #7a0f4f; color: #fff; font-size: 11px; font-weight: 700; text-align: center; }
${root} .sp-columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); gap: 0 9mm; align-items: start; }
${root} .sp-areas td, ${root} .sp-areas th, ${root} .sp-hotspots td, ${root} .sp-hotspots th { vertical-align: top; }
${root} .sp-times { font-size: 11px; table-layout: fixed; min-width: 660px; }
${root} .sp-times th, ${root} .sp-times td { padding: 3px 2px; text-align: center; border: 1px solid #fff; }
${root} .sp-times thead th { border-bottom: 0; font-size: 11px; }
${root} .sp-times th:first-child { width: 34px; text-align: left; padding-left: 0; }
${root} .sp-times .sp-sum { width: 50px; font-weight: 600; text-align: right; background: none; }
${root} .sp-shade-0 { background: #f4f5f3; } ${root} .sp-shade-1 { background: #e3edf2; } ${root} .sp-shade-2 { background: #bcd6e2; }
${root} .sp-shade-3 { background: #86b4c9; } ${root} .sp-shade-4 { background: #2f7593; color: #fff; } ${root} .sp-shade-5 { background: #0b3f57; color: #fff; }
${root} .sp-notes { font-size: 12px; line-height: 1.45; color: #333a34; padding-left: 16px; columns: 2 300px; column-gap: 9mm; }
${root} .sp-notes li { break-inside: avoid; margin-bottom: 4px; }
${root} .sp-small { font-size: 12px; }
@media (max-width: 700px) {
  ${root} { padding: 16px 16px 32px; }
  ${root} h1 { font-size: 25px; } ${root} .sp-period { font-size: 17px; } ${root} .sp-lead { font-size: 16px; }
  ${root} .sp-columns { grid-template-columns: minmax(0, 1fr); }
  ${root} .sp-map .sp-area-name { font-size: 17px; stroke-width: 4.5px; } ${root} .sp-map .sp-place-name { display: none; }
  ${root} .sp-map .sp-scale { font-size: 18px; }
  ${root} .sp-spark { width: 60px; height: 12px; } ${root} th, ${root} td { padding-right: 7px; } ${root} .sp-verdict { white-space: normal; }
  ${root} .sp-hotspots { min-width: 640px; } ${root} .sp-areas { min-width: 600px; }
  ${root} caption span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 32px); }
}
@media print {
  ${root} { padding: 0; max-width: none; font-size: 10pt; }
  ${root} h1 { font-size: 21pt; } ${root} .sp-period { font-size: 14pt; } ${root} h2 { font-size: 12pt; } ${root} .sp-lead { font-size: 11.5pt; margin: 9pt 0; }
  ${root} .sp-about, ${root} .sp-legend, ${root} caption, ${root} thead th, ${root} .sp-notes, ${root} .sp-small { font-size: 8pt; }
  ${root} table { font-size: 8.8pt; } ${root} .sp-times, ${root} .sp-times thead th { font-size: 7pt; }
  ${root} .sp-times { min-width: 0; } ${root} .sp-scroll { overflow: visible; }
  ${root} .sp-map { max-height: 92mm; } ${root} .sp-lead { max-width: none; } ${root} .sp-repeats { font-size: 8pt; }
  ${root} .sp-note { font-size: 7pt; } ${root} .sp-gone, ${root} .sp-after { font-size: 8.8pt; }
  ${root} .sp-times-section { break-inside: avoid; } ${root} section { margin-top: 12pt; }
}
`.trim();
