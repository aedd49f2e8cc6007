/** What a click on the map means: the topmost of incident, cluster, hotspot and area at the point. */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { layerId } from './order';
import type { MapPoint } from './shapes';

export interface ClickHandlers {
  /** When set, a click only picks a place. */
  pick: ((at: MapPoint) => void) | undefined;
  incident: ((id: string) => void) | undefined;
  /** The number of the hotspot in the list of the screen, from 1. */
  hotspot: ((number: number) => void) | undefined;
  area: ((id: string) => void) | undefined;
}

const CLICKABLE = ['incidents-point', 'incidents-cluster', 'hotspot-number', 'areas-sign', 'areas-fill'] as const;
/** Half the side of the square in which a click finds something small, pixels: fingers are wide. */
const REACH = 6;

function found(
  map: MapLibreMap,
  event: MapMouseEvent,
): ReturnType<MapLibreMap['queryRenderedFeatures']>[number] | undefined {
  const { x, y } = event.point;
  for (const name of CLICKABLE) {
    const id = layerId(name);
    if (!map.getLayer(id)) continue;
    const where =
      name === 'areas-fill'
        ? event.point
        : ([
            [x - REACH, y - REACH],
            [x + REACH, y + REACH],
          ] as [[number, number], [number, number]]);
    const [feature] = map.queryRenderedFeatures(where as Parameters<MapLibreMap['queryRenderedFeatures']>[0] & object, {
      layers: [id],
    });
    if (feature) return feature;
  }
  return undefined;
}

async function open(map: MapLibreMap, cluster: number, at: MapMouseEvent): Promise<void> {
  const source = map.getSource<GeoJSONSource>('lagesbild-incidents');
  if (!source) return;
  const zoom = await source.getClusterExpansionZoom(cluster);
  map.easeTo({ center: at.lngLat, zoom: Math.max(zoom, map.getZoom() + 1) });
}

/** `handlers` is asked at each click, so that a component may change them. */
export function listenForClicks(map: MapLibreMap, handlers: () => ClickHandlers): void {
  map.on('click', (event) => {
    const { pick, incident, hotspot, area } = handlers();
    if (pick) {
      pick({ lon: event.lngLat.lng, lat: event.lngLat.lat });
      return;
    }
    const feature = found(map, event);
    if (!feature) return;
    const { id, number, cluster_id: cluster } = feature.properties as Record<string, unknown>;
    switch (feature.layer.id) {
      case layerId('incidents-point'):
        incident?.(String(id));
        break;
      case layerId('incidents-cluster'):
        void open(map, Number(cluster), event).catch(() => undefined); // the data changed under the finger: nothing to open
        break;
      case layerId('hotspot-number'):
        hotspot?.(Number(number));
        break;
      default:
        area?.(String(id));
    }
  });
  map.on('mousemove', (event) => {
    const canvas = map.getCanvas();
    canvas.style.cursor = handlers().pick ? 'crosshair' : found(map, event) ? 'pointer' : '';
  });
}
