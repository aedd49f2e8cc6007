/** The arrows of the house run one way: screens -> data -> import -> picture -> analysis -> domain. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../../src');

/** What a room may import of ours, itself included. */
const MAY: Record<string, readonly string[]> = {
  domain: ['domain'],
  analysis: ['analysis', 'domain'],
  picture: ['picture', 'analysis', 'domain'],
  import: ['import', 'picture', 'analysis', 'domain'],
  data: ['data', 'import', 'picture', 'analysis', 'domain'],
  i18n: ['i18n', 'domain'],
  map: ['map', 'analysis', 'domain', 'i18n'],
  charts: ['charts', 'analysis', 'domain', 'i18n'],
  ui: ['ui', 'i18n', 'domain'],
  screens: ['screens', 'data', 'import', 'picture', 'analysis', 'domain', 'map', 'charts', 'ui', 'i18n'],
};
/** Packages that would bring a browser, a framework or a network into rooms that know none. */
const FOREIGN = /^(svelte|maplibre-gl|@supabase\/|idb|svelte-spa-router|i18next|node:|fs$|path$)/;
const BARE_ROOMS = ['domain', 'analysis', 'picture', 'import'];
/** The rooms that may be entered from outside `src` alone. */
const DOORS = ['main.ts', 'App.svelte', 'cli.ts', 'routes.ts'];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(ts|svelte)$/.test(name) ? [path] : [];
  });
}

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

/** One sentence for each arrow that runs back up. */
export function wrongArrows(path: string, text: string): string[] {
  const room = relative(src, path).split('/')[0] ?? '';
  const wrong: string[] = [];
  for (const target of importsOf(text)) {
    if (target.startsWith('.')) {
      const reached = relative(src, resolve(dirname(path), target.split('?')[0] ?? ''));
      const other = reached.split('/')[0] ?? '';
      if (DOORS.includes(room)) continue;
      if (!(MAY[room] ?? []).includes(other)) wrong.push(`${relative(src, path)} imports ${reached}`);
    } else if (BARE_ROOMS.includes(room) && FOREIGN.test(target)) {
      wrong.push(`${relative(src, path)} imports ${target}`);
    } else if (target.startsWith('@supabase/') && room !== 'data') {
      wrong.push(`${relative(src, path)} reaches Supabase past the door`);
    } else if (target.startsWith('maplibre-gl') && room !== 'map') {
      wrong.push(`${relative(src, path)} reaches MapLibre past the facade`);
    }
  }
  return wrong;
}

describe('the house', () => {
  const all = files(src);

  it('has only the rooms of the architecture', () => {
    const rooms = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
    expect(rooms.filter((room) => !(room in MAY))).toEqual([]);
  });

  it('has no arrow that runs back up', () => {
    expect(all.length).toBeGreaterThan(30);
    expect(all.flatMap((path) => wrongArrows(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('would notice one', () => {
    expect(wrongArrows(join(src, 'domain/x.ts'), "import { a } from '../analysis/types';")).toHaveLength(1);
    expect(wrongArrows(join(src, 'picture/x.ts'), "import { mount } from 'svelte';")).toHaveLength(1);
    expect(wrongArrows(join(src, 'map/x.ts'), "const a = await import('../data/supabase');")).toHaveLength(1);
    expect(wrongArrows(join(src, 'screens/a/x.svelte'), "import { Map } from 'maplibre-gl';")).toHaveLength(1);
  });

  it('keeps its rooms small: no file over 320 lines', () => {
    // Lists of words grow with the screens; they are no rooms.
    const crowded = all
      .filter((path) => !/words|messages/.test(relative(src, path)))
      .map((path) => [relative(src, path), readFileSync(path, 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 320);
    expect(crowded).toEqual([]);
  });
});

describe('words', () => {
  it('are there in both languages, with the same placeholders', async () => {
    const { namespaces } = await import('../../../src/i18n/messages');
    const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '').sort();
    for (const [name, words] of Object.entries(namespaces)) {
      const sv = words.sv as Record<string, string>;
      const en = words.en as Record<string, string>;
      expect(Object.keys(en).sort(), name).toEqual(Object.keys(sv).sort());
      for (const [key, text] of Object.entries(sv)) {
        expect(text.trim(), `${name}:${key}`).not.toBe('');
        expect(placeholders(en[key] ?? ''), `${name}:${key}`).toEqual(placeholders(text));
      }
    }
  });
});
