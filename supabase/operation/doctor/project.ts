/** The project around the database: keys and where they lie, accounts of the demo, what the API answers to nobody, sign-in, mail, server functions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Examined, Finding } from './finding.ts';

/** What a key opens, by its form; null: no key of Supabase. */
export function kindOfKey(
  key: string,
): { kind: 'publishable' | 'secret' | 'anon' | 'service_role'; expires: number | null } | null {
  if (key.startsWith('sb_publishable_')) return { kind: 'publishable', expires: null };
  if (key.startsWith('sb_secret_')) return { kind: 'secret', expires: null };
  const payload = /^eyJ[\w-]*\.([\w-]+)\.[\w-]*$/.exec(key)?.[1];
  if (payload === undefined) return null;
  try {
    const { role, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      role?: unknown;
      exp?: unknown;
    };
    if (role !== 'anon' && role !== 'service_role') return null;
    return { kind: role, expires: typeof exp === 'number' ? exp : null };
  } catch {
    return null;
  }
}

const opensAll = (key: string): boolean => ['secret', 'service_role'].includes(kindOfKey(key)?.kind ?? '');
const ROTATE =
  'Take the key out of there, make a new one in the dashboard (Settings → API keys) and switch the old one off: it counts as known. Then build and put out the app anew.';

/** Every VITE_ variable is written into the app that everybody downloads. */
export function keys({ environment, root }: Pick<Examined, 'environment' | 'root'>): Finding[] {
  const findings: Finding[] = [];
  const why =
    'It opens every row of every municipality, past every rule and the log, to whoever opens the app’s files.';
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!name.startsWith('VITE_') || value === '') continue;
    if (opensAll(value)) findings.push({ level: 'wrong', what: `${name} holds a secret key.`, why, mend: ROTATE });
    else if (/^postgres(ql)?:\/\//.test(value) || /SERVICE|SECRET|PASSWORD|DATABASE/.test(name))
      findings.push({
        level: 'wrong',
        what: `${name} looks like something that only the server may know.`,
        why: 'Whatever begins with VITE_ is written into the app that everybody downloads.',
        mend: 'Give it a name without VITE_, change the password or key that it held, and build anew.',
      });
  }
  const [given, server] = [environment['VITE_SUPABASE_ANON_KEY'] ?? '', environment['SUPABASE_SERVICE_ROLE_KEY'] ?? ''];
  const known = kindOfKey(given);
  if (given !== '' && known === null)
    findings.push({
      level: 'wrong',
      what: 'VITE_SUPABASE_ANON_KEY is no key of Supabase.',
      why: 'The app is then answered with 401, whatever it asks.',
      mend: 'Copy the publishable key (sb_publishable_…) from Settings → API keys.',
    });
  if (known?.kind === 'anon')
    findings.push({
      ...{
        level: (known.expires ?? Infinity) < Date.now() / 1000 ? 'wrong' : 'look',
        what: `VITE_SUPABASE_ANON_KEY is a key of the older kind${known.expires === null ? '' : `, good until ${new Date(known.expires * 1000).toISOString().slice(0, 10)}`}.`,
      },
      why: 'It is signed with the secret of all sessions: it cannot be changed alone.',
      mend: 'Make a publishable key (Settings → API keys), build the app with it, and switch the older ones off when nobody has the old app any more.',
    });
  if (server !== '' && !opensAll(server))
    findings.push({
      level: 'wrong',
      what: 'SUPABASE_SERVICE_ROLE_KEY is no secret key.',
      why: 'Server functions cannot publish or remind with it.',
      mend: 'Copy the secret key (sb_secret_…) from Settings → API keys; keep it out of VITE_ variables.',
    });
  const assets = join(root, 'dist', 'assets');
  if (existsSync(assets))
    for (const file of readdirSync(assets).filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(assets, file), 'utf8');
      // The word alone stands in the code of the client library; a key is longer.
      const found = [...text.matchAll(/sb_secret_[\w-]{20,}|eyJ[\w-]{10,}\.[\w-]{20,}\.[\w-]{20,}/g)].some(([key]) =>
        opensAll(key),
      );
      if (found)
        findings.push({ level: 'wrong', what: `A secret key is built into dist/assets/${file}.`, why, mend: ROTATE });
    }
  return findings;
}

