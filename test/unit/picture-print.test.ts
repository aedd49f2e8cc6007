import { describe, expect, it } from 'vitest';
import { printBody, printDocument } from '../../src/picture/formats/print';
import { summaryLines } from '../../src/picture/formats/summary';
import { bytes, picture } from './picture-fixtures';

const TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;

/** Holds the document to the rules of XML: tags nest, attributes are quoted, no bare `<` or `&`. Gives back the ids. */
function wellFormed(html: string): string[] {
  const open: string[] = [];
  const ids: string[] = [];
  let at = html.startsWith('<!DOCTYPE html>') ? 15 : 0;
  while (at < html.length) {
    if (html[at] !== '<') {
      const end = html.indexOf('<', at);
      const text = html.slice(at, end === -1 ? undefined : end);
      expect(text.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      at += text.length;
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(html);
    if (!match) throw new Error(`Not a tag: ${html.slice(at, at + 80)}`);
    const [whole, closing, name, attributes = '', empty] = match;
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    if (id !== undefined) ids.push(id);
    if (closing) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name ?? '');
    at += whole.length;
  }
  expect(open).toEqual([]);
  return ids;
}

const hostile = `</title><img src=x onerror=alert(1)>&"'\u0007`;

describe.each(['sv', 'en'] as const)('The printed picture in %s', (language) => {
  const ours = picture({ language, places: { bytes: bytes('namn;lon;lat\nTorget;14,212;57,775\n'), name: 'p' } });
  const html = printDocument(ours);

  it('is a whole, well-formed document without script or request', () => {
    const ids = wellFormed(html);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<script|<link|<iframe|\ssrc=|\shref=|@import|https?:/);
    expect(html.match(/url\([^)]*\)/g)?.every((url) => url.startsWith('url(#sp-'))).toBe(true);
  });

  it('lets no name become markup', () => {
    expect(html).toContain('Öster &amp; &lt;Väst&gt;');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const attacked = printDocument({
      ...ours,
      municipality: hostile,
      source: hostile,
      filters: [{ label: hostile, value: hostile }],
      method: [hostile],
      rejected: [{ line: 2, reason: hostile }],
      areas: ours.areas.map((area) => ({ ...area, name: hostile })),
      hotspots: ours.hotspots.map((hotspot) => ({
        ...hotspot,
        name: hostile,
        categories: [{ name: hostile, count: 1 }],
      })),
      context: { boundary: null, places: [{ name: hostile, at: [14.21, 57.78] }] },
    });
    wellFormed(attacked);
    expect(attacked).not.toContain('<img');
  });

  it('has a caption and a scope for every table, and a name for the map', () => {
    const tables = html.match(/<table/g)?.length ?? 0;
    expect(tables).toBe(5);
    expect(html.match(/<caption>/g)?.length).toBe(tables);
    expect(html.match(/<th(?! scope=)[ >]/g)).toBeNull();
    expect(html).toMatch(/<svg class="sp-map"[^>]*role="img" aria-labelledby="sp-map-title sp-map-desc"/);
  });

  it('says nothing of so small counts in percent and leaves no placeholder', () => {
    const text = printBody(ours).replace(/<[^>]*>/g, ' ');
    // Areas of ground are no small counts: the share that the last hotspots take.
    const bare = (words: string): string => words.replace(/[\d,.]+\s?% (?=av ytan|of the ground)/g, '');
    expect(bare(text)).not.toMatch(/%|\{\{|undefined|NaN|null/);
    expect(bare(summaryLines(ours).join('\n'))).not.toMatch(/%|\{\{|undefined|NaN|null/);
  });

  it.each(['2026-W50', '2026-W29', '2026-11', '2026-T3', '2026', '2030'])(
    'can be printed for %s, however little there is',
    (period) => {
      wellFormed(printDocument(picture({ language, period })));
    },
  );
});

describe('The printed picture', () => {
  it('leads with the count against what is expected, areas that differ, hotspots and what lies outside', () => {
    const [, first, ...others] = summaryLines(picture());
    expect(first).toMatch(/^14 händelser i områdena: fler än väntat \(\d–\d\)\.$/);
    expect(others.slice(0, 4)).toEqual([
      'Mot föregående vecka: 2 → 14, knappast slump (p = 0,002).',
      'Fler än väntat i Öster & <Väst>.',
      'En hotspot: Öster & <Väst> (ny).',
      '1 händelse till ligger utanför områdena.',
    ]);
  });

  it('judges nothing but "more" before the period is over', () => {
    const quiet = picture({ period: '2026-W46', now: Date.UTC(2026, 10, 11) / 1000 });
    const text = printBody(quiet).replace(/<[^>]*>/g, ' ');
    expect(text).toContain('perioden är inte slut');
    expect(text).toContain('pågår');
    expect(text).not.toMatch(/som väntat|färre än väntat/);
  });

  it('shades hours and writes shares from a tenth on', () => {
    const html = printBody(picture());
    expect(html).toMatch(/<td class="sp-num sp-shade-5">12<\/td>/);
    expect(html).toMatch(/<td class="sp-num sp-shade-1">0,3<\/td>/);
  });

  it('lists at most twenty rejected rows and counts the rest', () => {
    const rejected = Array.from({ length: 25 }, (_, i) => ({ line: i + 2, reason: 'fel' }));
    const html = printBody({ ...picture(), rejected });
    expect(html.match(/Rad \d+: fel/g)?.length).toBe(20);
    expect(html).toContain('… och 5 rader till');
  });
});
