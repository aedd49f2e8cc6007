/** What the picture says of counts, places and pairs: figures made by hand, so that every case is there. */
import { describe, expect, it } from 'vitest';
import type { Figures, Hindsight } from '../../src/analysis/types';
import { changeSentence, coverageNote, pInWords, yearBeforeSentence } from '../../src/picture/figures-in-words';
import { categoriesTable } from '../../src/picture/formats/print-categories';
import { printBody } from '../../src/picture/formats/print';
import { goneInWords, hindsightSentence, repeatsSentence, seriesInWords } from '../../src/picture/places-in-words';
import type { PictureArea, PictureCategory, SituationPicture } from '../../src/picture/types';
import { bytes, checkInsFile, picture } from './picture-fixtures';

const ours = picture();
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const counted = (count: number, before: number, p: number, percent: number | null): SituationPicture => ({
  ...ours,
  count,
  total: count,
  change: { before, p, percent },
});

describe('Against the period before', () => {
  it.each([
    [counted(25, 16, 0.165, null), 'Mot föregående vecka: 16 → 25, kan vara slump (p = 0,17).'],
    [counted(52, 31, 0.0213, 67.7), 'Mot föregående vecka: 31 → 52 (+68 %), knappast slump (p = 0,021).'],
    [counted(31, 52, 0.0213, -40.4), 'Mot föregående vecka: 52 → 31 (−40 %), knappast slump (p = 0,021).'],
    [counted(90, 31, 1e-9, 190.3), 'Mot föregående vecka: 31 → 90 (+190 %), knappast slump (p < 0,001).'],
    [counted(16, 16, 1, null), 'Lika många som föregående vecka.'],
  ])('a change is said with what its test says of it, in per cent only where both counts bear it (%#)', (of, words) => {
    expect(changeSentence(of)?.replace(/\u00a0/g, ' ')).toBe(words);
  });

  it('nothing is said without a period before, nor while the period goes on', () => {
    expect(changeSentence({ ...ours, change: null })).toBeNull();
    expect(changeSentence(picture({ now: Date.UTC(2026, 10, 18) / 1000 }))).toBeNull();
    const early = printBody(picture({ now: Date.UTC(2026, 10, 18) / 1000 }));
    expect(early).not.toContain('→');
  });

  it('p is written with as many decimals as it needs', () => {
    expect([1, 0.165, 0.05, 0.004, 0.0004].map((p) => pInWords(p, 'en'))).toEqual([
      'p = 1',
      'p = 0.17',
      'p = 0.05',
      'p = 0.004',
      'p < 0.001',
    ]);
  });

  it('the year before stands beside it where it is known', () => {
    expect(yearBeforeSentence(ours)).toBeNull();
    expect(yearBeforeSentence({ ...ours, yearBefore: { key: '2025-W47', count: 22 } })).toBe(
      'Samma vecka året före: 22.',
    );
  });
});

describe('A verdict that needs a word more', () => {
  const [west, east] = ours.areas;
  if (!west || !east) throw new Error('The fixture has two areas.');
  const coverage = (expected: number, reported: number, mark: 'some-missing' | 'nobody' | 'complete'): object => ({
    coverage: { expected, reported, mark },
  });

  it.each([
    [{ ...east, ...coverage(5, 3, 'some-missing') }, '2 av 5 har inte rapporterat'],
    [{ ...east, ...coverage(5, 0, 'nobody') }, 'ingen av 5 har rapporterat'],
    [{ ...east, ...coverage(1, 0, 'nobody') }, 'den som brukar rapportera har inte gjort det'],
    [{ ...east, ...coverage(5, 5, 'complete') }, null],
    [{ ...west, ...coverage(5, 3, 'some-missing') }, null],
    [east, null],
  ])('says who is missing, but not where "more than expected" stands anyway (%#)', (area, words) => {
    expect(coverageNote(area, ours)).toBe(words);
  });

  it('prints it beside the verdict and counts the areas in the lead', () => {
    const text = textOf(printBody(picture({ checkIns: { bytes: bytes(checkInsFile()), name: 'c.csv' } })));
    expect(text).toContain('som väntat den som brukar rapportera har inte gjort det');
    expect(text).toContain('Alla som brukar rapportera har inte gjort det i =SUM(A1)');
    expect(text).not.toContain('av 3 har inte rapporterat');
  });

  it('says why a count outside its range is not called out', () => {
    const corrected: PictureArea = { ...east, count: 3, q: 0.08, verdict: 'usual', corrected: true };
    const text = textOf(printBody({ ...ours, areas: [{ ...west, q: 0.06 }, corrected] }));
    expect(text).toContain('som väntat utanför spannet, men bland 2 områden väntas något sådant av slump');
    expect(text).toContain('Utanför spannet men inte mer än slumpen väntas ge bland 2 områden: =SUM(A1).');
  });
});

