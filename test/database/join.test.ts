/** The server's function `join`: accounts for those with a link, nothing for those without, and letters by the webhook. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, PASSWORD } from './fixture';
import { asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Invitation {
  id: string;
  token: string;
}

describe('joining', () => {
  let db: TestDatabase;
  let post: Server;
  const letters: { to: string; subject: string; text: string }[] = [];
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    post = createServer((incoming, outgoing) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        letters.push(JSON.parse(body) as (typeof letters)[number]);
        outgoing.end();
      });
    });
    await new Promise<void>((done) => post.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    post.close();
    delete process.env['REMIND_WEBHOOK_URL'];
    delete process.env['REMIND_WEBHOOK_SECRET'];
    await db.close();
  });

  /** The function's status and answer. */
  async function join(body: unknown, token?: string): Promise<[number, Record<string, unknown>]> {
    const response = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/join', {
        method: 'POST',
        headers: {
          'x-forwarded-for': '192.0.2.1',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }),
    );
    return [response.status, (await response.json()) as Record<string, unknown>];
  }
  const invite = async (emails: string[] = []): Promise<string[]> =>
    (
      await asking(db)<Invitation[]>('administrator', 'invite_member', {
        ...{ p_organisation: 'bostad-b', p_role: 'reporter', p_emails: emails },
      })
    ).map(({ token }) => token);
  const signIn = async (email: string, password: string) =>
    (await db.anonymous.auth.signInWithPassword({ email, password })).error?.code ?? 'in';
  const accounts = async (): Promise<number> =>
    Number((await db.database.query<{ n: number }>('select count(*)::int as n from auth.users'))[0]?.n);
  const LONG = 'en lång men minnesvärd fras';

  it('makes an account with what the invitation gives, once', async () => {
    const [token = ''] = await invite();
    expect(await join({ token, look: true })).toMatchObject([
      200,
      { kind: 'invitation', organisation: 'Bostad B', role: 'reporter', email: null },
    ]);
    expect(await join({ token, email: 'ny@test', password: 'kort' })).toMatchObject([
      400,
      { message: expect.stringMatching(/^invalid: .*short/) as string },
    ]);
    expect(await join({ token, email: 'ny@test', password: 'x'.repeat(73) })).toMatchObject([
      400,
      { message: expect.stringMatching(/^too-long: /) as string },
    ]);
    expect(await join({ token, email: ' Ny@Test ', password: LONG })).toEqual([200, { joined: true }]);
    expect(await signIn('ny@test', LONG)).toBe('in');
    const { data } = await db.anonymous.rpc('my_memberships');
    expect(data).toMatchObject([{ organisationId: 'bostad-b', role: 'reporter', municipalityId: '9001' }]);
    // The page takes the invitation once more after signing in: that is all the same.
    expect((await db.anonymous.rpc('accept_invitation', { p_token: token })).data).toMatchObject({ role: 'reporter' });
    await db.anonymous.auth.signOut();
    expect(await join({ token, email: 'annan@test', password: LONG })).toMatchObject([
      404,
      { message: expect.stringMatching(/^not-found: /) as string },
    ]);
    expect(await accounts()).toBe(12);
  });

  it('never says that an address has an account, and leaves that account as it is', async () => {
    const [token = ''] = await invite();
    expect(await join({ token, email: emailOf('stranger'), password: LONG })).toEqual([200, { joined: true }]);
    expect(await signIn(emailOf('stranger'), LONG)).toBe('invalid_credentials');
    expect(await signIn(emailOf('stranger'), PASSWORD)).toBe('in');
    // Nobody has taken the invitation by that: who signs in takes it.
    expect((await db.anonymous.rpc('my_memberships')).data).toHaveLength(1);
    expect((await db.anonymous.rpc('accept_invitation', { p_token: token })).data).toMatchObject({ role: 'reporter' });
    expect((await db.anonymous.rpc('my_memberships')).data).toHaveLength(2);
    await db.anonymous.auth.signOut();
  });

  it('begins a municipality, and leaves no account behind where that cannot be', async () => {
    const [row] = await db.database.query<{ it: string }>('select app.create_setup_link() as it');
    const token = row?.it ?? '';
    const setup = { code: '9020', municipality: 'Nyby', organisation: 'Nyby kommun' };
    const wish = { token, email: 'forst@test', password: LONG };
    const before = await accounts();
    expect(await join({ ...wish, setup: { ...setup, code: '9001' } })).toMatchObject([
      400,
      { message: expect.stringMatching(/^taken: /) as string },
    ]);
    expect((await join(wish))[0]).toBe(400);
    expect((await join({ ...wish, setup: { ...setup, role: 'x' } }))[0]).toBe(400);
    expect(await accounts()).toBe(before);
    expect(await join({ ...wish, setup })).toEqual([200, { joined: true }]);
    expect(await signIn('forst@test', LONG)).toBe('in');
    expect((await db.anonymous.rpc('my_memberships')).data).toMatchObject([
      { role: 'administrator' },
      { role: 'coordinator' },
    ]);
    await db.anonymous.auth.signOut();
  });

  it('sends each letter to its own address, for the administrator alone', async () => {
    const tokens = await invite(['en@test', 'tva@test']);
    const session = async (person: Parameters<typeof emailOf>[0]): Promise<string> =>
      (await (await db.as(emailOf(person))).auth.getSession()).data.session?.access_token ?? '';
    const wish = { municipality: '9001', tokens };
    expect(await join(wish, await session('administrator'))).toEqual([200, { mail: false, sent: 0 }]);
    const address = post.address();
    process.env['REMIND_WEBHOOK_URL'] =
      `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/`;
    process.env['REMIND_WEBHOOK_SECRET'] = 'hemlig';
    expect((await join(wish))[0]).toBe(401);
    expect((await join(wish, await session('coordinator')))[0]).toBe(403);
    expect((await join({ ...wish, municipality: '9002' }, await session('administrator')))[0]).toBe(403);
    expect(letters).toEqual([]);
    expect(await join(wish, await session('administrator'))).toEqual([200, { mail: true, sent: 2 }]);
    expect(letters.map(({ to }) => to).sort()).toEqual(['en@test', 'tva@test']);
    for (const { text, subject } of letters) {
      expect(subject).toContain('Testby');
      expect(text).toMatch(/\/#\/inbjudan\?kod=9001-[0-9a-f]{32}\n/);
    }
    expect(letters[0]?.text).not.toContain(letters[1]?.text.match(/kod=(\S+)/)?.[1]);
  });

  it('slows down who guesses, by where it comes from', async () => {
    for (let n = 0; n < 10; n++) await join({ token: `9001-${String(n).padStart(32, 'a')}`, look: true });
    const [token = ''] = await invite();
    expect((await join({ token: `9001-${'b'.repeat(32)}`, look: true }))[0]).toBe(429);
    expect((await join({ token, look: true }))[0]).toBe(200);
    expect((await join({ token: 'x', look: true }))[0]).toBe(400);
  });
});
