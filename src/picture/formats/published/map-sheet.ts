/** The map of a published picture as a drawing of its own: with its legend for slides and documents, and as a whole sheet for paper. */
import { momentInWords } from '../../period-words';
import { say, sayList } from '../../words';
import { escapeHtml } from '../html';
import { textWidth } from '../label-placement';
import { drawMap } from '../map-drawing';
import { fitFrame } from '../map-frame';
import { VERDICT_COLOURS } from '../verdict-sign';
import { audienceText, filtersText, periodText, sourceText, titleText, type Edition } from './about';
import { contentOf, legendOf, mapDescription, mapPatterns, type LegendGroup } from './map-content';

/** A drawing in units of its own; it is sharp at any size. */
export interface Drawing {
  svg: string;
  width: number;
  height: number;
}

const MARGIN = 18;
const LINE = 19;
const TEXT = 11;

/** What print-style.ts says of the map, since a drawing of its own has no page around it. */
const style = (): string => {
  const verdicts = Object.entries(VERDICT_COLOURS).map(([verdict, { ink }]) => `.sp-${verdict}{color:${ink}}`);
  return (
    `<style>text{font-family:Inter,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif}` +
    `.m text{fill:#1c211d;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}.m .sp-area-name{font-size:13px;font-weight:650}` +
    `.m .sp-place-name{font-size:10.5px;font-style:italic}.m .sp-scale{font-size:11px;text-anchor:middle}` +
    `.m .sp-number{font-size:11px;font-weight:700;fill:#fff;stroke:none;text-anchor:middle}${verdicts.join('')}</style>`
  );
};

const INK = { strong: '#1c211d', soft: '#4c554d', accent: '#0b4f6c' } as const;

