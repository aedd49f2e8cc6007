/** What the screen of activities works out by itself: its address, the weeks of a month, where words lie, and the rows of a pasted list. */
import { describe, expect, it } from 'vitest';
import { createPlaceFinder } from '../../src/import/activity-places';
import { instantsOf } from '../../src/domain/activity-span';
import type { Activity } from '../../src/domain/meeting';
import { activityOf, emptyDraft, occasionsOf } from '../../src/screens/activities/activity-draft';
import { formatActivities, parseActivities, shiftMonth } from '../../src/screens/activities/address';
import { fits, isDue } from '../../src/screens/activities/filter';
import { NO_FILTERS } from '../../src/screens/activities/address';
import { byDay, weeksOf } from '../../src/screens/activities/month-grid';
import { activitiesOf, emptyPaste, pasteRows, withIds } from '../../src/screens/activities/paste-rows';

const area = (id: string, name: string) => ({
  ...{ id, name, kind: 'other' as const, activeFrom: '2020-01-01' },
  geometry: { type: 'MultiPolygon' as const, coordinates: [] },
});
const findPlace = createPlaceFinder({
  areas: [area('raslatt', 'Råslätt'), area('huskvarna-soder', 'Huskvarna Söder')],
  places: [{ id: 'torget', name: 'Hoppets torg', areaId: null, lon: 14.16, lat: 57.78 }],
});
const NOON = Date.parse('2026-11-22T11:00Z') / 1000;
let made = 0;
const newId = (): string => `id ${++made}`;

describe('the screen of activities', () => {
  it('has its whole view in the address, and takes what it does not know as usual', () => {
    const view = {
      ...{ view: 'list' as const, month: '2024-05', kind: 'safety_walk' as const, area: '-', state: 'due' as const },
      ...{ theme: 'unga & äldre', owner: 'polisen', commitment: null, id: '00000000-0000-4000-8000-000000000001' },
    };
    const query = formatActivities(view, '2026-11').split('?')[1] ?? '';
    expect(parseActivities(query, '2026-11')).toEqual(view);
    expect(formatActivities(parseActivities('vy=x&manad=2026-13&slag=y', '2026-11'), '2026-11')).toBe(
      '/atgarder/aktiviteter',
    );
    expect([shiftMonth('2026-01', -1), shiftMonth('2026-11', 12)]).toEqual(['2025-12', '2027-11']);
  });

  it('shows a month in whole ISO weeks, with several days on each of them', () => {
    const weeks = weeksOf('2026-12');
    expect(weeks.map(({ number }) => number)).toEqual([49, 50, 51, 52, 53]);
    expect([weeks[0]?.days[0], weeks.at(-1)?.days[6]]).toEqual(['2026-11-30', '2027-01-03']);
    const record = { ...instantsOf({ from: '2026-12-30', to: '2027-01-01', fromTime: '', toTime: '' }) } as Activity;
    const days = byDay([{ record }]);
    expect([...days].map(([day, [entry]]) => `${day} ${entry?.day}/${entry?.of}`)).toEqual([
      ...['2026-12-30 1/3', '2026-12-31 2/3', '2027-01-01 3/3'],
    ]);
  });

  it('takes an area or a place that is named, and keeps other words as words', () => {
    expect(findPlace('råslätt')).toMatchObject({ certainty: 'area', areaId: 'raslatt', position: null, place: '' });
    expect(findPlace('Hoppets torg')).toMatchObject({ certainty: 'place', position: { lon: 14.16, lat: 57.78 } });
    expect(findPlace('Huskvarna')).toMatchObject({ certainty: 'alike', areaId: null, place: 'Huskvarna' });
    expect(findPlace('Huskvarna').candidates).toContain('Huskvarna Söder');
    expect(findPlace('Biblioteket')).toMatchObject({ certainty: 'words', place: 'Biblioteket' });
  });

  it('counts what is over as held, asks about what was planned, and keeps a series together', () => {
    const around = { organisationId: 'polisen', findPlace, now: NOON };
    const past = activityOf(emptyDraft('a', '2026-11-21', { title: 'x', participants: '12' }), around);
    expect(past).toMatchObject({ state: 'done', participants: 12, organisationId: 'polisen' });
    const today = activityOf(emptyDraft('b', '2026-11-22', { title: 'x', participants: '12' }), around);
    expect(today).toMatchObject({ state: 'planned', participants: null });
    expect([isDue(today, NOON), isDue(today, NOON + 86_400)]).toEqual([false, true]);
    expect(fits(today, { ...NO_FILTERS, area: '-', kind: 'dialogue' }, NOON)).toBe(true);
    expect(fits(today, { ...NO_FILTERS, state: 'due' }, NOON)).toBe(false);
    const series = occasionsOf(
      emptyDraft('c', '2026-11-23', { to: '2026-11-24', rhythm: 'week', until: '2026-12-14', without: ['2026-12-07'] }),
      around,
      newId,
    );
    expect(series).toHaveLength(3);
    expect(new Set(series.map(({ seriesKey }) => seriesKey)).size).toBe(1);
    expect(new Set(series.map(({ id }) => id)).size).toBe(3);
    expect(series.map(({ startsAt, endsAt }) => endsAt - startsAt)).toEqual([172_800, 172_800, 172_800]);
  });

  it('mends a pasted line, leaves out what has no day, and points at what is stored already', () => {
    const around = { findPlace, kindName: () => 'Dialog', known: [] };
    const draft = { ...emptyPaste(2026), text: '13/1 Råslätt\nutan dag\n20/11 och 26/11 Råslätt' };
    const rows = pasteRows(draft, around);
    expect(rows.map(({ taken }) => taken)).toEqual([true, false, true, true]);
    expect(rows[0]?.draft).toMatchObject({ title: 'Dialog', kind: 'dialogue', where: 'Råslätt' });
    const mended = pasteRows({ ...draft, patches: { 'utan dag#1': { from: '2026-02-01', to: '2026-02-01' } } }, around);
    expect(mended[1]).toMatchObject({ taken: true, issues: [], doubts: [] });
    const ids = withIds(draft, mended, newId);
    const sent = activitiesOf(mended, ids, 'polisen', findPlace, NOON);
    expect(sent.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'planned']);
    expect(sent[2]?.seriesKey).toBe(sent[3]?.seriesKey);
    // Sent once more it has the same ids, and what is stored is noticed.
    expect(withIds({ ...draft, ids }, mended, newId)).toEqual(ids);
    expect(pasteRows(draft, { ...around, known: sent })[0]?.doubts).toEqual(['known']);
  });
});
