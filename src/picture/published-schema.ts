/**
 * Schema 1 of a published picture, as it lies in the database. It is never changed once pictures are stored with it: a change of the types in published.ts is a
 * new schema beside this one. Objects are strict: a field that is not here was written by something that this reader does not understand.
 */
import type { MultiPolygon } from 'geojson';
import * as v from 'valibot';
import { ACTION_SHARING, ACTION_STATUSES, ACTIVITY_KINDS, AREA_STATUSES, HOTSPOT_DECISIONS } from '../domain/meeting';
import { PERIOD_KINDS } from '../domain/period';
import { AUDIENCES, type PublishedPicture } from './published';

const text = v.string();
const number = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const flags = v.array(v.boolean());
const counts = v.array(whole);
const times = v.array(v.array(number));
const point = v.strictObject({ lon: number, lat: number });
const named = v.strictObject({ id: text, name: text });
const bothNames = v.strictObject({ sv: text, en: text });
const kind = v.picklist(['significant', 'most']);

const position = v.array(number);
const shape: v.GenericSchema<MultiPolygon> = v.strictObject({
  type: v.literal('MultiPolygon'),
  coordinates: v.array(v.array(v.array(position))),
});

/** A number, or the block that it lies in. */
const count = v.union([whole, v.strictTuple([whole, v.nullable(whole)])]);

const figures = {
  count,
  verdict: v.nullable(v.picklist(['above', 'usual', 'below', 'too-few'])),
  expected: v.nullable(v.strictObject({ low: number, high: number })),
  corrected: v.boolean(),
  previous: v.nullable(counts),
  yearBefore: v.nullable(v.strictObject({ key: text, count: whole })),
  change: v.nullable(v.strictObject({ before: whole, p: number, percent: v.nullable(number) })),
};
const category = v.strictObject({ id: text, name: bothNames, ...figures });

const area = v.strictObject({
  id: text,
  name: text,
  status: v.nullable(v.picklist(AREA_STATUSES)),
  note: text,
  trend: v.nullable(counts),
  categories: v.array(category),
  hotTimes: v.nullable(times),
  coverage: v.nullable(v.strictObject({ expected: whole, reported: whole, missing: v.nullable(v.array(text)) })),
  geometry: shape,
  ...figures,
});

const hotspot = v.strictObject({
  key: text,
  kind,
  name: text,
  areaId: v.nullable(text),
  raised: v.boolean(),
  decision: v.picklist(HOTSPOT_DECISIONS),
  reason: text,
  count,
  expected: v.nullable(number),
  story: v.nullable(v.picklist(['new', 'growing', 'persistent', 'fading', 'sporadic', 'gone'])),
  series: v.nullable(counts),
  hot: v.nullable(flags),
  categories: v.array(v.strictObject({ id: text, name: bothNames, count })),
  hotTimes: v.nullable(times),
  centre: point,
  outline: shape,
});

const gone = v.strictObject({
  name: text,
  last: text,
  count: whole,
  series: counts,
  hot: flags,
  outline: shape,
  centre: point,
});

const hindsight = v.strictObject({
  period: text,
  kind,
  cells: whole,
  ofCells: whole,
  hits: whole,
  ofIncidents: whole,
  pai: v.nullable(number),
});

const grid = v.strictObject({
  cell: number,
  shape: v.picklist(['square', 'hexagon']),
  cells: v.array(
    v.strictObject({ east: number, north: number, count: whole, z: v.nullable(number), q: v.nullable(number) }),
  ),
});

const density = v.strictObject({
  bandwidth: number,
  bands: v.array(v.strictObject({ from: number, shape })),
});

const action = v.strictObject({
  id: text,
  hotspot: v.nullable(text),
  problem: text,
  what: text,
  areaId: v.nullable(text),
  where: text,
  position: v.nullable(point),
  owner: v.nullable(text),
  due: v.nullable(text),
  status: v.picklist(ACTION_STATUSES),
  outcome: text,
  sharing: v.picklist(ACTION_SHARING),
  isNew: v.boolean(),
});

const event = v.strictObject({
  id: text,
  title: text,
  kind: v.picklist(ACTIVITY_KINDS),
  from: text,
  to: text,
  areaId: v.nullable(text),
  where: text,
  position: v.nullable(point),
  visitors: v.nullable(whole),
});

export const publishedSchema1: v.GenericSchema<unknown, PublishedPicture> = v.strictObject({
  format: v.literal('lagesbild-published'),
  schema: v.literal(1),
  audience: v.picklist(AUDIENCES),
  organisation: v.nullable(named),
  municipality: named,
  area: v.nullable(named),
  period: v.strictObject({ key: text, kind: v.picklist(PERIOD_KINDS), from: text, to: text }),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  publishedAt: text,
  correction: v.nullable(text),
  general: text,
  figures: v.strictObject(figures),
  outside: count,
  trend: v.nullable(counts),
  areas: v.array(area),
  categories: v.array(category),
  hotTimes: v.nullable(times),
  hotspots: v.array(hotspot),
  gone: v.array(gone),
  hindsight: v.nullable(hindsight),
  grid: v.nullable(grid),
  density: v.nullable(density),
  actions: v.array(action),
  events: v.array(event),
  meeting: v.nullable(v.strictObject({ held: text, participants: v.array(text), minutes: text })),
  maps: v.array(
    v.strictObject({ caption: text, image: v.pipe(text, v.regex(/^data:image\/(png|webp);base64,[A-Za-z0-9+/=]*$/)) }),
  ),
  disclosure: v.union([
    v.strictObject({ rule: v.literal('exact') }),
    v.strictObject({ rule: v.literal('blocks'), base: whole, grid: whole }),
  ]),
  method: v.strictObject({ sv: v.array(text), en: v.array(text) }),
  context: v.strictObject({
    boundary: v.nullable(shape),
    places: v.array(v.strictObject({ name: text, lon: number, lat: number })),
  }),
});
