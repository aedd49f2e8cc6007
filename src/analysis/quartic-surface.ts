/**
 * Density by the quartic (biweight) kernel (Silverman 1986, Density Estimation for Statistics and Data Analysis, equation 4.5): each incident gives
 * 3 / (pi h^2) * (1 - d^2 / h^2)^2 at a distance d below the bandwidth h, and nothing beyond; that integrates to one. No correction at the borders of the study.
 */
import { stretchesOf } from './isolines';
import type { IncidentTable } from './types';

type Numbers = ArrayLike<number>;

export interface Surface {
  /** Metres between nodes; the first node lies at (west, south), a multiple of the spacing. */
  spacing: number;
  west: number;
  south: number;
  width: number;
  height: number;
  /** Incidents per square kilometre, row by row from the south. */
  values: Float64Array;
  /** Row by row, by stretches of 32 columns: 0 where all values are zero for sure; null: not known. */
  busy: Uint8Array | null;
}

/** Nodes in a bandwidth; the binned surface is made for this number. */
const REACH = 8;
const MAX_NODES = 1_000_000;
/** Up to so many incidents, adding one kernel after another is as quick as binning. */
const EXACT_UP_TO = 25_000;
const SQUARE_KM = 1_000_000;

/** Kernel at distance 0, per square kilometre. */
const peakOf = (bandwidth: number): number => (3 / (Math.PI * bandwidth * bandwidth)) * SQUARE_KM;

