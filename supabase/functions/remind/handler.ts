/**
 * `POST /functions/v1/remind` {municipality, back, organisations} -> {mail, messages}: reminds organisations whose reports are missing; with `about: 'actions'` in place of `back`, those
 * that own actions which are late, due or to be looked at. With a webhook the letters are sent to their reporters; without one nothing is sent, and the coordinator gets the words to send
 * by hand. Addresses stay on the server: the answer only counts them.
 */
import * as v from 'valibot';
import { createDatabase, Refused, type Database, type Surroundings } from '../_shared/database';
import { answering, personOf, readJson, tokenOf } from '../_shared/request';
import { checkedWebhook, sendToEach, type Message, type Webhook } from '../_shared/webhook';
import { composeActionReminder, type ActionReminderSource } from './action-message';
import { composeReminder, type ReminderSource } from './message';

export interface RemindSurroundings extends Surroundings {
  /** Null: nothing is sent. */
  webhook: Webhook | null;
  /** Sends to the webhook. */
  send: (request: Request) => Promise<Response>;
  /** Where the app is, for the link in the letter; null: unknown. */
  appUrl: string | null;
}

/** One letter, as the coordinator sees it. */
export interface RemindMessage {
  organisationId: string;
  organisationName: string;
  subject: string;
  text: string;
  /** Active reporters of the organisation that have an address. */
  recipients: number;
  /** To how many of them it went. */
  sent: number;
}

export interface RemindAnswer {
  /** A webhook is set up: what could be sent is sent. */
  mail: boolean;
  /** One for each organisation of which something is missing; those that have reported meanwhile are left out. */
  messages: RemindMessage[];
}

const slug = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,60}$/));
const organisations = v.pipe(v.array(slug), v.minLength(1), v.maxLength(100));
const bodySchema = v.union([
  v.strictObject({
    municipality: slug,
    back: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
    organisations,
  }),
  v.strictObject({ municipality: slug, about: v.literal('actions'), organisations }),
]);
type Wish = v.InferOutput<typeof bodySchema>;

/** A letter for one organisation, and what is kept of it once it has gone. */
interface Letter {
  organisationId: string;
  organisationName: string;
  message: Message;
  recipients: string[];
  /** @param count to how many it went. */
  log: (count: number) => Promise<unknown>;
}

interface Whose {
  municipality: string;
  /** The coordinator that reminds. */
  user: string;
  delivered: boolean;
  /** Epoch seconds. */
  now: number;
  /** Of the app, without a slash at its end; null: unknown. */
  app: string | null;
}

/** Of reports that are missing. */
async function reportLetters(database: Database, back: number, ids: string[], whose: Whose): Promise<Letter[]> {
  const { municipality, user, delivered, now, app } = whose;
  const sources = await database.asServer<ReminderSource[] | null>('reminder_source', {
    ...{ p_municipality: municipality, p_back: back, p_organisations: ids },
  });
  return (sources ?? [])
    .filter(({ rows }) => rows.length > 0)
    .map((source) => ({
      ...source,
      message: composeReminder(source, now, app && `${app}/#/rapportera/vecka`),
      log: (count) =>
        database.asServer('log_reminders', {
          ...{ p_municipality: municipality, p_user: user, p_delivered: delivered },
          p_rows: source.rows.map(({ areaId, periodFrom }) => ({
            ...{ organisationId: source.organisationId, areaId, periodFrom, recipients: count },
          })),
        }),
    }));
}

/** Of actions that are late, due or to be looked at. */
async function actionLetters(database: Database, ids: string[], whose: Whose): Promise<Letter[]> {
  const { municipality, user, delivered, app } = whose;
  const sources = await database.asServer<ActionReminderSource[] | null>('action_reminder_source', {
    ...{ p_municipality: municipality, p_organisations: ids },
  });
  return (sources ?? [])
    .filter(({ rows }) => rows.length > 0)
    .map((source) => ({
      ...source,
      message: composeActionReminder(source, app && `${app}/#/atgarder?ansvarig=${source.organisationId}`),
      log: (count) =>
        database.asServer('log_action_reminders', {
          ...{ p_municipality: municipality, p_user: user, p_delivered: delivered },
          p_rows: source.rows.map(({ actionId, reason }) => ({
            ...{ actionId, organisationId: source.organisationId, reason, recipients: count },
          })),
        }),
    }));
}

async function lettersOf(database: Database, wish: Wish, whose: Whose): Promise<Letter[]> {
  return 'about' in wish
    ? actionLetters(database, wish.organisations, whose)
    : reportLetters(database, wish.back, wish.organisations, whose);
}

async function remind(request: Request, surroundings: RemindSurroundings): Promise<RemindAnswer> {
  const token = tokenOf(request, surroundings, 'send reminders');
  const parsed = v.safeParse(bodySchema, await readJson(request));
  if (!parsed.success) {
    throw new Refused(400, 'invalid: Say whom to remind as {municipality, back, organisations}.');
  }
  const { municipality } = parsed.output;
  const database = createDatabase(surroundings);
  if (!(await database.asPerson<boolean>(token, 'may_remind', { p_municipality: municipality }))) {
    throw new Refused(403, 'not-allowed: Only the coordinator of the municipality sends reminders.');
  }
  const webhook = surroundings.webhook && checkedWebhook(surroundings.webhook);
  const letters = await lettersOf(database, parsed.output, {
    ...{ municipality, user: personOf(token), delivered: webhook !== null },
    now: Math.floor((surroundings.now?.() ?? Date.now()) / 1000),
    app: surroundings.appUrl?.replace(/\/+$/, '') ?? null,
  });
  const messages: RemindMessage[] = [];
  for (const { organisationId, organisationName, message, recipients, log } of letters) {
    const sent = webhook ? await sendToEach(webhook, recipients, message, surroundings.send) : 0;
    const count = new Set(recipients).size;
    messages.push({ organisationId, organisationName, ...message, recipients: count, sent });
    // What a mail service refused is no reminder. Logged letter by letter: one that fails later takes nothing of this back.
    if (webhook && sent === 0) continue;
    await log(webhook ? sent : count);
  }
  return { mail: webhook !== null, messages };
}

/** Answers one request; what is refused is refused in a sentence that begins with its code. */
export function handleRemind(request: Request, surroundings: RemindSurroundings): Promise<Response> {
  return answering(
    request,
    surroundings,
    () => remind(request, surroundings),
    'The reminders could not be sent. Look at who has been reminded, and try again with the others.',
  );
}
