/** What the map of a published picture shows: areas by status (or by verdict where no status is set), hotspots, decided actions and events ahead. */
import type { AreaStatus } from '../../../domain/meeting';
import { AREA_STATUSES } from '../../../domain/meeting';
import type { PublishedArea } from '../../published';
import { SHOWN_VERDICTS } from '../../shown-verdict';
import type { PictureCell } from '../../types';
import { say, sayList } from '../../words';
import { ringOfCell } from '../cell-shapes';
import { classesOfCells } from '../hot-cells';
import type { AreaLook, MapContent } from '../map-drawing';
import { areasInFrame, insideRings, projectRings, type Rings } from '../map-frame';
import { verdictLook, verdictPatterns } from '../print-map';
import type { Edition } from './about';
import { verdictOf } from './figures';
import { STATUS_COLOURS, STATUS_SHAPES } from './status-sign';

/** Over the soft colour, so that statuses stay apart on a grey printer: plain, dots, rising stripes. */
const TEXTURES: Record<AreaStatus, string> = {
  green: '',
  yellow: '<circle cx="2" cy="2" r="1" fill="#8a6100"/><circle cx="6" cy="6" r="1" fill="#8a6100"/>',
  red: '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="#a3241b" stroke-opacity=".55" stroke-width="1.4"/>',
};
const PLAIN: AreaLook = { fill: 'sp-fill-plain', ink: '#6d756c', dashed: false, mark: () => '' };

const HOTSPOT_FILL = '#7a0f4f';
export const ACTION_SIGN =
  '<path d="M.8.8h10.4v10.4H.8Z" fill="#0b4f6c" stroke="#fff" stroke-width="1"/><path d="M3 6.3 5.2 8.6 9.2 3.8" fill="none" stroke="#fff" stroke-width="1.5"/>';
export const EVENT_SIGN =
  '<path d="M6 .4 7.6 4.1 11.6 4.5 8.6 7.2 9.5 11.1 6 9.1 2.5 11.1 3.4 7.2 .4 4.5 4.4 4.1Z" fill="#0b4f6c" stroke="#fff" stroke-width=".8"/>';

/** Patterns of both kinds; a map and its legend name them. */
export function mapPatterns(): string {
  const pattern = (id: string, colour: string, texture: string): string =>
    `<pattern id="sp-fill-${id}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${colour}"/>${texture}</pattern>`;
  const statuses = AREA_STATUSES.map((status) =>
    pattern(`status-${status}`, STATUS_COLOURS[status].soft, TEXTURES[status]),
  );
  return `${verdictPatterns()}<defs>${statuses.join('')}${pattern('plain', '#eef0ec', '')}</defs>`;
}

function statusLook(status: AreaStatus): AreaLook {
  const { ink } = STATUS_COLOURS[status];
  return {
    fill: `sp-fill-status-${status}`,
    ink,
    dashed: false,
    mark: (x, y) =>
      `<g color="${ink}" transform="translate(${(x - 6).toFixed(1)} ${(y - 6).toFixed(1)})">${STATUS_SHAPES[status]}</g>`,
  };
}

/** True when the colours of the map are statuses; else they are verdicts. */
const byStatus = ({ picture }: Edition): boolean => picture.areas.some(({ status }) => status !== null);

function lookOf(area: PublishedArea, edition: Edition): AreaLook {
  if (byStatus(edition)) return area.status ? statusLook(area.status) : PLAIN;
  const verdict = verdictOf(area, edition);
  return verdict ? verdictLook(verdict) : PLAIN;
}

/** Cells with incidents whose middle lies in one of the hotspots; none where the audience has no cells. */
function hotCellsOf({ picture: { grid, hotspots } }: Edition): PictureCell[] {
  if (!grid) return [];
  const outlines = hotspots.map(({ outline }) => projectRings(outline));
  const half = grid.shape === 'square' ? grid.cell / 2 : 0;
  return grid.cells.filter(
    ({ count, east, north }) => count > 0 && outlines.some((rings) => insideRings(rings, east + half, north + half)),
  );
}

export interface DrawnContent {
  content: MapContent;
  /** Rings of the areas that the map must hold. */
  framed: Rings[];
  /** Names of areas far from the others, which it leaves out. */
  left: string[];
}

export function contentOf(edition: Edition): DrawnContent {
  const { picture, language } = edition;
  const areas = picture.areas.map(({ geometry }) => projectRings(geometry));
  const standing = {
    areas: picture.areas.map(({ status, verdict }) => ({
      verdict: status === 'red' ? ('above' as const) : (verdict ?? 'usual'),
    })),
    hotspots: picture.hotspots,
  };
  const inFrame = new Set(areasInFrame(standing, areas));
  const cells = hotCellsOf(edition);
  const classes = classesOfCells(cells);
  const grid = picture.grid;
  const content: MapContent = {
    language,
    areas: picture.areas.map((area, i) => ({
      ...{ name: area.name, rings: areas[i] ?? [], look: lookOf(area, edition), inFrame: inFrame.has(i) },
      first: standing.areas[i]?.verdict === 'above',
    })),
    boundary: picture.context.boundary,
    cells: grid
      ? cells.map((cell) => ({
          ring: ringOfCell(grid, cell),
          colour: classes.find(({ to }) => cell.count <= to)?.colour ?? '#6d1454',
        }))
      : [],
    hotspots: picture.hotspots.map(({ outline, kind }) => ({
      ...{ outline, dashed: kind === 'most' },
      // Without cells to fill it the outline alone would be lost among the textures.
      fill: cells.length > 0 ? 'none' : `${HOTSPOT_FILL}40`,
    })),
    gone: picture.gone.map(({ outline }) => outline),
    points: [
      ...picture.actions.flatMap(({ position, status }) =>
        position && status !== 'cancelled' ? [{ ...position, sign: ACTION_SIGN }] : [],
      ),
      ...picture.events.flatMap(({ position }) => (position ? [{ ...position, sign: EVENT_SIGN }] : [])),
    ],
    places: picture.context.places,
  };
  return {
    content,
    framed: areas.filter((_, i) => inFrame.has(i)),
    left: picture.areas.filter((_, i) => !inFrame.has(i)).map(({ name }) => name),
  };
}

