/** What an incident weighs in memory: the table's buffers against GeoJSON features on the heap. */
import type { IncidentTable } from '../../../src/analysis/types';
import type { Outcome } from '../contest';
import { featuresOf } from '../features';
import type { Ground } from '../ground';

export const row = 'memory';

/** Bytes, goal of the design. */
const AT_MOST = 32;
/** Fewer features than this drown in what else the heap does. */
const ENOUGH = 10_000;

const bytesOf = (table: IncidentTable): number =>
  Object.values(table).reduce((sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);

export function run({ size, data, table }: Ground): Outcome[] {
  const collect = globalThis.gc;
  if (!collect) throw new Error('memory is measured only with node --expose-gc, as npm run bench does');
  if (size < ENOUGH) return [];
  collect();
  const before = process.memoryUsage().heapUsed;
  const features = featuresOf(data);
  collect();
  const theirs = (process.memoryUsage().heapUsed - before) / features.features.length;
  const ours = bytesOf(table()) / size;
  const judged = size === 1_000_000;
  return [
    {
      ...{
        row,
        title: 'memory of the table per incident',
        size,
        unit: 'bytes',
        ours,
        peer: 'GeoJSON features',
        theirs,
      },
      rounds: 1,
      ratio: theirs / ours,
      goal: judged ? AT_MOST : null,
      met: judged ? ours <= AT_MOST : null,
      remark: 'heap before and after, garbage collected',
    },
  ];
}
