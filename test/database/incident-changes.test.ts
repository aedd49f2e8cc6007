/** Whoever has read the incidents gets what has changed, no less, nothing of what they may not see, and everything anew where what they had no longer holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeIncidents } from '../../src/data/merge-incidents';
import type { PackedIncidents } from '../../src/data/types';
import { unpack } from '../unit/packed-incidents';
import { emailOf, POINTS, report, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

const READERS: Person[] = ['reporterA', 'reporterB', 'police', 'coordinator'];

interface Changes {
  cursor: string;
  full: boolean;
  removed: string;
  incidents: PackedIncidents;
}
interface Held {
  cursor: string;
  incidents: PackedIncidents;
}

const idsOf = (removed: string): string[] =>
  Array.from(
    { length: Buffer.from(removed, 'base64').length / 16 },
    (_, i) =>
      /(.{8})(.{4})(.{4})(.{4})(.{12})/
        .exec(Buffer.from(removed, 'base64').toString('hex', 16 * i, 16 * i + 16))
        ?.slice(1)
        .join('-') ?? '',
  );

describe('changes of incidents', () => {
  let db: TestDatabase;
  const changes = async (person: Person, after?: string): Promise<Changes | null> => {
    const answer = await (
      await db.as(emailOf(person))
    ).rpc('incident_changes', { p_municipality: '9001', ...(after === undefined ? {} : { p_after: after }) });
    if (answer.error) throw new Error(answer.error.message);
    return answer.data as Changes | null;
  };
  const begin = async (person: Person): Promise<Held> => {
    const answer = await changes(person);
    if (!answer?.full) throw new Error('nothing to begin with');
    return answer;
  };
  const whole = async (person: Person): Promise<PackedIncidents> =>
    (await (await db.as(emailOf(person))).rpc('incident_columns_packed', { p_municipality: '9001' }))
      .data as PackedIncidents;
  const sql = (text: string, values: unknown[] = []): Promise<unknown[]> => db.database.query(text, values);

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    const rows = [...Array(24).keys()].map((n) =>
      report({
        organisation_id: ['bostad-a', 'bostad-b', 'polisen'][n % 3],
        sharing: ['partners', 'authorities', 'own_organisation'][Math.floor(n / 3) % 3],
        ...[POINTS.inA, POINTS.inB, POINTS.nowhere][Math.floor(n / 9) % 3],
        // Two in each second: their ids decide which comes first.
        occurred_from: new Date(Date.now() - 86_400_000 + Math.floor(n / 2) * 60_000).toISOString(),
        occurred_to: new Date(Date.now() - 3_600_000).toISOString(),
      }),
    );
    const columns = Object.keys(rows[0] ?? {});
    const values = rows.map(
      (row) => `(${columns.map((column) => (row[column] === null ? 'null' : `'${String(row[column])}'`)).join(', ')})`,
    );
    await db.database.script(`insert into public.incident (${columns.join(', ')}) values ${values.join(',\n')};
      update public.incident set review_state = 'released' where right(id::text, 1) in ('0', '1', '2', '3', '4', '5', '6');`);
  });
  afterAll(() => db.close());

  it('put into what was read give what a full load gives, for each reader and after each kind of change, and name nothing that they never saw', async () => {
    const held = new Map<Person, Held>();
    const seen = new Map<Person, Set<string>>();
    for (const person of READERS) {
      const first = await begin(person);
      expect(first.incidents).toEqual(await whole(person));
      held.set(person, first);
      seen.set(person, new Set(unpack(first.incidents).id));
    }
    const nth = `select id from public.incident where municipality_id = '9001' order by id`;
    const steps = [
      `update public.incident set review_state = 'released' where id in (${nth} limit 9)`,
      `update public.incident set review_state = 'set_aside' where id in (${nth} limit 4)`,
      `update public.incident set sharing = 'own_organisation' where id in (${nth} offset 3 limit 5)`,
      `update public.incident set sharing = 'partners' where id in (${nth} offset 6 limit 9)`,
      `update public.incident set lon = ${POINTS.inB.lon}, lat = ${POINTS.inB.lat} where id in (${nth} limit 12)`,
      `update public.incident set occurred_from = occurred_from - interval '3 hours', category_id = 'glas' where id in (${nth} offset 5 limit 7)`,
      `update public.incident set duplicate_of = (${nth} limit 1) where id in (${nth} offset 1 limit 2)`,
      `delete from public.incident where id in (${nth} offset 8 limit 4)`,
      `update public.incident set review_state = 'released', sharing = 'authorities', duplicate_of = null where municipality_id = '9001'`,
      `update public.incident set description = null where municipality_id = '9002'`,
    ];
    for (const step of steps) {
      await sql(step);
      await Promise.all(
        READERS.map(async (person) => {
          const before = held.get(person) ?? (await begin(person));
          const answer = await changes(person, before.cursor);
          if (!answer) throw new Error('a member got nothing');
          expect(answer.full, step).toBe(false);
          const incidents = mergeIncidents(before.incidents, answer.incidents, answer.removed);
          expect(incidents, `${person}: ${step}`).toEqual(await whole(person));
          const known = seen.get(person) ?? new Set();
          expect(
            idsOf(answer.removed).filter((id) => !known.has(id)),
            `${person}: ${step}`,
          ).toEqual([]);
          for (const id of unpack(incidents).id) known.add(id);
          held.set(person, { cursor: answer.cursor, incidents });
        }),
      );
    }
    // Something was there to be read, and to be lost.
    expect(seen.get('coordinator')?.size).toBeGreaterThan(
      unpack(held.get('coordinator')?.incidents ?? (await whole('coordinator'))).id.length,
    );
  });

  it('hold what was sent and nothing else, and are logged as a reading', async () => {
    const { cursor } = await begin('reporterA');
    const nothing = await changes('reporterA', cursor);
    expect(nothing).toMatchObject({ full: false, removed: '', incidents: { size: 0 } });
    const row = report();
    await (await db.as(emailOf('reporterA'))).from('incident').insert(row);
    const answer = await changes('reporterA', nothing?.cursor);
    expect(answer && unpack(answer.incidents).id).toEqual([row.id]);
    const [entry] = await sql('select action, filter, count from public.audit_log order by id desc limit 1');
    expect(entry).toEqual({
      action: 'incidents.read',
      filter: { changedAfter: expect.stringMatching(/^2\d{3}-/) as string },
      count: 1,
    });
    // Waits for review: others hear nothing of it, and nothing of its going.
    const { cursor: others } = await begin('police');
    await sql('delete from public.incident where id = $1', [row.id]);
    expect(await changes('police', others)).toMatchObject({ removed: '', incidents: { size: 0 } });
    expect(idsOf((await changes('reporterA', answer?.cursor))?.removed ?? '')).toEqual([row.id]);
  });

  it('are the whole again where the reader, their rights, the lists or the time have changed', async () => {
    const { cursor } = await begin('reporterA');
    const again = async (after: string): Promise<boolean | undefined> => (await changes('reporterA', after))?.full;
    expect(await again(cursor)).toBe(false);
    const [after = '', at = '', basis = ''] = cursor.split('.');
    expect(await again(`${after}.${Number(at) - 8 * 86_400}.${basis}`)).toBe(true);
    expect(await again((await begin('colleagueA')).cursor)).toBe(true);
    for (const damaged of ['', 'x', `${'9'.repeat(19)}.${at}`, `-1.${at}.${basis}`, `'; select 1; --`])
      expect(await again(damaged), damaged).toBe(true);

    const asked: [string, string][] = [
      [
        "insert into public.organisation_area (municipality_id, organisation_id, area_id) values ('9001', 'bostad-a', 'b')",
        "delete from public.organisation_area where municipality_id = '9001' and organisation_id = 'bostad-a' and area_id = 'b'",
      ],
      [
        "insert into public.category (municipality_id, id, group_id, name) values ('9001', 'brand', 'skador', 'Brand')",
        "delete from public.category where municipality_id = '9001' and id = 'brand'",
      ],
      [
        `insert into public.membership (municipality_id, user_id, organisation_id, role) values ('9001', '${userIdOf('reporterA')}', 'kommunen', 'coordinator')`,
        `delete from public.membership where user_id = '${userIdOf('reporterA')}' and role = 'coordinator'`,
      ],
    ];
    for (const [change, back] of asked) {
      const before = (await changes('reporterA', cursor))?.cursor ?? '';
      expect(await again(before)).toBe(false);
      await sql(change);
      expect(await again(before), change).toBe(true);
      await sql(back);
    }
    // A table that was filled anew, as from a backup: what its rows say of transactions says nothing of these.
    const { cursor: last } = await begin('reporterA');
    await sql('vacuum full public.incident');
    expect(await again(last)).toBe(true);
    expect(await changes('stranger')).toBeNull();
  });

  it('pass by rows whose transaction has not been here, as in a restored copy', async () => {
    await db.database.script(`set session_replication_role = replica;
      update public.incident set changed_in = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8 where municipality_id = '9001';
      set session_replication_role = origin;`);
    const { cursor, incidents } = await begin('coordinator');
    expect(incidents.size).toBeGreaterThan(0);
    expect((await changes('coordinator', cursor))?.incidents.size).toBe(0);
    await sql("update public.incident set review_state = 'released' where municipality_id = '9001'");
    expect((await changes('coordinator', cursor))?.incidents.size).toBe(incidents.size);
  });

  it('rest on a memory of eight days that goes with the municipality', async () => {
    const left = async (where = 'true'): Promise<number> =>
      ((await sql(`select count(*)::integer as n from app.former_incident where ${where}`)) as { n: number }[])[0]?.n ??
      -1;
    expect(await left()).toBeGreaterThan(0);
    await sql("update app.former_incident set at = now() - interval '9 days'");
    await sql("update public.incident set review_state = 'set_aside' where municipality_id = '9001'");
    expect(await left("at < now() - interval '8 days'")).toBe(0);
    expect(await left()).toBeGreaterThan(0);
    for (const table of ['incident', 'category'])
      await sql(`delete from public.${table} where municipality_id = '9001'`);
    await sql("delete from public.municipality where id = '9001'");
    expect(await left()).toBe(0);
  });
});
