/**
 * The second factor in the embedded server, with the addresses and answers of Supabase Auth: `/auth/v1/factors`, its challenges and verifications, and `aal2`
 * in the tokens of a session that has shown a code. The API layer knows sessions, but no factors.
 */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { renderSVG } from 'uqr';
import type { Database } from './database.ts';
import { base32, stepOf } from './totp.ts';

interface Factor {
  id: string;
  secret: string;
  status: 'unverified' | 'verified';
  last_step: number;
  created_at: string;
}

interface Claims {
  sub: string;
  email?: string;
  session_id: string;
  exp: number;
  [claim: string]: unknown;
}

type Json = Record<string, unknown>;

export interface Factors {
  /** @returns null when the request is about something else. */
  answer(request: Request): Promise<Response | null>;
  /** Adds to an answer of the API layer what it does not know: the person's factors, and `aal2` in the token of a session that has shown a code. */
  complete(request: Request, response: Response): Promise<Response>;
}

/** Seconds in which a challenge must be met. */
const CHALLENGE = 300;
/** Wrong codes in that time before one must wait. */
const ATTEMPTS = 5;

const TABLES = `
  create schema if not exists embedded;
  create table if not exists embedded.factor (
    id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade, secret text not null,
    status text not null default 'unverified', last_step bigint not null default 0, created_at timestamptz not null default now()
  );
`;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const refuse = (status: number, error_code: string, msg: string): Response =>
  Response.json({ code: status, error_code, msg }, { status });

function sign(claims: Json, secret: string): string {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** @returns null for a token that is not ours, or over. */
function claimsOf(token: string, secret: string): Claims | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [given, expected] = [
    Buffer.from(signature, 'base64url'),
    createHmac('sha256', secret).update(`${head}.${body}`).digest(),
  ];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  return claims.exp * 1000 > Date.now() ? claims : null;
}

/** As in the user of Supabase Auth: never the secret. */
const describe = ({ id, status, created_at }: Factor): Json => ({
  ...{ id, status, factor_type: 'totp', friendly_name: '', created_at, updated_at: created_at },
});

