/**
 * Keeps what is drawn equal to what was handed in: sources and layers are added in the order of order.ts, changed when their data changed, taken
 * away when there is none, and made anew after each style load, which forgets them all.
 */
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { fontOf } from './basemap';
import type { Drawing, Manner } from './drawing';
import { areaOutlineDrawing } from './layers/area-outline';
import { areasDrawings, patternImage, signImage } from './layers/areas';
import { boundaryDrawing } from './layers/boundary';
import { cellsDrawing } from './layers/cells';
import { densityDrawing } from './layers/density';
import { effectDrawings } from './layers/effect';
import { goneDrawing } from './layers/gone-outline';
import { hotspotDrawings } from './layers/hotspot-outline';
import { incidentsDrawing } from './layers/incidents';
import { pairsDrawings } from './layers/pairs';
import { placesDrawing } from './layers/places';
import { layerAbove } from './order';
import { palette } from './palette';
import type { Tone } from './palette';
import { PLAIN_FONT } from './plain-style';
import type { MapContent } from './shapes';
import { pattern, sign, SHOWN_VERDICTS } from './signs';

interface Group {
  /** Parts of the content that the drawings depend on: unchanged parts are not drawn again. */
  reads: (content: MapContent) => unknown[];
  /** The drawings, or none. */
  draw: (content: MapContent, manner: Manner) => Drawing[];
}

const GROUPS: Group[] = [
  { reads: (c) => [c.boundary], draw: (c, m) => (c.boundary ? [boundaryDrawing(c.boundary, m)] : []) },
  {
    reads: (c) => [c.areas, c.selectedArea],
    draw: (c, m) => (c.areas ? areasDrawings(c.areas, c.selectedArea, m) : []),
  },
  {
    reads: (c) => [c.areas, c.selectedArea],
    draw: (c, m) => {
      const selected = c.areas?.find((area) => area.id === c.selectedArea);
      return selected ? [areaOutlineDrawing(selected, m)] : [];
    },
  },
  { reads: (c) => [c.density], draw: (c, m) => (c.density ? [densityDrawing(c.density, m)] : []) },
  { reads: (c) => [c.cells], draw: (c, m) => (c.cells ? [cellsDrawing(c.cells, m)] : []) },
  { reads: (c) => [c.gone], draw: (c, m) => (c.gone ? [goneDrawing(c.gone, m)] : []) },
  { reads: (c) => [c.hotspots], draw: (c, m) => (c.hotspots ? hotspotDrawings(c.hotspots, m) : []) },
  {
    reads: (c) => [c.incidents, c.chosenIncident],
    draw: (c, m) => (c.incidents ? [incidentsDrawing(c.incidents, c.chosenIncident, m)] : []),
  },
  { reads: (c) => [c.pairs], draw: (c, m) => (c.pairs ? pairsDrawings(c.pairs, m) : []) },
  { reads: (c) => [c.effect], draw: (c, m) => (c.effect ? effectDrawings(c.effect, m) : []) },
  { reads: (c) => [c.places], draw: (c, m) => (c.places ? [placesDrawing(c.places, m)] : []) },
];

/** `waiting`: no style yet, drawn at the restart. `added`: sources are new to the map. `changed`: those that were there have other data, or none has. */
export type SceneChange = 'waiting' | 'added' | 'changed';

export interface Scene {
  show(content: MapContent): SceneChange;
  /** Ids of the sources on the map now. */
  sources(): string[];
  /** Call before another style is set: until it has loaded nothing can be added to it, and what is shown meanwhile is drawn at the restart. */
  pause(): void;
  /** Call when a style has been loaded: draws everything again in the manner of the ground. */
  restart(style: StyleSpecification, tone: Tone): void;
}

const sourceId = (source: string): string => `lagesbild-${source}`;

export function createScene(map: MapLibreMap): Scene {
  let manner: Manner | null = null;
  let content: MapContent | null = null;
  const drawn = GROUPS.map(() => ({ reads: null as unknown[] | null, sources: new Map<string, string[]>() }));
  const present = new Set<string>();
  let added = false;

  function put(drawing: Drawing): string[] {
    const id = sourceId(drawing.source);
    const source = map.getSource<GeoJSONSource>(id);
    if (source) {
      source.setData(drawing.data);
    } else {
      added = true;
      map.addSource(id, {
        type: 'geojson',
        data: drawing.data,
        ...(drawing.cluster ? { cluster: true, clusterRadius: drawing.cluster, clusterMaxZoom: 15 } : {}),
      });
      for (const layer of drawing.layers) {
        map.addLayer({ ...layer, source: id } as Parameters<MapLibreMap['addLayer']>[0], layerAbove(layer.id, present));
        present.add(layer.id);
      }
    }
    return drawing.layers.map((layer) => layer.id);
  }

  function remove(source: string, layers: string[]): void {
    for (const layer of layers) {
      if (map.getLayer(layer)) map.removeLayer(layer);
      present.delete(layer);
    }
    if (map.getSource(sourceId(source))) map.removeSource(sourceId(source));
  }

  function render(): void {
    const [now, how] = [content, manner];
    if (!now || !how) return;
    GROUPS.forEach((group, i) => {
      const state = drawn[i];
      const reads = group.reads(now);
      if (!state || state.reads?.every((value, at) => value === reads[at])) return;
      state.reads = reads;
      const drawings = group.draw(now, how);
      const sources = new Map(drawings.map((drawing) => [drawing.source, put(drawing)]));
      for (const [source, layers] of state.sources) if (!sources.has(source)) remove(source, layers);
      state.sources = sources;
    });
  }

  return {
    show(next) {
      content = next;
      added = false;
      render();
      if (!manner) return 'waiting';
      return added ? 'added' : 'changed';
    },
    sources: () => drawn.flatMap(({ sources }) => [...sources.keys()].map(sourceId)),
    pause() {
      manner = null;
    },
    restart(style, tone) {
      manner = { colours: palette(tone), font: style.glyphs ? (fontOf(style) ?? PLAIN_FONT) : PLAIN_FONT };
      present.clear();
      for (const state of drawn) {
        state.reads = null;
        state.sources = new Map();
      }
      for (const verdict of SHOWN_VERDICTS) {
        const colour = manner.colours.verdict[verdict];
        const surface = pattern(verdict, colour);
        if (surface) map.addImage(patternImage(verdict), surface, { pixelRatio: 1.5 });
        map.addImage(signImage(verdict), sign(verdict, colour), { pixelRatio: 1 });
      }
      render();
    },
  };
}
