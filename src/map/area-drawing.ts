/** Drawing on the map with terra-draw, loaded when somebody draws: rings and lines in, rings and lines out. Knows nothing of areas' names or of what is done with what was drawn. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MultiPolygon, Position } from 'geojson';
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';

/** `ring`: draws a closed ring; `line`: draws a line; `edit`: moves, adds and removes corners of `shape`; `look`: nothing. */
export type DrawingTool = 'ring' | 'line' | 'edit' | 'look';

export interface Drawing {
  tool: DrawingTool;
  /** What is edited; drawn under the other tools too. */
  shape: MultiPolygon | null;
  /** Corners and edges that what is drawn snaps to. */
  neighbours: readonly MultiPolygon[];
  /** A ring or a line was finished; the last point of a ring is its first. */
  onring?: ((ring: Position[]) => void) | undefined;
  online?: ((line: Position[]) => void) | undefined;
  /** Corners were moved, added or removed; rings as they are now, not checked. */
  onshape?: ((shape: MultiPolygon) => void) | undefined;
}

export interface OpenDrawing {
  show(drawing: Drawing): void;
  close(): void;
}

/** Pixels within which a corner is drawn to a neighbour's. */
const SNAP = 14;
const ACCENT = '#8a1c5b';
const PAPER = '#ffffff';

type Ring = readonly Position[];

/** Of terra-draw's events and context, what is used here. */
type Snap = (
  event: { containerX: number; containerY: number; lng: number; lat: number },
  context: { project: (lng: number, lat: number) => { x: number; y: number } },
) => Position | undefined;

