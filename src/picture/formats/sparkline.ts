/** A word-sized line of counts (Tufte 2006), with the expected range behind and the last count marked. */
import type { ExpectedRange } from '../../analysis/types';
import type { Language } from '../types';
import { say } from '../words';

const WIDTH = 110;
const HEIGHT = 22;
const EDGE = 3;

/** @param trend oldest first, the period itself last. */
export function sparkline(trend: readonly number[], expected: ExpectedRange | null, language: Language): string {
  const top = Math.max(1, expected?.high ?? 0, ...trend);
  const x = (i: number): string => (EDGE + ((WIDTH - 2 * EDGE) * i) / Math.max(1, trend.length - 1)).toFixed(1);
  const y = (value: number): string => (HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * value) / top).toFixed(1);
  const label = say(language, 'trendAlt', { count: trend.length, values: trend.join(', ') });
  const band = expected
    ? `<rect x="0" y="${y(expected.high)}" width="${WIDTH}" height="${Math.max(1, Number(y(expected.low)) - Number(y(expected.high))).toFixed(1)}" fill="#e4e7e2"/>`
    : '';
  const last = trend.length - 1;
  const line =
    last > 0
      ? `<polyline points="${trend.map((value, i) => `${x(i)},${y(value)}`).join(' ')}" fill="none" stroke="#4c554d" stroke-width="1.2"/>`
      : '';
  const dot = last >= 0 ? `<circle cx="${x(last)}" cy="${y(trend[last] ?? 0)}" r="2.4" fill="#0b4f6c"/>` : '';
  return `<svg class="sp-spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${band}${line}${dot}</svg>`;
}
