/** The embedded server as `npm start` meets it: kept sessions, one server a directory, changed migrations, stale demo data, damaged files. */
import { createClient } from '@supabase/supabase-js';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import ws from 'ws';
import { ensureDemo } from '../../supabase/embedded/demo.ts';
import { holderOf, lockDirectory } from '../../supabase/embedded/lock.ts';
import { migrate } from '../../supabase/embedded/migrate.ts';
import { embeddedSupabase } from '../../supabase/embedded/plugin.ts';
import { startServer } from '../../supabase/embedded/server.ts';
import { factsOf, lineOf } from '../../supabase/operation/catalogue.ts';
import { checksumsOf, tablesOf } from '../../supabase/operation/contents.ts';
import { fixture, PASSWORD } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the database directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-lock-'));
  const directory = join(folder, 'database');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('belongs to one server at a time: a second start says so in one sentence', () => {
    const unlock = lockDirectory(directory);
    expect(holderOf(directory)).toBe(process.pid);
    expect(() => lockDirectory(directory)).toThrow(/already in use by process \d+: use that server, or stop it/);
    unlock();
    expect(holderOf(directory)).toBeNull();
  });

  it('is free again when its process was killed', () => {
    writeFileSync(`${directory}.lock`, '999999999');
    expect(holderOf(directory)).toBeNull();
    lockDirectory(directory)();
  });

  it('that cannot be opened leads to `npm run reset`', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'PG_VERSION'), '17'); // as after a start that was killed in the middle
    const plugin = embeddedSupabase({ directory: broken });
    const { config, configureServer } = plugin;
    if (typeof config !== 'function' || typeof configureServer !== 'function')
      throw new Error('the plugin has no hooks');
    await config.call({} as never, {}, { mode: 'development', command: 'serve' });
    await expect(
      configureServer.call({} as never, { middlewares: { use: () => undefined }, httpServer: null } as never),
    ).rejects.toThrow(/cannot be opened .*npm run reset/);
    expect(holderOf(broken)).toBeNull();
  });
});

describe('the plugin', () => {
  const settings = (environment: Record<string, string>): unknown => {
    const { config } = embeddedSupabase();
    if (typeof config !== 'function') throw new Error('the plugin has no config hook');
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    try {
      return config.call({} as never, {}, { mode: 'development', command: 'serve' });
    } finally {
      vi.unstubAllEnvs();
    }
  };

  it('offers the demo accounts in the dev server, takes no part in the build, and steps aside for a Supabase of one’s own', () => {
    expect(embeddedSupabase().apply).toBe('serve');
    expect(settings({})).toMatchObject({ define: { 'import.meta.env.VITE_DEMO': '"true"' } });
    expect(settings({ VITE_SUPABASE_URL: 'https://x.supabase.co', VITE_SUPABASE_ANON_KEY: 'k' })).toEqual({});
    expect(() => settings({ VITE_SUPABASE_URL: 'https://x.supabase.co' })).toThrow(/Set both/);
  });
});

