/** A word-sized row of bars, one a period: how much, and dark where it was a hotspot. */
import { seriesInWords } from '../places-in-words';
import type { Language, PictureHotspot } from '../types';

const STEP = 6;
const BAR = 4;
const HEIGHT = 16;

/** @returns an SVG with its numbers as its name; empty without a series. */
export function seriesStrip(of: Pick<PictureHotspot, 'series' | 'hot'>, language: Language): string {
  const { series, hot } = of;
  if (series.length === 0) return '';
  const top = Math.max(1, ...series);
  const width = series.length * STEP;
  const bars = series
    .map((count, i) => {
      // An empty period keeps a line, so that the row has its full length.
      const height = count === 0 ? 0.8 : Math.max(2, (HEIGHT * count) / top);
      const colour = hot[i] ? '#7a0f4f' : '#a9b0a7';
      return `<rect x="${i * STEP}" y="${(HEIGHT - height).toFixed(1)}" width="${BAR}" height="${height.toFixed(1)}" fill="${colour}"/>`;
    })
    .join('');
  return `<svg class="sp-strip" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${seriesInWords(of, language)}">${bars}</svg>`;
}
