/** A report with several events: what is kept, what is sent, and in which order. */
import { describe, expect, it } from 'vitest';
import { offsetOf, putRight } from '../../src/data/clock';
import type { Membership, Setting } from '../../src/domain/setting';
import { copyDraft, emptyDraft, isBlank, reclockedDraft, saidOf } from '../../src/screens/report/draft';
import type { ReportDraft } from '../../src/screens/report/draft';
import { waitingReason, worstOf } from '../../src/screens/report/report-state';
import type { Sheet } from '../../src/screens/report/sheet';
import { checkSheet, eventsOf, parseSheet, turnedOver, turnedTo } from '../../src/screens/report/sheet';
import { choose, spanOf } from '../../src/screens/report/when';
import { isNameless, moved } from '../../src/screens/report/where';

const NOW = Date.parse('2026-11-18T14:33:20+01:00') / 1000;
const HOUR = 3_600_000;
const MEMBERSHIP: Membership = {
  ...{ id: 'm1', municipalityId: '0680', municipalityName: 'Jönköping', organisationId: 'vatterhem' },
  ...{ organisationName: 'Vätterhem', organisationKind: 'housing_company', role: 'reporter' },
};
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const event = (patch: Partial<ReportDraft> = {}): ReportDraft => ({
  ...emptyDraft(NOW),
  ...{ categoryId: 'klotter', position: { lon: 14.26, lat: 57.77 } },
  ...patch,
});
const sheet = (listed: ReportDraft[], current: ReportDraft): Sheet => ({
  listed: listed.map((draft, i) => ({ id: id(i + 1), draft })),
  current: { id: id(9), draft: current },
});

describe('a report with several events', () => {
  it('is sent as a list and the form, and without an empty form', () => {
    expect(eventsOf(sheet([], emptyDraft(NOW))).map((one) => one.id)).toEqual([id(9)]);
    expect(eventsOf(sheet([event()], emptyDraft(NOW))).map((one) => one.id)).toEqual([id(1)]);
    expect(eventsOf(sheet([event()], event())).map((one) => one.id)).toEqual([id(1), id(9)]);
    expect(isBlank(event({ categoryId: '', description: ' ' }))).toBe(true);
    expect(isBlank(event({ categoryId: '', description: 'Lampa' }))).toBe(false);
  });

  it('opens one of its events in place of the form, and loses neither', () => {
    const turned = turnedTo(sheet([event(), event({ categoryId: 'hot' })], event({ categoryId: 'brak' })), id(1));
    expect(turned.current).toMatchObject({ id: id(1), draft: { categoryId: 'klotter' } });
    expect(turned.listed.map(({ draft }) => draft.categoryId)).toEqual(['brak', 'hot']);
    expect(turnedTo(sheet([event()], emptyDraft(NOW)), id(1)).listed).toEqual([]);
    expect(turnedOver(turned, { id: id(7), draft: emptyDraft(NOW) }).listed).toHaveLength(3);
    expect(turnedOver(sheet([], emptyDraft(NOW)), { id: id(7), draft: event() }).listed).toEqual([]);
  });

  it('names the first event that is wrong, and else all reports with their ids', () => {
    const wrong = checkSheet(sheet([event(), event({ position: null })], event()), MEMBERSHIP, NOW);
    expect(wrong).toMatchObject({ kind: 'wrong', id: id(2), issues: [{ code: 'missing-position' }] });
    const right = checkSheet(sheet([event({ placeName: ' Backen ' })], event()), MEMBERSHIP, NOW);
    expect(
      right.kind === 'right' && right.reports.map(({ report, said, placeName }) => [report.id, said, placeName]),
    ).toEqual([
      [id(1), 'now', 'Backen'],
      [id(9), 'now', ''],
    ]);
  });

  it('refuses a name that may point at a person, or that is too long', () => {
    const codes = (placeName: string): unknown => {
      const checked = checkSheet(sheet([], event({ placeName })), MEMBERSHIP, NOW);
      return checked.kind === 'wrong' ? checked.issues.map(({ code }) => code) : [];
    };
    expect(codes('Hos 070-123 45 67')).toEqual(['name-personal']);
    expect(codes('x'.repeat(81))).toEqual(['name-long']);
    expect(codes('Cykelstället')).toEqual([]);
  });

  it('is kept and read again, also as older versions kept it, and nothing else is taken for one', () => {
    const kept = sheet([event()], event({ description: 'Halv' }));
    const read = parseSheet(structuredClone(kept), () => id(5));
    expect(read?.listed[0]?.id).toBe(id(1));
    // "Just now" was when it was typed.
    expect(read?.current.draft).toMatchObject({ description: 'Halv', time: { choice: 'moment' } });
    const older = Object.fromEntries(
      Object.entries(event({ description: 'Äldre' })).filter(([name]) => name !== 'placeName'),
    );
    expect(parseSheet(older, () => id(5))).toMatchObject({
      listed: [],
      current: { id: id(5), draft: { placeName: '' } },
    });
    expect(parseSheet({ listed: 'x' }, () => id(5))).toBeNull();
    expect(parseSheet(undefined, () => id(5))).toBeNull();
  });
});

