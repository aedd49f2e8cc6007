import { describe, expect, it } from 'vitest';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { createMessageHandler, transferOf, type Request, type Response } from '../../src/analysis/messages';
import { createAnalyst, type Analyst } from '../../src/data/analyst';
import type { AnalysisPort } from '../../src/data/worker-line';
import { areaInMetres, at, rectangle, sliceOf } from './analysis-fixtures';
import { pack } from './packed-incidents';

const ground = {
  areas: [areaInMetres('a', [[rectangle(450_010, 6_400_010, 451_490, 6_401_490)]])],
  places: [],
};
const times = [at('2026-11-10T12:00:00+01:00'), at('2026-11-17T12:00:00+01:00')];
const packed = pack({
  ...{ id: ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'], from: times, to: times },
  ...{ lon: [14.16, 14.16], lat: [57.74, 57.74], category: [0, 0], organisation: [0, -1], area: [0, 0] },
  ...{ categories: ['klotter'], organisations: ['polisen'], areas: ['a'] },
});
const targets = { category: [0], organisation: [0], area: [0] };
const unpackRequest: Request = { kind: 'unpack', id: 1, packed, targets, ground };

describe('The worker', () => {
  it('unpacks the incidents and hands the page a table of its own', () => {
    const answer = createMessageHandler();
    const response = answer(unpackRequest);
    const moved = structuredClone(response, { transfer: transferOf(response) });
    expect(moved).toMatchObject({ kind: 'unpacked', id: 1, table: { size: 2, from: Uint32Array.from(times) } });
    expect(answer({ kind: 'analyse', id: 2, slice: sliceOf('2026-W47') })).toMatchObject({ analysis: { total: 1 } });
  });

  it('answers with the analysis of a slice, again and again, though its arrays are moved away', () => {
    const answer = createMessageHandler();
    const columns = { from: times, to: times, category: [0, 0], organisation: [0, 0], area: [0, 0] };
    const table = buildIncidentTable({ ...columns, east: [450_100, 450_100], north: [6_400_100, 6_400_100] });
    expect(answer({ kind: 'load', id: 1, table, ground })).toEqual({ kind: 'loaded', id: 1 });
    for (const id of [2, 3]) {
      const response = answer({ kind: 'analyse', id, slice: sliceOf('2026-W47') });
      expect(response).toMatchObject({ kind: 'analysed', id, analysis: { total: 1 } });
      const moved = structuredClone(response, { transfer: transferOf(response) });
      expect(moved).toMatchObject({ analysis: { total: 1, grid: { cell: 250 } } });
      if (moved.kind === 'analysed') expect(moved.analysis.grid.east.length).toBe(36);
    }
  });

  it('says that two incidents are too few for near repeats', () => {
    const answer = createMessageHandler();
    answer(unpackRequest);
    expect(answer({ kind: 'near-repeats', id: 5, slice: sliceOf('2026-W47') })).toEqual({
      ...{ kind: 'near-repeats', id: 5, repeats: null },
    });
  });

  it('answers with a sentence when it cannot', () => {
    const answer = createMessageHandler();
    expect(answer({ kind: 'analyse', id: 7, slice: sliceOf('2026-W47') })).toMatchObject({
      kind: 'failed',
      id: 7,
      sentence: expect.stringMatching(/load them first/),
    });
    expect(answer({ ...unpackRequest, packed: { ...packed, lon: '' } })).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/cannot be read \(lon\)/),
    });
    answer(unpackRequest);
    expect(answer({ kind: 'analyse', id: 8, slice: sliceOf('2026-W47', { cell: -1 }) })).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/positive whole number/),
    });
  });
});

/** A worker whose answers come when the test says so. */
interface FakePort extends AnalysisPort {
  asked: Request[];
  /** Answers the oldest request, and lets the page take notice. */
  reply: () => Promise<void>;
  ended: boolean;
}

