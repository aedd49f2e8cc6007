import { describe, expect, it } from 'vitest';
import { analyse, createStudy } from '../../src/analysis/analyse';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { parsePeriod } from '../../src/domain/period';
import { composePicture } from '../../src/picture/compose';
import { pictureJson } from '../../src/picture/formats/json';
import { asciiFold, pictureFileName } from '../../src/picture/file-name';
import { periodInWords, timesInWords } from '../../src/picture/period-words';
import { readAreas } from '../../src/picture/read-areas';
import type { SituationPicture } from '../../src/picture/types';
import { UserError } from '../../src/picture/user-error';
import { commandWords } from '../../src/picture/words-command';
import { figureWords } from '../../src/picture/words-figures';
import { methodWords } from '../../src/picture/words-method';
import { printWords } from '../../src/picture/words-print';
import { readingWords } from '../../src/picture/words-reading';
import { AREAS, bytes, checkInsFile, cooledFile, picture } from './picture-fixtures';

/** Whatever JSON would lose or change, by its path: typed arrays, dates, undefined, NaN. */
function foreign(value: unknown, path = '$'): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((each, i) => foreign(each, `${path}[${i}]`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  return Object.entries(value).flatMap(([key, each]) => foreign(each, `${path}.${key}`));
}

describe('The picture of a file', () => {
  const ours = picture();

  it('counts the incidents of the period in their areas, in the order of the file, and those in none', () => {
    expect(ours.areas.map(({ name, count }) => [name, count])).toEqual([
      ['Öster & <Väst>', 14],
      ['=SUM(A1)', 0],
    ]);
    expect([ours.total, ours.outside]).toEqual([14, 1]);
    expect(ours.categories.map(({ name, count }) => [name, count])).toEqual([
      ['<script>alert(1)</script>', 12],
      ['Glaskross', 1],
      ['Klotter', 1],
    ]);
  });

  it('holds the 12 periods before and judges the count by them', () => {
    expect(ours.areas[0]?.previous).toEqual(Array(12).fill(2));
    expect([ours.areas[0]?.verdict, ours.verdict]).toEqual(['above', 'above']);
  });

  it('names its period with offsets, its source and its parameters', () => {
    expect(ours.period).toEqual({
      key: '2026-W47',
      kind: 'week',
      from: '2026-11-16T00:00:00+01:00',
      to: '2026-11-23T00:00:00+01:00',
    });
    expect([ours.source, ours.createdAt]).toEqual(['händelser.csv', '2026-11-24T14:05:00+01:00']);
    const method = ours.method.join(' ');
    for (const words of [
      '250 × 250',
      'Getis och Ord 1992',
      'Benjamini och Hochberg (1995)',
      'Ratcliffe 2000',
      '0,05',
    ]) {
      expect(method).toContain(words);
    }
  });

  it('lists the rejected row, and neither a free text nor a single incident', () => {
    expect(ours.rejected).toEqual([{ line: 55, reason: 'Datumet 2026-02-30 10:00 i kolumnen från finns inte.' }]);
    expect(ours.incidents).toEqual([]);
    expect(JSON.stringify(ours)).not.toContain('fri text');
  });

  it.each([
    ['2026-W47', 'square'],
    ['2026-W50', 'square'],
    ['2026-W30', 'hexagon'],
    ['2026-11', 'hexagon'],
  ])('is plain data: %s in cells of %s comes back from JSON as it was', (period, shape) => {
    const checkIns = { bytes: bytes(checkInsFile()), name: 'c.csv' };
    const made = picture({ incidents: bytes(cooledFile()), period, shape, checkIns });
    expect(foreign(made)).toEqual([]);
    expect(JSON.parse(pictureJson(made))).toStrictEqual(made);
  });

  it('holds null where a figure is undefined', () => {
    const quiet = picture({ period: '2026-W50' });
    expect(quiet.grid.cells.every(({ z, q }) => z === null && q === null)).toBe(true);
    expect(quiet.hindsight?.pai ?? null).toBeNull();
  });

  it('holds the whole figures of the total, of each area and of each category', () => {
    const whole = ['change', 'corrected', 'count', 'expected', 'p', 'previous', 'q', 'verdict', 'yearBefore'];
    const all = [ours, ...ours.areas, ...ours.categories, ...ours.areas.flatMap(({ categories }) => categories)];
    for (const figures of all) expect(Object.keys(figures)).toEqual(expect.arrayContaining(whole));
    expect(ours.change).toMatchObject({ before: 2, percent: null });
    expect(ours.change?.p).toBeLessThan(0.05);
    expect(ours.areas[0]?.p).toBeLessThan(0.05);
  });

  it('tells of each hotspot its course, and of the place that has cooled when it last was one', () => {
    const cooled = picture({ incidents: bytes(cooledFile()) });
    const [hotspot] = cooled.hotspots;
    expect(hotspot?.story).toBe('new');
    expect([hotspot?.series.length, hotspot?.series.at(-1), hotspot?.hot.at(-1)]).toEqual([13, hotspot?.count, true]);
    expect(hotspot?.cells.map((i) => cooled.grid.cells[i]?.count ?? 0).reduce((a, b) => a + b)).toBe(hotspot?.count);
    expect(cooled.gone.map(({ name, last, count }) => [name, last, count])).toEqual([['=SUM(A1)', '2026-W46', 0]]);
    expect(cooled.hindsight).toMatchObject({
      period: '2026-W46',
      kind: 'significant',
      hits: 0,
      ofIncidents: 14,
      pai: 0,
    });
  });

  it('counts pairs near each other over the year, with instants as ISO', () => {
    const { nearRepeats } = picture();
    expect(nearRepeats).toMatchObject({ from: '2025-11-23T00:00:00+01:00', to: '2026-11-23T00:00:00+01:00' });
    expect(nearRepeats?.incidents).toBe(52);
    // The twelve of one evening at one corner are 66 pairs, and the one of that corner four days before makes 12 more.
    expect(nearRepeats?.pairs[0]?.[0]?.observed).toBeGreaterThanOrEqual(78);
    expect(picture({ incidents: bytes('från;lon;lat\n2026-11-17;14,205;57,775\n') }).nearRepeats).toBeNull();
  });

  it('shares nothing with the next picture of the same files', () => {
    const first = picture();
    first.areas[0]?.previous.fill(99);
    first.hotspots[0]?.outline.coordinates.splice(0);
    expect(picture().areas[0]?.previous).toEqual(Array(12).fill(2));
  });

  it('takes hexagons, and says so', () => {
    const hexagons = picture({ shape: 'hexagon' });
    expect(hexagons.grid).toMatchObject({ cell: 250, shape: 'hexagon' });
    expect(hexagons.grid.cells.reduce((sum, { count }) => sum + count, 0)).toBe(hexagons.total);
    expect(hexagons.method.join(' ')).toContain('sexhörningar');
    expect(ours.method.join(' ')).not.toContain('sexhörningar');
  });

  it('says that coverage is not known where no check-ins are given', () => {
    expect(ours.areas.map(({ coverage }) => coverage)).toEqual([null, null]);
    expect(ours.method.join(' ')).toContain('Vilka organisationer som har rapporterat är inte känt.');
  });

  it('says when the clock time is missing, and when the period is not over', () => {
    const dated = picture({ incidents: bytes('från;lon;lat\n2026-11-17;14,205;57,775\n') });
    expect(dated.method.join(' ')).toContain('1 händelse har datum men inget klockslag');
    const early = picture({ now: Date.UTC(2026, 10, 18) / 1000 });
    expect(early.method.join(' ')).toContain('inte slut');
    expect(ours.method.join(' ')).not.toContain('inte slut');
  });

  it.each([
    [{ period: '2026-W54' }, 'Perioden 2026-W54 finns inte'],
    [{ shape: 'triangle' }, 'välj square'],
    [{ cell: '0' }, 'mellan 25 och 5000'],
    [{ cell: '250.5' }, 'helt antal meter'],
    [{ cell: '-250' }, 'helt antal meter'],
    [
      {
        areas: bytes(
          JSON.stringify({
            type: 'Polygon',
            coordinates: [
              [
                [12, 57],
                [16, 57],
                [16, 60],
                [12, 60],
                [12, 57],
              ],
            ],
          }),
        ),
        cell: '25',
      },
      'välj minst',
    ],
  ])('is refused with a sentence for %j', (changes, words) => {
    expect(() => picture(changes)).toThrow(UserError);
    expect(() => picture(changes)).toThrow(words);
  });
});

describe('Single incidents', () => {
  it('are in the picture when the reader may see them: time, category, area and place, nothing else', () => {
    const areas = readAreas(AREAS, 'a', 'sv');
    const [period] = [parsePeriod('2026-W47')];
    if (!period) throw new Error('2026-W47 is a week.');
    const from = [Date.UTC(2026, 10, 17, 20, 30) / 1000, Date.UTC(2026, 10, 3) / 1000];
    const columns = { lon: [14.205, 14.205], lat: [57.775, 57.775], from, to: from, category: [0, 0] };
    const table = buildIncidentTable({ ...columns, organisation: [-1, -1], area: [0, 0] });
    const everything = { areas: null, categories: null, organisations: null, weekdays: null, hours: null };
    const ours = composePicture({
      analysis: analyse(table, createStudy(areas, []), { period, cell: 250, shape: 'square', ...everything }),
      ...{
        areas,
        categoryNames: ['Klotter'],
        language: 'sv',
        createdAt: 0,
        municipality: null,
        source: '',
        filters: [],
      },
      ...{ incidents: table, boundary: null, places: [], rejected: [], dateOnly: 0 },
      ...{ nearRepeats: null, coverage: null, coverageFrom: 'register' },
    });
    const time = '2026-11-17T21:30:00+01:00';
    expect(ours.incidents).toEqual([
      { from: time, to: time, category: 'Klotter', area: 'Öster & <Väst>', lon: 14.205, lat: 57.775 },
    ]);
  });
});

describe('Words', () => {
  it.each([
    ['2026-W47', 'sv', 'Vecka 47, 16–22 november 2026'],
    ['2026-W53', 'sv', 'Vecka 53, 28 december 2026 – 3 januari 2027'],
    ['2026-11', 'sv', 'November 2026'],
    ['2026-T3', 'en', 'Four-month period 3 of 2026, 1 September – 31 December 2026'],
    ['2026', 'sv', '2026'],
  ] as const)('of the period %s in %s', (key, language, words) => {
    expect(periodInWords(key, language)).toBe(words);
  });

  const times = (...marks: [day: number, hour: number, count: number][]): number[][] => {
    const rows = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
    for (const [day, hour, count] of marks) (rows[day] ?? [])[hour] = count;
    return rows;
  };
  it.each([
    [times([4, 22, 4], [5, 1, 3]), 'fredag och lördag, mest kl. 22–02'],
    [times([0, 3, 1], [0, 9, 1], [0, 15, 1], [0, 21, 1]), 'måndag, spritt över dygnet'],
    [times([0, 20, 1], [2, 20, 1], [4, 20, 1], [6, 20, 1]), 'spritt över veckan, mest kl. 20–21'],
    [times([0, 23, 5]), 'måndag, mest kl. 23–24'],
    [times(), ''],
  ])('of hours and weekdays %#', (hotTimes, words) => {
    expect(timesInWords(hotTimes, 'sv')).toBe(words);
  });

  it.each([
    ['reading', readingWords],
    ['print', printWords],
    ['command', commandWords],
    ['figures', figureWords],
    ['method', methodWords],
  ])(
    'of %s have the same placeholders in both languages',
    (_, { sv, en }: { sv: Record<string, string>; en: Record<string, string> }) => {
      const placeholders = (text = ''): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
      expect(Object.keys(en)).toEqual(Object.keys(sv));
      for (const key of Object.keys(sv)) expect([key, placeholders(en[key])]).toEqual([key, placeholders(sv[key])]);
    },
  );
});

describe('File names', () => {
  it('are ASCII, sortable, and tell of filters', () => {
    const ours: SituationPicture = picture();
    expect(pictureFileName(ours, '', 'csv')).toBe('lagesbild_jonkoping_2026-W47.csv');
    const filtered = { ...ours, filters: [{ label: 'Dag', value: 'fredag' }] };
    expect(pictureFileName(filtered, 'areas', 'geojson')).toBe('lagesbild_jonkoping_2026-W47_areas_filter.geojson');
    expect(pictureFileName({ ...ours, municipality: null }, '', 'html')).toBe('lagesbild_2026-W47.html');
    expect(asciiFold('../Åre & Ørsta\u0000')).toBe('are-orsta');
  });
});
