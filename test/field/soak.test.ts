/**
 * Twenty clients send two thousand reports through a connection that loses requests and answers: the outbox and the door to the server as they are in the app, with
 * IndexedDB replaced by memory.
 */
import { randomUUID } from 'node:crypto';
import { inject, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { HeldReport, OutboxStore, Owner, ReportDoor } from '../../src/data/outbox';
import type { IncidentReport } from '../../src/domain/incident';
import { demoAccounts } from '../../supabase/embedded/demo-accounts';
import { PASSWORD } from '../browser/visit';
import { createRandom } from '../reference/random';
import { storedReports } from './reporter';

const server = inject('appUrl');
const CLIENTS = 20;
/** 2,000 in all, unless a run that has other things to do asks for fewer (.ci/run). */
const EACH = Math.round(Number(process.env.LAGESBILD_SOAK ?? 2000) / CLIENTS);
/** Shares of the requests. */
const LOST = { request: 0.12, answer: 0.12, stumble: 0.04 };

/** Accounts with one membership, in Jönköping. */
const REPORTERS = demoAccounts.filter(
  ({ email, role }) => role === 'reporter' && email.endsWith('@jonkoping.demo') && !email.startsWith('tva.'),
);

interface Client {
  email: string;
  owner: Owner;
  store: OutboxStore;
  door: ReportDoor;
  flush: () => Promise<unknown>;
  put: (reports: readonly IncidentReport[], at: number) => Promise<void>;
  organisation: string;
}

function memoryStore(): OutboxStore {
  const rows = new Map<string, HeldReport>();
  return {
    all: () => Promise.resolve([...rows.values()].map((entry) => structuredClone(entry))),
    get: (id) => Promise.resolve(structuredClone(rows.get(id))),
    put: (entry) => Promise.resolve(void rows.set(entry.report.id, structuredClone(entry))),
    putAll: (entries) => Promise.resolve(entries.forEach((entry) => rows.set(entry.report.id, structuredClone(entry)))),
    remove: (id) => Promise.resolve(void rows.delete(id)),
  };
}

const random = createRandom('soak');
const lost = { requests: 0, answers: 0, stumbles: 0 };

/** The connection: seeded, and only for what is reported; signing in passes. */
async function flaky(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  if (!url.includes('/rest/v1/incident')) return realFetch(input, init);
  const fate = random.next();
  if (fate < LOST.request) {
    lost.requests++;
    throw new TypeError('fetch failed: the request was lost');
  }
  if (fate < LOST.request + LOST.stumble) {
    lost.stumbles++;
    return Response.json({ message: 'out of order' }, { status: 500 });
  }
  const answer = await realFetch(input, init);
  if (fate > 1 - LOST.answer) {
    await answer.arrayBuffer();
    lost.answers++;
    throw new TypeError('fetch failed: the answer was lost');
  }
  return answer;
}
const realFetch = globalThis.fetch;

/** A client of its own: the app's modules anew, with a session of their own. */
async function begin(email: string): Promise<Client> {
  vi.resetModules();
  const { client } = await import('../../src/data/supabase');
  const supabase = await client();
  const { loadMemberships } = await import('../../src/data/setting');
  const { sendReport, undoReport } = await import('../../src/data/reports');
  const { flushOutbox, putReports } = await import('../../src/data/outbox');
  const { data, error } = await supabase.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw error;
  await supabase.auth.stopAutoRefresh();
  const [membership] = await loadMemberships();
  if (!membership) throw new Error(`${email} is no member.`);
  const owner = { userId: data.user.id, membershipId: membership.id };
  const store = memoryStore();
  const door: ReportDoor = { send: sendReport, undo: undoReport, clock: () => Promise.resolve(0) };
  return {
    ...{ email, owner, store, door, organisation: membership.organisationId },
    flush: () => flushOutbox(store, owner.userId, door),
    put: (reports, at) =>
      putReports(
        store,
        owner,
        reports.map((report) => ({ report })),
        at,
      ),
  };
}

function report(organisationId: string): IncidentReport {
  const at = Math.floor(Date.now() / 1000) - random.integer(600, 86_400);
  return {
    ...{ id: randomUUID(), municipalityId: '0680', organisationId, categoryId: 'klotter' },
    // In and around Öxnehaga.
    ...{ lon: 14.262 + random.next() * 0.004, lat: 57.774 + random.next() * 0.002, occurredFrom: at, occurredTo: at },
    ...{ placeType: 'street', description: '', policeReported: 'unknown', sharing: 'partners' },
  };
}

/** Reports a few at a time and sends, as somebody does who walks in and out of coverage, until nothing is left. */
async function walk(client: Client, ids: Set<string>): Promise<void> {
  for (let done = 0; done < EACH;) {
    const few = Array.from({ length: Math.min(random.integer(1, 9), EACH - done) }, () => report(client.organisation));
    for (const { id } of few) ids.add(id);
    await client.put(few, Date.now());
    done += few.length;
    await client.flush();
  }
  while ((await client.store.all()).length > 0) await client.flush();
}

it(`${CLIENTS} clients send ${CLIENTS * EACH} reports through a connection that loses requests and answers: all stored, none twice`, async () => {
  vi.stubEnv('VITE_SUPABASE_URL', server);
  vi.stubGlobal('WebSocket', WebSocket); // Node 20 has none, and the client asks for one
  vi.stubGlobal('fetch', flaky);
  const emails = [...new Set(REPORTERS.map(({ email }) => email))];
  const since = Date.now();
  const clients: Client[] = [];
  for (let i = 0; i < CLIENTS; i++) clients.push(await begin(emails[i % emails.length] ?? ''));
  const sent = new Map(emails.map((email) => [email, new Set<string>()]));
  await Promise.all(clients.map((client) => walk(client, sent.get(client.email) ?? new Set())));
  vi.stubGlobal('fetch', realFetch); // what is counted now is not part of the trial

  const refused = (await Promise.all(clients.map(({ store }) => store.all()))).flat();
  expect(refused).toEqual([]);
  let stored = 0;
  for (const email of emails) {
    const arrived = await storedReports(server, email, since);
    expect(new Set(arrived), email).toEqual(sent.get(email));
    stored += arrived.length;
  }
  // No id twice, and nothing beside what was sent.
  expect(stored).toBe(CLIENTS * EACH);
  // The connection was as bad as it should be: more than one in ten of each is lost.
  expect(lost.requests + lost.stumbles).toBeGreaterThan((CLIENTS * EACH) / 10);
  expect(lost.answers).toBeGreaterThan((CLIENTS * EACH) / 10);
  console.log(
    `lost on the way: ${lost.requests} requests, ${lost.answers} answers; ${lost.stumbles} answered with 500.`,
  );
}, 600_000);
