/** Incidents per cell of the grid. Each program counts in cells of its own, so what they must agree in is the number of incidents counted. */
import { atMillion, compete, peer, type Outcome, type Peer } from '../contest';
import { CELL, cellsOfTable, gridOfAll, type Ground } from '../ground';
import { hexbinCounts, misplaced, type Bins } from '../peers/d3-hexbin-cells';
import { h3Counts, h3Holds } from '../peers/h3-cells';
import { turfHexCounts, type TurfCells } from '../peers/turf-cells';

/** Above this, Turf's grid takes longer than one waits. */
const TURF_ENDS = 100_000;

export const row = 'cells';

const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const count of counts) total += count;
  return total;
};

function mustBe(counted: number, expected: number): void {
  if (counted !== expected) throw new Error(`${counted} incidents were counted of ${expected}`);
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

export function run(ground: Ground): Outcome[] {
  const { size, data, features } = ground;
  const table = ground.table();
  const grid = gridOfAll(ground);
  const inAreas = sum(table.area.map((area) => (area < 0 ? 0 : 1)));
  const rows = Uint32Array.from({ length: size }, (_, index) => index);

  function ours(): Uint32Array {
    const cells = cellsOfTable(grid, table, data);
    const counts = new Uint32Array(grid.size);
    for (let i = 0; i < cells.length; i++) if (cells[i] >= 0) counts[cells[i]]++;
    return counts;
  }

  function h3Agrees(theirs: Map<string, number>, counts: Uint32Array): string {
    mustBe(sum(counts), inAreas);
    mustBe(sum(theirs.values()), size);
    const sample = Array.from({ length: 500 }, (_, i) => Math.floor((i * size) / 500));
    mustBe(sample.filter((i) => h3Holds(data.lon[i], data.lat[i])).length, 500);
    return `${theirs.size} hexagons`;
  }

  function hexbinAgrees(theirs: Bins): string {
    mustBe(sum(theirs.map((bin) => bin.length)), size);
    const wrong = misplaced(theirs, table.east, table.north, CELL);
    return `puts ${share(wrong, size)} into a hexagon that is not the nearest`;
  }

  function turfAgrees({ counted, cells }: TurfCells): string {
    if (Math.abs(counted - size) > 0.01 * size) throw new Error(`${counted} incidents were counted of ${size}`);
    return `${cells} hexagons, counts ${share(counted - size, size)} more or fewer`;
  }

  const peers: Peer<Uint32Array>[] = [
    peer('h3-js', () => h3Counts(data.lon, data.lat), h3Agrees, atMillion(150)),
    peer('d3-hexbin', () => hexbinCounts(rows, table.east, table.north, CELL), hexbinAgrees, atMillion(25)),
  ];
  if (size <= TURF_ENDS) peers.push(peer('Turf hexGrid + collect', () => turfHexCounts(features(), CELL), turfAgrees));
  return compete({
    row,
    title: `counts per cell of ${CELL} m (${grid.size} cells)`,
    size,
    ours: { name: 'columns', run: ours },
    peers,
  });
}
