/** What the picture would count if it were published now: released reports, analysed for its period and area; and how many wait for review. */
import { createAnalyst } from '../../data/analyst';
import { SignedOut } from '../../data/failure';
import { loadCoverage } from '../../data/incidents';
import { loadReleasedIncidents } from '../../data/released-incidents';
import { expire } from '../../data/session.svelte';
import { areasToStudy } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
import type { Period } from '../../domain/period';
import type { Setting } from '../../domain/setting';
import type { CoverageState } from '../situation/situation-data.svelte';
import { composeShown } from '../situation/shown';
import type { Shown } from '../situation/shown';
import { codeTargets, sliceOf } from '../situation/slice';
import { parseView } from '../situation/view';

export interface Live {
  /** Null until the first analysis is there. */
  readonly shown: Shown | null;
  readonly coverage: CoverageState;
  /** Reports of the period that wait for review: they are not counted. */
  readonly waiting: number;
  readonly fetching: boolean;
  /** The last fetch failed; what is shown is from before. */
  readonly failed: boolean;
  refresh(): Promise<void>;
  close(): void;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** @param area id; null: the whole municipality. */
export function followLive(setting: Setting, period: Period, area: string | null): Live {
  const id = setting.municipality.id;
  const analyst = createAnalyst();
  const view = { ...parseView('', seconds()), period, area };
  let shown = $state.raw<Shown | null>(null);
  let coverage = $state.raw<CoverageState>({ state: 'loading' });
  let waiting = $state(0);
  let fetching = $state(false);
  let failed = $state(false);
  let closed = false;

  async function analysed(): Promise<void> {
    const { packed, waiting: unreviewed } = await loadReleasedIncidents(id);
    const { targets, lists } = codeTargets(packed, setting);
    const table = await analyst.load(packed, targets, {
      areas: areasToStudy(setting.areas, dayOfEpoch(seconds())),
      places: setting.places.map(({ name, lon, lat }) => ({ name, lon, lat })),
    });
    if (table === 'superseded') return;
    const analysis = await analyst.analyse(sliceOf(view, setting, lists));
    if (analysis === 'superseded' || closed) return;
    shown = composeShown(view, analysis, setting, { table, lists, ids: packed.id }, seconds());
    waiting = unreviewed.filter((at) => at >= period.from && at < period.to).length;
  }

  async function covered(): Promise<void> {
    try {
      coverage = { state: 'ready', periodKey: period.key, areas: await loadCoverage(id, period.from, period.to) };
    } catch (error) {
      if (error instanceof SignedOut) throw error;
      // Who has reported is one part of the draft; the figures hold without it.
      if (coverage.state !== 'ready') coverage = { state: 'failed' };
    }
  }

  async function refresh(): Promise<void> {
    if (fetching || closed) return;
    fetching = true;
    try {
      await Promise.all([analysed(), covered()]);
      failed = false;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else failed = true;
    } finally {
      fetching = false;
    }
  }

  return {
    get shown() {
      return shown;
    },
    get coverage() {
      return coverage;
    },
    get waiting() {
      return waiting;
    },
    get fetching() {
      return fetching;
    },
    get failed() {
      return failed;
    },
    refresh,
    close() {
      closed = true;
      analyst.close();
    },
  };
}
