import { describe, expect, it } from 'vitest';
import { layerAbove, layerId, LAYER_ORDER } from '../../src/map/order';
import { areaOutlineDrawing } from '../../src/map/layers/area-outline';
import { areasDrawings } from '../../src/map/layers/areas';
import { boundaryDrawing } from '../../src/map/layers/boundary';
import { cellsDrawing, classColour, countClasses } from '../../src/map/layers/cells';
import { densityDrawing } from '../../src/map/layers/density';
import { effectDrawings } from '../../src/map/layers/effect';
import { goneDrawing } from '../../src/map/layers/gone-outline';
import { hotspotDrawings } from '../../src/map/layers/hotspot-outline';
import { incidentsDrawing } from '../../src/map/layers/incidents';
import { pairsDrawings } from '../../src/map/layers/pairs';
import { placesDrawing } from '../../src/map/layers/places';
import { palette } from '../../src/map/palette';
import { coreBounds } from '../../src/map/shapes';
import { pattern, sign, SHOWN_VERDICTS } from '../../src/map/signs';
import type { MultiPolygon } from 'geojson';

const manner = { colours: palette('light'), font: ['sans-serif'] };
const square = (lon: number, lat: number, side = 0.01): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [lon, lat],
        [lon + side, lat],
        [lon + side, lat + side],
        [lon, lat + side],
        [lon, lat],
      ],
    ],
  ],
});
const area = { id: 'oxnehaga', name: 'Öxnehaga', geometry: square(14.25, 57.75, 0.5), verdict: 'above' as const };

describe('the order of the layers', () => {
  it('refuses a name that is not in the list', () => {
    expect(() => layerId('heat')).toThrow(/"heat"/);
  });

  it('puts a layer under the lowest of those that must lie above it', () => {
    const present = new Set([layerId('incidents-point'), layerId('areas-fill'), layerId('hotspot-number')]);
    expect(layerAbove(layerId('cells-fill'), present)).toBe(layerId('incidents-point'));
    expect(layerAbove(layerId('hotspot-number'), present)).toBeUndefined();
  });

  it('holds every layer that is drawn, and none that is not', () => {
    const drawings = [
      boundaryDrawing(square(14, 57), manner),
      ...areasDrawings([area], null, manner),
      areaOutlineDrawing(area, manner),
      densityDrawing([{ from: 1, shape: square(14, 57) }], manner),
      cellsDrawing([], manner),
      ...hotspotDrawings([], manner),
      goneDrawing([], manner),
      incidentsDrawing([], null, manner),
      ...pairsDrawings([], manner),
      ...effectDrawings([], manner),
      placesDrawing([], manner),
    ];
    const drawn = drawings.flatMap((drawing) => drawing.layers.map((layer) => layer.id));
    expect(drawn.toSorted()).toEqual(LAYER_ORDER.map(layerId).toSorted());
  });
});

describe('what a layer draws', () => {
  it('an area carries its verdict for colour, pattern and sign', () => {
    const [surface, name] = areasDrawings([area, { ...area, id: 'b', verdict: undefined }], null, manner);
    expect(surface?.data.features.map((feature) => feature.properties?.['verdict'])).toEqual(['above', '']);
    expect(name?.data.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [14.5, 58] });
  });

  it('an incident whose details are open is marked', () => {
    const { data } = incidentsDrawing(
      [
        { id: 'a', lon: 14, lat: 57 },
        { id: 'b', lon: 14, lat: 57 },
      ],
      'b',
      manner,
    );
    expect(data.features.map((feature) => feature.properties?.['chosen'])).toEqual([false, true]);
  });

  it('a hotspot has its number at its northern corner', () => {
    const [, numbers] = hotspotDrawings([{ number: 3, name: 'Torget', kind: 'most', outline: square(14, 57) }], manner);
    expect(numbers?.data.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [14, 57.01] });
    expect(numbers?.data.features[0]?.properties).toMatchObject({ number: '3' });
  });

  it('counts of squares fall into whole classes that begin at one', () => {
    expect(countClasses(1)).toEqual([1]);
    expect(countClasses(3)).toEqual([1, 2]);
    expect(countClasses(32)).toEqual([1, 2, 4, 8, 16]);
    for (let most = 1; most < 500; most++) {
      const classes = countClasses(most);
      expect(classes).toEqual(classes.toSorted((a, b) => a - b));
      expect(classes[0]).toBe(1);
    }
  });

  it('two classes take the ends of the scale', () => {
    const { sequence } = palette('dark');
    expect(classColour(0, 2, sequence)).toBe(sequence[0]);
    expect(classColour(1, 2, sequence)).toBe(sequence.at(-1));
  });
});

describe('signs without colour', () => {
  it('each verdict has a sign of its own', () => {
    const shapes = SHOWN_VERDICTS.map((verdict) => sign(verdict, '#000000').data.join());
    expect(new Set(shapes).size).toBe(SHOWN_VERDICTS.length);
  });

  it('above and below have patterns that differ, and tiles without seams', () => {
    const [up, down] = [pattern('above', '#000000'), pattern('below', '#000000')];
    expect(up?.data.join()).not.toBe(down?.data.join());
    expect(pattern('usual', '#000000')).toBeNull();
    // The pattern repeats within the tile: its first half is its second.
    const { width, data } = up ?? { width: 0, data: new Uint8ClampedArray() };
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < width / 2; column++) {
        expect(data[(row * width + column) * 4 + 3]).toBe(data[(row * width + column + width / 2) * 4 + 3]);
      }
    }
  });
});

describe('where the map begins', () => {
  it('fits the areas that lie together and leaves a village far away', () => {
    const town = [square(14.1, 57.77), square(14.15, 57.78), square(14.2, 57.77), square(14.26, 57.77)];
    const bounds = coreBounds([...town, square(14.47, 58.02)]);
    expect(bounds?.[0]).toBeCloseTo(14.1);
    expect(bounds?.[2]).toBeCloseTo(14.27);
    expect(bounds?.[3]).toBeLessThan(57.8);
  });

  it('has none where there is no area', () => {
    expect(coreBounds([])).toBeNull();
    expect(coreBounds([square(14, 57)])?.[0]).toBe(14);
  });
});
