/** The outbox: a report is kept until the server has it, sent once, and never seen by somebody else on the same device. */
import { describe, expect, it } from 'vitest';
import type { IncidentReport } from '../../src/domain/incident';
import { SignedOut, Unreachable } from '../../src/data/failure';
import type { HeldReport, OutboxStore, Owner, ReportDoor } from '../../src/data/outbox';
import { countWaiting, entriesOf, flushOutbox, putReports, takeOut, withdrawReport } from '../../src/data/outbox';
import type { RefusalCode } from '../../src/data/types';
import { Refusal } from '../../src/data/types';

const HOUSING: Owner = { userId: 'u1', membershipId: 'm1' };
const GUARDS: Owner = { userId: 'u1', membershipId: 'm2' };
const POLICE: Owner = { userId: 'u2', membershipId: 'm3' };

function report(id: string): IncidentReport {
  return {
    id,
    municipalityId: '0680',
    organisationId: 'vatterhem',
    categoryId: 'klotter',
    lon: 14.2,
    lat: 57.77,
    occurredFrom: 1_790_000_000,
    occurredTo: 1_790_000_000,
    placeType: 'garage',
    description: '',
    policeReported: 'unknown',
    sharing: 'partners',
  };
}

/** The same contract as IndexedDB, including that what comes out is a copy. */
function memoryStore(): OutboxStore {
  const rows = new Map<string, HeldReport>();
  const copy = (entry: HeldReport): HeldReport => structuredClone(entry);
  return {
    // By key, as IndexedDB does, not by age.
    all: () => Promise.resolve([...rows.values()].map(copy).sort((a, b) => b.report.id.localeCompare(a.report.id))),
    get: (id) => Promise.resolve(rows.has(id) ? copy(rows.get(id) as HeldReport) : undefined),
    put: (entry) => Promise.resolve(void rows.set(entry.report.id, copy(entry))),
    putAll: (entries) => Promise.resolve(entries.forEach((entry) => rows.set(entry.report.id, copy(entry)))),
    remove: (id) => Promise.resolve(void rows.delete(id)),
  };
}

const putReport = (store: OutboxStore, owner: Owner, sent: IncidentReport, at: number): Promise<void> =>
  putReports(store, owner, [{ report: sent }], at);

/** A server that keeps rows by id, and that can be away, refuse, or answer too late. */
class Server implements ReportDoor {
  rows = new Set<string>();
  asked: string[] = [];
  state: 'there' | 'away' | 'signed-out' = 'there';
  refuse = new Map<string, RefusalCode>();
  stumbles = new Set<string>();
  /** Milliseconds that the device's clock is behind; null: it does not tell. */
  offset: number | null = null;
  /** Stores the row, but the answer never arrives. */
  losesAnswers = false;

  send = (sent: IncidentReport): Promise<{ id: string; areaId: string }> => {
    this.asked.push(sent.id);
    if (this.state === 'away' || this.stumbles.has(sent.id)) return Promise.reject(new Unreachable('no answer'));
    if (this.state === 'signed-out') return Promise.reject(new SignedOut('expired'));
    const code = this.refuse.get(sent.id);
    if (code) return Promise.reject(new Refusal(code, 'no'));
    this.rows.add(sent.id);
    if (this.losesAnswers) return Promise.reject(new Unreachable('the answer was lost'));
    return Promise.resolve({ id: sent.id, areaId: 'oxnehaga' });
  };
  clock = (): Promise<number | null> =>
    this.state === 'away' ? Promise.reject(new Unreachable('no answer')) : Promise.resolve(this.offset);
  undo = ({ id }: { id: string }): Promise<void> => {
    if (this.state === 'away') return Promise.reject(new Unreachable('no answer'));
    const code = this.refuse.get(id);
    if (code) return Promise.reject(new Refusal(code, 'too late'));
    this.rows.delete(id);
    return Promise.resolve();
  };
}

