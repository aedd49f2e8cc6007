/**
 * `POST /functions/v1/remind` {municipality, back, organisations} -> {mail, messages}: reminds organisations whose reports are missing. With a webhook the letters are sent
 * to their reporters; without one nothing is sent, and the coordinator gets the words to send by hand. Addresses stay on the server: the answer only counts them.
 */
import * as v from 'valibot';
import { createDatabase, Refused, type Surroundings } from '../_shared/database';
import { answering, personOf, readJson, tokenOf } from '../_shared/request';
import { composeReminder, type ReminderSource } from './message';
import { checkedWebhook, sendToEach, type Webhook } from './webhook';

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
const bodySchema = v.strictObject({
  municipality: slug,
  back: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
  organisations: v.pipe(v.array(slug), v.minLength(1), v.maxLength(100)),
});

async function remind(request: Request, surroundings: RemindSurroundings): Promise<RemindAnswer> {
  const token = tokenOf(request, surroundings, 'send reminders');
  const parsed = v.safeParse(bodySchema, await readJson(request));
  if (!parsed.success) {
    throw new Refused(400, 'invalid: Say whom to remind as {municipality, back, organisations}.');
  }
  const { municipality, back, organisations } = parsed.output;
  const database = createDatabase(surroundings);
  if (!(await database.asPerson<boolean>(token, 'may_remind', { p_municipality: municipality }))) {
    throw new Refused(403, 'not-allowed: Only the coordinator of the municipality sends reminders.');
  }
  const webhook = surroundings.webhook && checkedWebhook(surroundings.webhook);
  const sources = await database.asServer<ReminderSource[] | null>('reminder_source', {
    ...{ p_municipality: municipality, p_back: back, p_organisations: organisations },
  });
  const now = Math.floor((surroundings.now?.() ?? Date.now()) / 1000);
  const link = surroundings.appUrl === null ? null : `${surroundings.appUrl.replace(/\/+$/, '')}/#/rapportera/vecka`;
  const messages: RemindMessage[] = [];
  for (const source of sources ?? []) {
    if (source.rows.length === 0) continue;
    const message = composeReminder(source, now, link);
    const sent = webhook ? await sendToEach(webhook, source.recipients, message, surroundings.send) : 0;
    messages.push({
      ...{ organisationId: source.organisationId, organisationName: source.organisationName },
      ...message,
      ...{ recipients: new Set(source.recipients).size, sent },
    });
    // What a mail service refused is no reminder. Logged letter by letter: one that fails later takes nothing of this back.
    if (webhook && sent === 0) continue;
    await database.asServer('log_reminders', {
      ...{ p_municipality: municipality, p_user: personOf(token), p_delivered: webhook !== null },
      p_rows: source.rows.map(({ areaId, periodFrom }) => ({
        ...{ organisationId: source.organisationId, areaId, periodFrom },
        recipients: webhook ? sent : new Set(source.recipients).size,
      })),
    });
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
