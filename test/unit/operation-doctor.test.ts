/** What the doctor says of keys, mail, backups and the API, without a database. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportOf } from '../../supabase/operation/doctor.ts';
import type { Examined, Finding } from '../../supabase/operation/doctor/finding.ts';
import { api, keys, kindOfKey, mail } from '../../supabase/operation/doctor/project.ts';
import { backups } from '../../supabase/operation/doctor/server.ts';

const root = mkdtempSync(join(tmpdir(), 'lagesbild-doctor-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const said = (findings: readonly Finding[]): string[] => findings.map(({ level, what }) => `${level}: ${what}`);

/** A key of the older kind; signed by nobody. */
const token = (role: string, exp = Math.floor(Date.now() / 1000) + 86_400): string =>
  ['{"alg":"HS256"}', JSON.stringify({ role, exp }), 'x'.repeat(30)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
const SECRET = `sb_secret_${'a'.repeat(32)}`;

describe('keys', () => {
  it('are told apart by their form', () => {
    expect(kindOfKey('sb_publishable_abc')?.kind).toBe('publishable');
    expect(kindOfKey(SECRET)?.kind).toBe('secret');
    expect(kindOfKey(token('anon'))?.kind).toBe('anon');
    expect(kindOfKey(token('service_role'))?.kind).toBe('service_role');
    for (const other of ['', 'abc', 'eyJ.eyJ.x', token('admin')]) expect(kindOfKey(other)).toBeNull();
  });

  it('that everybody may have are right where everybody has them, and one that opens all is an alarm', () => {
    const look = (environment: Record<string, string>): string[] => said(keys({ environment, root }));
    expect(look({ VITE_SUPABASE_ANON_KEY: 'sb_publishable_abc', SUPABASE_SERVICE_ROLE_KEY: SECRET })).toEqual([]);
    expect(look({ VITE_SUPABASE_ANON_KEY: SECRET })[0]).toBe('wrong: VITE_SUPABASE_ANON_KEY holds a secret key.');
    expect(look({ VITE_KEY: token('service_role') })).toEqual(['wrong: VITE_KEY holds a secret key.']);
    expect(look({ VITE_DATABASE_URL: 'postgresql://a:b@c/d' })).toEqual([
      'wrong: VITE_DATABASE_URL looks like something that only the server may know.',
    ]);
    expect(look({ VITE_SUPABASE_ANON_KEY: token('anon', 2_000_000_000) })).toEqual([
      'look: VITE_SUPABASE_ANON_KEY is a key of the older kind, good until 2033-05-18.',
    ]);
    expect(look({ VITE_SUPABASE_ANON_KEY: token('anon', 1_000_000_000) })[0]).toMatch(
      /^wrong: .*good until 2001-09-09/,
    );
    expect(look({ VITE_SUPABASE_ANON_KEY: 'abc' })).toEqual(['wrong: VITE_SUPABASE_ANON_KEY is no key of Supabase.']);
    expect(look({ SUPABASE_SERVICE_ROLE_KEY: 'sb_publishable_abc' })).toEqual([
      'wrong: SUPABASE_SERVICE_ROLE_KEY is no secret key.',
    ]);
  });

  it('are found in the built app too; words of the client library are no key', () => {
    mkdirSync(join(root, 'dist/assets'), { recursive: true });
    writeFileSync(
      join(root, 'dist/assets/a.js'),
      'if(k.startsWith("sb_secret_"))throw 0;const a="sb_publishable_abcdefghijklmnopqrstuvwxyz"',
    );
    expect(keys({ environment: {}, root })).toEqual([]);
    writeFileSync(join(root, 'dist/assets/b.js'), `const k="${token('service_role')}"`);
    expect(said(keys({ environment: {}, root }))).toEqual(['wrong: A secret key is built into dist/assets/b.js.']);
  });
});

it('mail goes by https, with a secret; without a webhook it cannot be seen', () => {
  const hosted = { DATABASE_URL: 'postgresql://x/y' };
  expect(mail({ environment: {} })).toEqual([]);
  expect(said(mail({ environment: hosted }))).toEqual([
    'look: Whether letters are sent cannot be seen from here (REMIND_WEBHOOK_URL is not set).',
  ]);
  expect(said(mail({ environment: { ...hosted, REMIND_WEBHOOK_URL: 'http://mail.example.se/x' } }))).toEqual([
    ...[
      'wrong: REMIND_WEBHOOK_URL is not https.',
      'wrong: REMIND_WEBHOOK_SECRET is not set.',
      'look: REMIND_APP_URL is not set.',
    ],
  ]);
  expect(
    mail({
      environment: {
        ...hosted,
        REMIND_WEBHOOK_URL: 'https://mail.example.se/x',
        REMIND_WEBHOOK_SECRET: 's',
        REMIND_APP_URL: 'https://a.se',
      },
    }),
  ).toEqual([]);
});

it('a backup is there, of this night, and not empty', async () => {
  const file = join(root, 'lagesbild.dump');
  const look = async (): Promise<string[]> =>
    said(await backups({ environment: { LAGESBILD_BACKUP: file } } as unknown as Examined));
  expect(await look()).toEqual([`wrong: There is no backup at ${file} (LAGESBILD_BACKUP).`]);
  writeFileSync(file, '');
  expect(await look()).toEqual([`wrong: The backup ${file} is empty.`]);
  writeFileSync(file, 'PGDMP');
  expect(await look()).toEqual([]);
  utimesSync(file, Date.now() / 1000, Date.now() / 1000 - 40 * 3600);
  expect(await look()).toEqual([`wrong: The backup ${file} is 40 hours old.`]);
});

describe('the API', () => {
  const environment = { SUPABASE_URL: 'https://x.supabase.co/', VITE_SUPABASE_ANON_KEY: 'sb_publishable_abc' };
  const look = async (answers: Record<string, Response | Error>): Promise<string[]> => {
    const fetch = (input: unknown): Promise<Response> => {
      const path = new URL(String(input)).pathname;
      const answer = answers[path] ?? new Response('{}', { status: path.startsWith('/rest') ? 406 : 400 });
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return said(await api({ environment, fetch } as unknown as Examined));
  };
  const settings = (values: object, headers: Record<string, string> = {}): Response =>
    Response.json({ disable_signup: true, external: {}, ...values }, { headers });

  it('is asked only where it is known', async () => {
    expect(await api({ environment: {} } as unknown as Examined)).toEqual([]);
    expect(await look({ '/auth/v1/settings': settings({}) })).toEqual([]);
  });

  it('that is silent, refuses the key, lets everybody in or has another clock is told', async () => {
    expect(await look({ '/auth/v1/settings': new Error('getaddrinfo ENOTFOUND') })).toEqual([
      'wrong: https://x.supabase.co does not answer (getaddrinfo ENOTFOUND).',
    ]);
    expect(await look({ '/auth/v1/settings': new Response('', { status: 401 }) })).toEqual([
      'wrong: The API does not know the public key.',
    ]);
    const open = settings(
      { disable_signup: false, external: { anonymous_users: true }, mailer_autoconfirm: true },
      { date: new Date(Date.now() - 120_000).toUTCString() },
    );
    expect((await look({ '/auth/v1/settings': open })).map((line) => line.replace(/\d+ s apart/, 'n s apart'))).toEqual(
      [
        'wrong: The API’s clock and this machine’s are n s apart.',
        'wrong: Anybody can make an account (sign-up is on).',
        'wrong: Anonymous sign-in is on.',
        'look: Addresses are taken without being confirmed.',
      ],
    );
  });

  it('that shows reports to nobody in particular, exposes the inner schema or lacks a function is told', async () => {
    const found = await look({
      ...{
        '/auth/v1/settings': settings({}),
        '/rest/v1/incident': Response.json([]),
        '/rest/v1/closed_count': new Response('', { status: 401 }),
      },
      '/functions/v1/publish': new Response('', { status: 404 }),
    });
    expect(found).toEqual([
      'wrong: The API hands out reports to who is not signed in.',
      'wrong: The schema app is exposed by the API.',
      'wrong: The server function publish is not there.',
    ]);
  });
});

it('the report says what is right in a line, and of what is not why it matters and what mends it', () => {
  const finding: Finding = { level: 'wrong', what: 'It is open.', why: 'It should not be.', mend: 'Shut it.' };
  expect(reportOf({ keys: [], doors: [finding], mail: [{ ...finding, level: 'look' }] })).toEqual([
    ...[
      'right  keys',
      'WRONG  doors',
      '         ✗ It is open.',
      '           Why: It should not be.',
      '           Mend: Shut it.',
    ],
    ...[
      'look   mail',
      '         ? It is open.',
      '           Why: It should not be.',
      '           Mend: Shut it.',
      '',
      '1 wrong, 1 to look at.',
    ],
  ]);
});