describe('a report on its way', () => {
  it('is stored, told with its area, and gone from the outbox', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    const result = await flushOutbox(store, 'u1', server);
    expect(result).toEqual({ stored: [{ ...HOUSING, report: report('a'), areaId: 'oxnehaga' }], stopped: null });
    expect(await store.all()).toEqual([]);
  });

  it('stays while the server is away, and goes when it is back, oldest first', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'away';
    await putReport(store, HOUSING, report('early'), 1);
    await putReport(store, HOUSING, report('late'), 2);
    expect((await flushOutbox(store, 'u1', server)).stopped).toBe('unreachable');
    expect((await entriesOf(store, HOUSING)).map((entry) => entry.report.id)).toEqual(['early', 'late']);
    server.state = 'there';
    const { stored } = await flushOutbox(store, 'u1', server);
    expect(stored.map((one) => one.report.id)).toEqual(['early', 'late']);
  });

  it('is stored once when the first answer was lost', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.losesAnswers = true;
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, 'u1', server);
    expect(await store.all()).toHaveLength(1);
    server.losesAnswers = false;
    await flushOutbox(store, 'u1', server);
    expect([...server.rows]).toEqual(['a']);
    expect(server.asked).toEqual(['a', 'a']);
    expect(await store.all()).toEqual([]);
  });

  it('keeps the reason of a refusal, is not sent again by itself, and holds nobody up', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.refuse.set('a', 'outside-municipality');
    await putReport(store, HOUSING, report('a'), 1);
    await putReport(store, HOUSING, report('b'), 2);
    const { stored } = await flushOutbox(store, 'u1', server);
    expect(stored.map((one) => one.report.id)).toEqual(['b']);
    expect((await entriesOf(store, HOUSING)).map((entry) => entry.refusal)).toEqual(['outside-municipality']);
    server.asked = [];
    await flushOutbox(store, 'u1', server);
    expect(server.asked).toEqual([]);
  });

  it('that the server stumbles over does not hold up the next one', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.stumbles.add('a');
    for (const [at, id] of ['a', 'b', 'c'].entries()) await putReport(store, HOUSING, report(id), at);
    const { stored, stopped } = await flushOutbox(store, 'u1', server);
    expect(stored.map((one) => one.report.id)).toEqual(['b', 'c']);
    expect(stopped).toBe('unreachable');
  });

  it('asks an absent server twice, not once for each entry', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'away';
    for (const [at, id] of ['a', 'b', 'c', 'd'].entries()) await putReport(store, HOUSING, report(id), at);
    await flushOutbox(store, 'u1', server);
    expect(server.asked).toEqual(['a', 'b']);
  });

  it('stays when the session is over', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'signed-out';
    await putReport(store, HOUSING, report('a'), 1);
    expect((await flushOutbox(store, 'u1', server)).stopped).toBe('signed-out');
    expect(await entriesOf(store, HOUSING)).toMatchObject([{ refusal: null }]);
  });

  it('does not hide an error of the device as an outage of the server', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    const full = { ...store, put: () => Promise.reject(new Error('the disk is full')) };
    await expect(flushOutbox(full, 'u1', server)).rejects.toThrow('the disk is full');
  });
});

describe('one device, several people', () => {
  it('shows and sends nobody the reports of another person', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, POLICE.userId, server);
    expect(server.asked).toEqual([]);
    expect(await entriesOf(store, POLICE)).toEqual([]);
  });

  it('shows a person the reports of the present membership, and sends those of all', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    await putReport(store, GUARDS, report('b'), 2);
    expect((await entriesOf(store, GUARDS)).map((entry) => entry.report.id)).toEqual(['b']);
    await flushOutbox(store, 'u1', server);
    expect([...server.rows]).toEqual(['a', 'b']);
  });
});

describe('taking a report back', () => {
  it('that was never sent asks nobody', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'away';
    await putReport(store, HOUSING, report('a'), 1);
    expect(await withdrawReport(store, HOUSING, report('a'), server, 2)).toBe('done');
    expect(await store.all()).toEqual([]);
  });

  it('that the server has deletes it there', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, 'u1', server);
    expect(await withdrawReport(store, HOUSING, report('a'), server, 2)).toBe('done');
    expect([...server.rows]).toEqual([]);
  });

  it('that the server may have, while it is away, deletes it there later and shows it no more', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.losesAnswers = true;
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, 'u1', server);
    server.state = 'away';
    expect(await withdrawReport(store, HOUSING, report('a'), server, 2)).toBe('later');
    expect(await entriesOf(store, HOUSING)).toEqual([]);
    server.state = 'there';
    expect((await flushOutbox(store, 'u1', server)).stored).toEqual([]);
    expect([...server.rows]).toEqual([]);
    expect(await store.all()).toEqual([]);
  });

  it('says when it is too late', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.rows.add('a');
    server.refuse.set('a', 'not-allowed');
    await expect(withdrawReport(store, HOUSING, report('a'), server, 2)).rejects.toThrow(Refusal);
    expect([...server.rows]).toEqual(['a']);
  });
});

