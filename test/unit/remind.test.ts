/** The function that reminds: who may, what is said, what leaves the server, and what happens when the mail service does not answer. */
import { describe, expect, it } from 'vitest';
import { deadlineOf } from '../../src/domain/check-in';
import { epochOfLocal } from '../../src/domain/stockholm-time';
import { composeActionReminder } from '../../supabase/functions/remind/action-message';
import { handleRemind, type RemindAnswer, type RemindSurroundings } from '../../supabase/functions/remind/handler';
import { composeReminder, type ReminderSource } from '../../supabase/functions/remind/message';

const MONDAY = epochOfLocal(2026, 11, 23, 9, 30, 0);
const nine = { weekday: 1, hour: 9 };
const row = (
  areaId: string,
  areaName: string,
  periodFrom: string,
  periodTo: string,
  due = deadlineOf(periodTo, nine),
) => ({
  ...{ areaId, areaName, periodFrom, periodTo, due },
});
const VATTERHEM: ReminderSource = {
  ...{
    organisationId: 'vatterhem',
    organisationName: 'Vätterhem',
    recipients: ['a@vatterhem.example', 'b@vatterhem.example'],
  },
  rows: [
    row('oxnehaga', 'Öxnehaga', '2026-11-16', '2026-11-23'),
    row('ekhagen', 'Ekhagen', '2026-11-09', '2026-11-23'),
  ],
};
const POLICE: ReminderSource = {
  ...{ organisationId: 'polisen', organisationName: 'Polisen', recipients: ['c@polisen.example'] },
  rows: [row('bankeryd', 'Bankeryd', '2026-10-01', '2026-11-01', deadlineOf('2026-11-24', { weekday: 2, hour: 12 }))],
};
/** A token of the form that the database gives; the database of this test takes any that is not `bad`. */
const tokenOf = (sub: string): string => `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.y`;

interface Call {
  name: string;
  key: string;
  values: Record<string, unknown>;
}

interface World extends RemindSurroundings {
  calls: Call[];
  letters: { to: string; subject: string; text: string; authorization: string | null }[];
}

function world(options: Partial<RemindSurroundings> & { may?: boolean; sources?: ReminderSource[] } = {}): World {
  const { may = true, sources = [VATTERHEM, POLICE], ...rest } = options;
  const calls: Call[] = [];
  const letters: World['letters'] = [];
  return {
    ...{ calls, letters, url: 'https://api.example', publishableKey: 'public', serviceKey: 'service' },
    ...{ now: () => MONDAY * 1000, webhook: null, appUrl: 'https://lage.example/' },
    async fetch(request) {
      const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
      const key = request.headers.get('authorization')?.slice(7) ?? '';
      if (key === 'bad') return Response.json({ message: 'JWT expired' }, { status: 401 });
      calls.push({ name, key, values: (await request.json()) as Record<string, unknown> });
      if (name === 'may_remind') return Response.json(may);
      // As PostgREST answers for a function that returns nothing.
      return name === 'reminder_source' ? Response.json(sources) : new Response(null, { status: 204 });
    },
    async send(request) {
      const letter = (await request.json()) as { to: string; subject: string; text: string };
      letters.push({ ...letter, authorization: request.headers.get('authorization') });
      return new Response(null, { status: 202 });
    },
    ...rest,
  };
}

