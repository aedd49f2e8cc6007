/** Cells of the grid, squares or hexagons, with at least one incident, shaded by count; those with more than chance would give have a line of their own. */
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapCell } from '../shapes';

/**
 * Lower edges of the five classes of counts, whole numbers, the same for map and legend. Steps of equal ratio: counts of cells are skewed.
 * @param largest the largest count of a cell; at least 1.
 */
export function countClasses(largest: number): number[] {
  const edges = new Set<number>();
  for (let i = 0; i < 5; i++) edges.add(Math.max(1, Math.round(Math.max(1, largest) ** (i / 5))));
  return [...edges];
}

/** The colour of a class, spread over the whole scale however few classes there are. */
export function classColour(index: number, classes: number, sequence: readonly string[]): string {
  const at = classes < 2 ? sequence.length - 2 : Math.round((index / (classes - 1)) * (sequence.length - 1));
  return sequence[at] ?? sequence[sequence.length - 1] ?? '#000000';
}

export function cellsDrawing(cells: MapCell[], { colours }: Manner): Drawing {
  const classes = countClasses(cells.reduce((most, cell) => Math.max(most, cell.count), 1));
  const colourOf = (count: number): string => {
    const index = classes.findLastIndex((edge) => count >= edge);
    return classColour(Math.max(0, index), classes.length, colours.sequence);
  };
  return {
    source: 'cells',
    data: collection(
      cells.map((cell) => ({
        type: 'Feature',
        properties: { colour: colourOf(cell.count), significant: cell.significant },
        geometry: { type: 'Polygon', coordinates: [cell.ring] },
      })),
    ),
    layers: [
      {
        id: layerId('cells-fill'),
        type: 'fill',
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.72, 'fill-antialias': false },
      },
      {
        id: layerId('cells-line'),
        type: 'line',
        paint: {
          'line-color': colours.halo,
          'line-width': ['case', ['get', 'significant'], 1, 0.5],
          'line-opacity': ['case', ['get', 'significant'], 0.9, 0.5],
        },
      },
    ],
  };
}
