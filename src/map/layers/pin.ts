/** The pin that says where: an element over the map, so that a finger or a mouse can drag it and it is sharp at any zoom. */
import { Marker } from 'maplibre-gl';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapPoint } from '../shapes';

const DROP = 'M18 45C18 45 34 28.5 34 17.5A16 16 0 1 0 2 17.5C2 28.5 18 45 18 45Z';

/** Made element by element: no markup is parsed in this app. */
function svg(name: string, attributes: Record<string, string>, ...children: SVGElement[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function shape(): SVGElement {
  return svg(
    'svg',
    { width: '36', height: '46', viewBox: '0 0 36 46', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: DROP, fill: '#a3241b', stroke: '#ffffff', 'stroke-width': '2' }),
    svg('circle', { cx: '18', cy: '17.5', r: '6', fill: '#ffffff' }),
  );
}

export interface Pin {
  /** Null takes it away. `movable`: it can be dragged. */
  show(at: MapPoint | null, movable: boolean): void;
}

export function createPin(map: MapLibreMap, ondragged: (at: MapPoint) => void): Pin {
  const element = document.createElement('div');
  element.className = 'lagesbild-pin';
  element.append(shape());
  const marker = new Marker({ element, anchor: 'bottom' });
  marker.on('dragend', () => {
    const { lng, lat } = marker.getLngLat();
    ondragged({ lon: lng, lat });
  });
  let shown = false;
  return {
    show(at, movable) {
      marker.setDraggable(movable);
      if (!at) {
        if (shown) marker.remove();
        shown = false;
        return;
      }
      marker.setLngLat([at.lon, at.lat]);
      if (!shown) {
        marker.addTo(map);
        // The keyboard moves the pin through the form's own controls: the marker itself is no stop, and it says nothing twice.
        element.removeAttribute('tabindex');
        element.removeAttribute('role');
        element.removeAttribute('aria-label');
        element.setAttribute('aria-hidden', 'true');
        shown = true;
      }
    },
  };
}