interface Extent {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** @param rows null: all. */
function extentOf({ size, east, north }: IncidentTable, rows: Uint32Array | null): Extent {
  let left = Infinity;
  let right = -Infinity;
  let bottom = Infinity;
  let top = -Infinity;
  for (let i = 0; i < (rows ? rows.length : size); i++) {
    const row = rows ? rows[i] : i;
    // Math.min has no branch to guess wrong, which makes it several times faster than a comparison here.
    left = Math.min(left, east[row]);
    right = Math.max(right, east[row]);
    bottom = Math.min(bottom, north[row]);
    top = Math.max(top, north[row]);
  }
  return { left, right, bottom, top };
}

const extents = new WeakMap<IncidentTable, Extent>();

/** Extent of the whole table, found once: many rows fill most of it, and looking through them again would take as long as binning them. */
function wholeExtent(table: IncidentTable): Extent {
  let extent = extents.get(table);
  if (!extent) {
    extent = extentOf(table, null);
    extents.set(table, extent);
  }
  return extent;
}

/** Room around the extent for the bandwidth and one node more, so that the outermost nodes are zero. */
function frameOf({ left, right, bottom, top }: Extent, bandwidth: number): Omit<Surface, 'values' | 'busy'> {
  const extent = (right - left + 2 * bandwidth) * (top - bottom + 2 * bandwidth);
  const spacing = Math.max(bandwidth / REACH, Math.sqrt(extent / MAX_NODES));
  // Nodes at multiples of the spacing: the surface does not creep when one incident more widens it.
  const firstColumn = Math.floor((left - bandwidth) / spacing) - 2;
  const firstRow = Math.floor((bottom - bandwidth) / spacing) - 2;
  const width = Math.ceil((right + bandwidth) / spacing) + 3 - firstColumn;
  const height = Math.ceil((top + bandwidth) / spacing) + 3 - firstRow;
  return { spacing, west: firstColumn * spacing, south: firstRow * spacing, width, height };
}

/** Adds the kernel of each incident to the nodes within the bandwidth. */
function splat(surface: Surface, { east, north }: IncidentTable, rows: Uint32Array, bandwidth: number): void {
  const { spacing, west, south, width, height, values } = surface;
  const stretches = stretchesOf(width);
  const busy = new Uint8Array(stretches * height);
  surface.busy = busy;
  const peak = peakOf(bandwidth);
  const reach = bandwidth / spacing;
  const scale = 1 / reach;
  for (const row of rows) {
    const x = (east[row] - west) / spacing;
    const y = (north[row] - south) / spacing;
    for (let j = Math.ceil(y - reach); j <= y + reach; j++) {
      const dy = (j - y) * scale;
      const upright = 1 - dy * dy;
      const half = reach * Math.sqrt(Math.max(0, upright));
      const base = j * width;
      const first = Math.ceil(x - half);
      // At most 17 nodes wide, a row of the kernel lies in one or two stretches.
      const stretch = j * stretches;
      busy[stretch + (first >> 5)] = 1;
      busy[stretch + Math.min(stretches - 1, (first + 2 * REACH) >> 5)] = 1;
      for (let i = first; i <= x + half; i++) {
        const dx = (i - x) * scale;
        const rest = upright - dx * dx;
        if (rest > 0) values[base + i] += peak * rest * rest;
      }
    }
  }
}

/** Shares each incident among the four nodes around it, by its closeness to them. */
function bin(
  { spacing, west, south, width, height }: Surface,
  { east, north }: IncidentTable,
  rows: Uint32Array,
): Float64Array {
  const bins = new Float64Array(width * height);
  const nodesAMetre = 1 / spacing;
  for (let i = 0; i < rows.length; i++) {
    const x = (east[rows[i]] - west) * nodesAMetre;
    const y = (north[rows[i]] - south) * nodesAMetre;
    // Both are positive: cutting off the fraction is the floor.
    const column = x | 0;
    const row = y | 0;
    const u = x - column;
    const v = y - row;
    const uv = u * v;
    const at = Math.imul(row, width) + column;
    bins[at] += 1 - u - v + uv;
    bins[at + 1] += u - uv;
    bins[at + width] += v - uv;
    bins[at + width + 1] += uv;
  }
  return bins;
}

/**
 * The kernel at nodes (i, j), `j * (REACH + 1) + i`. Sharing among four nodes flattens: between nodes the straight line runs below the kernel's summit, by up to
 * an eighth of its second difference on each axis. Taking off a share of the second differences halves the largest error, from 1.5 to 0.89 % of the kernel's
 * own summit (a test holds it under 1 % of the surface's), and leaves the sum of the surface as it is.
 */
function stencilOf(bandwidth: number): Float64Array {
  const SHARE = 1 / 14;
  const kernel = (i: number, j: number): number => Math.max(0, 1 - (i * i + j * j) / (REACH * REACH)) ** 2;
  const stencil = new Float64Array((REACH + 1) ** 2);
  for (let j = 0; j <= REACH; j++) {
    for (let i = 0; i <= REACH; i++) {
      const around = kernel(i - 1, j) + kernel(i + 1, j) + kernel(i, j - 1) + kernel(i, j + 1);
      stencil[j * (REACH + 1) + i] = peakOf(bandwidth) * (kernel(i, j) - SHARE * (around - 4 * kernel(i, j)));
    }
  }
  return stencil;
}

/**
 * Adds to the surface what the bins from `from` to `to` of a row give through the stencil. The stencil is the same to the left and the right, above and below:
 * bins are first added in pairs, and each row of the stencil gives one sum to the row above and the row below alike. Written out, without the products that
 * are zero (the corners), since a loop over them takes three times as long.
 */
function smoothStretch(
  { width, values }: Surface,
  bins: Float64Array,
  s: Float64Array,
  from: number,
  to: number,
): void {
  for (let at = from; at <= to; at++) {
    const t0 = bins[at];
    const t1 = bins[at - 1] + bins[at + 1];
    const t2 = bins[at - 2] + bins[at + 2];
    const t3 = bins[at - 3] + bins[at + 3];
    const t4 = bins[at - 4] + bins[at + 4];
    const t5 = bins[at - 5] + bins[at + 5];
    const t6 = bins[at - 6] + bins[at + 6];
    const t7 = bins[at - 7] + bins[at + 7];
    const t8 = bins[at - 8] + bins[at + 8];
    values[at] +=
      s[0] * t0 + s[1] * t1 + s[2] * t2 + s[3] * t3 + s[4] * t4 + s[5] * t5 + s[6] * t6 + s[7] * t7 + s[8] * t8;
    const r1 =
      s[9] * t0 + s[10] * t1 + s[11] * t2 + s[12] * t3 + s[13] * t4 + s[14] * t5 + s[15] * t6 + s[16] * t7 + s[17] * t8;
    values[at - width] += r1;
    values[at + width] += r1;
    const r2 =
      s[18] * t0 +
      s[19] * t1 +
      s[20] * t2 +
      s[21] * t3 +
      s[22] * t4 +
      s[23] * t5 +
      s[24] * t6 +
      s[25] * t7 +
      s[26] * t8;
    values[at - 2 * width] += r2;
    values[at + 2 * width] += r2;
    const r3 =
      s[27] * t0 +
      s[28] * t1 +
      s[29] * t2 +
      s[30] * t3 +
      s[31] * t4 +
      s[32] * t5 +
      s[33] * t6 +
      s[34] * t7 +
      s[35] * t8;
    values[at - 3 * width] += r3;
    values[at + 3 * width] += r3;
    const r4 = s[36] * t0 + s[37] * t1 + s[38] * t2 + s[39] * t3 + s[40] * t4 + s[41] * t5 + s[42] * t6 + s[43] * t7;
    values[at - 4 * width] += r4;
    values[at + 4 * width] += r4;
    const r5 = s[45] * t0 + s[46] * t1 + s[47] * t2 + s[48] * t3 + s[49] * t4 + s[50] * t5 + s[51] * t6 + s[52] * t7;
    values[at - 5 * width] += r5;
    values[at + 5 * width] += r5;
    const r6 = s[54] * t0 + s[55] * t1 + s[56] * t2 + s[57] * t3 + s[58] * t4 + s[59] * t5 + s[60] * t6;
    values[at - 6 * width] += r6;
    values[at + 6 * width] += r6;
    const r7 = s[63] * t0 + s[64] * t1 + s[65] * t2 + s[66] * t3 + s[67] * t4 + s[68] * t5;
    values[at - 7 * width] += r7;
    values[at + 7 * width] += r7;
    const r8 = s[72] * t0 + s[73] * t1 + s[74] * t2 + s[75] * t3;
    values[at - 8 * width] += r8;
    values[at + 8 * width] += r8;
  }
}

/** Adds all bins through the stencil, passing over stretches of the rows without incidents. The frame has room for a bandwidth and more on every side. */
function smooth(surface: Surface, bins: Float64Array, stencil: Float64Array): void {
  const { width, height, values } = surface;
  for (let row = REACH; row < height - REACH; row++) {
    const end = (row + 1) * width;
    let at = row * width;
    for (;;) {
      while (at < end && bins[at] === 0) at++;
      if (at === end) break;
      const first = at;
      let last = at;
      for (at++; at < end && at <= last + 2 * REACH; at++) if (bins[at] !== 0) last = at;
      smoothStretch(surface, bins, stencil, first - REACH, last + REACH);
    }
  }
  // The corrected stencil dips below zero at its rim, by less than half a per cent of its summit.
  for (let at = 0; at < values.length; at++) values[at] = Math.max(0, values[at]);
}

/**
 * The density at the nodes of a lattice, eight in a bandwidth (fewer where the incidents span more than a million nodes).
 * Exact up to 25,000 incidents; beyond, incidents are first shared among the nodes around them, and no node is off by more than 1 % of the highest.
 * @param rows rows of the table to smooth; must not be empty. @param bandwidth metres. @param room lends memory for that many nodes to a caller who does not keep
 * the surface.
 */
export function quarticSurface(
  table: IncidentTable,
  rows: Uint32Array,
  bandwidth: number,
  room?: (nodes: number) => Float64Array,
): Surface {
  const many = rows.length > EXACT_UP_TO ? frameOf(wholeExtent(table), bandwidth) : null;
  const binned = many !== null && many.spacing === bandwidth / REACH;
  const frame = binned ? many : frameOf(extentOf(table, rows), bandwidth);
  const nodes = frame.width * frame.height;
  const surface: Surface = { ...frame, values: room ? room(nodes).fill(0) : new Float64Array(nodes), busy: null };
  if (binned) smooth(surface, bin(surface, table, rows), stencilOf(bandwidth));
  else splat(surface, table, rows, bandwidth);
  return surface;
}

/**
 * The density at given points, summed incident by incident: what the surface is held against.
 * @param incidents, points columns of positions in metres. @returns incidents per square kilometre at each point.
 */
export function quarticDensityAt(
  incidents: { east: Numbers; north: Numbers },
  points: { east: Numbers; north: Numbers },
  bandwidth: number,
): Float64Array {
  const density = new Float64Array(points.east.length);
  for (let at = 0; at < density.length; at++) {
    let sum = 0;
    for (let i = 0; i < incidents.east.length; i++) {
      const dx = incidents.east[i] - points.east[at];
      const dy = incidents.north[i] - points.north[at];
      const rest = 1 - (dx * dx + dy * dy) / (bandwidth * bandwidth);
      if (rest > 0) sum += rest * rest;
    }
    density[at] = sum * peakOf(bandwidth);
  }
  return density;
}