function createPort(): FakePort {
  const handler = createMessageHandler();
  const waiting: Request[] = [];
  const port: FakePort = {
    asked: [],
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage(request) {
      port.asked.push(request);
      waiting.push(request);
    },
    terminate() {
      port.ended = true;
    },
    async reply() {
      const request = waiting.shift();
      if (!request) throw new Error('nothing was asked');
      port.onmessage?.({ data: handler(request) } as MessageEvent<Response>);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
  return port;
}

/** An analyst whose workers, in the order in which they are started, are held by the test. */
function createHeld(): { analyst: Analyst; ports: FakePort[]; load: () => ReturnType<Analyst['load']> } {
  const ports: FakePort[] = [];
  const analyst = createAnalyst(() => {
    const port = createPort();
    ports.push(port);
    return port;
  });
  return { analyst, ports, load: () => analyst.load(packed, targets, ground) };
}

const weekOf = (answer: unknown): unknown =>
  typeof answer === 'object' ? (answer as { slice: { period: { key: string } } }).slice.period.key : answer;

describe('The analyst', () => {
  it('loads, then analyses', async () => {
    const { analyst, ports, load } = createHeld();
    const loaded = load();
    const analysis = analyst.analyse(sliceOf('2026-W46'));
    await ports[0].reply();
    await ports[0].reply();
    expect(await loaded).toMatchObject({ size: 2, organisation: Int16Array.of(0, -1) });
    expect(await analysis).toMatchObject({ total: 1, slice: { period: { key: '2026-W46' } } });
  });

  it('answers what it has begun though a newer slice waits, then the newest; those in between are never computed', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    await ports[0].reply();
    const answers: unknown[] = [];
    for (const key of ['2026-W44', '2026-W45', '2026-W46', '2026-W47']) {
      void analyst.analyse(sliceOf(key)).then((answer) => answers.push(weekOf(answer)));
    }
    await ports[0].reply();
    expect(answers).toEqual(['superseded', 'superseded', '2026-W44']);
    await ports[0].reply();
    expect(answers.slice(3)).toEqual(['2026-W47']);
    expect(ports[0].asked.map(({ kind }) => kind)).toEqual(['unpack', 'analyse', 'analyse']);
  });

  it('never has two requests under way', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    void load();
    void analyst.analyse(sliceOf('2026-W46'));
    for (const begun of [1, 2, 3]) {
      expect(ports[0].asked.length).toBe(begun);
      await ports[0].reply();
    }
    expect(ports[0].asked.length).toBe(3);
  });

  it('drops what was asked of an older table', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    await ports[0].reply();
    const old = analyst.analyse(sliceOf('2026-W47'));
    const loaded = load();
    const next = analyst.analyse(sliceOf('2026-W47'));
    await ports[0].reply();
    expect(await old).toBe('superseded');
    await ports[0].reply();
    await ports[0].reply();
    expect(await loaded).toMatchObject({ size: 2 });
    expect(await next).toMatchObject({ total: 1 });
  });

  it('passes on a failure as a sentence and goes on afterwards', async () => {
    const { analyst, ports, load } = createHeld();
    const failing = expect(analyst.analyse(sliceOf('2026-W47'))).rejects.toThrow(/load them first/);
    await ports[0].reply();
    await failing;
    const loaded = load();
    await ports[0].reply();
    await expect(loaded).resolves.toMatchObject({ size: 2 });
  });

  it('says that its worker could not be started', async () => {
    const { analyst, ports } = createHeld();
    const failing = expect(analyst.analyse(sliceOf('2026-W47'))).rejects.toThrow(
      /The analysis stopped.*Reload the page/,
    );
    ports[0].onerror?.({ message: '' } as ErrorEvent);
    await failing;
  });

  it('finds near repeats in a worker of their own, which holds up no slice', async () => {
    const { analyst, ports, load } = createHeld();
    const repeats = analyst.nearRepeats(sliceOf('2026-W47'));
    expect(ports.length).toBe(1);
    void load();
    await ports[0].reply();
    expect(ports[1].asked.map(({ kind }) => kind)).toEqual(['load']);
    const slice = analyst.analyse(sliceOf('2026-W47'));
    await ports[0].reply();
    expect(await slice).toMatchObject({ total: 1 });
    await ports[1].reply();
    await ports[1].reply();
    expect(await repeats).toBeNull();
  });

  it('keeps the table in the second worker, and answers the newest question about near repeats', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    await ports[0].reply();
    const answers = ['2026-W45', '2026-W46', '2026-W47'].map((key) => analyst.nearRepeats(sliceOf(key)));
    for (let i = 0; i < 3; i++) await ports[1].reply();
    expect(await Promise.all(answers)).toEqual(['superseded', 'superseded', null]);
    expect(ports[1].asked.map(({ kind }) => kind)).toEqual(['load', 'near-repeats', 'near-repeats']);
    void load();
    await ports[0].reply();
    void analyst.nearRepeats(sliceOf('2026-W47'));
    await ports[1].reply();
    expect(ports[1].asked.slice(3).map(({ kind }) => kind)).toEqual(['load', 'near-repeats']);
  });

  it('answers panel and export alike when both ask for the near repeats of one slice', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    await ports[0].reply();
    const both = [analyst.nearRepeats(sliceOf('2026-W47')), analyst.nearRepeats(sliceOf('2026-W47'))];
    for (let i = 0; i < 2; i++) await ports[1].reply();
    expect(await Promise.all(both)).toEqual([null, null]);
    expect(ports[1].asked.map(({ kind }) => kind)).toEqual(['load', 'near-repeats']);
  });

  it('ends with its workers, and leaves nobody waiting', async () => {
    const { analyst, ports, load } = createHeld();
    void load();
    await ports[0].reply();
    const waiting = [
      analyst.nearRepeats(sliceOf('2026-W46')),
      analyst.nearRepeats(sliceOf('2026-W47')),
      analyst.analyse(sliceOf('2026-W46')),
      analyst.analyse(sliceOf('2026-W47')),
      load(),
    ];
    analyst.close();
    expect(await Promise.all(waiting)).toEqual(Array(5).fill('superseded'));
    expect(await analyst.analyse(sliceOf('2026-W47'))).toBe('superseded');
    expect(ports.map(({ ended }) => ended)).toEqual([true, true]);
  });
});
