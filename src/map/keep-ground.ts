/**
 * Fetches the ground under the own areas while there is network; the service worker keeps what comes. One request at a time, few of them, at most once a day and never
 * for somebody who saves data: the tiles are a gift of their host.
 */
import type { StyleSpecification } from 'maplibre-gl';
import type { MultiPolygon } from 'geojson';
import { basemapSetting, fontOf } from './basemap';
import { chosenBasemap } from './basemap-choice';
import { groundTiles } from './ground-tiles';

const DONE = 'lagesbild-ground-kept';
/** From the whole town to the street; vector tiles end at 14 and are drawn larger from there. */
const ZOOMS = [8, 10, 11, 12, 13, 14];
const LIMIT = 120;
/** Milliseconds between two requests. */
const PAUSE = 60;

/** The addresses of a style's signs and of its letters from U+0000 to U+01FF: Swedish and its neighbours. */
export function sheetsOf(style: StyleSpecification, dense: boolean): string[] {
  const { sprite, glyphs } = style;
  const sheet = typeof sprite === 'string' ? [sprite] : (sprite ?? []).map(({ url }) => url);
  const signs = sheet.flatMap((url) => ['json', 'png'].map((end) => `${url}${dense ? '@2x' : ''}.${end}`));
  const font = fontOf(style)?.join(',');
  if (!glyphs || !font) return signs;
  const letters = ['0-255', '256-511'].map((range) =>
    glyphs.replace('{fontstack}', encodeURIComponent(font)).replace('{range}', range),
  );
  return [...signs, ...letters];
}

/** Never rejects; ends at the first request that fails. @param page address of the page. */
export async function keepGround(areas: readonly MultiPolygon[], page: string): Promise<void> {
  const setting = basemapSetting(chosenBasemap(), page);
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const today = new Date().toISOString().slice(0, 10);
  if (setting.kind !== 'style' || connection?.saveData || !navigator.serviceWorker?.controller) return;
  const ask = async (url: string): Promise<Response> => {
    const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
    return answer;
  };
  try {
    if (localStorage.getItem(DONE) === today) return;
    const style = (await (await ask(setting.url)).json()) as StyleSpecification;
    for (const url of sheetsOf(style, devicePixelRatio > 1)) await ask(url);
    for (const source of Object.values(style.sources)) {
      if (source.type !== 'vector' && source.type !== 'raster') continue;
      const { tiles, maxzoom = 14 } = source.url
        ? ((await (await ask(source.url)).json()) as { tiles?: string[]; maxzoom?: number })
        : source;
      const template = tiles?.[0];
      if (!template) continue;
      const zooms = ZOOMS.filter((z) => z <= maxzoom);
      for (const { z, x, y } of groundTiles(areas, zooms, LIMIT)) {
        await ask(template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)));
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    }
    localStorage.setItem(DONE, today);
  } catch {
    // Another day.
  }
}
