/** What happened in an action's place, beside its ring and places like it. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createStudy } from '../../src/analysis/analyse';
import { changeRatio } from '../../src/analysis/change-ratio';
import { weightedDisplacement } from '../../src/analysis/displacement';
import { scatterOfChanges, scatterOfCounts } from '../../src/analysis/effect-dispersion';
import { effectOf, effectVerdict } from '../../src/analysis/effect';
import { midnightOf, shiftDays, spansOf, weeksOf } from '../../src/analysis/effect-spans';
import type { EffectPlace, EffectQuestion } from '../../src/analysis/effect-types';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { createMessageHandler } from '../../src/analysis/messages';
import { toWgs84 } from '../../src/analysis/sweref99tm';
import { createEffectAnalyst } from '../../src/data/effect-analyst';
import type { AnalysisPort } from '../../src/data/worker-line';
import { areaInMetres, at, rectangle } from './analysis-fixtures';

const WEST = 450_000;
const SOUTH = 6_400_000;
/** Two areas side by side, a third far away. */
const areas = [
  areaInMetres('vast', [[rectangle(WEST, SOUTH, WEST + 4000, SOUTH + 4000)]]),
  areaInMetres('ost', [[rectangle(WEST + 4000, SOUTH, WEST + 8000, SOUTH + 4000)]]),
  areaInMetres('norr', [[rectangle(WEST, SOUTH + 9000, WEST + 4000, SOUTH + 12_000)]]),
];
const study = createStudy(areas, []);

interface Dot {
  x: number;
  y: number;
  day: string;
  times?: number;
  category?: number;
}

function tableOf(dots: Dot[]): ReturnType<typeof buildIncidentTable> {
  const all = dots.flatMap((dot) => Array.from({ length: dot.times ?? 1 }, (_, i) => ({ ...dot, i })));
  const from = all.map(({ day, i }) => midnightOf(day) + 3600 + i);
  const [east, north] = [all.map(({ x }) => WEST + x), all.map(({ y }) => SOUTH + y)];
  const degrees = all.map((_, i) => toWgs84(east[i], north[i]));
  return buildIncidentTable({
    ...{ from, to: from, east, north, category: all.map(({ category }) => category ?? 0) },
    ...{ organisation: all.map(() => -1), area: degrees.map(([lon, lat]) => study.lookup.areaOf(lon, lat)) },
  });
}

const circle = (x: number, y: number, radius = 200): EffectPlace => {
  const [lon, lat] = toWgs84(WEST + x, SOUTH + y);
  return { kind: 'circle', lon, lat, radius };
};

const question = (change: Partial<EffectQuestion> = {}): EffectQuestion => ({
  ...{ place: circle(1000, 1000), ring: 200, start: '2026-09-07', end: null, weeksBefore: 4, weeksLeftOut: 0 },
  ...{ weeksAfter: 4, until: at('2026-11-01T00:00:00+01:00'), measured: 'since', categories: null },
  ...{ groupOf: [0, 1], against: { kind: 'chosen', places: [circle(3000, 3000)] } },
  ...change,
});

describe('the spans of an action', () => {
  it('are whole weeks on the Swedish calendar, over the change of the clocks too', () => {
    const { before, after } = spansOf(question({ start: '2026-10-19' }));
    expect(before).toEqual({ from: at('2026-09-21T00:00:00+02:00'), to: at('2026-10-19T00:00:00+02:00') });
    expect(after?.to).toBe(at('2026-11-01T00:00:00+01:00')); // cut where nothing is known yet
    expect(shiftDays(at('2026-10-19T00:00:00+02:00'), 7)).toBe(at('2026-10-26T00:00:00+01:00'));
    expect(weeksOf(before)).toHaveLength(4);
  });

  it('leave out the weeks that led to the decision, and split at the end of the action', () => {
    const spans = spansOf(question({ weeksLeftOut: 2, end: '2026-09-20' }));
    expect(spans.before.to).toBe(midnightOf('2026-08-24'));
    expect(spans.during).toEqual({ from: midnightOf('2026-09-07'), to: midnightOf('2026-09-21') });
    expect(spans.after).toEqual({ from: midnightOf('2026-09-21'), to: midnightOf('2026-10-19') });
    expect(spans.measured).toEqual({ from: midnightOf('2026-09-07'), to: midnightOf('2026-10-19') });
  });

  it('are refused with a sentence when they cannot be', () => {
    expect(() => spansOf(question({ start: '2026-02-30' }))).toThrow(/no date/);
    expect(() => spansOf(question({ end: '2026-09-01' }))).toThrow(/ends before it begins/);
    expect(() => spansOf(question({ weeksBefore: 0 }))).toThrow(/whole weeks/);
  });

  it('measure nothing before the action has begun', () => {
    const effect = effectOf(tableOf([]), study, question({ start: '2026-12-01' }));
    expect(effect.change).toBeNull();
    expect(effect.verdict).toBe('too-few');
  });
});

