/** The meeting as its participants follow it: everyone gets what the own audience may have, and hears when something changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, PEOPLE, type Person } from './fixture';
import { action, activity, asking, hotspot, openKnown, PICTURE, publish, type Saved } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Meeting {
  held: string | null;
  participants: string[];
  minutes: string;
  step: number;
  revision: number;
  decisions: { key: string; decision: string; reason: string }[];
  hotspotsRevision: number;
  actions: unknown[];
}
const FOLLOW: Person[] = ['reporterA', 'colleagueA', 'viewerA', 'reporterB', 'police', 'rescue', 'coordinator'];

describe('a meeting', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const meeting = (person: Person, p_picture = PICTURE): Promise<Meeting | null> =>
    ask(person, 'meeting_of', { p_picture });
  const save = (p_part: string, p_content: unknown, p_revision: number): Promise<Saved> =>
    ask('coordinator', 'save_part', { p_picture: PICTURE, p_part, p_content, p_revision });
  const signal = async (person: Person): Promise<{ municipality_id: string; changes: number }[]> => {
    const { data, error } = await (
      await db.as(emailOf(person))
    )
      .from('meeting_signal')
      .select('municipality_id, changes');
    if (error) throw new Error(error.message);
    return data;
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await openKnown(db);
  });
  afterAll(() => db.close());

  it('is nothing to those who may read no version, and empty before it began', async () => {
    expect(await meeting('coordinator')).toEqual({
      held: null,
      participants: [],
      minutes: '',
      step: 0,
      revision: 0,
      decisions: [],
      hotspotsRevision: 0,
      actions: [],
    });
    for (const person of FOLLOW.filter((it) => it !== 'coordinator')) expect(await meeting(person), person).toBeNull();
    await publish(db, 1);
    for (const person of Object.keys(PEOPLE) as Person[])
      expect((await meeting(person)) === null, person).toBe(!FOLLOW.includes(person));
    expect(await meeting('coordinator', '00000000-0000-4000-a000-00000000dead')).toBeNull();
  });

  it('shows decisions by their key alone, reasons to authorities, and minutes that are not published to the coordinator', async () => {
    await save(
      'meeting',
      { held: '2026-11-17', participants: ['polisen', 'bostad-a'], minutes: 'HEMLIGA ANTECKNINGAR', step: 4 },
      0,
    );
    await save(
      'hotspots',
      {
        raised: [
          hotspot('h2', { decision: 'none', reason: 'HEMLIGT SKÄL', name: 'HEMLIGT NAMN' }),
          hotspot('h1', { decision: 'action' }),
        ],
      },
      0,
    );
    for (const person of FOLLOW) {
      const met = (await meeting(person)) as Meeting;
      const authority = person === 'police' || person === 'coordinator';
      expect(met, person).toMatchObject({
        held: '2026-11-17',
        participants: ['bostad-a', 'polisen'],
        step: 4,
        revision: 1,
        hotspotsRevision: 1,
      });
      expect(met.minutes, person).toBe(person === 'coordinator' ? 'HEMLIGA ANTECKNINGAR' : '');
      expect(met.decisions, person).toEqual([
        { key: 'h2', decision: 'none', reason: authority ? 'HEMLIGT SKÄL' : '' },
        { key: 'h1', decision: 'action', reason: '' },
      ]);
      expect(JSON.stringify(met)).not.toMatch(/HEMLIGT NAMN/);
    }
  });

  it('lets its step be followed', async () => {
    const content = { held: '2026-11-17', participants: [], minutes: '', step: 5 };
    const { revision } = await save('meeting', content, 1);
    expect(await meeting('viewerA')).toMatchObject({ step: 5, revision });
    const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
    await save('meeting', { ...content, step: 6 }, revision);
    // The presenter's clicks are not worth a line of the log each.
    expect(await db.database.query('select action from public.audit_log where id > $1::bigint', [last?.id])).toEqual(
      [],
    );
  });

  describe('signals', () => {
    it('to the members of the municipality that something changed, and nothing else', async () => {
      for (const person of Object.keys(PEOPLE) as Person[])
        expect(
          (await signal(person)).map((row) => row.municipality_id),
          person,
        ).toEqual(FOLLOW.includes(person) ? ['9001'] : []);
      const columns = await db.database.query<{ it: string }>(
        "select attname::text as it from pg_attribute where attrelid = 'public.meeting_signal'::regclass and attnum > 0 order by attnum",
      );
      expect(columns.map(({ it }) => it)).toEqual(['municipality_id', 'changes', 'changed_at']);
    });

    it('an action, an activity, a step and a publication, and no word that is being written', async () => {
      const count = async (): Promise<number> => (await signal('viewerA'))[0]?.changes ?? 0;
      let before = await count();
      const moved = async (what: string, act: () => Promise<unknown>, yes = true): Promise<void> => {
        await act();
        const now = await count();
        expect(now > before, what).toBe(yes);
        before = now;
      };
      const it = action();
      await moved('an action', () => ask('reporterA', 'save_action', { p_action: it, p_revision: 0 }));
      await moved('its change', () =>
        ask('reporterA', 'save_action', { p_action: { ...it, status: 'done' }, p_revision: 1 }),
      );
      await moved(
        'nothing new',
        () => ask('reporterA', 'save_action', { p_action: { ...it, status: 'done' }, p_revision: 1 }),
        false,
      );
      await moved('its removal', () => ask('reporterA', 'remove_action', { p_id: it.id }));
      await moved('an activity', () => ask('reporterA', 'save_activity', { p_activity: activity(), p_revision: 0 }));
      await moved('a step', () => save('meeting', { held: null, participants: [], minutes: '', step: 9 }, 3));
      await moved('a word of the draft', () => save('general', { text: 'Utkast' }, 0), false);
      await moved('a publication', () => publish(db, 2));
    });
  });
});
