/** The only place where a map is made. */
import 'maplibre-gl/dist/maplibre-gl.css';
import {
  addProtocol,
  GPUInitializationError,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import type { StyleSpecification } from 'maplibre-gl';
// Without this the production build passes and the map stays blank: MapLibre looks for its worker beside its own file, which bundling moves.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { basemapSetting, fetchBasemap } from './basemap';
import { chosenBasemap } from './basemap-choice';
import { palette } from './palette';
import type { Tone } from './palette';
import { plainStyle } from './plain-style';
import { createPresenter } from './present';
import type { Presenter, PresenterEvents } from './present';
import { createScene } from './scene';
import type { Bounds, MapCamera } from './shapes';
import { createStill } from './still';

setWorkerUrl(workerUrl);

/** Words of MapLibre's own controls. */
export interface MapWords {
  title: string;
  zoomIn: string;
  zoomOut: string;
  attribution: string;
  feedback: string;
  marker: string;
  metres: string;
  kilometres: string;
}

export interface MapOptions {
  container: HTMLElement;
  words: MapWords;
  /** Where to begin: a camera, or bounds to fit. */
  camera: MapCamera | null;
  bounds: Bounds | null;
  /** Kept free around the bounds. */
  padding: Padding;
  /** Told whether the ground is light or dark, whenever it is drawn. */
  ontone: (tone: Tone) => void;
  /** Told what the map shows, in the frame in which it shows it. */
  events: PresenterEvents;
}

/** `unsupported`: no WebGL here; the caller shows its lists and tables alone and says so. */
export type CreatedMap =
  { state: 'ready'; map: MapLibreMap; show: Presenter['show']; close: () => void } | { state: 'unsupported' };

/** Middle of southern Sweden: where the map begins when nothing is known. */
const NOWHERE: Bounds = [13.5, 57.2, 17, 59.7];
/** Pixels. */
export type Padding = Record<'top' | 'right' | 'bottom' | 'left', number>;
export const EVEN_PADDING: Padding = { top: 32, right: 32, bottom: 32, left: 32 };

export function createMap({ container, words, camera, bounds, padding, ontone, events }: MapOptions): CreatedMap {
  const darkness = matchMedia('(prefers-color-scheme: dark)');
  const tone = (): Tone => (darkness.matches ? 'dark' : 'light');
  const start = camera
    ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom }
    : { bounds: bounds ?? NOWHERE, fitBoundsOptions: { padding } };
  let map: MapLibreMap;
  try {
    map = new MapLibreMap({
      container,
      // The built-in ground is there at once; the one of the setting takes its place if it answers in time.
      style: plainStyle(palette(tone())),
      ...start,
      minZoom: 5,
      maxZoom: 19,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0, // a sign that fades in is for that long the sign of another week
      locale: {
        'Map.Title': words.title,
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
        'AttributionControl.ToggleAttribution': words.attribution,
        'AttributionControl.MapFeedback': words.feedback,
        'Marker.Title': words.marker,
        'ScaleControl.Meters': words.metres,
        'ScaleControl.Kilometers': words.kilometres,
      },
    });
  } catch (error) {
    if (error instanceof GPUInitializationError || /webgl/i.test(String(error))) return { state: 'unsupported' };
    throw error;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 110 }), 'bottom-left');
  // A tile that is missing, or a ground that stops answering: nothing the person can do, and without a listener MapLibre writes to the console.
  map.on('error', () => undefined);

  const scene = createScene(map);
  const presenter = createPresenter(map, scene, createStill(map), events);
  let plain = true;
  map.on('style.load', () => {
    const ground = plain ? tone() : 'light';
    scene.restart(map.getStyle(), ground);
    presenter.restart();
    ontone(ground);
  });
  function change(style: StyleSpecification): void {
    scene.pause();
    map.setStyle(style, { diff: false });
  }
  const recolour = (): void => {
    if (plain) change(plainStyle(palette(tone())));
  };
  darkness.addEventListener('change', recolour);

  const closing = new AbortController();
  const setting = basemapSetting(chosenBasemap(), document.baseURI);
  void fetchBasemap(setting, closing.signal, addProtocol).then((style) => {
    if (!style || closing.signal.aborted) return;
    plain = false;
    change(style);
  });
  return {
    state: 'ready',
    map,
    show: presenter.show,
    close() {
      presenter.close();
      closing.abort();
      darkness.removeEventListener('change', recolour);
      map.remove();
    },
  };
}
