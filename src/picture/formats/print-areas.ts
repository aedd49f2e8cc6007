/** The table of areas: each count against what is expected, the period before and the year before. */
import type { Figures } from '../../analysis/types';
import { changeInWords, correctionNote, coverageNote } from '../figures-in-words';
import { shownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say, sayNumber } from '../words';
import { columnHead, numberCell, rangeText, rowHead, table, verdictCell } from './print-tables';
import { sparkline } from './sparkline';

interface Row extends Figures {
  name: string;
  trend: number[];
  notes: (string | null)[];
}

function changeCell(row: Row, picture: SituationPicture): string {
  const words = changeInWords(row, picture);
  if (!words) return numberCell('');
  // What may be chance is not said of each: the caption says it of all that are not marked.
  const note = words.hardly ? `<span class="sp-note">${words.chance}</span>` : '';
  return `<td class="sp-num">${words.numbers}${note}</td>`;
}

function areaRow(row: Row, picture: SituationPicture): string {
  const { language } = picture;
  const before = row.yearBefore ? sayNumber(language, row.yearBefore.count) : '';
  return (
    `<tr>${rowHead(row.name)}${numberCell(sayNumber(language, row.count))}${numberCell(rangeText(row.expected, language))}` +
    `${verdictCell(shownVerdict(picture, row.verdict), row.notes, language)}${changeCell(row, picture)}${numberCell(before)}` +
    `<td>${sparkline(row.trend, row.expected, language)}</td></tr>`
  );
}

/** Areas in the order of the picture, then all together, then what lies outside. */
export function areasTable(picture: SituationPicture): string {
  const { language } = picture;
  const head = (['area', 'count', 'expected', 'verdict', 'against', 'yearBefore', 'trend'] as const).map((key) =>
    columnHead(say(language, key), ['area', 'verdict', 'trend'].includes(key) ? '' : 'sp-num'),
  );
  const rows = picture.areas.map((area): Row => ({
    ...area,
    notes: [correctionNote(area, picture), coverageNote(area, picture)],
  }));
  const all: Row = { ...picture, name: say(language, 'allAreas'), notes: [] };
  const outside = `<tr>${rowHead(say(language, 'outsideAreas'))}${numberCell(sayNumber(language, picture.outside))}<td colspan="5"></td></tr>`;
  return table({
    className: 'sp-areas',
    caption: say(language, 'areasCaption'),
    head: head.join(''),
    body: rows.map((row) => areaRow(row, picture)).join(''),
    foot: areaRow(all, picture) + outside,
  });
}