const WISH = { municipality: '0680', back: 1, organisations: ['vatterhem', 'polisen'] };
const ask = (body: unknown, token: string | null = tokenOf('samordnaren'), method = 'POST'): Request =>
  new Request('https://api.example/functions/v1/remind', {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
async function said(request: Request, surroundings: RemindSurroundings): Promise<[number, string]> {
  const response = await handleRemind(request, surroundings);
  return [response.status, ((await response.json()) as { message: string }).message];
}

describe('a reminder is refused in a sentence', () => {
  it('to who is not signed in, whose session is over, and who is no coordinator there', async () => {
    expect(await said(ask(WISH, null), world())).toEqual([401, 'not-allowed: Sign in to send reminders.']);
    expect(await said(ask(WISH, 'public'), world())).toEqual([401, 'not-allowed: Sign in to send reminders.']);
    expect(await said(ask(WISH, 'bad'), world())).toEqual([401, 'not-allowed: Your session is over. Sign in again.']);
    const here = world({ may: false });
    expect(await said(ask(WISH), here)).toEqual([
      403,
      'not-allowed: Only the coordinator of the municipality sends reminders.',
    ]);
    // Nothing was read as the server, and the question was asked as the person.
    expect(here.calls).toEqual([
      { name: 'may_remind', key: tokenOf('samordnaren'), values: { p_municipality: '0680' } },
    ]);
  });

  it('when it does not say whom, says too much or is no POST', async () => {
    const wrong = [
      ...['nonsense', {}, { ...WISH, back: -1 }, { ...WISH, back: 0.5 }, { ...WISH, organisations: [] }],
      ...[
        { ...WISH, organisations: ["x'; drop table"] },
        { ...WISH, to: 'someone@else.example' },
      ],
    ];
    for (const body of wrong) {
      expect(await said(ask(body), world())).toEqual([400, expect.stringMatching(/^invalid: Say whom to remind/)]);
    }
    expect((await said(ask({ ...WISH, pad: 'x'.repeat(20_000) }), world()))[0]).toBe(413);
    expect((await handleRemind(ask(null, null, 'GET'), world())).status).toBe(405);
    expect((await handleRemind(ask(null, null, 'OPTIONS'), world())).status).toBe(204);
  });
});

describe('without a mail service', () => {
  it('nothing is sent: the coordinator gets the words, and how many they are for, never an address', async () => {
    const here = world();
    const response = await handleRemind(ask(WISH), here);
    const text = await response.text();
    const { mail, messages } = JSON.parse(text) as RemindAnswer;
    expect(mail).toBe(false);
    expect(messages.map(({ organisationId, recipients, sent }) => [organisationId, recipients, sent])).toEqual([
      ['vatterhem', 2, 0],
      ['polisen', 1, 0],
    ]);
    expect(text).not.toMatch(/@/);
    expect(here.letters).toEqual([]);
    expect(here.calls.filter(({ name }) => name === 'log_reminders')).toEqual([
      {
        ...{ name: 'log_reminders', key: 'service' },
        values: {
          ...{ p_municipality: '0680', p_user: 'samordnaren', p_delivered: false },
          p_rows: [
            { organisationId: 'vatterhem', areaId: 'oxnehaga', periodFrom: '2026-11-16', recipients: 2 },
            { organisationId: 'vatterhem', areaId: 'ekhagen', periodFrom: '2026-11-09', recipients: 2 },
          ],
        },
      },
      {
        ...{ name: 'log_reminders', key: 'service' },
        values: {
          ...{ p_municipality: '0680', p_user: 'samordnaren', p_delivered: false },
          p_rows: [{ organisationId: 'polisen', areaId: 'bankeryd', periodFrom: '2026-10-01', recipients: 1 }],
        },
      },
    ]);
  });

  it('there is no message when all have reported meanwhile', async () => {
    const here = world({ sources: [{ ...VATTERHEM, rows: [] }] });
    expect(await (await handleRemind(ask(WISH), here)).json()).toEqual({ mail: false, messages: [] });
    expect(here.calls.some(({ name }) => name === 'log_reminders')).toBe(false);
  });
});

describe('with a mail service', () => {
  const webhook = { url: 'https://mail.example/hook', secret: 'hemlig' };

  it('each address gets a letter of its own, with the secret that proves who sends it', async () => {
    const here = world({ webhook });
    const { mail, messages } = (await (await handleRemind(ask(WISH), here)).json()) as RemindAnswer;
    expect(mail).toBe(true);
    expect(messages.map(({ sent }) => sent)).toEqual([2, 1]);
    expect(here.letters.map(({ to }) => to).toSorted()).toEqual([...VATTERHEM.recipients, ...POLICE.recipients]);
    for (const { authorization, subject, text, to } of here.letters) {
      expect(authorization).toBe('Bearer hemlig');
      expect(subject + text).not.toContain('@');
      expect(text.includes('Vätterhem')).toBe(to.endsWith('vatterhem.example'));
    }
    expect(here.calls.at(-1)?.values).toMatchObject({ p_delivered: true });
  });

  it('that fails for one letter, the others go; what nobody got is not logged as a reminder', async () => {
    const here = world({
      webhook,
      async send(request) {
        const { to } = (await request.json()) as { to: string };
        if (to.startsWith('a@')) throw new TypeError('connection refused');
        return new Response('no', { status: to.startsWith('c@') ? 500 : 200 });
      },
    });
    const response = await handleRemind(ask(WISH), here);
    expect(response.status).toBe(200);
    const { messages } = (await response.json()) as RemindAnswer;
    expect(messages.map(({ recipients, sent }) => [recipients, sent])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(here.calls.filter(({ name }) => name === 'log_reminders').map(({ values }) => values['p_rows'])).toEqual([
      [expect.objectContaining({ areaId: 'oxnehaga', recipients: 1 }), expect.objectContaining({ areaId: 'ekhagen' })],
    ]);
  });

  it('no letter leaves in the open or without a secret', async () => {
    for (const bad of [
      { url: 'http://mail.example/hook', secret: 'x' },
      { url: 'nonsense', secret: 'x' },
      { url: 'https://mail.example/hook', secret: '' },
    ]) {
      const here = world({ webhook: bad });
      expect(await said(ask(WISH), here)).toEqual([500, expect.stringMatching(/^REMIND_WEBHOOK_(URL|SECRET) /)]);
      expect(here.calls.map(({ name }) => name)).toEqual(['may_remind']);
    }
  });

  it('what nobody foresaw is told to the keeper, and a sentence to the person', async () => {
    const told: unknown[] = [];
    const here = world({ webhook, report: (error) => told.push(error) });
    here.fetch = () => Promise.resolve(Response.json({ message: 'relation does not exist' }, { status: 500 }));
    expect(await said(ask(WISH), here)).toEqual([500, expect.stringMatching(/^The reminders could not be sent\./)]);
    expect(told).toHaveLength(1);
  });
});

describe('the letter', () => {
  it('says what is missing, for which period and by when, in Swedish and then in English', () => {
    const { subject, text } = composeReminder(VATTERHEM, MONDAY, 'https://lage.example/#/rapportera/vecka');
    expect(subject).toBe('Veckorapport saknas: Vätterhem');
    expect(text).toContain('– Öxnehaga, vecka 47: skulle ha kommit måndag 23 november 09:00');
    expect(text).toContain('– Ekhagen, vecka 46–47: skulle ha kommit måndag 23 november 09:00');
    expect(text).toContain('– Öxnehaga, week 47: was due Monday 23 November 09:00');
    expect(text.split('https://lage.example/#/rapportera/vecka')).toHaveLength(3);
    expect(text.indexOf('In English')).toBeGreaterThan(text.indexOf('saknas rapport'));
  });

  it('names a month, a deadline that has not passed, and the way there where no address is known', () => {
    const { text } = composeReminder(POLICE, MONDAY, null);
    expect(text).toContain('– Bankeryd, oktober 2026: senast tisdag 24 november 12:00');
    expect(text).toContain('– Bankeryd, October 2026: due Tuesday 24 November 12:00');
    expect(text).toContain('Rapportera, Veckorapport');
    expect(text).not.toContain('null');
  });
});

describe('the letter about actions', () => {
  it('says what is late, due or to be looked at, and where; what authorities alone see has no words', () => {
    const row = { actionId: 'x', areaName: 'Öxnehaga', due: null, reviewOn: null };
    const { subject, text } = composeActionReminder(
      {
        ...{ organisationId: 'vatterhem', organisationName: 'Vätterhem' },
        rows: [
          { ...row, what: 'Byt låset', reason: 'late', due: '2026-11-20' },
          { ...row, what: null, areaName: null, reason: 'review', reviewOn: '2026-12-01' },
        ],
      },
      'https://lage.example/#/atgarder?ansvarig=vatterhem',
    );
    expect(subject).toBe('Åtgärder att följa upp: Vätterhem');
    expect(text).toContain('– Byt låset (Öxnehaga): skulle ha varit klar 20 november 2026');
    expect(text).toContain('– Åtgärd som bara polis och kommun ser (hela kommunen): ska ses över 1 december 2026');
    expect(text).toContain('– Byt låset (Öxnehaga): was due 20 November 2026');
    expect(text.split('https://lage.example/#/atgarder?ansvarig=vatterhem')).toHaveLength(3);
  });
});
