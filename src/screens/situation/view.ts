/**
 * What the situation screen shows, as one value, and its two-way road to the address: a link opens the same view. What an address says wrongly, or what
 * no longer exists, is left out and the rest holds.
 */
import { parsePeriod, periodOf } from '../../domain/period';
import type { CellShape } from '../../analysis/types';
import type { Period } from '../../domain/period';
import type { Setting } from '../../domain/setting';

export const LAYERS = ['areas', 'cells', 'density', 'incidents', 'places'] as const;
export type LayerChoice = (typeof LAYERS)[number];
const DEFAULT_LAYERS: readonly LayerChoice[] = ['areas', 'cells'];

export interface HourSpan {
  /** 0-23, inclusive. */
  from: number;
  /** 1-24 exclusive; smaller than `from`: past midnight. */
  to: number;
}

export interface SituationView {
  period: Period;
  /** Slug of the area looked at; null: all. */
  area: string | null;
  /** Slugs; empty lists let everything through. */
  groups: string[];
  categories: string[];
  organisations: string[];
  /** 0 is Monday; sorted. */
  weekdays: number[];
  hours: HourSpan | null;
  layers: LayerChoice[];
  /** Shape of the grid's cells. */
  shape: CellShape;
  /** Id of the incident whose details are open. */
  incident: string | null;
  /** The print page lies over the screen. */
  print: boolean;
  /** Where the person has moved the map; null: wherever it fits. */
  camera: { zoom: number; lat: number; lon: number } | null;
}

const LAYER_SLUGS: Record<LayerChoice, string> = {
  areas: 'omraden',
  cells: 'celler',
  density: 'tathet',
  incidents: 'handelser',
  places: 'platser',
};
const HEXAGONS = 'hex';
const DAY_SLUGS = ['man', 'tis', 'ons', 'tor', 'fre', 'lor', 'son'] as const;
/** The address of the screen, without `#`. */
export const PATH = '/laget';

const slugs = (value: string | null): string[] => [
  ...new Set((value ?? '').split(',').filter((slug) => /^[\w-]+$/.test(slug))),
];

function parseHours(value: string | null): HourSpan | null {
  const match = /^(\d{2})-(\d{2})$/.exec(value ?? '');
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from < 24 && to <= 24 && to > 0 && from !== to && to - from !== 24 ? { from, to } : null;
}

function parseLayers(value: string | null): LayerChoice[] {
  if (value === null) return [...DEFAULT_LAYERS];
  if (value === 'inga') return [];
  const wanted = slugs(value);
  const layers = LAYERS.filter((layer) => wanted.includes(LAYER_SLUGS[layer]));
  return layers.length > 0 ? layers : [...DEFAULT_LAYERS];
}

function parseCamera(value: string | null): SituationView['camera'] {
  const [zoom = NaN, lat = NaN, lon = NaN] = (value ?? '').split('/').map(Number.parseFloat);
  return zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : null;
}

/**
 * @param hash `location.hash`, with or without `#`.
 * @param now epoch seconds: the address without a period means this week.
 */
export function parseView(hash: string, now: number): SituationView {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const days = slugs(query.get('dagar'));
  const incident = query.get('handelse');
  const period = parsePeriod(query.get('period') ?? '');
  return {
    // Years are periods of the command line; this screen steps by week, month and tertial.
    period: period && period.kind !== 'year' ? period : periodOf('week', now),
    area: slugs(query.get('area'))[0] ?? null,
    groups: slugs(query.get('grupp')),
    categories: slugs(query.get('kategori')),
    organisations: slugs(query.get('org')),
    weekdays: DAY_SLUGS.flatMap((slug, day) => (days.includes(slug) ? [day] : [])),
    hours: parseHours(query.get('timmar')),
    layers: parseLayers(query.get('lager')),
    shape: query.get('rutor') === HEXAGONS ? 'hexagon' : 'square',
    incident: incident && /^[0-9a-f-]{36}$/i.test(incident) ? incident : null,
    print: query.get('utskrift') === '1',
    camera: parseCamera(query.get('karta')),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The hash of the view, `#` included; what is as usual is left out. */
export function formatView(view: SituationView): string {
  const parts: [string, string][] = [['period', view.period.key]];
  if (view.area) parts.push(['area', view.area]);
  if (view.groups.length) parts.push(['grupp', view.groups.join(',')]);
  if (view.categories.length) parts.push(['kategori', view.categories.join(',')]);
  if (view.organisations.length) parts.push(['org', view.organisations.join(',')]);
  if (view.weekdays.length) parts.push(['dagar', view.weekdays.map((day) => DAY_SLUGS[day] ?? '').join(',')]);
  if (view.hours) parts.push(['timmar', `${two(view.hours.from)}-${two(view.hours.to)}`]);
  if (view.layers.join() !== DEFAULT_LAYERS.join()) {
    parts.push(['lager', view.layers.map((layer) => LAYER_SLUGS[layer]).join(',') || 'inga']);
  }
  if (view.shape === 'hexagon') parts.push(['rutor', HEXAGONS]);
  if (view.incident) parts.push(['handelse', view.incident]);
  if (view.camera) {
    const { zoom, lat, lon } = view.camera;
    parts.push(['karta', `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`]);
  }
  if (view.print) parts.push(['utskrift', '1']);
  // Slugs, commas and slashes need no escaping in a hash, and stay readable without.
  return `#${PATH}?${parts.map(([key, value]) => `${key}=${value}`).join('&')}`;
}

/** The view without what the setting does not know (an area that was removed, an organisation that this reader does not see). */
export function knownView(view: SituationView, setting: Setting): SituationView {
  const known = (ids: string[], things: { id: string }[]): string[] =>
    ids.filter((id) => things.some((thing) => thing.id === id));
  return {
    ...view,
    area: setting.areas.some((area) => area.id === view.area) ? view.area : null,
    groups: known(view.groups, setting.categoryGroups),
    categories: known(view.categories, setting.categories),
    organisations: known(view.organisations, setting.organisations),
  };
}

/** True when something is filtered away: fewer incidents may be shown than there are. The area is no filter: it is what is looked at. */
export function isFiltered(view: SituationView): boolean {
  return (
    view.groups.length + view.categories.length + view.organisations.length + view.weekdays.length > 0 ||
    view.hours !== null
  );
}

export function withoutFilters(view: SituationView): SituationView {
  return { ...view, groups: [], categories: [], organisations: [], weekdays: [], hours: null };
}
