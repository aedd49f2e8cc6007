/** icalendar, with which other calendars are written in Python, reads the calendar file: each activity of the database with its days, instants, state and words. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { daysOf } from '../../src/domain/activity-span';
import { addDays } from '../../src/domain/iso-day';
import type { Activity } from '../../src/domain/meeting';
import type { Setting } from '../../src/domain/setting';
import { calendarText } from '../../src/screens/activities/activity-texts';
import { activity, asking } from '../database/known-pictures';
import { planId } from '../database/known-plans';
import { openTestDatabase, type TestDatabase } from '../database/servers';
import { describeWith, PYTHON } from './programs';

/** What stands in each event, as the library understands it. */
const READ = `
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
def text(event, key):
    return str(event[key]) if key in event else None
def moment(event, key):
    if key not in event: return None
    value = event.decoded(key)
    return int(value.timestamp()) if hasattr(value, 'timestamp') else value.isoformat()
print(json.dumps({'name': str(calendar['X-WR-CALNAME']), 'version': str(calendar['VERSION']), 'events': [{
    'id': text(event, 'UID'), 'sequence': int(event['SEQUENCE']), 'title': text(event, 'SUMMARY'), 'from': moment(event, 'DTSTART'), 'to': moment(event, 'DTEND'),
    'status': text(event, 'STATUS'), 'place': text(event, 'LOCATION'), 'category': [str(one) for one in event['CATEGORIES'].cats],
    'description': text(event, 'DESCRIPTION'), 'geo': [event['GEO'].latitude, event['GEO'].longitude] if 'GEO' in event else None,
    'errors': [str(one) for one in event.errors]} for event in calendar.walk('VEVENT')]}))
`;

interface Read {
  name: string;
  version: string;
  events: {
    id: string;
    sequence: number;
    title: string;
    /** Epoch seconds, or an ISO date. */
    from: number | string;
    to: number | string | null;
    status: string;
    place: string;
    category: string[];
    description: string;
    geo: [number, number] | null;
    errors: string[];
  }[];
}

const at = (iso: string): number => Date.parse(iso) / 1000;
const KINDS: Partial<Record<Activity['kind'], string>> = {
  safety_walk: 'Trygghetsvandring',
  dialogue: 'Dialog',
  event: 'Evenemang',
};

describeWith(['icalendar'], 'In icalendar', () => {
  let db: TestDatabase;
  let stored: Activity[];
  let read: Read;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    const ask = asking(db);
    const one = (values: Partial<Activity>): Activity => activity({ id: planId(), ...values });
    const days = { allDay: true, position: null, areaId: 'a' } as const;
    await ask('coordinator', 'save_activities', {
      p_activities: [
        one({ ...days, title: 'En dag', startsAt: at('2026-05-02T00:00+02:00'), endsAt: at('2026-05-03T00:00+02:00') }),
        one({
          ...{ ...days, title: 'Över sommartidens början; tre dagar, med \\ och "citat"', kind: 'dialogue' },
          ...{ startsAt: at('2026-03-28T00:00+01:00'), endsAt: at('2026-03-31T00:00+02:00'), theme: 'grannsamverkan' },
        }),
        // The second of the two hours that autumn has at 02:30.
        one({
          title: 'Nattvandring',
          kind: 'safety_walk',
          startsAt: at('2026-10-25T02:30+01:00'),
          endsAt: at('2026-10-25T04:00+01:00'),
        }),
        one({ title: 'Ett ögonblick', startsAt: at('2026-07-01T18:00+02:00'), endsAt: at('2026-07-01T18:00+02:00') }),
        one({
          ...{
            title: `Lång ${'å'.repeat(110)}`,
            startsAt: at('2026-01-10T18:00+01:00'),
            endsAt: at('2026-01-10T20:00+01:00'),
          },
          ...{
            state: 'done',
            participants: 35,
            note: 'Två rader,\nsom; ska hålla.',
            place: 'Bygdegården',
            position: null,
          },
        }),
      ],
    });
    const gone = one({
      title: 'Blev inte av',
      startsAt: at('2026-06-01T18:00+02:00'),
      endsAt: at('2026-06-01T19:00+02:00'),
    });
    await ask('coordinator', 'save_activity', { p_activity: gone, p_revision: 0 });
    await ask('coordinator', 'save_activity', { p_activity: { ...gone, state: 'cancelled' }, p_revision: 1 });
    stored = await ask<Activity[]>('coordinator', 'activities_of', { p_from: '2026-01-01', p_to: '2027-01-01' });
    stored = stored.filter(({ startsAt }) => startsAt < at('2026-11-01T00:00+01:00'));
    const setting = {
      municipality: { id: '9001', name: 'Provkommunen', boundary: { type: 'MultiPolygon', coordinates: [] } },
      ...{ areas: [], organisations: [], categoryGroups: [], categories: [], places: [] },
    } satisfies Setting;
    const file = calendarText(stored, setting, at('2026-11-22T12:00Z'));
    read = JSON.parse(execFileSync(PYTHON, ['-c', READ], { input: file, encoding: 'utf8' })) as Read;
    // A database is made first, which takes its time beside other tests.
  }, 240_000);
  afterAll(() => db.close());

  const eventOf = (title: string): Read['events'][number] => {
    const found = read.events.find((event) => event.title.startsWith(title));
    if (!found) throw new Error(`${title} is not in the calendar.`);
    return found;
  };

  it('every activity of the database is there once, with its revision, words and kind', () => {
    expect(stored.length).toBeGreaterThanOrEqual(6);
    expect(read).toMatchObject({ version: '2.0', name: 'Aktiviteter, Provkommunen' });
    expect(read.events.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    for (const { id, revision, title, kind, position, state } of stored) {
      const event = read.events.find((one) => one.id === id);
      expect(event).toMatchObject({
        ...{ sequence: revision, title, status: state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED', errors: [] },
        ...(KINDS[kind] ? { category: [KINDS[kind]] } : {}),
      });
      expect(event?.geo?.map((degree) => degree.toFixed(5)) ?? null).toEqual(
        position && [position.lat, position.lon].map((degree) => degree.toFixed(5)),
      );
    }
    expect(eventOf('Blev inte av').sequence).toBe(2);
    expect(eventOf('Lång').description).toContain('35 deltagare\nTvå rader,\nsom; ska hålla.');
    expect(eventOf('Lång').place).toContain('Bygdegården');
  });

  it('instants are those of the database, whole days are days, and the last day is in it', () => {
    for (const one of stored) {
      const event = read.events.find(({ id }) => id === one.id);
      const { from, to } = daysOf(one);
      if (one.allDay) expect([event?.from, event?.to]).toEqual([from, addDays(to, 1)]);
      else expect([event?.from, event?.to ?? event?.from]).toEqual([one.startsAt, one.endsAt]);
    }
    expect([eventOf('Över').from, eventOf('Över').to]).toEqual(['2026-03-28', '2026-03-31']);
    expect(eventOf('Nattvandring').from).toBe(at('2026-10-25T01:30Z'));
    expect(eventOf('Ett ögonblick').to).toBeNull();
  });
});
