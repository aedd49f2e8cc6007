import { describe, expect, it } from 'vitest';
import { corePlaces } from '../../src/analysis/core-places';

describe('places that lie together', () => {
  it('leave out a village far from the town', () => {
    expect(
      corePlaces([
        [0, 0],
        [1000, 0],
        [0, 1500],
        [1200, 900],
        [30_000, 12_000],
      ]),
    ).toEqual([0, 1, 2, 3]);
  });
  it('are all of them when none is far, and when there are one or two', () => {
    expect(
      corePlaces([
        [0, 0],
        [1000, 0],
        [0, 1000],
      ]),
    ).toEqual([0, 1, 2]);
    expect(
      corePlaces([
        [0, 0],
        [90_000, 0],
      ]),
    ).toEqual([0, 1]);
    expect(corePlaces([[5, 5]])).toEqual([0]);
    expect(corePlaces([])).toEqual([]);
  });
});