describe('several reports at once', () => {
  it('go in together, behind what waits, also when the clock was set back meanwhile', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('first'), 1_000_000);
    await putReports(store, HOUSING, [{ report: report('second') }, { report: report('third') }], 5);
    await flushOutbox(store, 'u1', server);
    expect(server.asked).toEqual(['first', 'second', 'third']);
  });

  it('are counted for the page that asks to sign in, whoever wrote them', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReports(store, HOUSING, [{ report: report('a') }, { report: report('b') }], 1);
    await putReport(store, POLICE, report('c'), 2);
    server.refuse.set('b', 'too-long');
    await flushOutbox(store, 'u1', server);
    expect(await countWaiting(store)).toBe(1);
  });
});

describe('a clock that is wrong', () => {
  const HOUR = 3600;
  const timeOf = async (said: 'now' | 'day', offset: number | null): Promise<number> => {
    const [store, server] = [memoryStore(), new Server()];
    server.offset = offset;
    await putReports(store, HOUSING, [{ report: report('a'), unsure: said }], 1);
    const { stored } = await flushOutbox(store, 'u1', server);
    return (stored[0]?.report.occurredFrom ?? NaN) - report('a').occurredFrom;
  };

  it('is put right by the server’s: just now by hours, yesterday by days, a small difference not at all', async () => {
    expect(await timeOf('now', -3 * HOUR * 1000)).toBe(-3 * HOUR);
    expect(await timeOf('day', -3 * HOUR * 1000)).toBe(0);
    expect(await timeOf('day', 47 * HOUR * 1000)).toBe(48 * HOUR);
    expect(await timeOf('now', 200_000)).toBe(0);
    expect(await timeOf('now', null)).toBe(0);
  });

  it('is put right once: what the server may have never changes', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.offset = -2 * HOUR * 1000;
    server.losesAnswers = true;
    await putReports(store, HOUSING, [{ report: report('a'), unsure: 'now' }], 1);
    await flushOutbox(store, 'u1', server);
    server.losesAnswers = false;
    const { stored } = await flushOutbox(store, 'u1', server);
    expect(stored[0]?.report.occurredFrom).toBe(report('a').occurredFrom - 2 * HOUR);
  });

  it('keeps a report waiting as long as nobody can say what time it is', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'away';
    await putReports(store, HOUSING, [{ report: report('a'), unsure: 'now' }], 1);
    expect((await flushOutbox(store, 'u1', server)).stopped).toBe('unreachable');
    expect(server.asked).toEqual([]);
    expect(await entriesOf(store, HOUSING)).toMatchObject([{ attempted: false, unsure: 'now' }]);
  });
});

describe('changing what waits', () => {
  it('takes it out under the same id as long as nobody else can have it', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putReport(store, HOUSING, report('a'), 1);
    expect(await takeOut(store, HOUSING, 'a', server, 2)).toBe('same-id');
    expect(await store.all()).toEqual([]);
  });

  it('deletes what the server may have, and gives the new one another id', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.losesAnswers = true;
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, 'u1', server);
    expect(await takeOut(store, HOUSING, 'a', server, 2)).toBe('new-id');
    expect([...server.rows]).toEqual([]);
  });

  it('leaves a refused one with its reason until it is sent anew, and says when it has been sent meanwhile', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.refuse.set('a', 'too-long');
    await putReport(store, HOUSING, report('a'), 1);
    await flushOutbox(store, 'u1', server);
    expect(await takeOut(store, HOUSING, 'a', server, 2)).toBe('same-id');
    expect(await entriesOf(store, HOUSING)).toMatchObject([{ refusal: 'too-long' }]);
    server.refuse.clear();
    await putReport(store, HOUSING, report('a'), 3);
    await flushOutbox(store, 'u1', server);
    expect([...server.rows]).toEqual(['a']);
    await expect(takeOut(store, HOUSING, 'a', server, 4)).rejects.toThrow(Refusal);
  });
});
