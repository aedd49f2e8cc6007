/** The legend under the printed map: what every colour, texture and line means, only as far as the map uses it. */
import { SHOWN_VERDICTS, shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say } from '../words';
import { classesOf } from './hot-cells';
import { VERDICT_COLOURS, verdictSign } from './verdict-sign';

const swatch = (inside: string): string =>
  `<svg class="sp-swatch" viewBox="0 0 24 14" aria-hidden="true">${inside}</svg>`;

function verdictItem(verdict: ShownVerdict, picture: SituationPicture): string {
  const dash = verdict === 'too-few' ? ' stroke-dasharray="4 3"' : '';
  const box = `<rect x="1" y="1" width="22" height="12" fill="url(#sp-fill-${verdict})" stroke="${VERDICT_COLOURS[verdict].ink}"${dash}/>`;
  return `<li>${swatch(box)}${verdictSign(verdict)} ${say(picture.language, `verdict_${verdict}`)}</li>`;
}

/** The legend as lists in a figure caption. */
export function printLegend(picture: SituationPicture): string {
  const { language } = picture;
  const used = SHOWN_VERDICTS.filter((verdict) =>
    picture.areas.some((area) => shownVerdict(picture, area.verdict) === verdict),
  );
  const classes = classesOf(picture).map(({ from, to, colour }) => {
    const box = `<rect x="5" y="0" width="14" height="14" fill="${colour}"/>`;
    return `<li>${swatch(box)} ${from === to ? from : `${from}–${to}`}</li>`;
  });
  const [first] = picture.hotspots;
  const lines: string[] = [];
  if (first) {
    const dash = first.kind === 'most' ? ' stroke-dasharray="4 2.5"' : '';
    const box = `<rect x="2" y="1" width="20" height="12" fill="none" stroke="#7a0f4f" stroke-width="1.6"${dash}/>`;
    lines.push(`<li>${swatch(box)} ${say(language, first.kind === 'most' ? 'legendMost' : 'legendSignificant')}</li>`);
  }
  if (picture.gone.length > 0) {
    const box = `<rect x="2" y="1" width="20" height="12" fill="none" stroke="#4c554d" stroke-width="1" stroke-dasharray="2 2"/>`;
    lines.push(`<li>${swatch(box)} ${say(language, 'legendGone')}</li>`);
  }
  if (picture.context.places.length > 0) {
    lines.push(`<li>${swatch('<circle cx="12" cy="7" r="2.4" fill="#1c211d"/>')} ${say(language, 'legendPlace')}</li>`);
  }
  if (picture.context.boundary) {
    const dashes = '<path d="M1 7H23" stroke="#7c847a" stroke-width="1.6" stroke-dasharray="7 3 1.5 3"/>';
    lines.push(`<li>${swatch(dashes)} ${say(language, 'legendBoundary')}</li>`);
  }
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `<div><b>${title}</b><ul>${items.join('')}</ul></div>`;
  return (
    `<figcaption class="sp-legend">` +
    list(
      say(language, 'legendAreas'),
      used.map((verdict) => verdictItem(verdict, picture)),
    ) +
    list(say(language, `legendCells_${picture.grid.shape}`, { cell: picture.grid.cell }), classes) +
    list(say(language, 'legend'), lines) +
    `</figcaption>`
  );
}