export interface LegendGroup {
  title: string;
  /** `swatch` is drawn in 24 by 14. */
  items: { swatch: string; label: string }[];
}

const box = (look: AreaLook): string =>
  `<rect x="1" y="1" width="22" height="12" fill="url(#${look.fill})" stroke="${look.ink}"${look.dashed ? ' stroke-dasharray="4 3"' : ''}/>${look.mark(12, 7)}`;

/** What every colour, texture and line means, only as far as the map uses it. */
export function legendOf(edition: Edition): LegendGroup[] {
  const { picture, language } = edition;
  const areas: LegendGroup = byStatus(edition)
    ? {
        title: say(language, 'legendStatus'),
        items: [
          ...AREA_STATUSES.filter((status) => picture.areas.some((area) => area.status === status)).map((status) => ({
            swatch: box(statusLook(status)),
            label: say(language, `status_${status}`),
          })),
          ...(picture.areas.some(({ status }) => status === null)
            ? [{ swatch: box(PLAIN), label: say(language, 'statusNone') }]
            : []),
        ],
      }
    : {
        title: say(language, 'legendAreas'),
        items: SHOWN_VERDICTS.filter((verdict) =>
          picture.areas.some((area) => verdictOf(area, edition) === verdict),
        ).map((verdict) => ({ swatch: box(verdictLook(verdict)), label: say(language, `verdict_${verdict}`) })),
      };
  const cells = classesOfCells(hotCellsOf(edition)).map(({ from, to, colour }) => ({
    swatch: `<rect x="5" y="0" width="14" height="14" fill="${colour}"/>`,
    label: from === to ? String(from) : `${from}–${to}`,
  }));
  const groups = [
    areas,
    { title: cellsTitle(edition), items: cells },
    { title: say(language, 'legend'), items: signs(edition) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function cellsTitle({ picture: { grid }, language }: Edition): string {
  return grid ? say(language, `legendCells_${grid.shape}`, { cell: grid.cell }) : '';
}

function signs(edition: Edition): LegendGroup['items'] {
  const { picture, language } = edition;
  const { hotspots, gone, actions, events, context, disclosure } = picture;
  const [first] = hotspots;
  const coarse = disclosure.rule === 'blocks';
  const fill = hotCellsOf(edition).length > 0 ? 'none' : `${HOTSPOT_FILL}40`;
  const items: LegendGroup['items'] = [];
  const add = (swatch: string, label: string): void => void items.push({ swatch, label });
  if (first) {
    const dash = first.kind === 'most' ? ' stroke-dasharray="4 2.5"' : '';
    const word = say(language, first.kind === 'most' ? 'legendMost' : 'legendSignificant');
    add(
      `<rect x="2" y="1" width="20" height="12" fill="${fill}" stroke="#7a0f4f" stroke-width="1.6"${dash}/>`,
      coarse ? say(language, 'legendHotspotArea', { grid: disclosure.grid }) : word,
    );
  }
  if (gone.length > 0) {
    add(
      '<rect x="2" y="1" width="20" height="12" fill="none" stroke="#4c554d" stroke-width="1" stroke-dasharray="2 2"/>',
      say(language, 'legendGone'),
    );
  }
  const sign = (drawn: string): string => `<g transform="translate(6 1)">${drawn}</g>`;
  if (actions.some(({ position, status }) => position && status !== 'cancelled')) {
    add(sign(ACTION_SIGN), say(language, 'legendAction'));
  }
  if (events.some(({ position }) => position)) add(sign(EVENT_SIGN), say(language, 'legendEvent'));
  if (context.places.length > 0) add('<circle cx="12" cy="7" r="2.4" fill="#1c211d"/>', say(language, 'legendPlace'));
  if (context.boundary) {
    add(
      '<path d="M1 7H23" stroke="#7c847a" stroke-width="1.6" stroke-dasharray="7 3 1.5 3"/>',
      say(language, 'legendBoundary'),
    );
  }
  return items;
}

/** What the map shows, for those who do not see it. */
export function mapDescription(edition: Edition): string {
  const { picture, language } = edition;
  const names = sayList(
    language,
    picture.hotspots.map(({ name }, i) => `${i + 1} ${name}`),
  );
  const hotspots =
    picture.hotspots.length > 0 ? say(language, 'mapAltHotspots', { names }) : say(language, 'mapAltNone');
  return say(language, byStatus(edition) ? 'mapAltStatus' : 'mapAlt', { areas: picture.areas.length, hotspots });
}
