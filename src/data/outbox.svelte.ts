/**
 * The outbox at work in the browser: flushed when the app starts, when the network returns and every half minute, by one tab at a time;
 * all tabs show the same list.
 */
import type { IncidentReport } from '../domain/incident';
import type { TimeSaid } from './clock';
import { clockOffset } from './connection.svelte';
import { outboxStore } from './local-database';
import { createTabLine, maySend } from './one-tab';
import type { Stopped } from './flush';
import type { HeldReport, NewReport, Owner, ReportDoor } from './outbox';
import { countWaiting, entriesOf, flushOutbox, putReports, takeOut, withdrawReport } from './outbox';
import { sendReport, undoReport } from './reports';
import { expire } from './session.svelte';
import { asMember } from './setting';
import { askServer } from './supabase';
import { Unreachable } from './failure';

const door: ReportDoor = {
  send: (report) => asMember(() => sendReport(report)),
  undo: (report) => asMember(() => undoReport(report)),
  async clock() {
    if (clockOffset() === null) {
      await askServer().catch(() => {
        throw new Unreachable('The server does not answer.');
      });
    }
    return clockOffset();
  },
};

/** A report that the server has stored since this page was opened. */
export interface SentReport extends Owner {
  report: IncidentReport;
  areaId: string | null;
}

let owner: Owner | null = null;
let held = $state.raw<HeldReport[]>([]);
let sent = $state.raw<SentReport[]>([]);
let stopped = $state<Stopped | 'device'>(null);

/** Reactive: what waits or was refused, oldest first. */
export function heldReports(): readonly HeldReport[] {
  return held;
}

/** Reactive: what was stored since the page was opened, oldest first. */
export function sentReports(): readonly SentReport[] {
  return sent;
}

/** Reactive: why the last attempt to send did not come to its end; `device`: this browser could not write what it did. */
export function outboxStopped(): Stopped | 'device' {
  return stopped;
}

async function refresh(): Promise<void> {
  const whose = owner;
  const entries = whose ? await entriesOf(outboxStore, whose) : [];
  if (whose === owner) held = entries;
}

/** What one tab tells the others. */
interface News {
  sent: readonly SentReport[];
  /** Id of a report that was taken back. */
  undone?: string;
}

const line = createTabLine<News>('lagesbild-outbox');

async function changed(undone?: string): Promise<void> {
  if (undone !== undefined) sent = sent.filter(({ report }) => report.id !== undone);
  await refresh();
  line.tell(undone === undefined ? { sent: [] } : { sent: [], undone });
}

/** Adds what was stored, here or by another tab, as far as it is this member's and not known yet. */
function noteSent(stored: readonly SentReport[]): void {
  const news = stored.filter(
    (one) =>
      one.userId === owner?.userId &&
      one.membershipId === owner.membershipId &&
      !sent.some((known) => known.report.id === one.report.id),
  );
  if (news.length > 0) sent = [...sent, ...news];
}

/** Sends what waits. Never rejects: what could not be sent stays, and the list says why. */
export async function flush(): Promise<void> {
  try {
    await line.alone(async () => {
      const whose = owner;
      if (!whose || !maySend(whose.userId)) return;
      const result = await flushOutbox(outboxStore, whose.userId, door);
      stopped = result.stopped;
      noteSent(result.stored);
      if (result.stored.length > 0) line.tell({ sent: result.stored });
      if (result.stopped === 'signed-out' && owner === whose) expire();
    });
    await refresh();
  } catch {
    stopped = 'device';
  }
}

/** What goes into the outbox with a time that was said so: kept in mind as long as nobody knows whether this device's clock is right. */
export function newReport(report: IncidentReport, said: TimeSaid): NewReport {
  return clockOffset() === null && said !== 'exact' ? { report, unsure: said } : { report };
}

/**
 * Puts reports into the outbox, all at once, and tries to send them; when the promise ends, the lists tell how it went.
 * @param draftKey of the draft that they were written in; it is forgotten in the same moment. @param onkept the outbox has them: whatever happens now, they are not lost.
 * @throws when this browser cannot keep them; none of them is kept then.
 */
export async function submitReports(
  reports: readonly NewReport[],
  draftKey: string,
  onkept?: () => void,
): Promise<void> {
  if (!owner) throw new Error('Nobody is signed in.');
  await putReports(outboxStore, owner, reports, Date.now(), draftKey);
  await changed();
  onkept?.();
  await flush();
}

/**
 * Takes an entry out to be changed in the form; keep the draft first. @returns and @throws as takeOut in outbox.ts.
 */
export async function reopenHeld(reportId: string): Promise<'same-id' | 'new-id'> {
  const whose = owner;
  if (!whose) throw new Error('Nobody is signed in.');
  const end = await line.alone(() => takeOut(outboxStore, whose, reportId, door, Date.now()));
  await changed();
  return end;
}

/** How many reports wait on this device, whoever wrote them. Never rejects. */
export async function waitingHere(): Promise<number> {
  return countWaiting(outboxStore).catch(() => 0);
}

/**
 * Takes a report back, from the outbox or from the server.
 * @returns `later` when the server cannot be reached: it is deleted there as soon as it can.
 * @throws Refusal when it is too late, SignedOut.
 */
export async function takeBack(report: IncidentReport): Promise<'done' | 'later'> {
  const whose = owner;
  if (!whose) throw new Error('Nobody is signed in.');
  const end = await line.alone(() => withdrawReport(outboxStore, whose, report, door, Date.now()));
  await changed(report.id);
  return end;
}

/** Forgets a refused entry: the person does without it. */
export async function discardHeld(reportId: string): Promise<void> {
  await outboxStore.remove(reportId);
  await changed();
}

/**
 * Follows the outbox of a person as a member, until the returned function is called.
 * Call it once for the whole app.
 */
export function followOutbox(whose: Owner): () => void {
  owner = whose;
  held = [];
  sent = [];
  const end = line.follow((news) => {
    noteSent(news.sent);
    if (news.undone !== undefined) sent = sent.filter(({ report }) => report.id !== news.undone);
    void refresh();
  }, flush);
  void refresh().then(flush);
  return () => {
    owner = null;
    held = [];
    sent = [];
    end();
  };
}