function snapTo(rings: () => readonly Ring[]): Snap {
  return ({ containerX, containerY, lng, lat }, { project }) => {
    let best: Position | undefined;
    let nearest = SNAP;
    // Degrees that SNAP pixels are at most, so that most of the borders are passed over unprojected.
    const [near, beside] = [project(lng, lat), project(lng + 0.001, lat)];
    const reach = (0.002 * SNAP) / Math.max(1e-6, Math.abs(beside.x - near.x));
    for (const ring of rings()) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [a, b] = [ring[i], ring[i + 1]];
        if (Math.min(a[0], b[0]) - lng > reach || lng - Math.max(a[0], b[0]) > reach) continue;
        if (Math.min(a[1], b[1]) - lat > reach || lat - Math.max(a[1], b[1]) > reach) continue;
        const [p, q] = [project(a[0], a[1]), project(b[0], b[1])];
        const [dx, dy] = [q.x - p.x, q.y - p.y];
        const length = dx * dx + dy * dy;
        const along = length === 0 ? 0 : ((containerX - p.x) * dx + (containerY - p.y) * dy) / length;
        // A corner wins over the edge beside it.
        const share = along * Math.sqrt(length) < SNAP ? 0 : (1 - along) * Math.sqrt(length) < SNAP ? 1 : along;
        const distance = Math.hypot(p.x + share * dx - containerX, p.y + share * dy - containerY);
        if (distance < nearest) {
          nearest = distance;
          best = [round(a[0] + share * (b[0] - a[0])), round(a[1] + share * (b[1] - a[1]))];
        }
      }
    }
    return best;
  };
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** @param map one that shows its style already. */
export function openDrawing(map: MapLibreMap): OpenDrawing {
  let now: Drawing = { tool: 'look', shape: null, neighbours: [] };
  let snapRings: readonly Ring[] = [];
  const snapping = { toCustom: snapTo(() => snapRings) };
  const style = {
    fillColor: ACCENT,
    fillOpacity: 0.12,
    outlineColor: ACCENT,
    outlineWidth: 3,
    closingPointColor: ACCENT,
    closingPointWidth: 7,
    snappingPointColor: PAPER,
    snappingPointOutlineColor: ACCENT,
    snappingPointOutlineWidth: 3,
    snappingPointWidth: 7,
    coordinatePointColor: PAPER,
    coordinatePointOutlineColor: ACCENT,
    coordinatePointOutlineWidth: 2,
    coordinatePointWidth: 5,
  } as const;
  /** Where each ring of the shape stands: its part and its place in it. */
  const places = new Map<string | number, [part: number, ring: number]>();

  function make(): TerraDraw {
    const draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'lagesbild-draw', coordinatePrecision: 6 }),
      modes: [
        new TerraDrawPolygonMode({ snapping, styles: style, showCoordinatePoints: true, pointerDistance: 16 }),
        new TerraDrawLineStringMode({
          snapping,
          styles: { lineStringColor: ACCENT, lineStringWidth: 3, closingPointColor: ACCENT, closingPointWidth: 7 },
        }),
        new TerraDrawSelectMode({
          pointerDistance: 16,
          // A whole ring is taken away with the buttons: by key it would vanish from the map alone, without a word to whoever keeps the shape.
          keyEvents: { deselect: 'Escape', delete: null, rotate: null, scale: null },
          flags: {
            polygon: {
              feature: {
                draggable: false,
                coordinates: { draggable: true, midpoints: { draggable: true }, deletable: true, snappable: snapping },
              },
            },
          },
          styles: {
            selectedPolygonColor: ACCENT,
            selectedPolygonFillOpacity: 0.12,
            selectedPolygonOutlineColor: ACCENT,
            selectedPolygonOutlineWidth: 3,
            selectionPointColor: PAPER,
            selectionPointOutlineColor: ACCENT,
            selectionPointOutlineWidth: 3,
            selectionPointWidth: 7,
            midPointColor: ACCENT,
            midPointOutlineColor: PAPER,
            midPointWidth: 5,
          },
        }),
      ],
    });
    draw.on('finish', (id, { mode }) => {
      const geometry = draw.getSnapshotFeature(id)?.geometry;
      if (mode === 'polygon' && geometry?.type === 'Polygon') {
        draw.removeFeatures([id]);
        now.onring?.(geometry.coordinates[0]);
      } else if (mode === 'linestring' && geometry?.type === 'LineString') {
        draw.removeFeatures([id]);
        now.online?.(geometry.coordinates);
      } else if (mode === 'select') now.onshape?.(shapeNow(draw));
    });
    draw.start();
    return draw;
  }

  function shapeNow(draw: TerraDraw): MultiPolygon {
    const coordinates = structuredClone(now.shape?.coordinates ?? []);
    for (const [id, [part, ring]] of places) {
      const geometry = draw.getSnapshotFeature(id)?.geometry;
      if (geometry?.type === 'Polygon') coordinates[part][ring] = geometry.coordinates[0].map((p) => [...p]);
    }
    return { type: 'MultiPolygon', coordinates };
  }

  function fill(draw: TerraDraw): void {
    draw.setMode('select');
    draw.clear();
    places.clear();
    for (const [part, rings] of (now.shape?.coordinates ?? []).entries()) {
      for (const [ring, points] of rings.entries()) {
        const id = draw.getFeatureId();
        // Each ring is drawn as a polygon of its own: corners of holes are moved as those of the border are.
        const feature = {
          id,
          type: 'Feature',
          properties: { mode: 'polygon' },
          geometry: { type: 'Polygon', coordinates: [points] },
        } as const;
        const [answer] = draw.addFeatures([structuredClone(feature) as never]);
        if (answer?.valid) places.set(id, [part, ring]);
      }
    }
    if (now.tool === 'edit') for (const id of places.keys()) draw.selectFeature(id);
    else draw.setMode(now.tool === 'ring' ? 'polygon' : now.tool === 'line' ? 'linestring' : 'static');
  }

  let draw: TerraDraw | null = null;
  const begin = (): void => {
    // A style that loads before the map is idle begins the drawing: the idle map must not begin it once more.
    map.off('idle', begin);
    draw = make();
    fill(draw);
  };
  // A new ground takes all layers away, those of the drawing with them.
  const again = (): void => {
    try {
      draw?.stop();
    } catch {
      // its layers went with the old ground
    }
    begin();
  };
  if (map.isStyleLoaded()) begin();
  else map.once('idle', begin);
  map.on('style.load', again);

  return {
    show(next) {
      const redraw = next.tool !== now.tool || next.shape !== now.shape;
      now = next;
      snapRings = next.neighbours.flatMap(({ coordinates }) => coordinates.flat());
      if (redraw && draw) fill(draw);
    },
    close() {
      map.off('style.load', again);
      map.off('idle', begin);
      try {
        draw?.stop();
      } catch {
        // the map is gone already
      }
      draw = null;
    },
  };
}