describe('counts of an effect', () => {
  const dots: Dot[] = [
    { x: 1000, y: 1000, day: '2026-08-20', times: 12 },
    { x: 1000, y: 1000, day: '2026-09-10', times: 3 },
    { x: 1200, y: 1000, day: '2026-08-20' }, // on the edge: the place's
    { x: 1201, y: 1000, day: '2026-08-20', times: 2 }, // in the ring
    { x: 1400, y: 1000, day: '2026-09-10', times: 5 },
    { x: 1402, y: 1000, day: '2026-09-10', times: 7 }, // beyond it
    { x: 3000, y: 3000, day: '2026-08-20', times: 20 },
    { x: 3000, y: 3000, day: '2026-09-10', times: 18, category: 1 },
    { x: 1000, y: 1000, day: '2026-08-09', times: 4 }, // before the time before
  ];

  it('keep place, ring and comparisons apart', () => {
    const effect = effectOf(tableOf(dots), study, question());
    expect(effect.place).toEqual({ before: 13, during: null, after: 3 });
    expect(effect.ring).toEqual({ before: 2, during: null, after: 5 });
    expect(effect.compared).toEqual({ before: 20, during: null, after: 18 });
    expect(effect.change?.expected).toBeCloseTo((13 * 18) / 20, 12);
    expect(effect.displacement?.quotient).toBeCloseTo((5 / 18 - 2 / 20) / (3 / 18 - 13 / 20), 12);
    expect(effect.beforeData).toBe(false);
  });

  it('count the chosen categories alone', () => {
    expect(effectOf(tableOf(dots), study, question({ categories: [1] })).compared).toEqual({
      ...{ before: 0, during: null, after: 18 },
    });
  });

  it('leave out comparisons over the ring, over each other, and empty ones', () => {
    const places = [circle(1500, 1000), circle(3000, 3000), circle(3100, 3000), circle(500, 3500)];
    const { comparisons, compared } = effectOf(tableOf(dots), study, question({ against: { kind: 'chosen', places } }));
    expect(comparisons.map(({ leftOut }) => leftOut)).toEqual(['overlaps', null, 'overlaps', 'empty']);
    expect(compared.before).toBe(20);
  });

  it('show each week, and the comparisons at the level of the place', () => {
    const { weeks } = effectOf(tableOf(dots), study, question());
    expect(weeks.map(({ week }) => week)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3]);
    expect(weeks.reduce((sum, { count }) => sum + count, 0)).toBe(16);
    const before = weeks.filter(({ span }) => span === 'before');
    expect(before.reduce((sum, { compared }) => sum + (compared ?? 0), 0)).toBeCloseTo(13, 9);
  });

  it('compare an area with areas, and keep its ring out of the neighbour', () => {
    const area = (index: number): EffectPlace => ({ kind: 'area', area: index });
    const inAreas: Dot[] = [
      { x: 3900, y: 2000, day: '2026-08-20', times: 5 },
      { x: 4100, y: 2000, day: '2026-08-20', times: 6 }, // the neighbour's, and in the ring
      { x: 1000, y: 10_000, day: '2026-08-20', times: 7 },
    ];
    const effect = effectOf(
      tableOf(inAreas),
      study,
      question({ place: area(0), against: { kind: 'proposed', most: 8 } }),
    );
    expect(effect.place.before).toBe(5);
    expect(effect.ring?.before).toBe(6);
    expect(effect.comparisons.map(({ name }) => name)).toEqual(['norr']);
    const chosen = effectOf(
      tableOf(inAreas),
      study,
      question({ place: area(0), against: { kind: 'chosen', places: [area(1)] } }),
    );
    expect(chosen.comparisons[0]?.leftOut).toBe('overlaps');
    expect(effect.ringOutline?.coordinates.length).toBeGreaterThan(0);
    expect(() => effectOf(tableOf([]), study, question({ place: area(0) }))).toThrow(/an area with areas/);
  });

  it('compare with the same weeks of the years before, as far as the data reach', () => {
    const year: Dot[] = [
      { x: 1000, y: 1000, day: '2024-08-01' },
      { x: 1000, y: 1000, day: '2025-08-21', times: 9 }, // 52 weeks before 20 August 2026
      { x: 1000, y: 1000, day: '2025-09-11', times: 8 },
      { x: 1300, y: 1000, day: '2025-09-11', times: 2 },
    ];
    const effect = effectOf(tableOf([...dots, ...year]), study, question({ against: { kind: 'years' } }));
    expect(effect.comparisons.map(({ yearsBefore }) => yearsBefore)).toEqual([1, 2]);
    expect(effect.comparisons[0]).toMatchObject({ before: 9, after: 8, leftOut: null });
    expect(effect.comparisons[1]?.leftOut).toBe('empty');
    expect(effect.displacement).toBeNull();
    expect(effect.ringChange).not.toBeNull();
  });
});

