/** Areas: filled by verdict (colour and pattern) with name and sign; or, without verdict, outline and name. */
import type { Position } from 'geojson';
import { collection } from '../drawing';
import type { Drawing, Manner } from '../drawing';
import { layerId } from '../order';
import type { MapArea } from '../shapes';
import { SHOWN_VERDICTS } from '../signs';

/** Where the name stands: the mean of the vertices of the largest part; good enough for a label, and never far outside. */
function labelPoint(area: MapArea): Position {
  const rings = area.geometry.coordinates.map((part) => part[0] ?? []);
  const longest = rings.reduce((best, ring) => (ring.length > best.length ? ring : best), []);
  const lons = longest.map((at) => at[0] ?? 0);
  const lats = longest.map((at) => at[1] ?? 0);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}

export const patternImage = (verdict: string): string => `lagesbild-pattern-${verdict}`;
export const signImage = (verdict: string): string => `lagesbild-sign-${verdict}`;

export function areasDrawings(areas: MapArea[], selected: string | null, { colours, font }: Manner): Drawing[] {
  const verdictColour = [
    'match',
    ['get', 'verdict'],
    ...SHOWN_VERDICTS.flatMap((verdict) => [verdict, colours.verdict[verdict]]),
    colours.line,
  ];
  const properties = (area: MapArea): Record<string, string> => ({
    id: area.id,
    name: area.name,
    verdict: area.verdict ?? '',
  });
  return [
    {
      source: 'areas',
      data: collection(
        areas.map((area) => ({ type: 'Feature', properties: properties(area), geometry: area.geometry })),
      ),
      layers: [
        {
          id: layerId('areas-fill'),
          type: 'fill',
          paint: {
            'fill-color': verdictColour as never,
            'fill-opacity': ['match', ['get', 'verdict'], '', 0.04, 'above', 0.28, 0.16],
          },
        },
        {
          id: layerId('areas-pattern'),
          type: 'fill',
          filter: ['in', ['get', 'verdict'], ['literal', ['above', 'below', 'too-few']]],
          paint: { 'fill-pattern': ['concat', 'lagesbild-pattern-', ['get', 'verdict']], 'fill-opacity': 0.38 },
        },
        {
          id: layerId('areas-line'),
          type: 'line',
          paint: {
            'line-color': verdictColour as never,
            'line-width': ['match', ['get', 'verdict'], 'above', 2, 1.25],
          },
        },
      ],
    },
    {
      source: 'area-names',
      data: collection(
        areas.map((area) => ({
          type: 'Feature',
          properties: { ...properties(area), rank: area.id === selected ? 0 : area.verdict === 'above' ? 1 : 2 },
          geometry: { type: 'Point', coordinates: labelPoint(area) },
        })),
      ),
      layers: [
        {
          id: layerId('areas-sign'),
          type: 'symbol',
          layout: {
            'text-field': ['get', 'name'],
            'text-font': font,
            'text-size': 13,
            'text-max-width': 8,
            // Below the sign, or beside it where something is in the way.
            'text-variable-anchor-offset': [
              'top',
              [0, 0.4],
              'left',
              [1.1, -0.6],
              'right',
              [-1.1, -0.6],
              'bottom',
              [0, -1.7],
            ],
            'text-optional': true,
            'icon-image': [
              'case',
              ['==', ['get', 'verdict'], ''],
              '',
              ['concat', 'lagesbild-sign-', ['get', 'verdict']],
            ],
            'icon-size': 0.45,
            'icon-anchor': 'bottom',
            'icon-allow-overlap': true,
            'symbol-sort-key': ['get', 'rank'],
          },
          paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.75 },
        },
      ],
    },
  ];
}
