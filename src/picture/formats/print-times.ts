/** Hour by weekday: a table whose cells are shaded, so that it is read by eye, by ear and on a grey printer. */
import { weekdayName } from '../period-words';
import type { SituationPicture } from '../types';
import { say, sayNumber } from '../words';
import { columnHead, table } from './print-tables';

const STEPS = 5;
/** Shares below are left out: a weekend of unknown time is 0.02 an hour, and sixty of those hide what is known. The sums hold them. */
const LEAST = 0.1;

/** 0 for nothing, then 1 to 5 by share of the busiest hour. */
function shade(value: number, most: number): number {
  return value < LEAST ? 0 : Math.min(STEPS, Math.max(1, Math.ceil((STEPS * value) / most - 1e-9)));
}

/** Rows from Monday; an interval spread over its hours makes parts of incidents, said with one decimal. */
export function timesTable({ language, hotTimes }: Pick<SituationPicture, 'language' | 'hotTimes'>): string {
  const most = Math.max(0, ...hotTimes.flat());
  const text = (value: number): string => (value < LEAST ? '' : sayNumber(language, value, 1));
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const words = say(language, 'hour', { hour: String(hour).padStart(2, '0') });
    return `<th scope="col" class="sp-num" abbr="${words}">${String(hour).padStart(2, '0')}</th>`;
  });
  const rows = hotTimes.map((row, day) => {
    const cells = row.map((value) => `<td class="sp-num sp-shade-${shade(value, most)}">${text(value)}</td>`);
    const sum = row.reduce((a, b) => a + b, 0);
    const short = weekdayName(day, language, 'short');
    const long = weekdayName(day, language, 'long');
    return `<tr><th scope="row" abbr="${long}">${short}</th>${cells.join('')}<td class="sp-num sp-sum">${sayNumber(language, sum, 1)}</td></tr>`;
  });
  return table({
    className: 'sp-times',
    caption: say(language, 'timesCaption'),
    head: `${columnHead(say(language, 'weekday'))}${hours.join('')}${columnHead(say(language, 'sum'), 'sp-num sp-sum')}`,
    body: rows.join(''),
  });
}