describe('proposed comparisons', () => {
  it('are like the place before, apart from it and from each other, and know nothing of the time after', () => {
    const like = [
      [3030, 3040],
      [2030, 3540],
      [5030, 1040],
      [6030, 3040],
    ].map(([x = 0, y = 0]): Dot => ({ x, y, day: '2026-08-20', times: 10 }));
    const unlike: Dot[] = [
      { x: 7000, y: 2000, day: '2026-08-20', times: 90 },
      { x: 3500, y: 500, day: '2026-08-20', times: 10, category: 1 },
    ];
    const here: Dot = { x: 1000, y: 1000, day: '2026-08-20', times: 10 };
    const ask = question({ against: { kind: 'proposed', most: 4 } });
    const found = effectOf(tableOf([here, ...like, ...unlike]), study, ask).comparisons;
    expect(found).toHaveLength(4);
    expect(found.map(({ before }) => before)).toEqual([10, 10, 10, 10]);
    expect(found.every(({ leftOut }) => leftOut === null)).toBe(true);
    expect(found.every(({ distance }) => distance !== null && distance < 0.5)).toBe(true);
    const later = like.map((dot, i) => ({ ...dot, day: '2026-09-15', times: 30 * i }));
    const again = effectOf(tableOf([here, ...like, ...unlike, ...later]), study, ask).comparisons;
    expect(again.map(({ place }) => place)).toEqual(found.map(({ place }) => place));
  });
});

