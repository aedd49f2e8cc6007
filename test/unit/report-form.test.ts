/** What the report form understands by a time, a place and a finished report. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOfEpoch, localOfEpoch } from '../../src/domain/stockholm-time';
import type { Membership, Setting } from '../../src/domain/setting';
import { fold, matching } from '../../src/ui/match';
import {
  checkDraft,
  described,
  draftOfReport,
  emptyDraft,
  newReportId,
  nextDraft,
  parseDraft,
  refreshedDraft,
  settledDraft,
} from '../../src/screens/report/draft';
import type { ReportDraft } from '../../src/screens/report/draft';
import { choose, epochOfFields, fieldsOfEpoch, quickSpan, spanOf, TIME_CHOICES } from '../../src/screens/report/when';
import { moved, whereabouts } from '../../src/screens/report/where';

const at = (iso: string): number => Date.parse(iso) / 1000;
const MEMBERSHIP: Membership = {
  id: 'm1',
  municipalityId: '0680',
  municipalityName: 'Jönköping',
  organisationId: 'vatterhem',
  organisationName: 'Vätterhem',
  organisationKind: 'housing_company',
  role: 'reporter',
};

describe('when', () => {
  const span = (choice: 'now' | 'yesterdayEvening' | 'lastNight' | 'weekend', now: string): string[] => {
    const { from, to } = quickSpan(choice, at(now));
    return [isoOfEpoch(from), isoOfEpoch(to)];
  };

  it('just now is the last full five minutes', () => {
    expect(span('now', '2026-11-18T14:33:20+01:00')).toEqual([
      '2026-11-18T14:30:00+01:00',
      '2026-11-18T14:30:00+01:00',
    ]);
  });

  it('yesterday evening is six hours of the day before, also over a change of the clocks', () => {
    expect(span('yesterdayEvening', '2026-11-18T08:00:00+01:00')).toEqual([
      '2026-11-17T18:00:00+01:00',
      '2026-11-18T00:00:00+01:00',
    ]);
    // The clocks went back in the night to 25 October 2026.
    expect(span('yesterdayEvening', '2026-10-25T08:00:00+01:00')).toEqual([
      '2026-10-24T18:00:00+02:00',
      '2026-10-25T00:00:00+02:00',
    ]);
  });

  it('the night is the one that has been, until a new one has begun', () => {
    expect(span('lastNight', '2026-11-18T21:00:00+01:00')).toEqual([
      '2026-11-17T22:00:00+01:00',
      '2026-11-18T06:00:00+01:00',
    ]);
    expect(span('lastNight', '2026-11-18T03:10:00+01:00')).toEqual([
      '2026-11-17T22:00:00+01:00',
      '2026-11-18T03:10:00+01:00',
    ]);
    expect(span('lastNight', '2026-11-18T23:10:00+01:00')).toEqual([
      '2026-11-18T22:00:00+01:00',
      '2026-11-18T23:10:00+01:00',
    ]);
  });

  it('the weekend is from Friday evening to Monday morning, and on a weekend day the one going on', () => {
    expect(span('weekend', '2026-11-18T09:00:00+01:00')).toEqual([
      '2026-11-13T18:00:00+01:00',
      '2026-11-16T06:00:00+01:00',
    ]);
    expect(span('weekend', '2026-11-16T05:00:00+01:00')).toEqual([
      '2026-11-13T18:00:00+01:00',
      '2026-11-16T05:00:00+01:00',
    ]);
    expect(span('weekend', '2026-11-22T12:00:00+01:00')).toEqual([
      '2026-11-20T18:00:00+01:00',
      '2026-11-22T12:00:00+01:00',
    ]);
    expect(span('weekend', '2026-11-20T17:00:00+01:00')).toEqual([
      '2026-11-13T18:00:00+01:00',
      '2026-11-16T06:00:00+01:00',
    ]);
    expect(span('weekend', '2026-11-20T19:00:00+01:00')).toEqual([
      '2026-11-20T18:00:00+01:00',
      '2026-11-20T19:00:00+01:00',
    ]);
  });

  it('no choice ever lies in the future or ends before it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2001-01-01T00:00:00Z'), max: at('2050-12-31T00:00:00Z') }),
        fc.constantFrom('now' as const, 'yesterdayEvening' as const, 'lastNight' as const, 'weekend' as const),
        (now, choice) => {
          const { from, to } = quickSpan(choice, now);
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(now);
          expect(now - from).toBeLessThan(8 * 86_400);
        },
      ),
    );
  });

  it('date and time fields are the Swedish wall clock, and empty ones are no time', () => {
    expect(fieldsOfEpoch(at('2026-07-01T22:30:00Z'))).toEqual({ date: '2026-07-02', time: '00:30' });
    expect(epochOfFields('2026-07-02', '00:30')).toBe(at('2026-07-01T22:30:00Z'));
    expect(epochOfFields('', '00:30')).toBeNaN();
    expect(epochOfFields('2026-07-02', '')).toBeNaN();
  });

  it('fields say again what they were filled with, but for the repeated hour of autumn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2000-01-01T00:00:00Z') / 60, max: at('2050-12-31T00:00:00Z') / 60 }),
        (minute) => {
          const epoch = minute * 60;
          const { date, time } = fieldsOfEpoch(epoch);
          const back = epochOfFields(date, time);
          expect(localOfEpoch(back)).toEqual(localOfEpoch(epoch));
          expect([0, 3600]).toContain(epoch - back);
        },
      ),
    );
  });

  it('a moment has one time, an interval two, and another time begins with what stood there', () => {
    const now = at('2026-11-18T14:33:20+01:00');
    const evening = choose(emptyDraft(now).time, 'yesterdayEvening', now);
    expect(choose(evening, 'interval', now)).toEqual({ ...evening, choice: 'interval' });
    for (const choice of TIME_CHOICES) {
      const { from, to } = spanOf(choose(evening, choice, now));
      expect(to > from).toBe(choice !== 'now' && choice !== 'moment');
    }
  });
});

describe('where', () => {
  const square = (west: number, south: number, side: number): [number, number][] => [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  const setting: Setting = {
    municipality: {
      id: '0680',
      name: 'Jönköping',
      boundary: { type: 'MultiPolygon', coordinates: [[square(14, 57.5, 0.5)]] },
    },
    areas: [
      {
        id: 'oxnehaga',
        name: 'Öxnehaga',
        kind: 'pilot',
        activeFrom: '2024-01-01',
        // A hole in the first part, and a second part.
        geometry: {
          type: 'MultiPolygon',
          coordinates: [[square(14.1, 57.6, 0.1), square(14.14, 57.64, 0.02).reverse()], [square(14.3, 57.7, 0.05)]],
        },
      },
    ],
    organisations: [],
    categoryGroups: [],
    categories: [],
    places: [
      { id: 'torget', name: 'Torget', areaId: 'oxnehaga', lon: 14.11, lat: 57.61 },
      { id: 'skolan', name: 'Skolan', areaId: 'oxnehaga', lon: 14.1115, lat: 57.61 },
    ],
  };

  it('knows the area, its holes and its parts, and the nearest named place', () => {
    expect(whereabouts({ lon: 14.1101, lat: 57.61 }, setting)).toMatchObject({ kind: 'area', near: { id: 'torget' } });
    expect(whereabouts({ lon: 14.1112, lat: 57.61 }, setting)).toMatchObject({ kind: 'area', near: { id: 'skolan' } });
    expect(whereabouts({ lon: 14.32, lat: 57.72 }, setting)).toMatchObject({ kind: 'area', near: null });
    expect(whereabouts({ lon: 14.15, lat: 57.65 }, setting)).toEqual({ kind: 'no-area', near: null });
    expect(whereabouts({ lon: 13.9, lat: 57.65 }, setting)).toEqual({ kind: 'outside' });
    // On the border, as in the database.
    expect(whereabouts({ lon: 14.1, lat: 57.65 }, setting)).toMatchObject({ kind: 'area' });
  });

  it('moves by metres in every direction, and back', () => {
    const start = { lon: 14.2, lat: 57.77 };
    const east = moved(start, 100, 0);
    // 100 m along the parallel of 57.77 degrees.
    expect(east.lon - start.lon).toBeCloseTo(100 / (111_320 * Math.cos((57.77 * Math.PI) / 180)), 5);
    expect(moved(start, 0, 10).lat - start.lat).toBeCloseTo(10 / 111_133, 6);
    const back = moved(east, -100, 0);
    expect(back.lon).toBeCloseTo(start.lon, 5);
  });
});

describe('a draft', () => {
  const now = at('2026-11-18T14:33:20+01:00');
  const filled = { ...emptyDraft(now), categoryId: 'klotter', position: { lon: 14.2, lat: 57.77 } };
  const codes = (draft: ReportDraft): string[] =>
    checkDraft(draft, newReportId(), MEMBERSHIP, now).issues.map((issue) => issue.code);

  it('needs only what and where: the rest is filled in', () => {
    expect(checkDraft(emptyDraft(now), newReportId(), MEMBERSHIP, now).issues.map((issue) => issue.code)).toEqual([
      'missing-category',
      'missing-position',
    ]);
    const { report } = checkDraft(filled, newReportId(), MEMBERSHIP, now);
    expect(report).toMatchObject({
      municipalityId: '0680',
      organisationId: 'vatterhem',
      sharing: 'partners',
      policeReported: 'unknown',
      occurredFrom: at('2026-11-18T14:30:00+01:00'),
    });
  });

  it('names its errors in the order of the form', () => {
    expect(
      codes({
        ...filled,
        categoryId: '',
        description: 'Ring 070-123 45 67',
        time: { choice: 'moment', fromDate: '', fromTime: '', toDate: '', toTime: '' },
      }),
    ).toEqual(['missing-category', 'missing-time', 'personal-data']);
  });

  it('is asked about once more when it is older than a month, and goes when that is confirmed', () => {
    const old = { ...filled, time: { ...filled.time, choice: 'moment' as const, fromDate: '2026-10-01' } };
    expect(codes(old)).toEqual(['old']);
    expect(codes({ ...old, oldConfirmed: true })).toEqual([]);
  });

  describe('with words that may point at a person or at health', () => {
    const doubtful = described(filled, 'Grannen skrek i trapphuset');
    const confirmed = { ...doubtful, doubtConfirmed: true };

    it('is asked about, and goes when that is confirmed', () => {
      expect(codes(doubtful)).toEqual(['doubtful']);
      expect(codes(described(filled, 'Missbrukare i källaren'))).toEqual(['doubtful']);
      expect(codes(confirmed)).toEqual([]);
      expect(codes(described(filled, 'Berusade personer skrek i trapphuset'))).toEqual([]);
    });

    it('is not asked about when it cannot be sent anyhow, and never goes with what is blocked', () => {
      expect(codes(described(doubtful, 'Grannen på 070-123 45 67'))).toEqual(['personal-data']);
      expect(codes({ ...doubtful, description: 'Grannen på 070-123 45 67', doubtConfirmed: true })).toEqual([
        'personal-data',
      ]);
    });

    it('is asked about again for another word, not for more text around the same', () => {
      expect(codes(described(confirmed, 'GRANNEN skrek i trapphuset, även i går'))).toEqual([]);
      expect(codes(described(confirmed, 'Skrik i trapphuset'))).toEqual([]);
      expect(codes(described(confirmed, 'Grannen skrek, och en narkoman'))).toEqual(['doubtful']);
      // Typed away and back: the confirmation was for the text that stood there.
      expect(codes(described(described(confirmed, 'Gran'), 'Grannen'))).toEqual(['doubtful']);
    });

    it('was kept by an older version without the question, and is asked', () => {
      const older: Record<string, unknown> = { ...doubtful };
      delete older['doubtConfirmed'];
      expect(parseDraft(older)).toEqual(doubtful);
    });
  });

  it('refuses an interval that ends before it begins, and the future', () => {
    const time = {
      choice: 'interval' as const,
      fromDate: '2026-11-17',
      fromTime: '18:00',
      toDate: '2026-11-17',
      toTime: '17:59',
    };
    expect(codes({ ...filled, time })).toEqual(['end-before-start']);
    expect(codes({ ...filled, time: { ...time, toDate: '2026-11-19' } })).toEqual(['in-the-future']);
  });

  it('counts the text without the spaces around it', () => {
    expect(codes({ ...filled, description: ` ${'x'.repeat(280)} ` })).toEqual([]);
    expect(codes({ ...filled, description: 'x'.repeat(281) })).toEqual(['too-long']);
  });

  it('survives being kept, and nothing else is taken for one', () => {
    expect(parseDraft(structuredClone(filled))).toEqual(filled);
    for (const other of [undefined, null, {}, 'klotter', { ...filled, placeType: 'moon' }])
      expect(parseDraft(other)).toBeNull();
  });

  it('that said "just now" means the moment when it was typed once it is opened again', () => {
    const opened = settledDraft(filled);
    expect(opened.time.choice).toBe('moment');
    expect(spanOf(opened.time)).toEqual(spanOf(filled.time));
    // While nothing is typed the clock is followed.
    expect(spanOf(refreshedDraft(emptyDraft(now), now + 3600).time).from - spanOf(emptyDraft(now).time).from).toBe(
      3600,
    );
  });

  it('of a refused report says the same report again', () => {
    const { report } = checkDraft({ ...filled, description: 'Klotter på porten' }, 'not-a-uuid', MEMBERSHIP, now);
    expect(report).not.toBeNull();
    if (!report) return;
    expect(checkDraft(draftOfReport(report), report.id, MEMBERSHIP, now).report).toEqual(report);
  });

  it('for another event keeps place and time, and asks for the rest', () => {
    const { report } = checkDraft(
      { ...filled, description: 'Klotter', sharing: 'authorities' },
      newReportId(),
      MEMBERSHIP,
      now,
    );
    if (!report) expect.unreachable();
    else {
      const next = nextDraft(report, now + 600);
      expect(next).toMatchObject({ position: filled.position, categoryId: '', description: '', sharing: 'partners' });
      expect(spanOf(next.time).from).toBe(report.occurredFrom);
    }
  });

  it('gets an id of its own each time it is sent', () => {
    const ids = Array.from({ length: 100 }, newReportId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('finding by typing', () => {
  const options = [
    { id: 'klotter', label: 'Klotter', detail: 'Skadegörelse', keywords: 'Graffiti Vandalism' },
    { id: 'kallare', label: 'Källare/förråd', detail: 'Samlingar', keywords: 'Basement Gatherings' },
    { id: 'skada', label: 'Annan skadegörelse', detail: 'Skadegörelse', keywords: 'Other damage' },
    { id: 'oxne', label: 'Öxnehaga centrum', detail: 'Öxnehaga' },
  ];
  const ids = (query: string): string[] => matching(options, query).map((option) => option.id);

  it('needs neither case, å, ä, ö nor Swedish', () => {
    expect(fold('Öxnehaga Ågård')).toBe('oxnehaga agard');
    expect(ids('graff')).toEqual(['klotter']);
    expect(ids('FORRAD')).toEqual(['kallare']);
    expect(ids('oxne cent')).toEqual(['oxne']);
  });

  it('puts what the name begins with first, and finds every word or nothing', () => {
    expect(ids('skadeg')).toEqual(['skada', 'klotter']);
    expect(ids('klotter basement')).toEqual([]);
    expect(ids('')).toHaveLength(4);
  });
});
