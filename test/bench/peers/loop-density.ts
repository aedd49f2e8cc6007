/** Density in plain loops: every incident added to the nodes around it, contours by d3, each corner back to degrees by proj4. */
import { contours } from 'd3';
import { toWgs84 } from '../../../src/analysis/sweref99tm';

const SQUARE_KM = 1_000_000;

/** @returns for each level how many rings its contour has. @param points metres. */
export function loopDensity(
  points: readonly [number, number][],
  bandwidth: number,
  levels: readonly number[],
): number[] {
  if (points.length === 0) return [];
  const spacing = bandwidth / 8;
  const east = points.map(([x]) => x);
  const north = points.map(([, y]) => y);
  const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const west = (Math.floor((least(east) - bandwidth) / spacing) - 1) * spacing;
  const south = (Math.floor((least(north) - bandwidth) / spacing) - 1) * spacing;
  const width = Math.ceil((most(east) + bandwidth - west) / spacing) + 2;
  const height = Math.ceil((most(north) + bandwidth - south) / spacing) + 2;
  const values = Array<number>(width * height).fill(0);
  for (const [x, y] of points) {
    const [column, line] = [(x - west) / spacing, (y - south) / spacing];
    for (let j = Math.ceil(line - 8); j <= line + 8; j++) {
      for (let i = Math.ceil(column - 8); i <= column + 8; i++) {
        const rest = 1 - ((i - column) ** 2 + (j - line) ** 2) / 64;
        if (rest > 0) values[j * width + i] += (3 / (Math.PI * bandwidth ** 2)) * SQUARE_KM * rest * rest;
      }
    }
  }
  const draw = contours().size([width, height]);
  return levels.map((level) => {
    const shape = draw.contour(values, level);
    const rings = shape.coordinates.flatMap((part) =>
      part.map((ring) => ring.map(([x, y]) => toWgs84(west + (x - 0.5) * spacing, south + (y - 0.5) * spacing))),
    );
    return rings.length;
  });
}
