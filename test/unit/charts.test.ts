import { describe, expect, it } from 'vitest';
import { heatScale } from '../../src/charts/heat-scale';
import { trendShape } from '../../src/charts/trend-shape';

const size = { width: 260, height: 100 };

describe('the trend', () => {
  it('draws bars from zero, as long as their counts', () => {
    const { bars } = trendShape([0, 5, 10], null, size);
    expect(bars.map((bar) => bar.height)).toEqual([0, 50, 100]);
    expect(bars.map((bar) => bar.present)).toEqual([false, false, true]);
  });

  it('keeps the expected range inside the drawing, and visible when it is one number', () => {
    const { band } = trendShape([2], { low: 5, high: 9 }, size);
    expect(band && band.y >= 0 && band.y + band.height <= size.height).toBe(true);
    const one = trendShape([8, 9], { low: 5, high: 5 }, size).band;
    expect(one?.height).toBeGreaterThanOrEqual(2);
  });

  it('puts whole numbers on the axis, even for small counts', () => {
    const { ticks } = trendShape([0, 1, 1], null, size);
    expect(ticks.every(({ value }) => Number.isInteger(value))).toBe(true);
  });

  it('survives no history at all', () => {
    expect(trendShape([], null, size).bars).toEqual([]);
  });
});

describe('the heat of hours', () => {
  it('has nothing for nothing and the darkest step for the most', () => {
    const step = heatScale([[0, 0.001, 1, 4, 10]]);
    expect([0, 0.001, 1, 4, 10].map(step)).toEqual([0, 0, 1, 3, 5]);
  });

  it('is calm when all hours are empty', () => {
    expect(heatScale([[0, 0]])(0)).toBe(0);
  });

  it('never falls when the weight grows', () => {
    const step = heatScale([[7.3]]);
    const steps = Array.from({ length: 100 }, (_, i) => step((i / 99) * 7.3));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});
