/**
 * The file that `npm run admin -- create-municipality` reads: one municipality with its areas, organisations, categories and places, as JSON. supabase/operation/municipality.example.json shows every
 * key. Shapes are GeoJSON in WGS 84, in the file or in one beside it.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { StartRefusal } from '../embedded/messages.ts';

const name = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(120, 'must have 120 characters at most'),
);
const position = v.array(v.number('must be a number'));
const ring = v.array(position);
const polygon = v.object({ type: v.literal('Polygon'), coordinates: v.array(ring) });
const multiPolygon = v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(ring)) });
const geometry = v.variant('type', [polygon, multiPolygon], 'must be a GeoJSON Polygon or MultiPolygon');
const path = v.pipe(
  v.string(),
  v.regex(/\.(geo)?json$/i, 'must be GeoJSON, or the name of a .geojson file beside this one'),
);
const shape = v.union(
  [geometry, path],
  'must be a GeoJSON Polygon or MultiPolygon, or the name of a .geojson file beside this one',
);
const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `must be one of ${values.join(', ')}`);

const area = v.strictObject({
  name,
  kind: v.optional(oneOf(['pilot', 'priority', 'other'])),
  rhythm: v.optional(oneOf(['weekly', 'fortnightly', 'monthly'])),
  /** When a period is to be reported by: ISO weekday (1 is Monday) and hour. */
  reportBy: v.optional(
    v.strictObject({
      weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
      hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
    }),
  ),
  activeFrom: v.optional(v.pipe(v.string(), v.isoDate('must be a day like 2026-12-01'))),
  position: v.optional(v.pipe(v.number(), v.integer())),
  geometry: shape,
});

const organisation = v.strictObject({
  name,
  kind: oneOf(['police', 'municipality', 'housing_company', 'rescue_service', 'guards', 'school', 'business']),
  /** Names of its areas. */
  areas: v.optional(v.array(name), []),
  /** Whether the picture says when it has not reported for them. */
  expectedToReport: v.optional(v.boolean(), true),
});

const category = v.strictObject({
  name,
  nameEn: v.optional(name),
  weight: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 1),
});
const group = v.strictObject({ name, nameEn: v.optional(name), categories: v.array(category) });
const place = v.strictObject({
  name,
  lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
});

const unlike = <T extends { name: string }>(what: string) =>
  v.check<T[], string>(
    (list) => new Set(list.map((each) => each.name.toLowerCase())).size === list.length,
    `has the same name twice: each ${what} has one of its own`,
  );

const schema = v.strictObject({
  code: v.pipe(
    v.string('must be a text of four digits, as "0680"'),
    v.regex(/^[0-9]{4}$/, 'must be the four digits of Statistics Sweden, as "0680"'),
  ),
  name,
  boundary: shape,
  /** The categories to start from, beside those of `categories`. */
  template: v.optional(v.boolean(), true),
  areas: v.optional(v.pipe(v.array(area), unlike('area')), []),
  organisations: v.optional(v.pipe(v.array(organisation), unlike('organisation')), []),
  categories: v.optional(v.pipe(v.array(group), unlike('group')), []),
  places: v.optional(v.pipe(v.array(place), unlike('place')), []),
});

type Shape = v.InferOutput<typeof geometry>;
type Given = v.InferOutput<typeof schema>;
export type MunicipalityFile = Omit<Given, 'boundary' | 'areas'> & {
  boundary: Shape;
  areas: (Omit<Given['areas'][number], 'geometry'> & { geometry: Shape })[];
};

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new StartRefusal(`${file} cannot be read: is it there?`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StartRefusal(`${file} is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** All polygons of a GeoJSON file as one shape. */
function shapeIn(file: string): Shape {
  const parts: Extract<Shape, { type: 'MultiPolygon' }>['coordinates'] = [];
  const take = (value: unknown): void => {
    const {
      type,
      features,
      geometry: inner,
    } = (value ?? {}) as { type?: string; features?: unknown[]; geometry?: unknown };
    if (type === 'FeatureCollection') (features ?? []).forEach(take);
    else if (type === 'Feature') take(inner);
    else {
      const parsed = v.safeParse(geometry, value);
      if (!parsed.success) throw new StartRefusal(`${file} holds something that is no Polygon or MultiPolygon.`);
      if (parsed.output.type === 'Polygon') parts.push(parsed.output.coordinates);
      else parts.push(...parsed.output.coordinates);
    }
  };
  take(readJson(file));
  if (parts.length === 0) throw new StartRefusal(`${file} holds no polygon.`);
  return { type: 'MultiPolygon', coordinates: parts };
}

/** @throws StartRefusal with every mistake in a line of its own: where it is, and what is expected there. */
export function checkedMunicipality(value: unknown, folder: string): MunicipalityFile {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    const lines = parsed.issues.map((issue) => {
      const where = v.getDotPath(issue) ?? '';
      const isUnknown = issue.kind === 'schema' && issue.type === 'strict_object' && issue.expected === 'never';
      const says = isUnknown
        ? 'is no key of this file: is it misspelt?'
        : issue.received === 'undefined'
          ? 'is missing'
          : issue.message;
      return `  ${where === '' ? 'the file' : where}: ${says}`;
    });
    throw new StartRefusal(`The file does not describe a municipality:\n${lines.join('\n')}`);
  }
  const given = parsed.output;
  const known = new Set(given.areas.map((each) => each.name.toLowerCase()));
  for (const each of given.organisations)
    for (const of of each.areas)
      if (!known.has(of.toLowerCase()))
        throw new StartRefusal(`${each.name} works in "${of}", and there is no area of that name in the file.`);
  const shapeOf = (it: Shape | string): Shape => (typeof it === 'string' ? shapeIn(resolve(folder, it)) : it);
  return {
    ...given,
    boundary: shapeOf(given.boundary),
    areas: given.areas.map((each) => ({ ...each, geometry: shapeOf(each.geometry) })),
  };
}

export const readMunicipality = (file: string): MunicipalityFile =>
  checkedMunicipality(readJson(resolve(file)), dirname(resolve(file)));
