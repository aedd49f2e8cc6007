/**
 * Polygons around the nodes of a lattice that reach a level: marching squares with linear interpolation, the polygons of d3-contour (a test holds them against
 * those, ring by ring). Written out since d3-contour stitches its rings in sparse arrays, which took five times as long as all the rest of an analysis.
 */
import type { Position } from 'geojson';

export interface Lattice {
  width: number;
  height: number;
  /** Row by row from the south; the outermost nodes must lie below every level. */
  values: ArrayLike<number>;
}

/** Closed: column and row in turn, the first repeated at the end. Units of nodes, (0, 0) the first node. */
type FlatRing = number[];
type Polygons = Position[][][];

/** Edges of a square of four nodes. */
const S = 0;
const E = 1;
const N = 2;
const W = 3;
/** Pairs of edges from where to where a line runs, what reaches the level on its left; by the corners that reach it: SW 1, SE 2, NE 4, NW 8. */
const LINES: readonly (readonly number[])[] = [
  [],
  [S, W],
  [E, S],
  [E, W],
  [N, E],
  [S, W, N, E],
  [N, S],
  [N, W],
  [W, N],
  [S, N],
  [E, S, W, N],
  [E, N],
  [W, E],
  [S, E],
  [W, S],
  [],
];
/** How many levels a node reaches is kept in a byte. */
const MOST_LEVELS = 255;

/** Numbers of the four edges of the square whose south-west node is `at`: twice its first node, and one more for upright ones. */
function edge(side: number, at: number, width: number): number {
  if (side === S) return 2 * at;
  if (side === N) return 2 * (at + width);
  return side === W ? 2 * at + 1 : 2 * (at + 1) + 1;
}

/** How many levels each node of a row reaches. @returns whether any reaches one. */
function rankRow({ width, values }: Lattice, levels: readonly number[], row: number, ranks: Uint8Array): boolean {
  let any = false;
  const least = levels[0];
  for (let column = 0, at = row * width; column < width; column++, at++) {
    const value = values[at];
    let rank = 0;
    if (value >= least) {
      any = true;
      for (rank = 1; rank < levels.length && value >= levels[rank]; rank++);
    }
    ranks[column] = rank;
  }
  return any;
}

/** Where the lines of each level run: pairs of edges, from and to. Every crossed edge has one line that comes and one that goes. One sweep for all levels. */
function findLines(lattice: Lattice, levels: readonly number[]): number[][] {
  const { width, height } = lattice;
  const found = levels.map((): number[] => []);
  let south = new Uint8Array(width);
  let north = new Uint8Array(width);
  let anySouth = rankRow(lattice, levels, 0, south);
  for (let row = 1; row < height; row++) {
    const anyNorth = rankRow(lattice, levels, row, north);
    if (anySouth || anyNorth) {
      const first = (row - 1) * width;
      // The east corners of a square are the west corners of the next.
      let sw = south[0];
      let nw = north[0];
      for (let column = 1; column < width; column++) {
        const se = south[column];
        const ne = north[column];
        if ((sw | se | ne | nw) !== 0 && !(sw === se && se === ne && ne === nw)) {
          const most = Math.max(sw, se, ne, nw);
          for (let level = Math.min(sw, se, ne, nw); level < most; level++) {
            const corners = (sw > level ? 1 : 0) | (se > level ? 2 : 0) | (ne > level ? 4 : 0) | (nw > level ? 8 : 0);
            for (const side of LINES[corners]) found[level].push(edge(side, first + column - 1, width));
          }
        }
        sw = se;
        nw = ne;
      }
    }
    [south, north, anySouth] = [north, south, anyNorth];
  }
  return found;
}

/** Adds where the level lies on an edge. */
function addCrossing({ width, values }: Lattice, level: number, number: number, ring: FlatRing): void {
  const at = number >> 1;
  const row = Math.floor(at / width);
  const column = at - row * width;
  const from = values[at];
  if ((number & 1) === 1) ring.push(column, row + (level - from) / (values[at + width] - from));
  else ring.push(column + (level - from) / (values[at + 1] - from), row);
}

/** By edge: where its line leads; -1 everywhere between calls. Kept, since a new one for every week keeps the garbage collector busy. */
let scratch = new Int32Array(0);

/** Follows the lines from edge to edge into closed rings. @param next -1 everywhere, and again afterwards. */
function traceRings(lattice: Lattice, level: number, lines: readonly number[], next: Int32Array): FlatRing[] {
  for (let i = 0; i < lines.length; i += 2) next[lines[i]] = lines[i + 1];
  const rings: FlatRing[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    if (next[lines[i]] < 0) continue;
    const ring: FlatRing = [];
    for (let at = lines[i]; next[at] >= 0;) {
      addCrossing(lattice, level, at, ring);
      const following = next[at];
      next[at] = -1;
      at = following;
    }
    ring.push(ring[0], ring[1]);
    rings.push(ring);
  }
  return rings;
}

function area(ring: FlatRing): number {
  let sum = 0;
  for (let i = 2; i < ring.length; i += 2) sum += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1];
  return sum / 2;
}

function surrounds(ring: FlatRing, x: number, y: number): boolean {
  let inside = false;
  for (let i = 2; i < ring.length; i += 2) {
    const [y1, y2] = [ring[i - 1], ring[i + 1]];
    if (y1 > y !== y2 > y && x < ring[i - 2] + ((y - y1) / (y2 - y1)) * (ring[i] - ring[i - 2])) inside = !inside;
  }
  return inside;
}

/** Outer rings run counter-clockwise; each hole goes to the innermost ring around it. */
function nest(rings: readonly FlatRing[]): FlatRing[][] {
  const outer: { rings: FlatRing[]; size: number }[] = [];
  const holes: FlatRing[] = [];
  for (const ring of rings) {
    const size = area(ring);
    if (size > 0) outer.push({ rings: [ring], size });
    else holes.push(ring);
  }
  if (holes.length > 0) outer.sort((a, b) => a.size - b.size);
  for (const hole of holes) outer.find((each) => surrounds(each.rings[0], hole[0], hole[1]))?.rings.push(hole);
  return outer.map((each) => each.rings);
}

const asItLies = (x: number, y: number): Position => [x, y];

/**
 * @param levels ascending. @param place turns units of nodes, (0, 0) the first node, into the positions that are wanted.
 * @returns for each level its polygons; outer rings counter-clockwise, holes clockwise, all closed.
 * @throws RangeError for more than 255 levels.
 */
export function isolines(lattice: Lattice, levels: readonly number[], place = asItLies): Polygons[] {
  if (levels.length > MOST_LEVELS) throw new RangeError(`At most ${MOST_LEVELS} levels are traced at once.`);
  if (levels.length === 0) return [];
  const edges = 2 * lattice.width * lattice.height;
  if (scratch.length < edges) scratch = new Int32Array(edges).fill(-1);
  const positions = (ring: FlatRing): Position[] => {
    const found: Position[] = [];
    for (let i = 0; i < ring.length - 2; i += 2) found.push(place(ring[i], ring[i + 1]));
    found.push(found[0]);
    return found;
  };
  return findLines(lattice, levels).map((lines, i) =>
    nest(traceRings(lattice, levels[i], lines, scratch)).map((polygon) => polygon.map(positions)),
  );
}
