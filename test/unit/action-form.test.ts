/** Actions and planned events as they are written: what may be sent, in which order they stand, and when the next meeting is. */
import { describe, expect, it } from 'vitest';
import type { Action, Activity } from '../../src/domain/meeting';
import type { Setting } from '../../src/domain/setting';
import {
  actionIssues,
  actionOf,
  draftOfAction,
  emptyDraft,
  nextMeeting,
  parseDrafts,
} from '../../src/screens/actions/action-draft';
import { inOrder, isLate } from '../../src/screens/actions/action-words';
import { activityOf, draftOfEvent, emptyEvent, eventIssues, parseEvent } from '../../src/screens/report/event-draft';

const square = (west: number, south: number, east: number, north: number): Setting['municipality']['boundary'] => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ],
});
const setting: Setting = {
  municipality: { id: '0680', name: 'Jönköping', boundary: square(14, 57, 15, 58) },
  areas: [
    {
      id: 'oxnehaga',
      name: 'Öxnehaga',
      kind: 'pilot',
      activeFrom: '2026-01-01',
      geometry: square(14.1, 57.1, 14.2, 57.2),
    },
  ],
  ...{ organisations: [], categoryGroups: [], categories: [], places: [] },
};
const NOW = 1_795_000_000; // November 2026

describe('an action that is written', () => {
  const draft = emptyDraft('a', { what: 'Bättre belysning', areaId: 'oxnehaga', due: '2026-12-01' });

  it('says what is missing, too long, or points at a person', () => {
    expect(actionIssues(draft, setting)).toEqual([]);
    expect(actionIssues({ ...draft, what: ' ' }, setting)).toEqual([{ field: 'what', code: 'missing' }]);
    expect(actionIssues({ ...draft, problem: 'x'.repeat(281) }, setting)).toEqual([
      { field: 'problem', code: 'too-long' },
    ]);
    expect(actionIssues({ ...draft, outcome: 'Ring 070-123 45 67' }, setting)).toEqual([
      { field: 'outcome', code: 'personal-data' },
    ]);
    expect(actionIssues({ ...draft, position: { lon: 18, lat: 59 } }, setting)).toEqual([
      { field: 'where', code: 'outside' },
    ]);
  });

  it('goes and comes back the same, and lies in the area of its point', () => {
    const action = actionOf(draft, setting, NOW);
    expect(draftOfAction(action)).toEqual(draft);
    expect(actionOf({ ...draft, areaId: null, position: { lon: 14.15, lat: 57.15 } }, setting, NOW).areaId).toBe(
      'oxnehaga',
    );
    expect(actionOf({ ...draft, due: '' }, setting, NOW).due).toBeNull();
  });

  it('is found again in the browser, unless an older version wrote it', () => {
    const kept = { open: 'ny:p:h1', drafts: { 'ny:p:h1': draft } };
    expect(parseDrafts(structuredClone(kept))).toEqual(kept);
    expect(parseDrafts({ drafts: { x: { what: 'y' } } })).toEqual({ open: null, drafts: {} });
  });
});

describe('the list of actions', () => {
  const action = (id: string, patch: Partial<Action>): Action => ({
    ...actionOf(emptyDraft(id), setting, NOW),
    ...patch,
  });

  it('begins with the one that is latest, and ends with what is over', () => {
    const list = [
      action('done', { status: 'done', due: '2026-01-01' }),
      action('later', { due: '2026-12-24' }),
      action('undated', { due: null }),
      action('late', { due: '2026-11-20' }),
      action('cancelled', { status: 'cancelled' }),
      action('latest', { due: '2026-11-02', status: 'ongoing' }),
    ];
    expect(inOrder(list, '2026-11-22').map(({ id }) => id)).toEqual([
      ...['latest', 'late', 'later', 'undated', 'done', 'cancelled'],
    ]);
  });

  it('calls nothing late on its day, or when it is done', () => {
    expect(isLate({ status: 'planned', due: '2026-11-22' }, '2026-11-22')).toBe(false);
    expect(isLate({ status: 'planned', due: '2026-11-21' }, '2026-11-22')).toBe(true);
    expect(isLate({ status: 'done', due: '2026-11-21' }, '2026-11-22')).toBe(false);
    expect(isLate({ status: 'planned', due: null }, '2026-11-22')).toBe(false);
  });
});

it('the next meeting is a period later', () => {
  expect(nextMeeting('2026-11-24', '2026-W47')).toBe('2026-12-01');
  expect(nextMeeting('2026-12-29', '2026-W52')).toBe('2027-01-05');
  expect(nextMeeting('2026-01-31', '2026-01')).toBe('2026-02-28');
  expect(nextMeeting('2026-09-08', '2026-T2')).toBe('2027-01-08');
});

describe('a planned event', () => {
  const draft = { ...emptyEvent('e', NOW), title: 'Match' };
  const codes = (patch: Partial<typeof draft>): string[] =>
    eventIssues({ ...draft, ...patch }, setting, NOW).map(({ code }) => code);

  it('needs a name and a time ahead, and holds no person', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ title: '' })).toEqual(['title_missing']);
    expect(codes({ title: 'Fest hos anna@exempel.se' })).toEqual(['title_personal']);
    expect(codes({ toDate: '' })).toEqual(['time_missing']);
    expect(codes({ toDate: '2026-11-01' })).toEqual(['time_order']);
    expect(codes({ fromDate: '2026-11-01', toDate: '2026-11-01' })).toEqual(['time_past']);
    expect(codes({ visitors: 'många' })).toEqual(['visitors']);
    expect(codes({ visitors: '2 000' })).toEqual([]);
    expect(codes({ position: { lon: 18, lat: 59 } })).toEqual(['place_outside']);
  });

  it('goes and comes back the same', () => {
    const activity: Activity = activityOf({ ...draft, visitors: '2 000' }, 'vatterhem', setting);
    expect(activity).toMatchObject({ organisationId: 'vatterhem', visitors: 2000, state: 'planned', revision: 0 });
    expect(activityOf(draftOfEvent(activity), 'annan', setting)).toEqual(activity);
    expect(parseEvent(structuredClone(draft))).toEqual(draft);
    expect(parseEvent({ title: 'x' })).toBeNull();
  });
});