const line = (x: number, y: number, text: string, attributes: string, ink: keyof typeof INK = 'strong'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${INK[ink]}" ${attributes}>${escapeHtml(text)}</text>`;

/** Words broken into lines that fit; widths are estimated, since no font can be measured here. */
function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The groups in rows, each item kept whole. */
function drawLegend(groups: readonly LegendGroup[], width: number, top: number): { svg: string; bottom: number } {
  let y = top;
  const drawn = groups.map(({ title, items }) => {
    let x = 0;
    const parts = [line(x, y + 11, title, `font-size="${TEXT}" font-weight="600"`, 'soft')];
    x += textWidth(title, TEXT) + 18;
    for (const { swatch, label } of items) {
      const wide = 30 + textWidth(label, TEXT) + 14;
      if (x + wide > width && x > 0) [x, y] = [0, y + LINE];
      parts.push(`<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${swatch}</g>`);
      parts.push(line(x + 30, y + 11, label, `font-size="${TEXT}"`));
      x += wide;
    }
    y += LINE;
    return parts.join('');
  });
  return { svg: drawn.join(''), bottom: y };
}

function drawing(edition: Edition, width: number, height: number, inside: string): Drawing {
  const title = `${titleText(edition)}, ${periodText(edition)}`;
  return {
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${edition.language}" role="img">` +
      `<title>${escapeHtml(title)}</title><desc>${escapeHtml(mapDescription(edition))}</desc>${style()}` +
      `<rect width="${width}" height="${height}" fill="#fff"/>${mapPatterns()}${inside}</svg>`,
    width,
    height,
  };
}

/** The map alone, without an element around it: the page and the drawings put it into theirs. */
export function drawnMap(edition: Edition): Drawing {
  const { content, framed } = contentOf(edition);
  const frame = fitFrame(framed);
  return { svg: drawMap(content, frame), width: frame.width, height: frame.height };
}

/** The framed map; what lies outside the frame is cut off. */
function framedMap(edition: Edition, left: number, top: number): Drawing {
  const { svg, width, height } = drawnMap(edition);
  return {
    svg:
      `<svg x="${left}" y="${top}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" class="m"><rect width="${width}" height="${height}" fill="#f6f7f5"/>` +
      `${svg}<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#d3d7d0"/></svg>`,
    width,
    height,
  };
}

/** Names of areas that the map leaves out; empty when it holds them all. */
export function offMapText(edition: Edition): string {
  const { left } = contentOf(edition);
  return left.length === 0 ? '' : say(edition.language, 'offMap', { names: sayList(edition.language, left) });
}

const COLUMN = 210;

/** The groups under each other in a column. */
function legendColumn(groups: readonly LegendGroup[], left: number): string {
  const size = 12.5;
  let y = 0;
  const drawn = groups.map(({ title, items }) => {
    const heads = wrapped(title, size, COLUMN).map((text) =>
      line(left, (y += 18), text, `font-size="${size}" font-weight="600"`, 'soft'),
    );
    y += 8;
    const rows = items.map(({ swatch, label }) => {
      const top = y;
      const words = wrapped(label, size, COLUMN - 32).map((text, i) =>
        line(left + 32, top + 11.5 + 15 * i, text, `font-size="${size}"`),
      );
      y += Math.max(22, 15 * words.length + 7);
      return `<g transform="translate(${left} ${top})">${swatch}</g>${words.join('')}`;
    });
    y += 12;
    return heads.join('') + rows.join('');
  });
  return drawn.join('');
}

/** The map with its legend beside it, scale bar and north arrow: for a wide slide that says the rest. */
export function publishedWideMap(edition: Edition): Drawing {
  const map = framedMap(edition, 0, 0);
  return drawing(
    edition,
    map.width + 20 + COLUMN,
    map.height,
    map.svg + legendColumn(legendOf(edition), map.width + 20),
  );
}

/** The same with the legend below, for a page. */
export function publishedMap(edition: Edition): Drawing {
  const map = framedMap(edition, 0, 0);
  const legend = drawLegend(legendOf(edition), map.width, map.height + 8);
  return drawing(edition, map.width, Math.ceil(legend.bottom), map.svg + legend.svg);
}

/** A sheet that stands by itself: title, period, audience, version, date, map, legend, scale bar, north arrow, selection and source. */
export function publishedMapSheet(edition: Edition): Drawing {
  const { picture, language } = edition;
  const kicker = say(language, 'kicker');
  const about = [
    `${say(language, 'factAudience')}: ${audienceText(edition)}`,
    say(language, 'versionNumber', { version: picture.version }),
    `${say(language, 'factPublished')}: ${momentInWords(picture.publishedAt, language)}`,
  ].join(' · ');
  const head =
    line(MARGIN, 28, kicker.toUpperCase(), 'font-size="10" letter-spacing=".5"', 'soft') +
    line(MARGIN, 54, titleText(edition), 'font-size="25" font-weight="700"') +
    line(MARGIN, 76, periodText(edition), 'font-size="16" font-weight="600"', 'accent') +
    line(MARGIN, 95, about, `font-size="${TEXT}"`, 'soft');
  const map = framedMap(edition, MARGIN, 108);
  const legend = drawLegend(legendOf(edition), map.width, 0);
  const legendTop = 108 + map.height + 10;
  const notes = [
    say(language, 'mapSheetSelection', { filters: filtersText(edition) }),
    say(language, 'mapSheetSource', { source: sourceText(edition) }),
    offMapText(edition),
    'SWEREF 99 TM',
  ].filter((note) => note !== '');
  const foot = wrapped(notes.map((note) => (note.endsWith('.') ? note : `${note}.`)).join(' '), 9.5, map.width).map(
    (text, i) => line(MARGIN, legendTop + legend.bottom + 12 + 13 * i, text, 'font-size="9.5"', 'soft'),
  );
  const height = Math.ceil(legendTop + legend.bottom + 12 + 13 * foot.length + 6);
  return drawing(
    edition,
    map.width + 2 * MARGIN,
    height,
    `${head}${map.svg}<g transform="translate(${MARGIN} ${legendTop})">${legend.svg}</g>${foot.join('')}`,
  );
}
