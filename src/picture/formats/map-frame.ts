/** From places on Earth to places on the drawn map: SWEREF 99 TM metres, north up, one scale, fitted into a frame. */
import type { MultiPolygon, Position } from 'geojson';
import { corePlaces } from '../../analysis/core-places';
import { toSweref } from '../../analysis/sweref99tm';
import type { PictureArea, PictureHotspot } from '../types';

export interface MapFrame {
  width: number;
  height: number;
  /** Drawing units a metre. */
  scale: number;
  /** SWEREF 99 TM metres to drawing units. */
  at(east: number, north: number): [number, number];
}

const WIDTH = 720;
const HEIGHT = { low: 320, high: 470 } as const;
const MARGIN = 22;
/** Room below for the scale bar. */
const FOOT = 34;

/** A polygon in drawing units or metres: rings of points. */
export type Rings = [number, number][][];

/** Rings of all parts, projected. */
export function projectRings(geometry: MultiPolygon): Rings {
  return geometry.coordinates.flatMap((polygon) =>
    polygon.map((ring) => ring.map(([lon = 0, lat = 0]: Position): [number, number] => toSweref(lon, lat))),
  );
}

/** @param shapes rings in SWEREF 99 TM metres; what must be seen whole. */
export function fitFrame(shapes: readonly Rings[]): MapFrame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of shapes) {
    for (const [x, y] of rings.flat()) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  const across = Math.max(east - west, 1);
  const along = Math.max(north - south, 1);
  const inner = WIDTH - 2 * MARGIN;
  const height = Math.round(Math.min(HEIGHT.high, Math.max(HEIGHT.low, (inner * along) / across + MARGIN + FOOT)));
  const scale = Math.min(inner / across, (height - MARGIN - FOOT) / along);
  const [middleEast, middleNorth] = [(west + east) / 2, (south + north) / 2];
  return {
    width: WIDTH,
    height,
    scale,
    at: (x, y) => [WIDTH / 2 + (x - middleEast) * scale, (height + MARGIN - FOOT) / 2 - (y - middleNorth) * scale],
  };
}

/** What decides whether a far village must be on the map. */
export interface StandingOut {
  areas: readonly Pick<PictureArea, 'verdict'>[];
  hotspots: readonly Pick<PictureHotspot, 'centre'>[];
}

/**
 * Which areas the drawn map is fitted to. Villages far from the rest are left out and named below the map, unless something stands out in one of them:
 * then the map holds all areas.
 * @param areas rings of the picture's areas in metres, in their order.
 * @returns indexes of the areas to show.
 */
export function areasInFrame(picture: StandingOut, areas: readonly Rings[]): number[] {
  const all = areas.map((_, i) => i);
  const core = corePlaces(areas.map((rings) => labelPoint(rings)));
  const left = all.filter((i) => !core.includes(i));
  const standsOut = left.some((i) => {
    const rings = areas[i] ?? [];
    return (
      picture.areas[i]?.verdict === 'above' ||
      picture.hotspots.some(({ centre }) => insideRings(rings, ...toSweref(centre.lon, centre.lat)))
    );
  });
  return standsOut ? all : core;
}

/** Rings in metres to rings in drawing units. */
export function drawRings(rings: Rings, frame: MapFrame): Rings {
  return rings.map((ring) => ring.map(([x, y]) => frame.at(x, y)));
}

/** SVG path of rings in drawing units, to a tenth; points that fall together are drawn once. */
export function pathOf(rings: Rings): string {
  return rings
    .map((ring) => {
      const points = ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      const distinct = points.filter((point, i) => point !== points[i - 1]);
      return `M${distinct.slice(0, -1).join('L')}Z`;
    })
    .join('');
}

/** True when the point lies inside by the even-odd rule; any unit. */
export function insideRings(rings: Rings, x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i] ?? [0, 0];
      const [bx, by] = ring[i + 1] ?? [0, 0];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

/** A point inside where a label fits: the middle of the longest stretch among a few level lines through the rings. */
export function labelPoint(rings: Rings): [number, number] {
  const ys = rings.flat().map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  let best: { x: number; y: number; length: number } = { x: rings[0]?.[0]?.[0] ?? 0, y: top, length: -1 };
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const y = top + (bottom - top) * share;
    const crossings = rings
      .flatMap((ring) =>
        ring.slice(1).flatMap(([bx, by], i) => {
          const [ax, ay] = ring[i] ?? [0, 0];
          return ay > y !== by > y ? [ax + ((y - ay) / (by - ay)) * (bx - ax)] : [];
        }),
      )
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from = 0, to = 0] = [crossings[i], crossings[i + 1]];
      // A line near the middle wins unless another is clearly longer.
      if (to - from > best.length * 1.15) best = { x: (from + to) / 2, y, length: to - from };
    }
  }
  return [best.x, best.y];
}

/** A round length for the scale bar, at most a fifth of the frame. Metres. */
export function scaleBarMetres(frame: MapFrame): number {
  const most = frame.width / 5 / frame.scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
}
