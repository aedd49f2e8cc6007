/**
 * A picture of the map as it is shown, with what must stand on it: a scale bar and where the ground comes from. The canvas of WebGL is empty after its frame
 * (`preserveDrawingBuffer` is off, which is faster), so it is read within one.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { number } from '../i18n/format';
import { t } from '../i18n/i18n.svelte';

/** Widest side of a picture, pixels. */
const WIDEST = 1600;
/** Metres around the equator on which Web Mercator is built (EPSG:3857). */
const EQUATOR = 40_075_016.686;
/** Pixels of the world at zoom 0. */
const WORLD = 512;

/** The map's canvas as it is in the next frame. */
function nextFrame(map: MapLibreMap): Promise<HTMLCanvasElement> {
  return new Promise((done) => {
    map.once('render', () => {
      const source = map.getCanvas();
      const scale = Math.min(1, WIDEST / Math.max(source.width, source.height));
      const copy = document.createElement('canvas');
      copy.width = Math.round(source.width * scale);
      copy.height = Math.round(source.height * scale);
      copy.getContext('2d')?.drawImage(source, 0, 0, copy.width, copy.height);
      done(copy);
    });
    map.triggerRepaint();
  });
}

/** A round length, at most a fifth of the picture. */
function scaleOf(map: MapLibreMap, width: number): { metres: number; pixels: number } {
  const metresEach =
    ((EQUATOR * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (WORLD * 2 ** map.getZoom())) *
    (map.getContainer().clientWidth / width);
  const most = (width / 5) * metresEach;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, pixels: metres / metresEach };
}

function label(context: CanvasRenderingContext2D, text: string, x: number, y: number, align: CanvasTextAlign): void {
  context.textAlign = align;
  context.lineWidth = 4;
  context.strokeStyle = '#ffffff';
  context.strokeText(text, x, y);
  context.fillStyle = '#1c211d';
  context.fillText(text, x, y);
}

function furnish(canvas: HTMLCanvasElement, map: MapLibreMap): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const size = Math.max(12, Math.round(width / 70));
  const { metres, pixels } = scaleOf(map, width);
  const [x, y] = [size, height - size];
  context.font = `${size}px sans-serif`;
  for (const [colour, thickness] of [
    ['#ffffff', 6],
    ['#1c211d', 2],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = thickness;
    context.beginPath();
    context.moveTo(x, y - size / 2);
    context.lineTo(x, y);
    context.lineTo(x + pixels, y);
    context.lineTo(x + pixels, y - size / 2);
    context.stroke();
  }
  const words =
    metres < 1000 ? `${number(metres)} ${t('map:metres')}` : `${number(metres / 1000)} ${t('map:kilometres')}`;
  label(context, words, x + pixels / 2, y - size / 2, 'center');
  const source = map.getContainer().querySelector('.maplibregl-ctrl-attrib-inner')?.textContent?.trim() ?? '';
  if (source) label(context, source, width - size / 2, height - size / 2, 'right');
}

/**
 * @param longest characters of the data URL.
 * @returns a data URL, image/webp, or image/png where the browser writes no WebP.
 * @throws RangeError when it cannot be made small enough.
 */
export async function captureMap(map: MapLibreMap, longest: number): Promise<string> {
  let canvas = await nextFrame(map);
  furnish(canvas, map);
  while (canvas.width > 300) {
    for (const quality of [0.92, 0.8, 0.65]) {
      const image = canvas.toDataURL('image/webp', quality);
      if (image.length <= longest) return image;
    }
    const smaller = document.createElement('canvas');
    smaller.width = Math.round(canvas.width * 0.75);
    smaller.height = Math.round(canvas.height * 0.75);
    smaller.getContext('2d')?.drawImage(canvas, 0, 0, smaller.width, smaller.height);
    canvas = smaller;
  }
  throw new RangeError(
    'The picture of the map cannot be made small enough. Make the window smaller and take it again.',
  );
}
