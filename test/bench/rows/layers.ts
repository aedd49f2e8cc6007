/** All weekly layers of five years with Gi*: what a year's wheel and the stories of hotspots need. */
import { giStar } from '../../../src/analysis/gi-star';
import { sliceRows } from '../../../src/analysis/incident-table';
import { layerOf, type Layer } from '../../../src/analysis/layer';
import { atMillion, compete, peer, type Outcome } from '../contest';
import { CELL, cellsOfTable, gridOfAll, type Ground } from '../ground';
import { WEEKS, weeks } from '../incidents';
import { loopGiStar } from '../peers/loop-gi-star';
import { hotGroups, loopQ } from '../peers/loop-hotspots';
import { featuresWeek, tagFeatures, type TaggedFeature } from '../peers/tagged-features';
import { cellNumbers, turfWeek } from '../peers/turf-week';

export const row = 'layers';

function sameFirst(theirs: number[], ours: Float64Array[]): undefined {
  const wrong = theirs.findIndex((z, i) => Math.abs(z - ours[0][i]) > 1e-9 * Math.max(1, Math.abs(z)));
  if (wrong >= 0) throw new Error(`cell ${wrong} has a z of ${ours[0][wrong]} or of ${theirs[wrong]}`);
}

function sameHotspots(theirs: number[][], [{ hotspots }]: Layer[]): undefined {
  const key = (groups: number[][]): string =>
    groups
      .map((cells) => [...cells].sort((a, b) => a - b).join())
      .sort()
      .join(';');
  const ours = hotspots.kind === 'significant' ? hotspots.groups.map(({ cells }) => [...cells]) : [];
  if (key(theirs) !== key(ours))
    throw new Error(`there are ${ours.length} hotspots or ${theirs.length}, of different cells`);
}

export function run(ground: Ground): Outcome[] {
  const { size, data, polygons } = ground;
  const table = ground.table();
  const grid = gridOfAll(ground);
  const cells = cellsOfTable(grid, table, data);
  const numbers = cellNumbers(grid);
  const incidents = ground.features();
  const of = { areas: data.areas.length, cells: grid.size };
  const weekAt = (round: number): (typeof weeks)[number] => weeks[round % WEEKS];

  const grouped: TaggedFeature[][] = weeks.map(() => []);
  for (const each of tagFeatures(incidents, ground.area(), ground.inData(cells)))
    grouped[weeks.findIndex(({ to }) => each.properties.from < to)].push(each);

  function layers(): Float64Array[] {
    return weeks.map(({ from, to }) => {
      const counts = new Uint32Array(grid.size);
      const [start, end] = sliceRows(table, from, to);
      for (let at = start; at < end; at++) if (cells[at] >= 0) counts[cells[at]]++;
      return giStar(grid, counts);
    });
  }

  const rows = weeks.map(({ from, to }) => {
    const [start, end] = sliceRows(table, from, to);
    return Uint32Array.from({ length: end - start }, (_, i) => start + i).filter((at) => cells[at] >= 0);
  });

  const turfLayer = (round: number): number[] =>
    turfWeek(incidents, polygons, numbers, CELL, weekAt(round)).cells as number[];
  return [
    ...compete<Float64Array[]>({
      row,
      title: `all ${WEEKS} weekly layers with Gi* (${grid.size} cells)`,
      size,
      ours: { name: 'columns', run: layers },
      peers: [
        peer(
          'Turf on GeoJSON',
          (round) => loopGiStar(grid, numbers, turfLayer(round)),
          sameFirst,
          atMillion(500),
          WEEKS,
        ),
        peer(
          'tagged features, grouped by week beforehand',
          (round) => loopGiStar(grid, numbers, featuresWeek(grouped[round % WEEKS], weekAt(round), of).cells),
          sameFirst,
          [],
          WEEKS,
        ),
      ],
    }),
    ...compete<Layer[]>({
      row,
      title: `all ${WEEKS} weekly layers with q and the cells of their hotspots`,
      size,
      ours: { name: 'layers', run: () => rows.map((list) => layerOf(grid, table, list)) },
      peers: [
        peer(
          'Turf on GeoJSON',
          (round) => {
            const counts = turfLayer(round);
            const z = loopGiStar(grid, numbers, counts);
            return hotGroups(grid, numbers, counts, z, loopQ(z));
          },
          sameHotspots,
          [],
          WEEKS,
        ),
      ],
    }),
  ];
}
