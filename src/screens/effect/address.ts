/** What the effect screen shows, as its address: every choice stands in it, so that the same view can be sent to somebody. */
import { MEASURED } from '../../analysis/effect-types';
import type { Measured } from '../../analysis/effect-types';

export const ACTIONS = '#/atgarder';
export const EFFECT_PATH = '/atgarder/effekt';

/** Metres. */
export const RADII = [100, 150, 200, 300, 400, 600, 800, 1000] as const;
export const RINGS = [0, 100, 150, 200, 300, 400, 600] as const;
/** Weeks. */
export const LENGTHS = [4, 8, 13, 26, 39, 52] as const;
export const LEFT_OUT_WEEKS = [0, 2, 4, 8] as const;
export const AGAINST = ['proposed', 'chosen', 'years'] as const;
export type AgainstKind = (typeof AGAINST)[number];

export interface Point {
  lon: number;
  lat: number;
}

/** Null: as the action says. */
export interface EffectView {
  /** Of the action; null: a place and a date alone. */
  id: string | null;
  point: Point | null;
  area: string | null;
  start: string | null;
  /** `none`: the action has no end. */
  end: string | null;
  radius: number;
  ring: number;
  before: number;
  leftOut: number;
  after: number;
  measured: Measured;
  /** `all`, `g:` and a group, or a category. */
  category: string | null;
  against: AgainstKind;
  points: Point[];
  areas: string[];
}

const NAMES: Record<Measured, string> = { since: 'sedan', during: 'under', after: 'efter' };
const AGAINST_NAMES: Record<AgainstKind, string> = { proposed: 'forslag', chosen: 'valda', years: 'ar' };
const POINTS_AT_MOST = 30;

const SLUG = /^(?:g:)?[\p{L}\p{N}_-]{1,80}$/u;
const slug = (text: string | null): string | null => (text !== null && SLUG.test(text) ? text : null);
const day = (text: string | null): string | null =>
  text !== null && /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

function pointOf(text: string | null | undefined): Point | null {
  const match = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/.exec(text ?? '');
  const [lon, lat] = [Number(match?.[1]), Number(match?.[2])];
  return match && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}

function oneOf(text: string | null, values: readonly number[], usual: number): number {
  return values.find((value) => String(value) === text) ?? usual;
}

/** @param query what stands after `?`. What it does not say, or says wrongly, is as usual. */
export function parseEffect(query: string): EffectView {
  const params = new URLSearchParams(query);
  const id = params.get('id');
  const till = params.get('till');
  const points = (params.get('punkter') ?? '').split(';').slice(0, POINTS_AT_MOST);
  return {
    id: id !== null && /^[0-9a-f-]{36}$/i.test(id) ? id : null,
    point: pointOf(params.get('plats')),
    area: slug(params.get('omrade')),
    start: day(params.get('fran')),
    end: till === 'inget' ? 'none' : day(till),
    radius: oneOf(params.get('radie'), RADII, 200),
    ring: oneOf(params.get('ring'), RINGS, 200),
    before: oneOf(params.get('fore'), LENGTHS, 26),
    leftOut: oneOf(params.get('utan'), LEFT_OUT_WEEKS, 0),
    after: oneOf(params.get('efter'), LENGTHS, 26),
    measured: MEASURED.find((one) => NAMES[one] === params.get('mat')) ?? 'since',
    category: slug(params.get('kategori')),
    against: AGAINST.find((one) => AGAINST_NAMES[one] === params.get('mot')) ?? 'proposed',
    points: points.map(pointOf).filter((point) => point !== null),
    areas: (params.get('omraden') ?? '')
      .split(',')
      .map(slug)
      .filter((one) => one !== null),
  };
}

const written = ({ lon, lat }: Point): string => `${Number(lon.toFixed(5))},${Number(lat.toFixed(5))}`;

/** @returns the address without `#`; what is as usual is left out. */
export function formatEffect(view: EffectView): string {
  const parts: [string, string | number | null][] = [
    ['id', view.id],
    ['plats', view.point && written(view.point)],
    ['omrade', view.area],
    ['fran', view.start],
    ['till', view.end === 'none' ? 'inget' : view.end],
    ['radie', view.radius === 200 ? null : view.radius],
    ['ring', view.ring === 200 ? null : view.ring],
    ['fore', view.before === 26 ? null : view.before],
    ['utan', view.leftOut === 0 ? null : view.leftOut],
    ['efter', view.after === 26 ? null : view.after],
    ['mat', view.measured === 'since' ? null : NAMES[view.measured]],
    ['kategori', view.category],
    ['mot', view.against === 'proposed' ? null : AGAINST_NAMES[view.against]],
    ['punkter', view.points.length > 0 ? view.points.map(written).join(';') : null],
    ['omraden', view.areas.length > 0 ? view.areas.join(',') : null],
  ];
  const query = parts.flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name}=${value}`]));
  return `${EFFECT_PATH}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** The effect of an action with everything as usual. */
export const effectAddress = (actionId: string): string => `#${EFFECT_PATH}?id=${actionId}`;
