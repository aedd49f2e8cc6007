import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/analysis/benjamini-hochberg';
import { giStar } from '../../src/analysis/gi-star';
import { createStudyGrid } from '../../src/analysis/grid';
import { twoSidedP } from '../../src/analysis/normal';
import { areaInMetres, rectangle } from './analysis-fixtures';

describe('The two-sided p of a z value', () => {
  // Made by PostgreSQL in 140 decimals with the series of test/reference/reference.sql.
  it.each([
    [0.001, 0.9992021155721779],
    [0.1, 0.920344325445942],
    [0.5, 0.6170750774519738],
    [0.7, 0.483927304446146],
    [0.71, 0.4777041361799734],
    [1, 0.3173105078629141],
    [1.5, 0.13361440253771614],
    [1.959963984540054, 0.05000000000000003],
    [2.575829303548901, 0.009999999999999993],
    [3.5, 0.0004652581580710501],
    [5, 5.733031437583878e-7],
    [6.25, 4.1045268504378777e-10],
    [8.5, 1.8959069644406635e-17],
    [8.9, 5.584668749879311e-19],
    [12, 3.552964224155358e-33],
    [15.125, 1.1080064074303707e-51],
    [20, 5.5072482372124675e-89],
  ])('is right to the last digits at z = %d', (z, p) => {
    expect(Math.abs(twoSidedP(z) - p) / p).toBeLessThan(4e-15);
    expect(twoSidedP(-z)).toBe(twoSidedP(z));
  });

  it('falls without a break where the rules meet, from 1 to 0, and is undefined for what is undefined', () => {
    expect(twoSidedP(0)).toBe(1);
    expect(twoSidedP(40)).toBe(0);
    expect(twoSidedP(NaN)).toBeNaN();
    const rises: number[] = [];
    for (let z = 0; z < 38; z += 0.001) if (!(twoSidedP(z + 0.001) < twoSidedP(z))) rises.push(z);
    expect(rises).toEqual([]);
  });
});

describe('Gi*', () => {
  const square = createStudyGrid([areaInMetres('a', [[rectangle(450_010, 6_400_010, 450_990, 6_400_990)]])], 250);

  it('agrees with a worked example', () => {
    // 4 x 4 cells, all 16 incidents in the south-west corner cell: mean 1, variance 16 * 16 / 16 - 1 = 15.
    const counts = new Uint32Array(16);
    counts[0] = 16;
    const z = giStar(square, counts);
    // The corner has 4 neighbours: (16 - 4) / (sqrt 15 * sqrt((64 - 16) / 15)) = 12 / sqrt 48.
    expect(z[0]).toBeCloseTo(12 / Math.sqrt(48), 12);
    // The inner cell beside it has 9: (16 - 9) / (sqrt 15 * sqrt((144 - 81) / 15)) = 7 / sqrt 63.
    expect(z[5]).toBeCloseTo(7 / Math.sqrt(63), 12);
    // The far corner: (0 - 4) / sqrt 48.
    expect(z[15]).toBeCloseTo(-4 / Math.sqrt(48), 12);
  });

  it('is undefined without incidents, without variance, for one cell, and where everything is a neighbour', () => {
    expect([...giStar(square, new Uint32Array(16))].every(Number.isNaN)).toBe(true);
    expect([...giStar(square, new Uint32Array(16).fill(3))].every(Number.isNaN)).toBe(true);
    const one = createStudyGrid([areaInMetres('a', [[rectangle(450_010, 6_400_010, 450_020, 6_400_020)]])], 250);
    expect([...giStar(one, Uint32Array.of(5))]).toEqual([NaN]);
    const row = createStudyGrid([areaInMetres('a', [[rectangle(450_010, 6_400_010, 450_740, 6_400_020)]])], 250);
    const z = giStar(row, Uint32Array.of(3, 0, 0));
    expect(z[1]).toBeNaN();
    expect(z[0]).toBeGreaterThan(0);
  });
});

describe('Benjamini and Hochberg', () => {
  it('agrees with a worked example in any order', () => {
    // m = 5: 0.01*5/1 = 0.05, 0.02*5/2 = 0.05, 0.03*5/3 = 0.05, 0.04*5/4 = 0.05, 0.5*5/5 = 0.5.
    const q = benjaminiHochberg(Float64Array.of(0.5, 0.04, 0.01, 0.03, 0.02));
    [0.5, 0.05, 0.05, 0.05, 0.05].forEach((value, i) => expect(q[i]).toBeCloseTo(value, 14));
  });

  it('lends a smaller q from a larger p, and never exceeds one', () => {
    const q = benjaminiHochberg(Float64Array.of(0.02, 0.021, 0.9, 0.95));
    expect(q[0]).toBeCloseTo(0.042, 14);
    expect(q[1]).toBeCloseTo(0.042, 14);
    expect(q[2]).toBeCloseTo(0.95, 14);
    expect(benjaminiHochberg(Float64Array.of(1, 1))).toEqual(Float64Array.of(1, 1));
  });

  it('leaves undefined tests out of the number of tests', () => {
    const q = benjaminiHochberg(Float64Array.of(NaN, 0.02, NaN, 0.5));
    expect(q[0]).toBeNaN();
    expect(q[1]).toBeCloseTo(0.04, 14);
    expect(benjaminiHochberg(new Float64Array(0)).length).toBe(0);
  });
});