// Each interval takes some ten milliseconds, and more on a busy machine.
describe('the ratio of two changes', { timeout: 60_000 }, () => {
  const small = fc.record({ before: fc.integer({ min: 0, max: 40 }), after: fc.integer({ min: 0, max: 40 }) });
  const weeks = fc.record({ chiSquare: fc.integer({ min: 0, max: 200 }), freedom: fc.integer({ min: 1, max: 100 }) });

  it('has an interval that leaves out 1 exactly when p is under 5 %', () => {
    fc.assert(
      fc.property(small, fc.array(small, { minLength: 1, maxLength: 5 }), weeks, (place, others, scatter) => {
        const { p, low, high } = changeRatio(place, others, scatter);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        if (high !== null) expect(high).toBeGreaterThan(low);
        if (Math.abs(p - 0.05) > 1e-9) expect(p < 0.05).toBe(low > 1 || (high !== null && high < 1));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('turns round when before and after change places', () => {
    fc.assert(
      fc.property(small, fc.array(small, { minLength: 1, maxLength: 5 }), weeks, (place, others, scatter) => {
        const turn = ({ before, after }: { before: number; after: number }): { before: number; after: number } => ({
          before: after,
          after: before,
        });
        const [there, back] = [
          changeRatio(place, others, scatter),
          changeRatio(turn(place), others.map(turn), scatter),
        ];
        expect(back.p).toBeCloseTo(there.p, 9);
        if (there.high !== null && there.low > 0) expect(back.high).toBeCloseTo(1 / there.low, 6);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('says nothing where nothing can be said', () => {
    expect(changeRatio({ before: 5, after: 0 }, [], { chiSquare: 0, freedom: 0 })).toMatchObject({ p: 1, high: null });
    expect(changeRatio({ before: 0, after: 0 }, [{ before: 9, after: 9 }], { chiSquare: 0, freedom: 0 }).p).toBe(1);
    expect(() => changeRatio({ before: 1.5, after: 0 }, [], { chiSquare: 0, freedom: 0 })).toThrow(/whole numbers/);
  });

  it('is too little to tell from while it holds both a halving and a doubling', () => {
    const made = (low: number, high: number | null, p: number): ReturnType<typeof effectVerdict> =>
      effectVerdict({ ratio: 1, low, high, p, expected: 1, dispersion: 1 });
    expect([
      made(0.4, 2.2, 0.6),
      made(0.4, null, 0.6),
      made(0.6, 1.4, 0.6),
      made(0.3, 0.9, 0.01),
      made(1.1, null, 0.01),
    ]).toEqual([...['too-few', 'too-few', 'no-difference', 'fewer', 'more']]);
  });

  it('takes scatter for what it is', () => {
    expect(scatterOfCounts([2, 4, 6])).toEqual({ chiSquare: 2, freedom: 2 });
    expect(scatterOfCounts([0, 0])).toEqual({ chiSquare: 0, freedom: 0 });
    const places = [
      { before: 10, after: 20 },
      { before: 20, after: 10 },
    ];
    expect(scatterOfChanges(places).chiSquare).toBeCloseTo(20 / 3, 12);
  });
});

describe('the weighted displacement quotient', () => {
  const control = { before: 100, after: 100 };
  const read = (ring: number): string | null | undefined =>
    weightedDisplacement({ before: 40, after: 20 }, { before: 30, after: ring }, control)?.reading;

  it('tells spread of benefit from displacement', () => {
    // By hand: (0.50 - 0.30) / (0.20 - 0.40) = -1.
    expect(weightedDisplacement({ before: 40, after: 20 }, { before: 30, after: 50 }, control)?.quotient).toBeCloseTo(
      -1,
      12,
    );
    expect([read(20), read(30), read(40), read(55)]).toEqual(['diffusion', 'none', 'part', 'whole']);
  });

  it('is none where the place did not fall, or nothing is there to compare with', () => {
    expect(weightedDisplacement({ before: 20, after: 40 }, { before: 30, after: 20 }, control)?.quotient).toBeNull();
    expect(
      weightedDisplacement({ before: 20, after: 10 }, { before: 3, after: 2 }, { before: 0, after: 4 }),
    ).toBeNull();
  });
});

describe('the way to the worker', () => {
  it('answers the newest question of those that wait, and passes on its sentence', async () => {
    const answer = createMessageHandler();
    answer({ kind: 'load', id: 0, table: tableOf([]), ground: { areas, places: [] } });
    const port: AnalysisPort = {
      postMessage: (request) =>
        void Promise.resolve().then(() => port.onmessage?.({ data: answer(structuredClone(request)) } as MessageEvent)),
      terminate: () => undefined,
      ...{ onmessage: null, onerror: null },
    };
    const analyst = createEffectAnalyst(() => port);
    const answers = await Promise.all([analyst.effect(question()), analyst.effect(question({ ring: 0 }))]);
    expect(answers[0]).toBe('superseded');
    expect(answers[1]).toMatchObject({ verdict: 'too-few', ring: null });
    await expect(analyst.effect(question({ weeksAfter: -1 }))).rejects.toThrow(/whole weeks/);
    analyst.close();
    expect(await analyst.effect(question())).toBe('superseded');
  });
});