/** The demo has accounts whose password stands in this repository. */
export async function demoAccounts({ database, environment }: Examined): Promise<Finding[]> {
  if (!environment['DATABASE_URL']) return []; // the embedded database is where the demo belongs
  const [row] = await database.query<{ n: number }>(
    "select count(*)::integer as n from auth.users where email like '%.demo'",
  );
  if ((row?.n ?? 0) === 0) return [];
  return [
    {
      ...{ level: 'wrong', what: `There are ${String(row?.n ?? 0)} accounts of the demo.` },
      why: 'Their password is public: whoever reads the source can sign in as a coordinator.',
      mend: 'npm run admin -- delete-municipality 0680 (and 0484, 0686) --confirm NAME; never push with --include-seed.',
      sql: "delete from auth.users where email like '%.demo';",
    },
  ];
}

/** An account outlives the last membership: who left a municipality may come back to it, or go to another. */
export async function idleAccounts({ database }: Examined): Promise<Finding[]> {
  const idle = `not exists (select from public.membership m where m.user_id = u.id) and coalesce(u.last_sign_in_at, u.created_at) < now() - interval '1 year'`;
  const [row] = await database.query<{ n: number }>(
    `select count(*)::integer as n from auth.users u where ${idle} and coalesce(u.email, '') not like '%.demo'`,
  );
  if ((row?.n ?? 0) === 0) return [];
  return [
    {
      ...{ level: 'look', what: `Accounts without a membership, unused for a year: ${String(row?.n ?? 0)}.` },
      why: 'They open nothing, but hold the address of somebody who has left.',
      mend: `delete from auth.users u where ${idle}; (what they reported stays, without its author)`,
    },
  ];
}

/** Each municipality needs somebody who can let others in. */
export async function keepers({ database }: Examined): Promise<Finding[]> {
  const without = await database.query<{ it: string }>(
    `select id || ' ' || name as it from public.municipality m
     where not exists (select from public.membership p where p.municipality_id = m.id and p.role = 'administrator' and p.active) order by 1`,
  );
  if (without.length === 0) return [];
  return [
    {
      ...{ level: 'look', what: `No administrator: ${without.map(({ it }) => it).join(', ')}.` },
      why: 'Nobody there can invite, suspend or set rules.',
      mend: 'npm run admin -- invite <municipality> <organisation> administrator',
    },
  ];
}