/** @param secret signs the sessions. @param ask the API layer. */
export async function openFactors(
  database: Database,
  secret: string,
  ask: (request: Request) => Promise<Response>,
): Promise<Factors> {
  await database.script(TABLES);
  /** By id: whose factor, and until when (epoch seconds). */
  const challenges = new Map<string, { factor: string; until: number }>();
  const wrong = new Map<string, number[]>();

  const factorsOf = (user: string): Promise<Factor[]> =>
    database.query<Factor & Json>(
      'select id, secret, status, last_step::int as last_step, created_at::text as created_at from embedded.factor where user_id = $1 order by created_at',
      [user],
    );

  /** The claims of a token, at the level that its session has reached. */
  async function raised(claims: Claims): Promise<Claims> {
    const rows = await database.query<{ aal: string | null }>('select aal from auth.sessions where id = $1', [
      claims.session_id,
    ]);
    const timestamp = Math.floor(Date.now() / 1000);
    const methods = rows[0]?.aal === 'aal2' ? ['totp', 'password'] : ['password'];
    return { ...claims, aal: `aal${methods.length}`, amr: methods.map((method) => ({ method, timestamp })) };
  }

  async function enrol({ sub, email }: Claims): Promise<Response> {
    const [id, key] = [randomUUID(), base32(randomBytes(20))];
    await database.query('insert into embedded.factor (id, user_id, secret) values ($1, $2, $3)', [id, sub, key]);
    const label = encodeURIComponent(`Lägesbild:${email ?? sub}`);
    const uri = `otpauth://totp/${label}?secret=${key}&issuer=${encodeURIComponent('Lägesbild')}`;
    return Response.json({ id, type: 'totp', friendly_name: '', totp: { qr_code: renderSVG(uri), secret: key, uri } });
  }

  function challenge(factor: Factor): Response {
    const [id, until] = [randomUUID(), Math.floor(Date.now() / 1000) + CHALLENGE];
    challenges.set(id, { factor: factor.id, until });
    return Response.json({ id, type: 'totp', expires_at: until });
  }

  async function userOf(request: Request, token: string): Promise<unknown> {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    for (const name of ['content-length', 'content-type']) headers.delete(name);
    const question = new Request(new URL('/auth/v1/user', request.url), { headers });
    return (await complete(question, await ask(question))).json();
  }

  async function verify(factor: Factor, claims: Claims, body: Json, request: Request): Promise<Response> {
    const now = Date.now() / 1000;
    const recent = (wrong.get(factor.id) ?? []).filter((at) => at > now - CHALLENGE);
    if (recent.length >= ATTEMPTS)
      return refuse(429, 'over_request_rate_limit', 'Too many wrong codes: wait five minutes and try again.');
    const asked = challenges.get(String(body['challenge_id']));
    if (asked?.factor !== factor.id || asked.until < now)
      return refuse(422, 'mfa_challenge_expired', 'The question has run out: try again.');
    const step = stepOf(factor.secret, String(body['code']), now, factor.last_step);
    if (step === null) {
      wrong.set(factor.id, [...recent, now]);
      return refuse(422, 'mfa_verification_failed', 'The code is wrong or was used before.');
    }
    challenges.delete(String(body['challenge_id']));
    wrong.delete(factor.id);
    await database.query(`update embedded.factor set status = 'verified', last_step = $2 where id = $1`, [
      factor.id,
      step,
    ]);
    await database.query(`update auth.sessions set aal = 'aal2', factor_id = $2 where id = $1`, [
      claims.session_id,
      factor.id,
    ]);
    const [kept] = await database.query<{ token: string }>(
      'select token from auth.refresh_tokens where session_id = $1 and not coalesce(revoked, false) order by created_at desc limit 1',
      [claims.session_id],
    );
    const access_token = sign(await raised(claims), secret);
    return Response.json({
      ...{ access_token, token_type: 'bearer', refresh_token: kept?.token ?? '' },
      ...{
        expires_in: Math.floor(claims.exp - now),
        expires_at: claims.exp,
        user: await userOf(request, access_token),
      },
    });
  }

  async function answer(request: Request): Promise<Response | null> {
    const [, id, what] = /^\/auth\/v1\/factors(?:\/([0-9a-f-]{36})(?:\/(challenge|verify))?)?$/.exec(
      new URL(request.url).pathname,
    ) ?? [null];
    if (id === undefined && !new URL(request.url).pathname.endsWith('/factors')) return null;
    const claims = claimsOf((request.headers.get('authorization') ?? '').replace(/^Bearer /i, ''), secret);
    if (!claims) return refuse(401, 'bad_jwt', 'Sign in first.');
    const body = request.method === 'POST' ? ((await request.json().catch(() => ({}))) as Json) : {};
    const own = await factorsOf(claims.sub);
    const shown = (await raised(claims))['aal'] === 'aal2';
    const showFirst = (): Response => refuse(403, 'insufficient_aal', 'Show a code first.');
    if (!id) {
      if (request.method !== 'POST' || body['factor_type'] !== 'totp')
        return refuse(400, 'validation_failed', 'Only apps that show codes (totp) can be set up.');
      // Else the password alone would be enough to set up an app of one's own.
      return own.some(({ status }) => status === 'verified') && !shown ? showFirst() : enrol(claims);
    }
    const factor = own.find((each) => each.id === id);
    if (!factor) return refuse(404, 'mfa_factor_not_found', 'There is no such app.');
    if (what === 'challenge') return challenge(factor);
    if (what === 'verify') return verify(factor, claims, body, request);
    if (factor.status === 'verified' && !shown) return showFirst();
    await database.query('delete from embedded.factor where id = $1', [id]);
    return Response.json({ id });
  }

  async function complete(request: Request, response: Response): Promise<Response> {
    const path = new URL(request.url).pathname;
    if (!response.ok || (path !== '/auth/v1/token' && path !== '/auth/v1/user')) return response;
    const body = (await response.json()) as Json & { access_token?: string; user?: Json; id?: string };
    const user = body.user ?? body;
    user['factors'] = (await factorsOf(String(user['id']))).map(describe);
    if (body.access_token) {
      const claims = claimsOf(body.access_token, secret);
      if (claims) body.access_token = sign(await raised(claims), secret);
    }
    return Response.json(body, { status: response.status });
  }

  return { answer, complete };
}
