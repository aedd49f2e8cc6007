/**
 * Which ground the map is drawn on. One setting, VITE_BASEMAP: a style URL, a `.pmtiles` URL or file, or `plain` for the built-in ground alone;
 * unset, the free OpenFreeMap "positron" style. A ground that does not answer in time is simply not used: nobody needs to know.
 */
import type { addProtocol, StyleSpecification } from 'maplibre-gl';
import { pmtilesStyle } from './pmtiles-style';

export const OPEN_FREE_MAP = 'https://tiles.openfreemap.org/styles/positron';
/** Milliseconds. */
export const PATIENCE = 4000;

export type BasemapSetting = { kind: 'plain' } | { kind: 'style'; url: string } | { kind: 'pmtiles'; url: string };

/** Reads the setting; relative addresses are relative to the page. */
export function basemapSetting(value: string | undefined, page: string): BasemapSetting {
  const text = value?.trim() || OPEN_FREE_MAP;
  if (text === 'plain') return { kind: 'plain' };
  try {
    const url = new URL(text, page).href;
    return /\.pmtiles(?:$|[?#])/.test(text) ? { kind: 'pmtiles', url } : { kind: 'style', url };
  } catch {
    return { kind: 'plain' };
  }
}

/** The font that the style's own server is sure to have; null when the style writes nothing. */
export function fontOf(style: StyleSpecification): string[] | null {
  for (const layer of style.layers) {
    const font: unknown = layer.type === 'symbol' ? layer.layout?.['text-font'] : undefined;
    // An expression begins with its operator: only plain lists of names are read.
    if (!Array.isArray(font) || font[0] === 'literal') continue;
    const names = font.filter((name) => typeof name === 'string');
    if (names.length !== font.length) continue;
    const regular = names.filter((name) => /regular/i.test(name));
    return regular.length > 0 ? regular : names;
  }
  return null;
}

/** The style of the setting; null when there is none to fetch or it did not answer in time. Never throws. */
export async function fetchBasemap(
  setting: BasemapSetting,
  signal: AbortSignal,
  register: typeof addProtocol,
): Promise<StyleSpecification | null> {
  if (setting.kind === 'plain') return null;
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  try {
    if (setting.kind === 'pmtiles') return await pmtilesStyle(setting.url, inTime, register);
    const answer = await fetch(setting.url, { signal: inTime, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) return null;
    const style = (await answer.json()) as StyleSpecification;
    return Array.isArray(style.layers) && typeof style.sources === 'object' ? style : null;
  } catch {
    return null; // no network, no answer in four seconds, or no style: the plain ground stays
  }
}
