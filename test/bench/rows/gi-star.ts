/** Gi* over some 100,000 cells: once for each run of the bench, whatever the sizes asked for. */
import { giStar, giStarWithQ, type GiStar } from '../../../src/analysis/gi-star';
import { toWgs84 } from '../../../src/analysis/sweref99tm';
import { compete, peer, type Goal, type Outcome } from '../contest';
import { cellsOfTable, gridOfAll, type Ground } from '../ground';
import { indexOf, planarGiStar, turfGiStar } from '../peers/gi-star-index';

/** Metres: 25 areas of the bench then hold some 100,000 cells. */
const FINE = 59;

export const row = 'gi-star';

function sameZ(theirs: Float64Array, ours: Float64Array): undefined {
  const wrong = ours.findIndex((z, i) => Math.abs(z - theirs[i]) > 1e-9 * Math.max(1, Math.abs(z)));
  if (wrong >= 0) throw new Error(`cell ${wrong} has a z of ${ours[wrong]} or of ${theirs[wrong]}`);
}

export function run(ground: Ground): Outcome[] {
  const { size, data } = ground;
  const table = ground.table();
  const grid = gridOfAll(ground, FINE);
  const counts = new Uint32Array(grid.size);
  for (const cell of cellsOfTable(grid, table, data)) if (cell >= 0) counts[cell]++;

  const planar = {
    x: grid.east,
    y: grid.north,
    size: grid.size,
  };
  const degrees = Array.from(grid.east, (east, i) => toWgs84(east, grid.north[i]));
  const globe = { x: degrees.map(([lon]) => lon), y: degrees.map(([, lat]) => lat), size: grid.size };
  const [flat, round] = [indexOf(planar), indexOf(globe)];
  const title = (what: string): string => `Gi* over ${grid.size} cells, ${what}`;
  const goal = (least: number): Goal[] => [{ size, least }];

  const z = compete<Float64Array>({
    row,
    title: title('z'),
    size,
    ours: { name: 'sliding sums', run: () => giStar(grid, counts) },
    peers: [
      peer('flatbush, planar', () => planarGiStar(planar, flat, counts, FINE), sameZ, goal(100)),
      peer('flatbush + Turf distance', () => turfGiStar(globe, round, counts, FINE), sameZ),
    ],
  });
  const withQ = compete<GiStar>({
    row,
    title: title('z, p and q'),
    size,
    ours: {
      name: 'sliding sums',
      run: () => giStarWithQ(grid, counts),
    },
    peers: [
      peer(
        'flatbush, planar (z only)',
        () => planarGiStar(planar, flat, counts, FINE),
        (theirs, ours) => sameZ(theirs, ours.z),
        goal(15),
      ),
    ],
  });
  return [...z, ...withQ];
}