describe('a database that is started again', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('demo');
  });
  afterAll(() => db.close());
  const said: string[] = [];
  const listen = (line: string): void => {
    said.push(line);
  };

  it('applies no migration twice', async () => {
    expect(await migrate(db.database, listen)).toBe(0);
  });

  it('keeps demo data of this week', async () => {
    said.length = 0;
    await ensureDemo(db.database, listen);
    expect(said).toEqual([]);
  });

  it('keeps demo data older than a week in which somebody has reported, and says how to renew them', async () => {
    await db.database.script("update app.demo_seed set seeded_at = now() - interval '9 days'");
    said.length = 0;
    await ensureDemo(db.database, listen);
    expect(said.join()).toMatch(/9 days old and kept because something was written; `npm run reset`/);
  });

  it('renews demo data older than a week in which nobody has', { timeout: 240_000 }, async () => {
    await db.database
      .script(`alter table public.incident disable trigger user; alter table public.check_in disable trigger user;
      update public.incident set created_at = least(created_at, now() - interval '10 days');
      update public.check_in set created_at = least(created_at, now() - interval '10 days');
      alter table public.incident enable trigger user; alter table public.check_in enable trigger user;
      alter table public.review_note disable trigger user;
      update public.review_note set at = now() - interval '10 days';
      alter table public.review_note enable trigger user;
      update public.place_proposal set created_at = now() - interval '10 days', decided_at = null;
      update public.import_source set updated_at = now() - interval '10 days';
      update public.import set created_at = now() - interval '10 days';
      update public.activity set created_at = now() - interval '10 days';
      set session_replication_role = replica; -- their own triggers would say that they were written now
      update public.agreement set updated_at = now() - interval '10 days';
      update public.commitment set updated_at = now() - interval '10 days';
      update public.commitment_follow_up set updated_at = now() - interval '10 days';
      update public.service_case set updated_at = now() - interval '10 days';
      update public.service_promise set created_at = now() - interval '10 days';
      update public.action_note set at = now() - interval '10 days';
      update public.school_holiday set created_at = now() - interval '10 days';
      set session_replication_role = default;`);
    // An action that somebody changed is worth keeping too.
    said.length = 0;
    await ensureDemo(db.database, listen);
    expect(said.join()).toMatch(/kept because something was written/);
    await db.database.script("update public.action set updated_at = now() - interval '10 days'");
    said.length = 0;
    await ensureDemo(db.database, listen);
    expect(said.join()).toMatch(/Renewing/);
    const [row] = await db.database.query<{ n: number }>(
      "select count(*)::integer as n from public.incident where created_at > now() - interval '7 days'",
    );
    expect(row?.n).toBeGreaterThan(50);
  });

  it('refuses to go on when an applied migration was changed', async () => {
    await db.database.script(
      "update embedded.applied_migration set checksum = 'changed' where name like '%_incident.sql'",
    );
    await expect(migrate(db.database, listen)).rejects.toThrow(/_incident\.sql was changed .*npm run reset/);
  });
});

describe('a session', () => {
  it('survives a restart of the server, on a copy of its folder', { timeout: 240_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lagesbild-session-'));
    const copy = `${folder}-copy`;
    const contentsOf = async ({ database }: Awaited<ReturnType<typeof startServer>>) => ({
      rows: await checksumsOf(database.query, await tablesOf(database.query, ['public', 'app', 'auth', 'embedded'])),
      rules: (await factsOf(database)).map(lineOf),
    });
    const start = (seed: string | false) =>
      startServer({ driver: 'pglite', directory: join(folder, 'database'), secretFile: join(folder, 'secret'), seed });
    const clientOf = (server: Awaited<ReturnType<typeof start>>) =>
      createClient('http://127.0.0.1:1', server.publishableKey, {
        auth: { persistSession: false, autoRefreshToken: false },
        global: { fetch: (input, init) => server.fetch(new Request(input, init)) },
        realtime: { transport: ws as never },
      });
    try {
      const first = await start(fixture);
      const { data } = await clientOf(first).auth.signInWithPassword({ email: 'reporter.a@test', password: PASSWORD });
      const session = data.session;
      if (!session) throw new Error('no session');
      expect(session.expires_in).toBe(3600);
      const held = await contentsOf(first);
      await first.close();

      // The backup of docs/operation.md: the folder, copied while nothing runs. The original is gone, the copy goes on.
      cpSync(folder, copy, { recursive: true });
      rmSync(folder, { recursive: true });
      renameSync(copy, folder);
      const second = await start(false);
      expect(await contentsOf(second)).toEqual(held);
      const client = clientOf(second);
      expect((await client.auth.setSession(session)).error).toBeNull();
      expect((await client.rpc('my_memberships')).data).toHaveLength(1);
      const renewed = await client.auth.refreshSession();
      expect(renewed.error).toBeNull();
      expect(renewed.data.session?.refresh_token).not.toBe(session.refresh_token);
      await second.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
