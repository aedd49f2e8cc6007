import { describe, expect, it } from 'vitest';
import { areasInFrame, type Rings, type StandingOut } from '../../src/picture/formats/map-frame';
import { toWgs84 } from '../../src/analysis/sweref99tm';

const square = (east: number, north: number): Rings => [
  [
    [east, north],
    [east + 900, north],
    [east + 900, north + 900],
    [east, north + 900],
    [east, north],
  ],
];
/** Four neighbourhoods of a town, and a village 30 km away. */
const rings = [
  square(450_000, 6_404_000),
  square(451_500, 6_404_000),
  square(450_000, 6_405_500),
  square(451_500, 6_406_000),
  square(470_000, 6_430_000),
];
const calm: StandingOut = { areas: rings.map(() => ({ verdict: 'usual' })), hotspots: [] };

describe('the printed map', () => {
  it('is fitted to the town when nothing stands out in the village far away', () => {
    expect(areasInFrame(calm, rings)).toEqual([0, 1, 2, 3]);
  });

  it('holds all areas when the village has more than expected', () => {
    const areas = rings.map((_, i) => ({ verdict: i === 4 ? ('above' as const) : ('usual' as const) }));
    expect(areasInFrame({ ...calm, areas }, rings)).toEqual([0, 1, 2, 3, 4]);
  });

  it('holds all areas when a hotspot lies in the village', () => {
    const [lon, lat] = toWgs84(470_400, 6_430_400);
    expect(areasInFrame({ ...calm, hotspots: [{ centre: { lon, lat } }] }, rings)).toEqual([0, 1, 2, 3, 4]);
  });
});
