/** What a session must be to count: young enough, not signed out, and with the second factor where the role demands it. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, PASSWORD, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('a session', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  const memberships = async (client: SupabaseClient): Promise<Record<string, unknown>[]> =>
    (await client.rpc('my_memberships')).data as Record<string, unknown>[];
  const seesSetting = async (client: SupabaseClient): Promise<boolean> =>
    (await client.rpc('setting_of', { p_municipality: '9001' })).data !== null;
  const sql = (text: string): Promise<unknown> => db.database.query(text);

  it('is over when it is older than the municipality allows, however often it was refreshed', async () => {
    const client = await db.as(emailOf('police'));
    expect(await seesSetting(client)).toBe(true);
    await sql(
      `update auth.sessions set created_at = now() - interval '11 hours' where user_id = '${userIdOf('police')}'`,
    );
    expect(await seesSetting(client)).toBe(true);
    await sql(
      `update auth.sessions set created_at = now() - interval '13 hours' where user_id = '${userIdOf('police')}'`,
    );
    expect(await seesSetting(client)).toBe(false);
    expect(await memberships(client)).toEqual([]);
    expect((await client.from('municipality').select('id')).data).toEqual([]);
    const columns = await client.rpc('incident_columns_packed', { p_municipality: '9001' });
    expect(columns.data).toBeNull();
  });

  it('is over at once when it was ended, though the token has not run out', async () => {
    const client = await db.as(emailOf('rescue'));
    expect(await seesSetting(client)).toBe(true);
    await sql(`delete from auth.sessions where user_id = '${userIdOf('rescue')}'`);
    expect(await seesSetting(client)).toBe(false);
    expect(await memberships(client)).toEqual([]);
  });

  describe('where the municipality demands a second factor', () => {
    beforeAll(() => sql(`update public.municipality set second_factor_required = true where id = '9001'`));
    afterAll(() => sql(`update public.municipality set second_factor_required = false where id = '9001'`));

    it.each<Person>(['coordinator', 'administrator'])('gives a %s nothing but the question for it', async (person) => {
      const client = await db.as(emailOf(person));
      expect(await memberships(client)).toMatchObject([{ role: person, secondFactor: true }]);
      expect(await seesSetting(client)).toBe(false);
      expect((await client.from('incident').select('id')).data).toEqual([]);
      expect((await client.rpc('incident_columns_packed', { p_municipality: '9001' })).data).toBeNull();
      const { error } = await client.rpc('read_audit_log', { p_municipality: '9001' });
      expect(error?.message).toMatch(/^not-allowed/);
    });

    it('asks nothing more of a reporter', async () => {
      const client = await db.as(emailOf('reporterA'));
      expect(await memberships(client)).toMatchObject([{ role: 'reporter', secondFactor: false }]);
      expect(await seesSetting(client)).toBe(true);
    });
  });

  it('can begin anew with a password chosen by a link, which works once', async () => {
    const email = 'viewer.a@testby.se';
    await sql(`update auth.users set email = '${email}' where id = '${userIdOf('viewerA')}'`);
    const asked = await db.anonymous.auth.resetPasswordForEmail(email);
    expect(asked.error).toBeNull();
    const [stored] = await db.database.query<{ recovery_token: string }>(
      `select recovery_token from auth.users where id = '${userIdOf('viewerA')}'`,
    );
    const token = stored?.recovery_token ?? '';
    expect(token.length).toBeGreaterThan(20);
    const { error } = await db.anonymous.auth.verifyOtp({ token_hash: token, type: 'recovery' });
    expect(error).toBeNull();
    expect((await db.anonymous.auth.updateUser({ password: 'tre ord på rad' })).error).toBeNull();
    await db.anonymous.auth.signOut({ scope: 'local' });
    const again = await db.anonymous.auth.verifyOtp({ token_hash: token, type: 'recovery' });
    expect(again.error).not.toBeNull();
    expect((await db.anonymous.auth.signInWithPassword({ email, password: PASSWORD })).error).not.toBeNull();
    expect((await db.anonymous.auth.signInWithPassword({ email, password: 'tre ord på rad' })).error).toBeNull();
    await db.anonymous.auth.signOut({ scope: 'local' });
  });

  it('says nothing of who has an account', async () => {
    await sql(`update auth.users set email = 'colleague.a@testby.se' where id = '${userIdOf('colleagueA')}'`);
    const known = await db.anonymous.auth.resetPasswordForEmail('colleague.a@testby.se');
    const unknown = await db.anonymous.auth.resetPasswordForEmail('ingen@testby.se');
    expect(known).toEqual(unknown);
    expect(known.error).toBeNull();
  });
});
