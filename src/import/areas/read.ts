/** A file of areas to valid areas, in four steps: what kind of file it is, in which system, with how many points, and mended where borders are wrong. */
import { MOST_POINTS } from '../../domain/area-draft';
import { closedRing, type Part } from './lattice';
import { textOfFile } from './container';
import { rawAreas, type RawArea, type RawFile } from './features';
import { mendCrossings, partsOfShape, ringOf, windRight } from './mend';
import { simplifyTogether } from './simplify';
import { findSystem, type Frame, SWEDEN } from './system';
import type { AreaFile, AreaProblem, FileRefusal, Mended, ReadArea } from './types';

export const MOST_AREAS = 300;
/** Points of a whole file that the map and every session carry with ease. */
const MOST_IN_ALL = 20_000;
/** How far a border may move to get there, metres; the first that is enough. */
const TOLERANCES = [0.5, 1, 2, 4, 8, 16, 32, 64];

const refused = (why: FileRefusal, detail = ''): AreaFile => ({ state: 'refused', why, detail, at: null });
const pointsIn = (parts: readonly Part[]): number => parts.flat().reduce((sum, ring) => sum + ring.length, 0);

/** A sample of the file's points: enough to know the system by. */
function sampleOf({ areas }: RawFile): (readonly [number, number])[] {
  const all = areas.flatMap(({ polygons }) => polygons.flatMap((rings) => rings[0]));
  const step = Math.max(1, Math.floor(all.length / 500));
  return all.filter((_, i) => i % step === 0);
}

/** Names that are empty or taken get a number; @returns for each whether it was changed. */
function distinctNames(names: readonly string[], unnamed: string): { name: string; changed: boolean }[] {
  const taken = new Set<string>();
  return names.map((given) => {
    const base = given === '' ? unnamed : given;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base.slice(0, 110)} (${n})`;
    taken.add(name.toLowerCase());
    return { name, changed: name !== given };
  });
}

interface Shape {
  name: string;
  parts: Part[];
  mended: Mended[];
}

function lay(area: RawArea, name: string, place: (x: number, y: number) => [number, number]): Shape {
  const mended: Mended[] = [];
  const note = (kind: Mended['kind'], value: number): void => void (value > 0 && mended.push({ kind, value }));
  let before = 0;
  const laid = area.polygons.map((rings) =>
    rings.map((ring) => {
      before += ring.length;
      return ringOf(ring.map(([x, y]) => place(x, y)));
    }),
  );
  note('closed', area.open);
  note('duplicates', before - pointsIn(laid));
  const { parts, turned, dropped } = windRight(laid);
  note('reversed', turned);
  note('dropped', dropped);
  return { name, parts, mended };
}

/** @returns the tolerance that was needed, 0 for none. */
function simplifyShapes(shapes: Shape[]): number {
  const count = (all: readonly Part[][]): { most: number; sum: number } => {
    const each = all.map(pointsIn);
    return { most: Math.max(0, ...each), sum: each.reduce((a, b) => a + b, 0) };
  };
  const few = (all: readonly Part[][]): boolean => {
    const { most, sum } = count(all);
    return most <= MOST_POINTS && sum <= MOST_IN_ALL;
  };
  const original = shapes.map(({ parts }) => parts);
  if (few(original)) return 0;
  let simpler = original;
  for (const metres of TOLERANCES) {
    // From what the finer one left: a border moves by less than the sum of both, twice the metres at most.
    simpler = simplifyTogether(simpler, metres);
    if (!few(simpler) && metres !== TOLERANCES.at(-1)) continue;
    shapes.forEach((shape, i) => {
      const wound = windRight(simpler[i]);
      if (pointsIn(wound.parts) < pointsIn(shape.parts)) shape.mended.push({ kind: 'simplified', value: metres });
      shape.parts = wound.parts;
    });
    return metres;
  }
  return 0;
}

/** @returns the area, or what is wrong with it and where. */
function finish({ name, parts, mended }: Shape): ReadArea | AreaProblem {
  const shape = mendCrossings(parts);
  if (shape.state === 'nothing') return { kind: 'no-surface', name, at: null };
  if (shape.state === 'crossing') return { kind: 'crossing', name, at: shape.at };
  if (pointsIn(shape.parts) > MOST_POINTS) return { kind: 'too-many', name, at: null };
  return {
    name,
    geometry: { type: 'MultiPolygon', coordinates: shape.parts.map((part) => part.map(closedRing)) },
    mended: shape.crossed ? [...mended, { kind: 'crossing', value: 1 }] : mended,
  };
}

function parse(text: string): { root: unknown } | { why: FileRefusal } {
  try {
    return { root: JSON.parse(text) as unknown };
  } catch {
    return { why: /[}\]]\s*$/.test(text) ? 'not-json' : 'cut-short' };
  }
}

/**
 * @param text GeoJSON.
 * @param frame where the areas must lie; null: in Sweden.
 * @param unnamed what an area without a name is called.
 * @returns never throws: valid areas and what was mended in them, or a reason.
 */
export function readAreaText(text: string, frame: Frame | null, unnamed: string): AreaFile {
  const parsed = parse(text);
  if ('why' in parsed) return refused(parsed.why);
  const { root } = parsed;
  const isRoot = typeof root === 'object' && root !== null;
  if (isRoot && 'type' in root && root.type === 'Topology') return refused('topojson');
  const raw = isRoot ? rawAreas(root) : null;
  if (!isRoot || !raw) return refused('not-geojson');
  if (raw.areas.length === 0) return refused('no-areas', String(raw.problems.length));
  if (raw.areas.length > MOST_AREAS) return refused('too-many-areas', String(raw.areas.length));
  const found = findSystem(sampleOf(raw), root, frame ?? SWEDEN);
  if ('why' in found) return { state: 'refused', ...found };

  const names = distinctNames(
    raw.areas.map(({ name }) => name),
    unnamed,
  );
  const shapes = raw.areas.map((area, i): Shape => {
    const shape = lay(area, names[i].name, found.place);
    return names[i].changed ? { ...shape, mended: [...shape.mended, { kind: 'renamed', value: 1 }] } : shape;
  });
  simplifyShapes(shapes);
  const areas: ReadArea[] = [];
  const problems = [...raw.problems];
  for (const shape of shapes) {
    const done = finish(shape);
    if ('geometry' in done) areas.push(done);
    else problems.push(done);
  }
  const pointsAfter = areas.reduce((sum, { geometry }) => sum + geometry.coordinates.flat(2).length, 0);
  const { system, swapped } = found;
  return { state: 'read', system, swapped, areas, problems, pointsBefore: raw.points, pointsAfter };
}

/** The same of the bytes of a file, whatever they are. */
export async function readAreaFile(bytes: Uint8Array, frame: Frame | null, unnamed: string): Promise<AreaFile> {
  const file = await textOfFile(bytes);
  if ('why' in file) return refused(file.why, file.detail);
  try {
    return readAreaText(file.text, frame, unnamed);
  } catch {
    // Numbers so large that the projection or the stack gives up.
    return refused('not-geojson');
  }
}

/** A shape that was drawn or typed, made valid as one of a file. */
export function mendedShape(shape: Parameters<typeof partsOfShape>[0]): ReadArea | AreaProblem {
  const { parts } = windRight(partsOfShape(shape));
  return finish({ name: '', parts, mended: [] });
}
