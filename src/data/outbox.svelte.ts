/**
 * The outbox at work in the browser: flushed when the app starts, when the network returns and every half minute, by one tab at a time;
 * all tabs show the same list.
 */
import type { IncidentReport } from '../domain/incident';
import { outboxStore } from './local-database';
import { createTabLine, maySend } from './one-tab';
import type { HeldReport, Owner } from './outbox';
import { entriesOf, flushOutbox, putReport, withdrawReport } from './outbox';
import { sendReport, undoReport } from './reports';
import { expire } from './session.svelte';

const door = { send: sendReport, undo: undoReport };

/** A report that the server has stored since this page was opened. */
export interface SentReport extends Owner {
  report: IncidentReport;
  areaId: string | null;
}

let owner: Owner | null = null;
let held = $state.raw<HeldReport[]>([]);
let sent = $state.raw<SentReport[]>([]);

/** Reactive: what waits or was refused, oldest first. */
export function heldReports(): readonly HeldReport[] {
  return held;
}

/** Reactive: what was stored since the page was opened, oldest first. */
export function sentReports(): readonly SentReport[] {
  return sent;
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

/** Sends what waits. Never throws for an answer of the server: what could not be sent stays, and the list says so. */
export async function flush(): Promise<void> {
  await line.alone(async () => {
    const whose = owner;
    if (!whose || !(await maySend(whose.userId))) return;
    const result = await flushOutbox(outboxStore, whose.userId, door);
    noteSent(result.stored);
    if (result.stored.length > 0) line.tell({ sent: result.stored });
    if (result.stopped === 'signed-out' && owner === whose) expire();
  });
  await refresh();
}

export interface SubmitOptions {
  /** Id of a refused entry that this report puts right. */
  replaces?: string | undefined;
  /** The outbox has it: whatever happens now, it is not lost. */
  onkept?: () => void;
}

/**
 * Puts a report into the outbox and tries to send it at once; when the promise ends, the lists tell how it went.
 * @throws when this browser cannot keep it.
 */
export async function submitReport(report: IncidentReport, { replaces, onkept }: SubmitOptions = {}): Promise<void> {
  if (!owner) throw new Error('Nobody is signed in.');
  await putReport(outboxStore, owner, report, Date.now());
  if (replaces !== undefined) await outboxStore.remove(replaces);
  await changed();
  onkept?.();
  await flush();
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

/** Forgets a refused entry: its report has been put right and sent anew. */
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
