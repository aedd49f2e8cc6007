import { describe, expect, it } from 'vitest';
import { buildIncidentTable } from '../../src/analysis/incident-table';
import { createMessageHandler, transferOf, type Request, type Response } from '../../src/analysis/messages';
import { createAnalyst, type AnalysisPort } from '../../src/data/analyst';
import { areaInMetres, at, rectangle, sliceOf } from './analysis-fixtures';

const areas = [areaInMetres('a', [[rectangle(450_010, 6_400_010, 451_490, 6_401_490)]])];
const column = [at('2026-11-17T12:00:00+01:00'), at('2026-11-10T12:00:00+01:00')];
const table = buildIncidentTable({
  ...{ east: [450_100, 450_100], north: [6_400_100, 6_400_100], from: column, to: column },
  ...{ category: [0, 0], organisation: [0, 0], area: [0, 0] },
});
const load: Request = { kind: 'load', id: 1, table, areas, places: [] };

describe('The worker', () => {
  it('answers with the analysis of a slice, again and again, though its arrays are moved away', () => {
    const answer = createMessageHandler();
    expect(answer(load)).toEqual({ kind: 'loaded', id: 1 });
    for (const id of [2, 3]) {
      const response = answer({ kind: 'analyse', id, slice: sliceOf('2026-W47') });
      expect(response).toMatchObject({ kind: 'analysed', id, analysis: { total: 1 } });
      const moved = structuredClone(response, { transfer: transferOf(response) });
      expect(moved).toMatchObject({ analysis: { total: 1, grid: { cell: 250 } } });
      if (moved.kind === 'analysed') expect(moved.analysis.grid.east.length).toBe(36);
    }
  });

  it('answers with a sentence when it cannot', () => {
    const answer = createMessageHandler();
    expect(answer({ kind: 'analyse', id: 7, slice: sliceOf('2026-W47') })).toMatchObject({
      kind: 'failed',
      id: 7,
      sentence: expect.stringMatching(/load them first/),
    });
    answer(load);
    expect(answer({ kind: 'analyse', id: 8, slice: sliceOf('2026-W47', { cell: -1 }) })).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/positive whole number/),
    });
  });
});

/** A worker whose answers come when the test says so. */
function createPort(): AnalysisPort & { asked: Request[]; reply: () => void; ended: boolean } {
  const handler = createMessageHandler();
  const waiting: Request[] = [];
  const port = {
    asked: [] as Request[],
    ended: false,
    onmessage: null as ((event: MessageEvent<Response>) => void) | null,
    onerror: null,
    postMessage(request: Request) {
      port.asked.push(request);
      waiting.push(request);
    },
    terminate() {
      port.ended = true;
    },
    reply() {
      const request = waiting.shift();
      if (!request) throw new Error('nothing was asked');
      port.onmessage?.({ data: handler(request) } as MessageEvent<Response>);
    },
  };
  return port;
}

describe('The analyst', () => {
  it('loads, then analyses', async () => {
    const port = createPort();
    const analyst = createAnalyst(port);
    const loaded = analyst.load(table, areas, []);
    const analysis = analyst.analyse(sliceOf('2026-W46'));
    port.reply();
    port.reply();
    await loaded;
    expect(await analysis).toMatchObject({ total: 1, slice: { period: { key: '2026-W46' } } });
  });

  it('lets the latest slice win and never computes those in between', async () => {
    const port = createPort();
    const analyst = createAnalyst(port);
    void analyst.load(table, areas, []);
    port.reply();
    const answers = ['2026-W44', '2026-W45', '2026-W46', '2026-W47'].map((key) => analyst.analyse(sliceOf(key)));
    port.reply();
    port.reply();
    expect(await Promise.all(answers.slice(0, 3))).toEqual(['superseded', 'superseded', 'superseded']);
    expect(await answers[3]).toMatchObject({ total: 1, slice: { period: { key: '2026-W47' } } });
    expect(port.asked.length).toBe(3);
  });

  it('drops what was asked of an older table', async () => {
    const port = createPort();
    const analyst = createAnalyst(port);
    void analyst.load(table, areas, []);
    port.reply();
    const old = analyst.analyse(sliceOf('2026-W47'));
    const loaded = analyst.load(table, areas, []);
    port.reply();
    expect(await old).toBe('superseded');
    port.reply();
    await loaded;
  });

  it('passes on a failure as a sentence and goes on afterwards', async () => {
    const port = createPort();
    const analyst = createAnalyst(port);
    const failing = analyst.analyse(sliceOf('2026-W47'));
    port.reply();
    await expect(failing).rejects.toThrow(/load them first/);
    const loaded = analyst.load(table, areas, []);
    port.reply();
    await expect(loaded).resolves.toBeUndefined();
  });

  it('ends with its worker, and leaves nobody waiting', async () => {
    const port = createPort();
    const analyst = createAnalyst(port);
    const waiting = [analyst.analyse(sliceOf('2026-W46')), analyst.analyse(sliceOf('2026-W47'))];
    analyst.close();
    expect(await Promise.all(waiting)).toEqual(['superseded', 'superseded']);
    expect(await analyst.analyse(sliceOf('2026-W47'))).toBe('superseded');
    expect(port.ended).toBe(true);
  });
});
