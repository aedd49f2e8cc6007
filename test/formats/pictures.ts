/** The pictures that the formats are tried with, and what draws for them. */
import { openDrawingBoard, type DrawingBoard } from '../../src/cli-drawing';
import type { Rasterise } from '../../src/picture/formats/published/formats';
import type { PublishedPicture } from '../../src/picture/published';
import { exampleBlocks, examplePicture } from '../unit/published/example';

/** Two areas to choose from in a drawing, as a coordinator would keep one of the map. */
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#eceeea"/><path d="M60 60h220v180H60Z" fill="#f7d9c4" stroke="#b5470b"/><circle cx="430" cy="220" r="70" fill="#a33d85"/></svg>';

export async function drawingBoard(): Promise<DrawingBoard> {
  const board = await openDrawingBoard();
  if (!board)
    throw new Error('The formats are drawn by Chromium: install the package "chromium", or set CHROMIUM_PATH.');
  return board;
}

export interface Tried {
  exact: PublishedPicture;
  blocks: PublishedPicture;
}

/** With a picture of the map that any program can read. */
export async function picturesToTry(rasterise: Rasterise): Promise<Tried> {
  const image = await rasterise(`data:image/svg+xml;base64,${Buffer.from(DRAWING).toString('base64')}`, null);
  const exact = examplePicture();
  return { exact: { ...exact, maps: exact.maps.map((map) => ({ ...map, image })) }, blocks: exampleBlocks('partners') };
}

/** Everything that is counted in the picture of the coordinator, as it stands in a row or a line. */
export function lines({ areas, figures, outside }: PublishedPicture): RegExp[] {
  const range = (expected: { low: number; high: number } | null): string =>
    expected ? ` ${expected.low}–${expected.high}` : '';
  return [
    ...areas.map(({ name, count, expected }) => new RegExp(`${name}.* ${String(count)}${range(expected)}`)),
    new RegExp(`Alla områden.* ${String(figures.count)}${range(figures.expected)}`),
    new RegExp(`Utanför områdena.* ${String(outside)}`),
  ];
}
