/** The outbox: a report is kept until the server has it, sent once, and never seen by somebody else on the same device. */
import { describe, expect, it } from 'vitest';
import type { IncidentReport } from '../../src/domain/incident';
import { SignedOut, Unreachable } from '../../src/data/failure';
import type { HeldReport, OutboxStore, Owner, ReportDoor } from '../../src/data/outbox';
import { entriesOf, flushOutbox, putReport, withdrawReport } from '../../src/data/outbox';
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
    all: () => Promise.resolve([...rows.values()].map(copy)),
    get: (id) => Promise.resolve(rows.has(id) ? copy(rows.get(id) as HeldReport) : undefined),
    put: (entry) => Promise.resolve(void rows.set(entry.report.id, copy(entry))),
    remove: (id) => Promise.resolve(void rows.delete(id)),
  };
}

/** A server that keeps rows by id, and that can be away, refuse, or answer too late. */
class Server implements ReportDoor {
  rows = new Set<string>();
  asked: string[] = [];
  state: 'there' | 'away' | 'signed-out' = 'there';
  refuse = new Map<string, RefusalCode>();
  stumbles = new Set<string>();
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
    await putReport(store, HOUSING, report('late'), 2);
    await putReport(store, HOUSING, report('early'), 1);
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
