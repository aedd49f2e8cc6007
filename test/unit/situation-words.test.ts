/** What the situation screen says of a count, in words and in the notes of its methods. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Analysis, CategoryFigures, Change, Figures, Hotspot } from '../../src/analysis/types';
import { parsePeriod } from '../../src/domain/period';
import type { Period } from '../../src/domain/period';
import { setLanguage } from '../../src/i18n/i18n.svelte';
import type { AreaCoverage } from '../../src/data/types';
import { areaMark, coverageOfShown, headlineMark, markOf } from '../../src/screens/situation/coverage-marks';
import {
  categoriesShown,
  changeSentence,
  deck,
  hotBefore,
  pWords,
  yearBeforeSentence,
} from '../../src/screens/situation/figures-words';
import { methodOf, nearMethod } from '../../src/screens/situation/method';
import type { MethodTopic } from '../../src/screens/situation/method';
import type { Shown, ShownArea } from '../../src/screens/situation/shown';

const period = (key: string): Period => {
  const found = parsePeriod(key);
  if (!found) throw new Error(`no period ${key}`);
  return found;
};
const week = period('2026-W47');
const figures = (part: Partial<Figures> = {}): Figures => ({
  count: 10,
  previous: Array.from({ length: 12 }, () => 10),
  expected: { low: 4, high: 17 },
  p: 1,
  q: 1,
  verdict: 'usual',
  corrected: false,
  yearBefore: null,
  change: null,
  ...part,
});
const against = (count: number, change: Change): string | null => changeSentence({ count, change }, week, false);

const hotspot = (part: Partial<Hotspot>): Hotspot =>
  ({ kind: 'significant', name: 'Torget', story: null, hot: [], series: [], ...part }) as Hotspot;
const category = (index: number, part: Partial<Figures>): CategoryFigures => ({ category: index, ...figures(part) });
const NAMES = ['Klotter', 'Stöld', 'Brand'];

function shownWith(part: {
  areas?: (Partial<Figures> & { name: string })[];
  categories?: CategoryFigures[];
  hotspots?: Hotspot[];
  ongoing?: boolean;
  total?: Partial<Figures>;
  shape?: 'square' | 'hexagon';
}): Shown {
  const total = figures(part.total);
  const analysis = {
    ...total,
    slice: { period: week },
    total: total.count,
    trend: [1, 2, 3],
    categories: part.categories ?? [],
    hotspots: part.hotspots ?? [],
    gone: [],
    hindsight: { period: '2026-W46', kind: 'significant', cells: 4, ofCells: 200, hits: 3, ofIncidents: 10, pai: 15 },
    density: { bandwidth: 500, bands: [] },
    grid: { cell: 250, shape: part.shape ?? 'square', count: new Uint32Array(400) },
  } as unknown as Analysis;
  const areas = (part.areas ?? []).map(
    ({ name, ...own }) => ({ ...figures(own), area: { id: name, name } }) as unknown as ShownArea,
  );
  return {
    analysis,
    areas,
    one: null,
    ongoing: part.ongoing ?? false,
    verdict: total.verdict,
    lists: { categories: NAMES.map((name) => ({ name })), organisations: [] },
  } as unknown as Shown;
}

// Where the language of the page is told to the browser; there is none here.
vi.stubGlobal('document', { documentElement: {} });
afterEach(() => setLanguage('sv'));

describe('a count beside the period before', () => {
  it('is more or fewer, with what its test says and a percentage only where one was given', () => {
    expect(against(25, { before: 16, p: 0.165, percent: null })).toBe(
      'Fler än veckan före (16 → 25), men skillnaden kan vara slump.',
    );
    expect(against(52, { before: 31, p: 0.02, percent: 67.7 })).toBe(
      'Fler än veckan före (31 → 52, +68 %), och det är knappast slump.',
    );
    expect(against(31, { before: 52, p: 0.02, percent: -40.4 })).toBe(
      'Färre än veckan före (52 → 31, −40 %), och det är knappast slump.',
    );
    expect(against(7, { before: 7, p: 1, percent: null })).toBe('Lika många som veckan före (7).');
  });

  it('is not compared while the period goes on: half a week has fewer than a whole one', () => {
    const sentence = changeSentence({ count: 3, change: { before: 31, p: 0.0001, percent: -90 } }, week, true);
    expect(sentence).toBe('Hela veckan före: 31.');
  });

  it('is called by the kind of the period, in the language of the screen', () => {
    setLanguage('en');
    const change = { before: 40, p: 0.5, percent: 5 };
    expect(changeSentence({ count: 42, change }, period('2026-11'), false)).toBe(
      'More than the month before (40 → 42, +5%), but the difference may be chance.',
    );
  });

  it('has the year before beside it, and says so when that is not known', () => {
    expect(yearBeforeSentence({ yearBefore: { key: '2025-W47', count: 40 } }, week)).toBe(
      'Samma vecka året före (v. 47 2025): 40.',
    );
    expect(yearBeforeSentence({ yearBefore: null }, week)).toBe('Samma vecka året före: uppgift saknas.');
  });

  it('writes a p of any size', () => {
    expect([0.165, 0.0432, 0.00001, 1].map(pWords)).toEqual(['0,17', '0,043', '< 0,001', '1,00']);
  });
});

describe('what differs, in a few lines', () => {
  it('names areas, categories and hotspots with their story', () => {
    const lines = deck(
      shownWith({
        areas: [{ name: 'Öxnehaga', verdict: 'above' }, { name: 'Råslätt', verdict: 'below' }, { name: 'Ekhagen' }],
        categories: [category(0, { verdict: 'above' }), category(1, {})],
        hotspots: [hotspot({ story: 'growing' }), hotspot({ kind: 'most', name: 'Parken' })],
      }),
    );
    expect(lines).toEqual([
      'Områden med fler än väntat: Öxnehaga.',
      'Kategorier med fler än väntat: klotter.',
      'Områden med färre än väntat: Råslätt.',
      'Hotspots: Torget (växande).',
    ]);
  });

  it('says that nothing does, but not where there is no history to differ from', () => {
    expect(deck(shownWith({ areas: [{ name: 'Ekhagen' }] }))).toEqual([
      'Inget område, ingen kategori och ingen plats sticker ut.',
    ]);
    expect(deck(shownWith({ total: { expected: null, verdict: 'too-few' } }))).toEqual([]);
  });

  it('shows categories that differ first; one without incidents only where that is fewer than expected', () => {
    const categories = [
      category(0, { count: 9 }),
      category(1, { count: 0, verdict: 'below' }),
      category(2, { count: 0 }),
    ];
    const names = (shown: Shown): string[] => categoriesShown(shown).map(({ name }) => name);
    expect(names(shownWith({ categories }))).toEqual(['Stöld', 'Klotter']);
    // Not even that while the period goes on.
    expect(names(shownWith({ categories, ongoing: true }))).toEqual(['Klotter']);
  });

  it('counts how often a place was hot before, the period itself apart', () => {
    expect(hotBefore([true, false, true, true])).toBe('2 av 3 perioder');
    expect(hotBefore([true])).toBe('–');
  });
});

describe('missing reports', () => {
  const coverage = (areas: Partial<AreaCoverage>[]) =>
    ({ state: 'ready', periodKey: '2026-W47', areas: areas as AreaCoverage[] }) as const;

  it('mark what they could make wrong: as expected and fewer, never more', () => {
    const some = coverage([{ areaId: 'a', expected: 5, reported: 3 }]);
    expect(areaMark(some, 'a', 'usual')).toBe('2 av 5 har inte rapporterat');
    expect(areaMark(some, 'a', 'below')).not.toBeNull();
    expect(['above', 'ongoing', 'too-few'].map((verdict) => areaMark(some, 'a', verdict as never))).toEqual([
      null,
      null,
      null,
    ]);
    expect(areaMark(coverage([{ areaId: 'a', expected: 5, reported: 0 }]), 'a', 'usual')).toBe('ingen har rapporterat');
    expect(areaMark(coverage([{ areaId: 'a', expected: 5, reported: 5 }]), 'a', 'usual')).toBeNull();
  });

  it('are unknown where nobody is expected, and before the answer for the period shown is there', () => {
    expect(markOf({ expected: 0, reported: 0 })).toBeNull();
    const old = { ...coverage([{ areaId: 'a', expected: 5, reported: 0 }]), periodKey: '2026-W46' };
    const shown = shownWith({});
    expect(coverageOfShown(old, shown)).toEqual({ state: 'loading' });
    expect(headlineMark(coverageOfShown(old, shown), null, 'usual')).toBeNull();
  });

  it('are summed for the headline', () => {
    const both = coverage([
      { areaId: 'a', expected: 5, reported: 3 },
      { areaId: 'b', expected: 2, reported: 2 },
    ]);
    expect(headlineMark(both, null, 'usual')).toBe('2 av 7 väntade rapporter saknas: det kan ha hänt mer.');
    expect(headlineMark(both, 'b', 'usual')).toBeNull();
  });
});

describe('how it is computed', () => {
  const TOPICS: MethodTopic[] = [
    'headline',
    'areas',
    'categories',
    'trend',
    'times',
    'cells',
    'story',
    'hindsight',
    'density',
    'incidents',
    'places',
    'coverage',
  ];
  const near = {
    ...{ incidents: 1234, from: week.from, to: week.to, metres: [100, 200], days: [7, 14] },
    ...{ pairs: [], permutations: 199, reach: null },
  };

  it.each(['sv', 'en'] as const)('is said of every layer and panel, with nothing left to fill in (%s)', (language) => {
    setLanguage(language);
    const shown = shownWith({ total: { change: { before: 9, p: 0.8, percent: null } } });
    for (const method of [...TOPICS.map((topic) => methodOf(topic, shown)), nearMethod(near), nearMethod(null)]) {
      expect(method.plain.length).toBeGreaterThan(30);
      const said = [
        method.plain,
        method.source ?? '',
        ...method.parameters.flatMap(({ name, value }) => [name, value]),
      ];
      expect(said.filter((text) => /\{\{|undefined|NaN/.test(text))).toEqual([]);
    }
  });

  it('names the parameters of what is shown', () => {
    const values = (topic: MethodTopic, shown: Shown): string =>
      methodOf(topic, shown)
        .parameters.map(({ value }) => value)
        .join(' | ');
    const hexagons = values('cells', shownWith({ shape: 'hexagon' }));
    expect(hexagons).toMatch(/^sexhörning med samma yta som en ruta på 250 m/);
    expect(hexagons).toContain('400, 25,0 km²');
    expect(values('density', shownWith({}))).toContain('500 m');
    expect(values('hindsight', shownWith({}))).toBe('3 av 10 | 4 av 200 | 15,0');
    expect(values('areas', shownWith({ areas: [{ name: 'a' }, { name: 'b', q: null }] }))).toContain(' | 1 | ');
    expect(nearMethod(near).parameters.map(({ value }) => value)).toContain('199');
  });
});