/** Asked over the network, where SUPABASE_URL (or VITE_SUPABASE_URL) and the public key are given. */
export async function api({ environment, fetch }: Examined): Promise<Finding[]> {
  const url = (environment['SUPABASE_URL'] ?? environment['VITE_SUPABASE_URL'] ?? '').replace(/\/$/, '');
  const key = environment['VITE_SUPABASE_ANON_KEY'] ?? environment['SUPABASE_ANON_KEY'] ?? '';
  if (url === '' || key === '') return [];
  const findings: Finding[] = [];
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { apikey: key, ...(init.headers as Record<string, string> | undefined) },
      signal: AbortSignal.timeout(10_000),
    });
  let settings: Response;
  try {
    settings = await ask('/auth/v1/settings');
  } catch (error) {
    return [
      {
        level: 'wrong',
        what: `${url} does not answer (${error instanceof Error ? error.message : String(error)}).`,
        why: 'The app cannot sign anybody in.',
        mend: 'Look at the address, the certificate and the firewall; a paused project is woken in the dashboard.',
      },
    ];
  }
  if (settings.status === 401)
    findings.push({
      level: 'wrong',
      what: 'The API does not know the public key.',
      why: 'The app is answered with 401, whatever it asks.',
      mend: 'Copy the publishable key from Settings → API keys, and build the app anew.',
    });
  const date = Date.parse(settings.headers.get('date') ?? '');
  if (Number.isFinite(date) && Math.abs(date - Date.now()) > 30_000)
    findings.push({
      level: 'wrong',
      what: `The API’s clock and this machine’s are ${(Math.abs(date - Date.now()) / 1000).toFixed(0)} s apart.`,
      why: 'Tokens are then not good yet, or no longer.',
      mend: 'Switch on time synchronisation: timedatectl set-ntp true',
    });
  if (settings.ok) {
    const { disable_signup, external, mailer_autoconfirm } = (await settings.json()) as {
      disable_signup?: boolean;
      mailer_autoconfirm?: boolean;
      external?: Record<string, boolean>;
    };
    if (disable_signup === false)
      findings.push({
        level: 'wrong',
        what: 'Anybody can make an account (sign-up is on).',
        why: 'An account alone shows nothing, but takes room and invites guessing.',
        mend: 'Authentication → Sign In / Up: switch off "Allow new users to sign up" (config.toml says enable_signup = false).',
      });
    if (external?.['anonymous_users'])
      findings.push({
        level: 'wrong',
        what: 'Anonymous sign-in is on.',
        why: 'Nobody should be signed in without a name in the log.',
        mend: 'Authentication → Sign In / Up: switch off "Allow anonymous sign-ins".',
      });
    if (mailer_autoconfirm)
      findings.push({
        level: 'look',
        what: 'Addresses are taken without being confirmed.',
        why: 'A mistyped address is then somebody else’s account.',
        mend: 'Authentication → Sign In / Up → Email: switch on "Confirm email".',
      });
  }
  const table = await ask('/rest/v1/incident?select=id&limit=1');
  if (table.ok)
    findings.push({
      level: 'wrong',
      what: 'The API hands out reports to who is not signed in.',
      why: 'That is everybody on the internet who has the public key.',
      mend: 'revoke all on public.incident from anon; and see what else is said above.',
    });
  const inside = await ask('/rest/v1/closed_count?limit=1', { headers: { 'accept-profile': 'app' } });
  if (inside.ok || inside.status === 401 || inside.status === 403)
    findings.push({
      level: 'wrong',
      what: 'The schema app is exposed by the API.',
      why: 'It holds rules and exact totals, for nobody.',
      mend: 'Settings → API → Exposed schemas: public alone (config.toml says so).',
    });
  for (const name of ['publish', 'remind', 'join']) {
    const answer = await ask(`/functions/v1/${name}`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    if (answer.status === 404)
      findings.push({
        level: 'wrong',
        what: `The server function ${name} is not there.`,
        why:
          {
            publish: 'Nothing can be published.',
            remind: 'Nobody can be reminded.',
            join: 'Nobody who is invited can make an account.',
          }[name] ?? '',
        mend: `npm run build:functions && npx supabase functions deploy ${name}`,
      });
  }
  return findings;
}

/** The webhook that letters go through, where it is given here: on hosted Supabase it is a secret of the function, and only its name can be looked at. */
export function mail({ environment }: Pick<Examined, 'environment'>): Finding[] {
  const [webhook, secret, app] = ['REMIND_WEBHOOK_URL', 'REMIND_WEBHOOK_SECRET', 'REMIND_APP_URL'].map(
    (name) => environment[name] ?? '',
  );
  if (!webhook)
    return environment['DATABASE_URL']
      ? [
          {
            level: 'look',
            what: 'Whether letters are sent cannot be seen from here (REMIND_WEBHOOK_URL is not set).',
            why: 'Without a webhook reminders and invitations are words to copy.',
            mend: 'npx supabase secrets list   should name REMIND_WEBHOOK_URL, REMIND_WEBHOOK_SECRET and REMIND_APP_URL (docs/hosting.md).',
          },
        ]
      : [];
  const findings: Finding[] = [];
  if (!/^https:\/\//.test(webhook) && !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(webhook))
    findings.push({
      level: 'wrong',
      what: 'REMIND_WEBHOOK_URL is not https.',
      why: 'Addresses of reporters would go over the network in plain text; the function refuses it.',
      mend: 'Give the webhook an address that begins with https://',
    });
  if (!secret)
    findings.push({
      level: 'wrong',
      what: 'REMIND_WEBHOOK_SECRET is not set.',
      why: 'The function sends nothing without it.',
      mend: 'npx supabase secrets set REMIND_WEBHOOK_SECRET=$(openssl rand -hex 24)',
    });
  if (!app)
    findings.push({
      level: 'look',
      what: 'REMIND_APP_URL is not set.',
      why: 'Letters then say where to press instead of linking there.',
      mend: 'npx supabase secrets set REMIND_APP_URL=https://the-address-of-the-app',
    });
  return findings;
}
