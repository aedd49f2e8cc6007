/** Knox's table: pairs of incidents by how near and how soon, against what chance gives. */
import { momentInCells } from '../period-words';
import { repeatsSentence } from '../places-in-words';
import type { SituationPicture } from '../types';
import { say, sayNumber } from '../words';
import { columnHead, rowHead, table } from './print-tables';

const LEVEL = 0.05;

/** Band from the edge before to this one: `100–200 m`. */
const lower = (edges: readonly number[], i: number): number => edges[i - 1] ?? 0;

/** The sentence, and the table where there is one. */
export function repeatsSection({ nearRepeats: found, language }: SituationPicture): string {
  const sentence = `<p class="sp-small sp-said">${repeatsSentence(found, language)}</p>`;
  if (!found) return sentence;
  const { metres, days, pairs } = found;
  const head = days.map((to, i) => columnHead(say(language, 'repeatsDays', { from: lower(days, i), to }), 'sp-num'));
  const rows = metres.map((to, i) => {
    const cells = (pairs[i] ?? []).map(({ observed, expected, p }) => {
      const number = sayNumber(language, observed);
      const chance = say(language, 'repeatsChance', { expected: sayNumber(language, expected, expected < 10 ? 1 : 0) });
      const note = `<span class="sp-note">${chance}</span>`;
      return `<td class="sp-num">${observed > expected && p < LEVEL ? `<b>${number}*</b>` : number}${note}</td>`;
    });
    return `<tr>${rowHead(say(language, 'repeatsMetres', { from: lower(metres, i), to }))}${cells.join('')}</tr>`;
  });
  const day = (iso: string): string => momentInCells(iso).slice(0, 10);
  // The span ends before `to`: its last day is the one before.
  const last = new Date(Date.parse(found.to) - 1000).toISOString();
  return (
    sentence +
    table({
      className: 'sp-repeats',
      caption: say(language, 'repeatsCaption', { from: day(found.from), to: day(last) }),
      head: `${columnHead(say(language, 'repeatsDistance'))}${head.join('')}`,
      body: rows.join(''),
    })
  );
}