describe('Categories', () => {
  const figures = (changes: Partial<Figures>): Figures => ({
    ...{ count: 0, previous: [], expected: { low: 0, high: 3 }, p: 1, q: 1, verdict: 'usual', corrected: false },
    ...{ yearBefore: null, change: null },
    ...changes,
  });
  const of = (...categories: PictureCategory[]): string =>
    textOf(categoriesTable({ ...ours, categories }) ?? 'ingen tabell');

  it('that have not happened stand there only where that is fewer than expected', () => {
    const text = of(
      { name: 'Klotter', ...figures({ count: 2 }) },
      { name: 'Rån', ...figures({}) },
      { name: 'Brand', ...figures({ expected: { low: 2, high: 9 }, verdict: 'below' }) },
    );
    expect(text).toContain('Klotter 2 0–3');
    expect(text).toContain('Brand 0 2–9 färre än väntat');
    expect(text).not.toContain('Rån');
    expect(of({ name: 'Rån', ...figures({}) })).toBe('ingen tabell');
  });

  it('outside their range but not called out are named below with the reason', () => {
    const outside = { count: 5, verdict: 'usual', corrected: true, q: 0.3 } as const;
    const text = of({ name: 'Klotter', ...figures({ count: 2 }) }, { name: 'Hot', ...figures(outside) });
    expect(text).toContain('Utanför spannet, men bland 2 kategorier väntas något sådant av slump: Hot.');
  });

  it('beyond twenty are summed up, but for those that differ', () => {
    const many = Array.from({ length: 25 }, (_, i) => ({ name: `Slag ${i}`, ...figures({ count: 30 - i }) }));
    const last = { name: 'Rån', ...figures({ count: 1, verdict: 'above' }) };
    const text = of(...many, last);
    expect(text).toContain('Rån 1 0–3 fler än väntat');
    expect(text).toContain('Övriga kategorier 40');
    expect(text).not.toContain('Slag 20 ');
  });
});

describe('Places over time', () => {
  const hindsight = (changes: Partial<Hindsight>): SituationPicture => ({
    ...ours,
    hindsight: {
      ...{ period: '2026-W46', kind: 'significant', cells: 4, ofCells: 200, hits: 12, ofIncidents: 40, pai: 15 },
      ...changes,
    },
  });
  it.each([
    [hindsight({}), '12 av 40 händelser föll i föregående veckas hotspots, som är 2 % av ytan: PAI 15.'],
    [
      hindsight({ hits: 3, ofIncidents: 10 }),
      '3 av 10 händelser föll i föregående veckas hotspots, som är 2 % av ytan: PAI 15. Händelserna är få, så talet säger lite om en enskild period.',
    ],
    [
      hindsight({ hits: 0, pai: 0, kind: 'most', cells: 1 }),
      'Ingen av 40 händelser föll i föregående veckas platser med flest händelser, som är 0,5 % av ytan: PAI 0.',
    ],
    [
      hindsight({ hits: 1, ofIncidents: 1, pai: 50 }),
      'Periodens enda händelse föll i föregående veckas hotspots, som är 2 % av ytan: PAI 50. Händelserna är få, så talet säger lite om en enskild period.',
    ],
    [hindsight({ ofIncidents: 0, hits: 0, pai: null }), null],
    [{ ...ours, hindsight: null }, null],
  ])('the last hotspots are held against what came (%#)', (of, words) => {
    expect(hindsightSentence(of)?.replace(/\u00a0/g, ' ') ?? null).toBe(words);
  });

  it('a course is read aloud, and what has cooled is named', () => {
    const course = { series: [0, 2, 7], hot: [false, true, true] };
    expect(seriesInWords(course, 'sv')).toBe('3 perioder, äldst först: 0, 2, 7; hotspot i 2 av dem');
    const place = { ...course, name: 'Torget', last: '2026-W45', count: 2 };
    const outline = { type: 'MultiPolygon' as const, coordinates: [] };
    expect(goneInWords({ ...place, outline, centre: { lon: 14, lat: 57 } }, 'sv')).toBe(
      'Torget: hotspot senast vecka 45, nu 2 händelser',
    );
  });

  it('near repeats are said in one sentence: how far, that there are none, or that it cannot be seen', () => {
    const { nearRepeats } = ours;
    if (!nearRepeats) throw new Error('The fixture has incidents enough.');
    const reach = { metres: 200, days: 14, ratio: 1.84 };
    expect(repeatsSentence({ ...nearRepeats, reach }, 'sv')).toBe(
      'Efter en händelse är nya händelser inom 200 m och 14 dygn 1,84 gånger så vanliga som slumpen ger.',
    );
    expect(repeatsSentence({ ...nearRepeats, reach: null }, 'sv')).toContain('Inget visar');
    expect(repeatsSentence(null, 'sv')).toContain('För få händelser');
    const marked = printBody(ours).match(/<b>\d+\*<\/b>/g)?.length ?? 0;
    const above = nearRepeats.pairs.flat().filter(({ observed, expected, p }) => observed > expected && p < 0.05);
    expect(marked).toBe(above.length);
  });
});
