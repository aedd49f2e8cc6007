/** From the text of the server's answer to a table that can be analysed, against the same incidents as JSON rows parsed to objects. */
import { randomFillSync } from 'node:crypto';
import type { PackedColumns } from '../../../src/analysis/packed-columns';
import { tableOfPacked } from '../../../src/analysis/packed-table';
import type { IncidentTable } from '../../../src/analysis/types';
import { atMillion, compete, peer, type Outcome } from '../contest';
import type { Ground } from '../ground';
import { CATEGORIES } from '../incidents';
import { packResponse, rowsText, type ResponseColumns } from '../packed-response';
import { countClustered, loadClusters } from '../peers/supercluster-load';

export const row = 'response';

interface ParsedRow {
  from: number;
  to: number;
  category: number;
  area: number;
}

function inOrderOfTime({ data, size, area }: Ground): ResponseColumns {
  const areas = area();
  const order = Uint32Array.from({ length: size }, (_, index) => index).sort((a, b) => data.from[a] - data.from[b]);
  const by = (column: ArrayLike<number>): Float64Array => Float64Array.from(order, (index) => column[index]);
  return {
    id: randomFillSync(new Uint8Array(16 * size)),
    ...{ lon: by(data.lon), lat: by(data.lat), from: by(data.from), to: by(data.to), category: by(data.category) },
    ...{ organisation: new Int16Array(size).fill(-1), area: by(areas) },
  };
}

function sameRows(rows: ParsedRow[], table: IncidentTable): undefined {
  const wrong = rows.findIndex(
    ({ from, to, category, area }, i) =>
      from !== table.from[i] || to !== table.to[i] || category !== table.category[i] || area !== table.area[i],
  );
  if (rows.length !== table.size || wrong >= 0) throw new Error(`row ${wrong} differs`);
}

export function run(ground: Ground): Outcome[] {
  const { size } = ground;
  const columns = inOrderOfTime(ground);
  const packed = JSON.stringify(packResponse(columns, { categories: [], organisations: [], areas: [] }));
  const rows = rowsText(columns);
  const targets = { category: [...Array(CATEGORIES).keys()], organisation: [], area: [...ground.data.areas.keys()] };
  const incidents = ground.features();
  return compete<IncidentTable>({
    row,
    title: 'response to ready table',
    size,
    ours: { name: 'packed', run: () => tableOfPacked(JSON.parse(packed) as PackedColumns, targets) },
    peers: [
      peer(
        'JSON rows parsed to objects',
        () => JSON.parse(rows) as ParsedRow[],
        (parsed, table) => {
          sameRows(parsed, table);
          return `${Math.round(packed.length / size)} characters an incident against ${Math.round(rows.length / size)}`;
        },
        atMillion(10),
      ),
      peer(
        'supercluster, load',
        () => loadClusters(incidents),
        (clusters, table) => {
          if (countClustered(clusters) !== table.size)
            throw new Error(`${countClustered(clusters)} incidents are clustered`);
          return undefined;
        },
      ),
    ],
  });
}
