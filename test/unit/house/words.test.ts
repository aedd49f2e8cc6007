/** The words that come with a start are all that the start and the report form say. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../scripts/words-by-language';
import { namespaces, startNamespaces } from '../../../src/i18n/messages';

const src = resolve(import.meta.dirname, '../../../src');
/** Parts of the interface that neither draws, though they are imported; and the room of data, which says nothing: its keys only look like messages. */
const ELSEWHERE = ['ExportMenu.svelte', 'PaperPage.svelte', '/data/'];

/** A file and what it imports at once, without types and without what is fetched later. */
function reach(path: string, seen = new Map<string, string>()): Map<string, string> {
  const found = [path, `${path}.ts`].find((each) => {
    try {
      seen.set(each, seen.get(each) ?? readFileSync(each, 'utf8'));
      return true;
    } catch {
      return false;
    }
  });
  if (!found) return seen;
  const imports = /^\s*import (?!type\b)[^'"]*?(?:from )?'(\.[^']+)';/gm;
  for (const [, target = ''] of (seen.get(found) ?? '').matchAll(imports)) {
    const next = resolve(dirname(found), target);
    if (!seen.has(next) && !seen.has(`${next}.ts`)) reach(next, seen);
  }
  return seen;
}

/** `namespace:key` of every message that a file names; of one that is put together, as far as it is written out. */
const messagesIn = (text: string): string[] =>
  [...text.matchAll(/['"`]([a-zA-Z]+):(?:([a-zA-Z_]+)|(?=\$))/g)].flatMap(([, name = '', key = '']) =>
    name in namespaces ? [`${name}:${key}`] : [],
  );

describe.each(['App.svelte', 'screens/report/Report.svelte'])('%s', (entry) => {
  const files = [...reach(resolve(src, entry))].filter(
    ([path]) =>
      !path.includes('/messages/') && !path.endsWith('routes.ts') && !ELSEWHERE.some((part) => path.includes(part)),
  );

  it('reads files, and finds messages in them', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(([, text]) => messagesIn(text)).length).toBeGreaterThan(50);
  });

  it('says nothing that comes later than itself', () => {
    const start = wordsOf({ namespaces, startNamespaces }, 'sv', false) as Record<string, Record<string, string>>;
    const late = files.flatMap(([path, text]) =>
      messagesIn(text)
        .filter((message) => {
          const [name = '', key = ''] = message.split(':');
          const known = Object.keys(start[name] ?? {});
          return !known.some((each) => (key === '' ? startNamespaces.some((of) => of === name) : each.startsWith(key)));
        })
        .map((message) => `${path.slice(src.length + 1)} says ${message}`),
    );
    expect(late).toEqual([]);
  });
});

describe('the words of a language', () => {
  it.each(['sv', 'en'] as const)('are each in one of the two parts: %s', (language) => {
    const parts = [false, true].map((rest) => wordsOf({ namespaces, startNamespaces }, language, rest)) as Record<
      string,
      Record<string, string>
    >[];
    for (const [name, languages] of Object.entries(namespaces))
      expect({ ...parts[0]?.[name], ...parts[1]?.[name] }, name).toEqual(languages[language]);
    const keys = parts.flatMap((part) =>
      Object.entries(part).flatMap(([name, words]) => Object.keys(words).map((key) => `${name}:${key}`)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('come by themselves: no file of the app but those of i18n fetches the words of both languages', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.(?:ts|svelte)$/.test(path) && !path.startsWith('i18n'),
    );
    expect(files.length).toBeGreaterThan(200);
    const whole = /import (?!type\b)[^;]*?from '[./]*i18n\/messages(?:\/[^']*)?'/;
    expect(whole.test("import { namespaces } from '../../i18n/messages';")).toBe(true);
    expect(files.filter((path) => whole.test(readFileSync(join(src, path), 'utf8')))).toEqual([]);
  });
});
