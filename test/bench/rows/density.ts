/** The quartic surface of all incidents on about 512 x 512 nodes; its error is checked against the sum over single points. */
import { quarticSurface } from '../../../src/analysis/density';
import { atMillion, compete, peer, type Outcome } from '../contest';
import type { Ground } from '../ground';
import { contourDensityOf, type Frame } from '../peers/contour-density';

/** Metres; nodes lie an eighth of it apart. */
const BANDWIDTH = 475;
/** Share of the peak that no node may be off by. */
const TOLERANCE = 0.01;
const SQUARE_KM = 1_000_000;

export const row = 'density';

type Surface = ReturnType<typeof quarticSurface>;

/** The kernel written out, incident by incident, for every node (Silverman 1986, equation 4.5). */
function exactValues(surface: Surface, east: ArrayLike<number>, north: ArrayLike<number>, size: number): Float64Array {
  const { spacing, west, south, width, height } = surface;
  const values = new Float64Array(width * height);
  const scale = (3 / (Math.PI * BANDWIDTH * BANDWIDTH)) * SQUARE_KM;
  const reach = BANDWIDTH / spacing;
  for (let row = 0; row < size; row++) {
    const x = (east[row] - west) / spacing;
    const y = (north[row] - south) / spacing;
    for (let j = Math.max(0, Math.ceil(y - reach)); j <= Math.min(height - 1, y + reach); j++) {
      for (let i = Math.max(0, Math.ceil(x - reach)); i <= Math.min(width - 1, x + reach); i++) {
        const rest = 1 - ((i - x) ** 2 + (j - y) ** 2) / (reach * reach);
        if (rest > 0) values[j * width + i] += scale * rest * rest;
      }
    }
  }
  return values;
}

export function run(ground: Ground): Outcome[] {
  const { size } = ground;
  const { east, north } = ground.table();
  const table = ground.table();
  const rows = Uint32Array.from({ length: size }, (_, index) => index);
  const frame: Frame = quarticSurface(table, rows, BANDWIDTH);

  function agrees(highest: () => number, surface: Surface): string {
    const exact = exactValues(surface, east, north, size);
    let peak = 0;
    let error = 0;
    for (let i = 0; i < exact.length; i++) {
      peak = Math.max(peak, exact[i]);
      error = Math.max(error, Math.abs(exact[i] - surface.values[i]));
    }
    if (!(error <= TOLERANCE * peak)) throw new Error(`the surface is off by ${error / peak} of its peak`);
    const theirs = (highest() * SQUARE_KM) / peak - 1;
    return `largest error of ours ${((100 * error) / peak).toFixed(2)} % of the peak; the peer's peak is ${(100 * theirs).toFixed(1)} % off the quartic one`;
  }

  return compete<Surface>({
    row,
    title: `quartic density on ${frame.width} x ${frame.height} nodes, bandwidth ${BANDWIDTH} m`,
    size,
    ours: { name: 'quartic', run: () => quarticSurface(table, rows, BANDWIDTH) },
    peers: [
      peer('d3.contourDensity', () => contourDensityOf(rows, east, north, BANDWIDTH, frame), agrees, atMillion(4)),
    ],
  });
}
