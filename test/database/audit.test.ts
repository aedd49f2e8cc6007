/** Everything that is changed or handed out leaves a trace; nobody changes the trace; the administrator reads it. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionInWords } from '../../src/screens/log/log-words';
import { emailOf, PEOPLE, report, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

interface Entry {
  id: number;
  at: number;
  userId: string | null;
  membershipId: string | null;
  organisationId: string | null;
  role: string | null;
  action: string;
  filter: Record<string, unknown>;
  count: number | null;
  purpose: string | null;
}

describe('the audit log', () => {
  let db: TestDatabase;
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const read = async (values: Record<string, unknown> = {}): Promise<Entry[]> => {
    const { data, error } = await (
      await as('administrator')
    ).rpc('read_audit_log', { p_municipality: '9001', ...values });
    if (error) throw new Error(error.message);
    return data as Entry[];
  };
  /** What the log gained while something was done, oldest first. */
  const during = async (act: () => PromiseLike<unknown>): Promise<Entry[]> => {
    const [last] = await db.database.query<{ id: string }>(
      'select coalesce(max(id), 0)::text as id from public.audit_log',
    );
    await act();
    return (await read()).filter(({ id }) => id > Number(last?.id)).reverse();
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  it('names who, as which member, did what to which report, and no word of its text', async () => {
    const row = report({ description: 'Ett hemligt klotter.' });
    const reporter = await as('reporterA');
    const [sent] = await during(() => reporter.from('incident').insert(row));
    expect(sent).toMatchObject({
      action: 'incident.inserted',
      userId: userIdOf('reporterA'),
      organisationId: 'bostad-a',
      role: 'reporter',
      filter: { ids: [row.id] },
      count: 1,
    });
    const [changed] = await during(() =>
      reporter.from('incident').update({ description: 'Andra ord.', category_id: 'glas' }).eq('id', row.id),
    );
    expect(changed).toMatchObject({
      action: 'incident.updated',
      filter: { ids: [row.id], columns: ['category_id', 'description'] },
      count: 1,
    });
    const [gone] = await during(() => reporter.from('incident').delete().eq('id', row.id));
    expect(gone).toMatchObject({ action: 'incident.deleted', filter: { ids: [row.id] }, count: 1 });
    const all = JSON.stringify(await db.database.query('select * from public.audit_log'));
    expect(all).not.toMatch(/hemligt|Andra ord/);
  });

  it('does not mention what was refused or changed nothing', async () => {
    const reporter = await as('reporterA');
    expect(
      await during(async () => {
        await reporter.from('incident').insert(report({ organisation_id: 'polisen' }));
        await reporter.from('incident').update({ category_id: 'glas' }).eq('organisation_id', 'polisen');
      }),
    ).toEqual([]);
  });

  it('notes every reading of detail, with filter and count', async () => {
    const row = report();
    await (await as('reporterA')).from('incident').insert(row);
    const coordinator = await as('coordinator');
    const [one] = await during(() => coordinator.rpc('incident_detail', { p_municipality: '9001', p_id: row.id }));
    expect(one).toMatchObject({
      action: 'incident.read',
      userId: userIdOf('coordinator'),
      filter: { id: row.id },
      count: 1,
    });
    const [none] = await during(async () =>
      (await as('police')).rpc('incident_detail', { p_municipality: '9001', p_id: row.id }),
    );
    expect(none).toMatchObject({ action: 'incident.read', userId: userIdOf('police'), count: 0 });
    const [all] = await during(() =>
      coordinator.rpc('incident_columns_packed', { p_municipality: '9001', p_since: '2020-01-01T00:00:00Z' }),
    );
    expect(all).toMatchObject({ action: 'incidents.read', count: 1 });
    expect(JSON.stringify(all?.filter)).toMatch(/2020-01-01/);
    expect(
      await during(async () => (await as('stranger')).rpc('incident_columns_packed', { p_municipality: '9001' })),
    ).toEqual([]);
  });

  it('has the purpose once from a session that begins with one question', async () => {
    const viewer = await as('viewerA');
    const begin = async (values: Record<string, unknown>): Promise<unknown> => {
      const { data, error } = await viewer.rpc('begin_session', {
        p_membership: null,
        p_purpose: 'Uppföljning',
        ...values,
      });
      expect(error).toBeNull();
      return data;
    };
    let mine = '';
    const [stated, ...more] = await during(async () => {
      const start = (await begin({})) as { memberships: { id: string }[]; setting: { municipality: { id: string } } };
      mine = start.memberships[0]?.id ?? '';
      expect(start.setting).toEqual((await viewer.rpc('setting_of', { p_municipality: '9001' })).data);
    });
    expect(stated).toMatchObject({ action: 'session.purpose', purpose: 'Uppföljning', membershipId: mine });
    expect(more).toEqual([]);
    // Known already, and for nobody: nothing is written.
    expect(await during(() => begin({ p_membership: mine, p_stated: mine }))).toEqual([]);
    expect(await (await as('nobody')).rpc('begin_session', { p_membership: mine, p_purpose: 'Möte' })).toMatchObject({
      data: null,
      error: null,
    });
  });

  it('keeps the purpose stated at sign-in with what is read, as the membership that was chosen', async () => {
    const [membership] = await db.database.query<{ id: string }>(
      'select id::text from public.membership where user_id = $1',
      [userIdOf('viewerA')],
    );
    const viewer = await as('viewerA');
    const state = (values: Record<string, unknown>) =>
      viewer.rpc('state_purpose', {
        p_municipality: '9001',
        p_membership: membership?.id,
        p_purpose: 'Veckans möte',
        ...values,
      });
    expect((await state({})).error).toBeNull();
    const [entry] = await during(() => viewer.rpc('incident_columns_packed', { p_municipality: '9001' }));
    expect(entry).toMatchObject({ purpose: 'Veckans möte', membershipId: membership?.id });
    // Not longer than a session lasts.
    await db.database.query("update public.municipality set session_hours = 1 where id = '9001'");
    await db.database.script(`alter table public.audit_log disable trigger user;
      update public.audit_log set at = at - interval '2 hours' where action = 'session.purpose'; alter table public.audit_log enable trigger user;`);
    expect(
      (await during(() => viewer.rpc('incident_columns_packed', { p_municipality: '9001' })))[0]?.purpose,
    ).toBeNull();

    const [other] = await db.database.query<{ id: string }>(
      'select id::text from public.membership where user_id = $1',
      [userIdOf('police')],
    );
    expect((await state({ p_membership: other?.id })).error?.message).toMatch(/^not-allowed: /);
    expect((await state({ p_purpose: 'Söker 070-174 06 05' })).error?.message).toMatch(/^personal-data: /);
    expect((await state({ p_purpose: '  ' })).error?.message).toMatch(/^invalid: /);
  });

  it('notes an export before it leaves, and refuses one that says nothing or too much', async () => {
    const viewer = await as('viewerA');
    const log = (values: Record<string, unknown>) =>
      viewer.rpc('log_export', {
        p_municipality: '9001',
        p_kind: 'csv',
        p_filter: { period: '2026-W47', area: ['a'], from: 1801150000 },
        p_count: 12,
        ...values,
      });
    const [entry] = await during(async () => {
      expect((await log({ p_purpose: 'Till styrgruppen' })).error).toBeNull();
    });
    expect(entry).toMatchObject({
      action: 'export.csv',
      count: 12,
      filter: { period: '2026-W47', kind: 'csv', purpose: 'Till styrgruppen' },
    });
    for (const wrong of [
      { p_kind: 'a b' },
      { p_count: -1 },
      { p_filter: { a: { b: 1 } } },
      { p_filter: { 'a b': 1 } },
      { p_filter: { a: 'x'.repeat(5000) } },
    ])
      expect((await log(wrong)).error?.message, JSON.stringify(wrong).slice(0, 60)).toMatch(/^invalid: /);
    expect((await log({ p_filter: { words: 'ring 070-174 06 05' } })).error?.message).toMatch(/^personal-data: /);
    expect((await log({ p_municipality: '9002' })).error?.message).toMatch(/^not-allowed: /);
  });

  it('notes members and rules that change', async () => {
    const administrator = await as('administrator');
    expect(
      (await during(() => administrator.from('municipality').update({ session_hours: 9 }).eq('id', '9001'))).map(
        ({ action, userId }) => [action, userId],
      ),
    ).toEqual([['municipality.updated', userIdOf('administrator')]]);
    expect(
      (
        await during(() =>
          administrator.from('retention_rule').insert({ municipality_id: '9001', subject: 'row', days: 900 }),
        )
      )[0],
    ).toMatchObject({
      action: 'retention_rule.inserted',
      filter: { after: { subject: 'row', days: 900 } },
    });
    expect(
      (
        await during(() =>
          db.database.query('update public.membership set active = false where user_id = $1', [userIdOf('rescue')]),
        )
      )[0],
    ).toMatchObject({
      action: 'membership.updated',
      userId: null,
      filter: { before: { active: true }, after: { active: false } },
    });
    await db.database.query('update public.membership set active = true where user_id = $1', [userIdOf('rescue')]);
  });

  it('is read by the administrator of the municipality alone, in pages, and says so itself', async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const client = await as(person);
      expect((await client.from('audit_log').select('*')).error?.code, person).toBe('42501');
      if (person === 'administrator') continue;
      const { data, error } = await client.rpc('read_audit_log', { p_municipality: '9001' });
      expect([data, error?.message.split(':')[0]], person).toEqual([null, 'not-allowed']);
    }
    const first = await read({ p_limit: 3 });
    const second = await read({ p_limit: 3, p_before: first.at(-1)?.id });
    expect(first).toHaveLength(3);
    expect(second[0]?.id ?? Infinity).toBeLessThan(first.at(-1)?.id ?? 0);
    expect((await read({ p_limit: 1 }))[0]).toMatchObject({ action: 'log.read', userId: userIdOf('administrator') });
    expect(await read({ p_to: '2020-01-01T00:00:00Z' })).toEqual([]);
    const { error } = await (await as('administrator')).rpc('read_audit_log', { p_municipality: '9002' });
    expect(error?.message).toMatch(/^not-allowed: /);
  });

  it.each(['current owner', 'service_role', 'authenticated'])('is changed by nobody: %s', async (role) => {
    const before = await db.database.query(
      'select count(*)::integer as n, md5(string_agg(a::text, id::text order by id)) as it from public.audit_log a',
    );
    for (const act of [
      'update public.audit_log set count = 0',
      'delete from public.audit_log',
      'truncate public.audit_log',
      'truncate public.audit_log, public.municipality cascade',
    ]) {
      const as = role === 'current owner' ? '' : `set local role ${role};`;
      await expect(db.database.script(`begin; ${as} ${act}; commit;`), act).rejects.toThrow(
        role === 'current owner' ? /not-allowed: The audit log is only ever added to/ : /permission denied/,
      );
    }
    expect(
      await db.database.query(
        'select count(*)::integer as n, md5(string_agg(a::text, id::text order by id)) as it from public.audit_log a',
      ),
    ).toEqual(before);
  });

  it('that cannot be written hands nothing out and changes nothing', async () => {
    const row = report();
    await db.database
      .script(`create function app.full_disk() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
      create trigger full_disk before insert on public.audit_log for each row execute function app.full_disk();`);
    try {
      const coordinator = await as('coordinator');
      for (const answer of [
        await coordinator.rpc('incident_columns_packed', { p_municipality: '9001' }),
        await coordinator.rpc('incident_detail', { p_municipality: '9001', p_id: row.id }),
        await (await as('reporterA')).from('incident').insert(row),
        await (await as('administrator')).rpc('read_audit_log', { p_municipality: '9001' }),
      ]) {
        expect(answer.data).toBeNull();
        expect(answer.error?.message).toMatch(/the disk is full/);
      }
      expect(await db.database.query('select 1 from public.incident where id = $1', [row.id])).toEqual([]);
    } finally {
      await db.database.script('drop trigger full_disk on public.audit_log; drop function app.full_disk();');
    }
  });

  it('holds one row for a statement of many', async () => {
    await during(() =>
      db.database
        .script(`insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to)
        select '9001', gen_random_uuid(), 'bostad-a', 'klotter', 14.01, 57.01, now(), now() from generate_series(1, 250);`),
    ).then((entries) => {
      expect(entries).toHaveLength(1);
      expect(entries[0]).toMatchObject({ action: 'incident.inserted', userId: null, count: 250 });
      expect(entries[0]?.filter['ids']).toHaveLength(100);
    });
  });

  it('has words for whatever the database can write into it', async () => {
    const tables = await db.database.query<{ name: string }>(
      `select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
       where p.proname in ('log_setting', 'log_row', 'log_keys')`,
    );
    const literals = await db.database.query<{ action: string }>(
      `select distinct m[1] as action from pg_proc p, regexp_matches(p.prosrc, 'write_log(?:_as)?\\([^;]*?''([a-z_]+\\.[a-z_]+)''', 'g') m
       where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)`,
    );
    expect(tables.length).toBeGreaterThan(20);
    expect(literals.length).toBeGreaterThan(40);
    const actions = [
      ...literals.map(({ action }) => action),
      ...tables.flatMap(({ name }) => ['inserted', 'updated', 'deleted'].map((how) => `${name}.${how}`)),
    ];
    expect(actions.filter((action) => actionInWords({ action, filter: {} }) === action)).toEqual([]);
  });
});
