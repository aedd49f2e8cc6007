/** What the situation shows while a slider is dragged: the worker answers when the test says so. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMessageHandler, type Request, type Response } from '../../src/analysis/messages';
import { createAnalyst } from '../../src/data/analyst';
import type { PackedIncidents } from '../../src/data/types';
import type { AnalysisPort } from '../../src/data/worker-line';
import type { Setting } from '../../src/domain/setting';
import { followSituation, type SituationData } from '../../src/screens/situation/situation-data.svelte';
import { parseView, type SituationView } from '../../src/screens/situation/view';
import { at, rectangle } from './analysis-fixtures';
import { pack } from './packed-incidents';

const server = vi.hoisted(() => ({ incidents: null as unknown }));
vi.mock('../../src/data/incidents', () => ({
  loadIncidents: () => Promise.resolve(server.incidents),
  loadCoverage: () => Promise.resolve([]),
}));
vi.mock('../../src/data/session.svelte', () => ({ expire: () => undefined }));

const geometry = { type: 'MultiPolygon' as const, coordinates: [[rectangle(14.1, 57.7, 14.2, 57.8)]] };
const setting: Setting = {
  municipality: { id: 'jonkoping', name: 'Jönköping', boundary: geometry },
  areas: [{ id: 'raslatt', name: 'Råslätt', kind: 'priority', activeFrom: '2024-01-01', geometry }],
  organisations: [{ id: 'polisen', name: 'Polisen', kind: 'police' }],
  categoryGroups: [{ id: 'skadegorelse', name: 'Skadegörelse', nameEn: null }],
  categories: [{ id: 'klotter', groupId: 'skadegorelse', name: 'Klotter', nameEn: null, active: true }],
  places: [],
};

/** One incident in each of the weeks given, on Wednesday at noon; none of them says who reported it. */
function incidentsOn(days: string[]): PackedIncidents {
  const from = days.map((day) => at(`${day}T12:00:00+01:00`));
  const all = <T>(value: T): T[] => days.map(() => value);
  return pack({
    ...{ id: days.map((_, i) => `00000000-0000-4000-8000-00000000000${i}`), from, to: from },
    ...{ lon: all(14.15), lat: all(57.75), category: all(0), organisation: all(-1), area: all(0) },
    ...{ categories: ['klotter'], organisations: [], areas: ['raslatt'] },
  });
}

const now = at('2026-11-25T12:00:00+01:00');
const week = (number: number): SituationView => parseView(`#/laget?period=2026-W${number}`, now);

/** Lets promises run their course. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the situation while the slider moves', () => {
  let data: SituationData;
  let asked: Request[];
  let reply: () => Promise<void>;

  beforeEach(async () => {
    server.incidents = incidentsOn(['2026-11-04', '2026-11-11', '2026-11-18']);
    asked = [];
    const handler = createMessageHandler();
    const waiting: Request[] = [];
    const port: AnalysisPort = {
      onmessage: null,
      onerror: null,
      postMessage: (request) => {
        asked.push(request);
        waiting.push(request);
      },
      terminate: () => undefined,
    };
    reply = async () => {
      const request = waiting.shift();
      if (!request) throw new Error('nothing was asked');
      port.onmessage?.({ data: handler(request) } as MessageEvent<Response>);
      await settle();
    };
    data = followSituation(
      setting,
      createAnalyst(() => port),
    );
    void data.show(week(45));
    void data.refresh();
    await settle();
    await reply(); // the table
    await reply(); // week 45
    expect(shownNow()).toEqual(['2026-W45', false]);
  });

  const shownNow = (): unknown[] => [data.shown?.view.period.key ?? null, data.renewing];
  const analysed = (): string[] =>
    asked.flatMap((request) => (request.kind === 'analyse' ? [request.slice.period.key] : []));

  it('shows the answers that come on the way, and says until the last that it is being renewed', async () => {
    for (const number of [46, 47, 48, 49]) void data.show(week(number));
    expect(shownNow()).toEqual(['2026-W45', true]);
    await reply();
    expect(shownNow()).toEqual(['2026-W46', true]);
    await reply();
    expect(shownNow()).toEqual(['2026-W49', false]);
    expect(analysed()).toEqual(['2026-W45', '2026-W46', '2026-W49']);
  });

  it('shows each of them whole: view, numbers and table of one slice', async () => {
    void data.show(week(46));
    void data.show(week(47));
    await reply();
    const { shown } = data;
    expect(shown?.analysis.slice.period.key).toBe(shown?.view.period.key);
    expect(shown?.key).toContain('2026-W46');
    expect(shown?.incidents.map(({ id }) => id)).toEqual(['00000000-0000-4000-8000-000000000001']);
    expect(shown?.table).toBe(data.table);
  });

  it('goes back at once to what it shows, and never on to what was left', async () => {
    void data.show(week(46));
    void data.show(week(45));
    expect(shownNow()).toEqual(['2026-W45', false]);
    await reply(); // week 46, too late
    expect(shownNow()).toEqual(['2026-W45', false]);
  });

  it('follows there, back, and on again', async () => {
    void data.show(week(46));
    void data.show(week(45));
    void data.show(week(47));
    await reply(); // week 46 is older than what is shown
    expect(shownNow()).toEqual(['2026-W45', true]);
    await reply();
    expect(shownNow()).toEqual(['2026-W47', false]);
  });

  it('keeps what it shows, and the table of it, until the view is there from new incidents', async () => {
    const { table } = data;
    server.incidents = incidentsOn(['2026-11-04', '2026-11-05', '2026-11-11']);
    void data.refresh();
    await settle();
    void data.show(week(46)); // asked for while the new table is on its way
    await reply(); // the table
    expect(data.table).toBe(table);
    expect(shownNow()).toEqual(['2026-W45', true]);
    while (data.renewing) await reply();
    expect(data.shown?.view.period.key).toBe('2026-W46');
    expect(data.shown?.incidents.map(({ id }) => id)).toEqual(['00000000-0000-4000-8000-000000000002']);
    expect(data.table).not.toBe(table);
    expect(data.table).toBe(data.shown?.table);
  });

  it('changes nothing but the view when only layers change', async () => {
    const before = data.shown;
    void data.show(parseView('#/laget?period=2026-W45&lager=handelser', now));
    await settle();
    expect(data.shown?.view.layers).toEqual(['incidents']);
    expect(data.shown?.analysis).toBe(before?.analysis);
    expect(data.shown?.incidents).toBe(before?.incidents);
    expect(analysed()).toEqual(['2026-W45']);
  });

  it('says when the incidents cannot be read, and keeps the former ones', async () => {
    server.incidents = { ...incidentsOn(['2026-11-04']), lon: 'AAAA' };
    void data.refresh();
    await settle();
    await reply();
    expect(data.failed).toBe(true);
    expect(shownNow()).toEqual(['2026-W45', false]);
    void data.show(week(46));
    await reply();
    expect(shownNow()).toEqual(['2026-W46', false]);
  });
});
