/**
 * The pictures that tell verdicts apart without colour: a pattern for the surface of an area and a sign beside its name. Drawn here pixel by pixel,
 * because a basemap's fonts need not hold a triangle and an image file would be one more thing to load.
 */

/** What the screen says of an area: the verdict of the analysis, or `ongoing` while the period is not over. */
export type ShownVerdict = 'above' | 'usual' | 'below' | 'too-few' | 'ongoing';
export const SHOWN_VERDICTS: readonly ShownVerdict[] = ['above', 'usual', 'below', 'too-few', 'ongoing'];

export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export const PATTERN_SIDE = 16;
export const SIGN_SIDE = 32;

function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Samples each pixel at 4 x 4 points, so that edges are smooth. `inside` gets coordinates from 0 to 1. */
function draw(side: number, colour: string, inside: (x: number, y: number) => boolean): Picture {
  const [red, green, blue] = channels(colour);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let hits = 0;
      for (let i = 0; i < 16; i++) {
        if (inside((column + ((i % 4) + 0.5) / 4) / side, (row + ((i >> 2) + 0.5) / 4) / side)) hits++;
      }
      data.set([red, green, blue, Math.round((hits / 16) * 255)], (row * side + column) * 4);
    }
  }
  return { width: side, height: side, data };
}

const near = (value: number, target: number, half: number): boolean => Math.abs(value - target) < half;

/** A tile that repeats without seams: rising stripes above, falling stripes below, dots for too few; null where the plain surface says enough. */
export function pattern(verdict: ShownVerdict, colour: string): Picture | null {
  switch (verdict) {
    case 'above':
      return draw(PATTERN_SIDE, colour, (x, y) => near((x + y) % 0.5, 0.25, 0.075));
    case 'below':
      return draw(PATTERN_SIDE, colour, (x, y) => near((x - y + 1) % 0.5, 0.25, 0.075));
    case 'too-few':
      return draw(PATTERN_SIDE, colour, (x, y) => Math.hypot((x % 0.5) - 0.25, (y % 0.5) - 0.25) < 0.075);
    case 'usual':
    case 'ongoing':
      return null;
  }
}

/** Triangle up, disc, triangle down, ring, hourglass: the same shapes as in the lists of the screen. */
export function sign(verdict: ShownVerdict, colour: string): Picture {
  switch (verdict) {
    case 'above':
      return draw(SIGN_SIDE, colour, (x, y) => y > 0.14 && y < 0.86 && near(x, 0.5, (y - 0.14) * 0.58));
    case 'below':
      return draw(SIGN_SIDE, colour, (x, y) => y > 0.14 && y < 0.86 && near(x, 0.5, (0.86 - y) * 0.58));
    case 'usual':
      return draw(SIGN_SIDE, colour, (x, y) => Math.hypot(x - 0.5, y - 0.5) < 0.32);
    case 'too-few':
      return draw(SIGN_SIDE, colour, (x, y) => near(Math.hypot(x - 0.5, y - 0.5), 0.29, 0.06));
    case 'ongoing':
      return draw(SIGN_SIDE, colour, (x, y) => near(y, 0.5, 0.36) && near(x, 0.5, Math.abs(y - 0.5) * 0.85 + 0.03));
  }
}
