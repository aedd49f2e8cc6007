/**
 * `POST /functions/v1/join`: the way in, for somebody with a link. Three questions:
 * - `{ token, look: true }` -> what the link is for, as its page shows it.
 * - `{ token, email, password, setup? }` -> `{ joined: true }`: makes the account and gives it what the link gives. The answer is the same where the address has an account already, which stays
 *   untouched: the page then signs in with what was typed, and that decides (docs/decisions/0043).
 * - `{ municipality, tokens }`, by an administrator -> `{ mail, sent }`: sends each link to the address of its invitation, where a webhook is set up.
 */
import * as v from 'valibot';
import { passwordFault } from '../../../src/domain/password';
import type { OrganisationKind, Role } from '../../../src/domain/setting';
import { createDatabase, Refused, type Database, type Surroundings } from '../_shared/database';
import { answering, readJson, tokenOf } from '../_shared/request';
import { checkedWebhook, sendToEach, type Webhook } from '../_shared/webhook';
import { composeInvitation } from './message';

/** Where accounts are kept. */
export interface Accounts {
  /** The id of the new account; null where the address has one. @throws Error when it could not be made. */
  create(email: string, password: string): Promise<string | null>;
  remove(id: string): Promise<void>;
}

export interface JoinSurroundings extends Surroundings {
  accounts: Accounts;
  /** Null: nothing is sent. */
  webhook: Webhook | null;
  /** Sends to the webhook. */
  send: (request: Request) => Promise<Response>;
  /** Where the app is, for the link in the letter; null: unknown. */
  appUrl: string | null;
  /** Milliseconds. */
  pause: (time: number) => Promise<void>;
}

/** What a link is for. */
export type Meaning =
  | { kind: 'setup' }
  | {
      kind: 'invitation';
      municipality: string;
      organisation: string;
      organisationKind: OrganisationKind;
      role: Role;
      /** Only this address may take it; null: whoever has the link. */
      email: string | null;
      /** Epoch seconds. */
      expiresAt: number;
    };

const token = v.pipe(v.string(), v.regex(/^(?:[0-9]{4}-)?[0-9a-f]{32}$/));
const lookSchema = v.strictObject({ token, look: v.literal(true) });
const joinSchema = v.strictObject({
  token,
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.regex(/^[^@\s"<>,;]+@[^@\s"<>,;]+$/)),
  password: v.pipe(v.string(), v.maxLength(200)),
  setup: v.optional(
    v.strictObject({
      code: v.pipe(v.string(), v.trim(), v.regex(/^[0-9]{4}$/)),
      municipality: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
      organisation: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
    }),
  ),
});
const sendSchema = v.strictObject({
  municipality: v.pipe(v.string(), v.regex(/^[0-9]{4}$/)),
  tokens: v.pipe(v.array(token), v.minLength(1), v.maxLength(100)),
});
const bodySchema = v.union([lookSchema, joinSchema, sendSchema]);

/** An answer about an account takes at least so long: how long it took says nothing of whether there was one. Milliseconds. */
const AT_LEAST = 1_200;

const DEAD = 'not-found: The link has been used or withdrawn, or is too old. Ask for a new one.';
const TOO_MANY = 'not-allowed: Too many links that do not work were tried from here. Wait a quarter of an hour.';

/** Where a request came from, as far as the server in front says it: kept for a quarter of an hour, as a fingerprint. */
function sourceOf(request: Request): string {
  const { headers } = request;
  const said = headers.get('cf-connecting-ip') ?? headers.get('x-forwarded-for')?.split(',')[0]?.trim();
  // With its kind before it: what stands in a header is the caller's to write, and must not pass for another kind of source.
  return `address: ${said ?? 'unknown'}`;
}

/** @throws Refused for a link that does not work, and for who tries many. */
async function meaningOf(database: Database, link: string, source: string): Promise<Meaning> {
  const { means, tooMany } = await database.asServer<{ means: Meaning | null; tooMany: boolean }>('join_look', {
    ...{ p_token: link, p_source: source },
  });
  if (tooMany) throw new Refused(429, TOO_MANY);
  if (!means) throw new Refused(404, DEAD);
  return means;
}

async function join(
  database: Database,
  { accounts }: JoinSurroundings,
  wish: v.InferOutput<typeof joinSchema>,
  source: string,
): Promise<{ joined: true }> {
  const means = await meaningOf(database, wish.token, source);
  if ((means.kind === 'setup') !== (wish.setup !== undefined)) {
    throw new Refused(400, 'invalid: A new municipality is named with its code, and nothing else is.');
  } else if (means.kind === 'invitation' && means.email !== null && means.email !== wish.email) {
    throw new Refused(
      403,
      'not-allowed: The invitation is for another e-mail address. Use that one, or ask for a new link.',
    );
  }
  const fault = passwordFault(wish.password);
  if (fault === 'short') throw new Refused(400, 'invalid: The password is too short.');
  if (fault === 'long') throw new Refused(400, 'too-long: The password is longer than can be kept. Shorten it.');
  const person = await accounts.create(wish.email, wish.password);
  if (person === null) return { joined: true };
  try {
    const taken = await database.asServer<unknown>('join_take', {
      ...{ p_token: wish.token, p_user: person, p_setup: wish.setup ?? null },
    });
    if (taken === null) throw new Refused(404, DEAD);
  } catch (error) {
    // Nobody is left with an account that opens nothing.
    await accounts.remove(person);
    throw error;
  }
  return { joined: true };
}

async function sendLetters(
  request: Request,
  surroundings: JoinSurroundings,
  database: Database,
  { municipality, tokens }: v.InferOutput<typeof sendSchema>,
): Promise<{ mail: boolean; sent: number }> {
  const caller = tokenOf(request, surroundings, 'send invitations');
  if (!(await database.asPerson<boolean>(caller, 'may_invite', { p_municipality: municipality }))) {
    throw new Refused(403, 'not-allowed: Only the administrator of the municipality invites.');
  }
  const webhook = surroundings.webhook && checkedWebhook(surroundings.webhook);
  if (!webhook) return { mail: false, sent: 0 };
  const app = (surroundings.appUrl ?? new URL(request.url).origin).replace(/\/+$/, '');
  let sent = 0;
  for (const link of tokens) {
    if (!link.startsWith(`${municipality}-`)) throw new Refused(400, DEAD);
    const means = await meaningOf(database, link, `administrator: ${municipality}`);
    if (means.kind !== 'invitation' || means.email === null) continue;
    sent += await sendToEach(
      webhook,
      [means.email],
      composeInvitation(means, `${app}/#/inbjudan?kod=${link}`),
      surroundings.send,
    );
  }
  return { mail: true, sent };
}

async function work(request: Request, surroundings: JoinSurroundings): Promise<unknown> {
  const parsed = v.safeParse(bodySchema, await readJson(request));
  if (!parsed.success)
    throw new Refused(400, 'invalid: The link, the e-mail address or a name is not as it should be.');
  const database = createDatabase(surroundings);
  const wish = parsed.output;
  if ('tokens' in wish) return sendLetters(request, surroundings, database, wish);
  const source = sourceOf(request);
  if ('look' in wish) return meaningOf(database, wish.token, source);
  const [outcome] = await Promise.allSettled([
    join(database, surroundings, wish, source),
    surroundings.pause(AT_LEAST),
  ]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** Answers one request; what is refused is refused in a sentence that begins with its code. */
export function handleJoin(request: Request, surroundings: JoinSurroundings): Promise<Response> {
  return answering(
    request,
    surroundings,
    () => work(request, surroundings),
    'It could not be done just now. The link still works: try again in a while.',
  );
}