describe('the last report as a beginning', () => {
  it('gives everything but its text and its time', () => {
    const last = {
      categoryId: 'hot',
      lon: 14.2,
      lat: 57.7,
      placeType: 'garage',
      policeReported: 'yes',
      sharing: 'authorities',
    } as const;
    const draft = copyDraft(last, NOW);
    expect(draft).toMatchObject({ categoryId: 'hot', placeType: 'garage', sharing: 'authorities', description: '' });
    expect(draft.time.choice).toBe('now');
  });
});

describe('a wrong clock', () => {
  it('is read off the answer’s header, unless that took too long', () => {
    const asked = Date.parse('2026-11-18T12:00:00Z');
    expect(offsetOf('Wed, 18 Nov 2026 11:00:00 GMT', asked, asked + 1000)).toBe(-HOUR);
    expect(offsetOf('Wed, 18 Nov 2026 11:00:00 GMT', asked, asked + 60_000)).toBeNull();
    expect(offsetOf(null, asked, asked)).toBeNull();
    expect(offsetOf('yesterday', asked, asked)).toBeNull();
  });

  it('moves what was said as now or as a day, never what was written as date and clock', () => {
    const at = { occurredFrom: NOW, occurredTo: NOW };
    expect(putRight(at, 'now', -3 * HOUR).occurredFrom).toBe(NOW - 3 * 3600);
    expect(putRight(at, 'day', -3 * HOUR)).toEqual(at);
    expect(putRight(at, 'exact', -30 * HOUR)).toBe(at);
    expect(putRight(at, 'now', 60_000)).toBe(at);
    const now = event();
    expect(saidOf(now)).toBe('now');
    const right = reclockedDraft(now, 2 * HOUR);
    expect(spanOf(right.time).from - spanOf(now.time).from).toBe(7200);
    expect(right.time.choice).toBe('now');
    const typed = { ...now, time: choose(now.time, 'moment', NOW) };
    expect(reclockedDraft(typed, 2 * HOUR)).toBe(typed);
  });
});

describe('what is said of reports on their way', () => {
  it('is what asks most of the person, with the reason of waiting', () => {
    expect(
      worstOf([{ kind: 'stored', areaId: null }, { kind: 'refused', reason: 'too-long' }, { kind: 'waiting' }]).kind,
    ).toBe('refused');
    expect(worstOf([{ kind: 'stored', areaId: 'a' }, { kind: 'waiting' }]).kind).toBe('waiting');
    expect(worstOf([{ kind: 'stored', areaId: 'a' }])).toEqual({ kind: 'stored', areaId: 'a' });
    expect(waitingReason(false, 'unreachable')).toBe('network');
    expect(waitingReason(true, 'unreachable')).toBe('server');
    expect(waitingReason(true, null)).toBe('soon');
    expect(waitingReason(false, 'device')).toBe('device');
  });
});

describe('a name for a place', () => {
  it('may be proposed more than 75 metres from every known one, and within the municipality', () => {
    const ring = [
      [14, 57],
      [15, 57],
      [15, 58],
      [14, 58],
      [14, 57],
    ];
    const place = { id: 'torget', name: 'Torget', areaId: null, lon: 14.5, lat: 57.5 };
    const setting: Setting = {
      municipality: { id: '0680', name: 'Jönköping', boundary: { type: 'MultiPolygon', coordinates: [[ring]] } },
      ...{ areas: [], organisations: [], categoryGroups: [], categories: [], places: [place] },
    };
    expect(isNameless(place, setting)).toBe(false);
    expect(isNameless(moved(place, 0, 70), setting)).toBe(false);
    expect(isNameless(moved(place, 0, 80), setting)).toBe(true);
    expect(isNameless({ lon: 16, lat: 57.5 }, setting)).toBe(false);
  });
});
