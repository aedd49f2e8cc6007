/** The density surface against R. */
import { expect, it } from 'vitest';
import { quarticDensityAt, quarticSurface } from '../../../src/analysis/density';
import type { IncidentTable } from '../../../src/analysis/types';
import { expectClose, expectSame, RELATIVE } from './closeness';
import { AGAIN, tableOf, type Reference } from './expected';

/** Values of the surface at those of the points that are its nodes; 0 beside it, NaN between nodes. */
function atNodes(surface: ReturnType<typeof quarticSurface>, points: readonly [number, number][]): number[] {
  const { spacing, west, south, width, height, values } = surface;
  return points.map(([east, north]) => {
    const [column, row] = [(east - west) / spacing, (north - south) / spacing];
    if (!Number.isInteger(column) || !Number.isInteger(row)) return NaN;
    const within = column >= 0 && column < width && row >= 0 && row < height;
    return within ? values[row * width + column] : 0;
  });
}

/** Largest difference, relative to the largest of R's. */
function offThePeak(ours: readonly number[], theirs: readonly number[]): number {
  const compared = ours.flatMap((value, i) => (Number.isNaN(value) ? [] : [Math.abs(value - theirs[i])]));
  expect(compared.length).toBeGreaterThan(theirs.length / 5);
  return Math.max(...compared) / Math.max(...theirs);
}

/** The table of every incident moved by every shift. */
function manyOf(reference: Reference): IncidentTable {
  const { shifts } = reference.cases;
  const { incidents, expected } = reference;
  const repeated = (column: readonly number[]): number[] => shifts.flatMap(() => column);
  const moved = (column: readonly number[], axis: 0 | 1): number[] =>
    shifts.flatMap((shift) => column.map((value) => value + shift[axis]));
  const many = { from: repeated(incidents.from), to: repeated(incidents.to), lon: [], lat: [] };
  return tableOf({
    ...reference,
    incidents: { ...many, east: moved(incidents.east, 0), north: moved(incidents.north, 1) },
    expected: { ...expected, area: repeated(expected.area) },
  });
}

const rowsOf = ({ size }: IncidentTable): Uint32Array => Uint32Array.from({ length: size }, (_, row) => row);

export function compareDensity(load: () => Reference): void {
  it('the density at points, as spatstat without interpolation', () => {
    const reference = load();
    const { incidents, cases, expected } = reference;
    const nodes = { east: cases.nodes.map(([east]) => east), north: cases.nodes.map(([, north]) => north) };
    const many = manyOf(reference);
    expectSame(
      expected.density.map(({ bandwidth }) => bandwidth),
      cases.bandwidths,
      'Bandwidths',
    );
    for (const { bandwidth, ...theirs } of expected.density) {
      expectClose(quarticDensityAt(incidents, incidents, bandwidth), theirs.atPoints, 'Density at the incidents');
      expectClose(quarticDensityAt(incidents, nodes, bandwidth), theirs.atNodes, 'Density at points that are none');
      expectClose(quarticDensityAt(many, nodes, bandwidth), theirs.manyAtNodes, 'Density of very many');
    }
  });

  it('the surface of some incidents, exact at its nodes', () => {
    const reference = load();
    const table = tableOf(reference);
    for (const theirs of reference.expected.density) {
      const ours = atNodes(quarticSurface(table, rowsOf(table), theirs.bandwidth), reference.cases.nodes);
      expect(offThePeak(ours, theirs.atNodes), `Density. ${AGAIN}`).toBeLessThanOrEqual(RELATIVE);
    }
  });

  it('the surface of very many incidents, within a hundredth of its peak', () => {
    const reference = load();
    const table = manyOf(reference);
    expect(table.size).toBeGreaterThan(25_000);
    for (const theirs of reference.expected.density) {
      const ours = atNodes(quarticSurface(table, rowsOf(table), theirs.bandwidth), reference.cases.nodes);
      expect(offThePeak(ours, theirs.manyAtNodes), `Density. ${AGAIN}`).toBeLessThanOrEqual(0.01);
    }
  });
}
