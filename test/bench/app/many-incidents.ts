/** The demo's own incidents, many times over: strewn around the places where they are, over five years. */
import { randomFillSync } from 'node:crypto';
import { unpackColumns } from '../../../src/analysis/packed-columns';
import type { PackedIncidents } from '../../../src/data/types';
import { createRandom } from '../../reference/random';
import { packResponse } from '../packed-response';

const YEARS = 5;
const YEAR = 365 * 86_400;
/** Standard deviation in degrees: some 60 m both ways. */
const STREWN = { lon: 0.001, lat: 0.0005 };

/** @param packed the server's answer to the reader who is signed in. @param now epoch seconds; nothing begins later. */
export function multiply(packed: PackedIncidents, size: number, now: number): PackedIncidents {
  const demo = unpackColumns(packed);
  if (packed.size === 0) throw new Error('The demo database holds no incidents to multiply.');
  const random = createRandom('bench app');
  const from = Float64Array.from({ length: size }, () => Math.floor(now - random.next() * YEARS * YEAR)).sort();
  const like = Uint32Array.from({ length: size }, () => random.integer(0, packed.size - 1));
  const take = (column: ArrayLike<number>): Float64Array => Float64Array.from(like, (row) => column[row]);
  const columns = {
    id: randomFillSync(new Uint8Array(16 * size)),
    lon: take(demo.lon).map((lon) => lon + STREWN.lon * random.normal()),
    lat: take(demo.lat).map((lat) => lat + STREWN.lat * random.normal()),
    from,
    to: Float64Array.from(like, (row, i) => from[i] + demo.to[row] - demo.from[row]),
    ...{ category: take(demo.category), organisation: take(demo.organisation), area: take(demo.area) },
  };
  const { categories, organisations, areas } = packed;
  return packResponse(columns, { categories, organisations, areas });
}
