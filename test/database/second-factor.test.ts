/** The second factor from the first code to the next session, through the client library, against the rule in the database. */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { totp } from '../../supabase/embedded/totp';
import { emailOf, PASSWORD } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

let db: TestDatabase;
let coordinator: SupabaseClient;
let factor: { id: string; secret: string };
let shown: string;
beforeAll(async () => {
  db = await openTestDatabase('fixture');
  await db.database.query(`update public.municipality set second_factor_required = true where id = '9001'`);
  coordinator = await db.as(emailOf('coordinator'));
});
afterAll(() => db.close());

/** By both doors, which must say the same. */
const seesSetting = async (client: SupabaseClient): Promise<boolean> => {
  const { data } = await client.rpc('setting_of', { p_municipality: '9001' });
  const start = await client.rpc('begin_session', { p_membership: null, p_purpose: 'Veckans lägesbild' });
  expect(start.error).toBeNull();
  expect((start.data as { setting: unknown }).setting).toEqual(data);
  return data !== null;
};
const levels = async (client: SupabaseClient): Promise<(string | null)[]> => {
  const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
  return [data?.currentLevel ?? null, data?.nextLevel ?? null];
};
const show = async (client: SupabaseClient, code: string, id = factor.id): Promise<string | undefined> =>
  (await client.auth.mfa.challengeAndVerify({ factorId: id, code })).error?.code;
/** A code counts once: where another is shown, it is that of the step after. */
const code = (steps = 0): string => totp(factor.secret, Date.now() / 1000 + 30 * steps);

it('begins with an app that is set up', async () => {
  expect(await seesSetting(coordinator)).toBe(false);
  const { data, error } = await coordinator.auth.mfa.enroll({ factorType: 'totp', issuer: 'Lägesbild' });
  expect(error).toBeNull();
  if (data?.type !== 'totp') throw new Error('No app was set up.');
  factor = { id: data.id, secret: data.totp.secret };
  expect(data.totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg/);
  expect(data.totp.uri).toContain(`secret=${factor.secret}`);
  expect(await levels(coordinator)).toEqual(['aal1', 'aal1']); // not yet shown
});

it('refuses a wrong code, and gives nothing', async () => {
  expect(await show(coordinator, code() === '000000' ? '000001' : '000000')).toBe('mfa_verification_failed');
  expect(await seesSetting(coordinator)).toBe(false);
});

it('opens with the code of the app, also after the token is refreshed', async () => {
  shown = code();
  expect(await show(coordinator, shown)).toBeUndefined();
  expect(await levels(coordinator)).toEqual(['aal2', 'aal2']);
  expect(await seesSetting(coordinator)).toBe(true);
  expect((await coordinator.auth.refreshSession()).error).toBeNull();
  expect(await seesSetting(coordinator)).toBe(true);
});

it('takes a code once, and asks each new session', async () => {
  const elsewhere = db.anonymous;
  await elsewhere.auth.signInWithPassword({ email: emailOf('coordinator'), password: PASSWORD });
  expect(await levels(elsewhere)).toEqual(['aal1', 'aal2']);
  expect(await seesSetting(elsewhere)).toBe(false);
  expect(await show(elsewhere, shown)).toBe('mfa_verification_failed');
  // One who knows the password alone can neither take the app away nor be rid of the question with another.
  expect((await elsewhere.auth.mfa.unenroll({ factorId: factor.id })).error?.code).toBe('insufficient_aal');
  expect((await elsewhere.auth.mfa.enroll({ factorType: 'totp' })).error?.code).toBe('insufficient_aal');
  expect(await show(elsewhere, code(1))).toBeUndefined();
  expect(await seesSetting(elsewhere)).toBe(true);
});

it('is each person’s own, and makes one who guesses wait', async () => {
  const police = await db.as(emailOf('police'));
  expect(await show(police, code(), factor.id)).toBe('mfa_factor_not_found');
  for (let guess = 0; guess < 5; guess++) expect(await show(coordinator, 'abcdef')).toBe('mfa_verification_failed');
  expect(await show(coordinator, code(1))).toBe('over_request_rate_limit');
  const forged = await db.fetch(
    new Request('http://127.0.0.1:1/auth/v1/factors', {
      method: 'POST',
      headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjo5OTk5OTk5OTk5fQ.' },
    }),
  );
  expect(forged.status).toBe(401);
});
