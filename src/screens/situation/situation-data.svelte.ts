/**
 * Loads the incidents once, keeps the worker, and answers each change of the view with what to show. The latest view wins; on the way to it every analysis that
 * is finished is shown, whole and in order, so that the screen follows a slider that is dragged.
 */
import { createAnalyst } from '../../data/analyst';
import type { Analyst } from '../../data/analyst';
import { SignedOut } from '../../data/failure';
import { loadCoverage, loadIncidents } from '../../data/incidents';
import { expire } from '../../data/session.svelte';
import type { AreaCoverage, PackedIncidents } from '../../data/types';
import type { IncidentTable, NearRepeats, Slice } from '../../analysis/types';
import { areasToStudy } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
import type { Period } from '../../domain/period';
import type { Organisation, Setting } from '../../domain/setting';
import { composeShown } from './shown';
import type { LoadedIncidents, Shown } from './shown';
import { codeTargets, sliceKey, sliceOf } from './slice';
import { knownView } from './view';
import { isOngoing } from './verdict';
import type { SituationView } from './view';

export type CoverageState =
  { state: 'loading' } | { state: 'failed' } | { state: 'ready'; periodKey: string; areas: AreaCoverage[] };

export interface SituationData {
  /** Null until the first analysis is there. */
  readonly shown: Shown | null;
  /** The table that `shown` was made of; null while nothing is shown. */
  readonly table: IncidentTable | null;
  /** Epoch seconds of the first incident that the reader may see; null when there is none or nothing is loaded. */
  readonly first: number | null;
  /** Organisations that the reader sees as reporters of incidents: the others cannot be filtered by. */
  readonly organisations: Organisation[];
  /** Epoch seconds when the incidents shown were fetched; 0 before. */
  readonly fetchedAt: number;
  /** Another view has been asked for than the one shown; the former, or one on the way, stays until then. */
  readonly renewing: boolean;
  /** Incidents are being fetched. */
  readonly fetching: boolean;
  /** The last fetch or analysis failed; what is shown is from before. */
  readonly failed: boolean;
  readonly coverage: CoverageState;
  /** Milliseconds that the last analysis took, from question to answer. */
  readonly answered: number;
  show(view: SituationView): Promise<void>;
  /** As the analyst's. */
  nearRepeats(slice: Slice): Promise<NearRepeats | null | 'superseded'>;
  /** Fetches the incidents again and shows the same view of them. */
  refresh(): Promise<void>;
  close(): void;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

export function followSituation(setting: Setting, analyst: Analyst = createAnalyst()): SituationData {
  const id = setting.municipality.id;
  let shown = $state.raw<Shown | null>(null);
  let first = $state<number | null>(null);
  let organisations = $state.raw<Organisation[]>([]);
  let fetchedAt = $state(0);
  let fetching = $state(false);
  let renewing = $state(false);
  let failed = $state(false);
  let coverage = $state.raw<CoverageState>({ state: 'loading' });
  let answered = $state(0);
  let loaded: LoadedIncidents | null = null;
  /** What the table was made of. */
  let unpacked: PackedIncidents | null = null;
  let wanted: SituationView | null = null;
  /** Number of the latest question, and of the one whose answer is shown. */
  let turns = 0;
  let shownTurn = 0;
  let closed = false;

  function report(error: unknown): void {
    if (error instanceof SignedOut) expire();
    else failed = true;
  }

  async function refresh(): Promise<void> {
    if (fetching || closed) return;
    fetching = true;
    try {
      const packed = await loadIncidents(id);
      // Nothing has changed since: the table and all that was made of it stand.
      if (packed !== unpacked || !loaded) {
        const { targets, lists } = codeTargets(packed, setting);
        const table = await analyst.load(packed, targets, {
          areas: areasToStudy(setting.areas, dayOfEpoch(seconds())),
          places: setting.places.map(({ name, lon, lat }) => ({ name, lon, lat })),
        });
        if (table === 'superseded') return;
        loaded = { table, lists, ids: packed.id };
        unpacked = packed;
        first = table.from[0] ?? null;
        organisations = lists.organisations.filter((_, i) => table.organisation.includes(i));
      }
      fetchedAt = seconds();
      failed = false;
      if (wanted) await show(wanted);
      if (wanted) void cover(wanted.period);
    } catch (error) {
      report(error);
    } finally {
      fetching = false;
    }
  }

  async function show(view: SituationView): Promise<void> {
    const periodChanged = wanted?.period.key !== view.period.key;
    wanted = view;
    if (periodChanged) coverLater(view.period);
    const from = loaded;
    if (!from || closed) return;
    const turn = ++turns;
    const known = knownView(view, setting);
    const slice = sliceOf(known, setting, from.lists);
    const over = shown !== null && shown.ongoing !== isOngoing(known.period, seconds());
    if (shown && shown.key === sliceKey(slice) && shown.table === from.table && !over) {
      // Only layers, camera or an open incident changed; or there and back again, and what is still on its way comes too late.
      shownTurn = turn;
      renewing = false;
      shown = shown.seenAs(known);
      return;
    }
    const asked = performance.now();
    renewing = true;
    try {
      const analysis = await analyst.analyse(slice);
      if (analysis === 'superseded' || closed || turn < shownTurn || loaded !== from) return;
      shownTurn = turn;
      answered = performance.now() - asked;
      shown = composeShown(known, analysis, setting, from, seconds());
      failed = false;
      renewing = turn !== turns;
    } catch (error) {
      if (turn !== turns) return;
      renewing = false;
      report(error);
    }
  }

  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** A slider passes many periods: only where it rests is the server asked who has reported. */
  function coverLater(period: Period): void {
    coverage = { state: 'loading' };
    clearTimeout(waiting);
    waiting = setTimeout(() => void cover(period), 250);
  }

  async function cover(period: Period): Promise<void> {
    try {
      const areas = await loadCoverage(id, period.from, period.to);
      if (wanted?.period.key === period.key && !closed) coverage = { state: 'ready', periodKey: period.key, areas };
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else if (wanted?.period.key === period.key) coverage = { state: 'failed' };
    }
  }

  return {
    get shown() {
      return shown;
    },
    get table() {
      return shown?.table ?? null;
    },
    get first() {
      return first;
    },
    get organisations() {
      return organisations;
    },
    get fetchedAt() {
      return fetchedAt;
    },
    get renewing() {
      return renewing;
    },
    get fetching() {
      return fetching;
    },
    get failed() {
      return failed;
    },
    get coverage() {
      return coverage;
    },
    get answered() {
      return answered;
    },
    show,
    nearRepeats: (slice) => analyst.nearRepeats(slice),
    refresh,
    close() {
      closed = true;
      clearTimeout(waiting);
      analyst.close();
    },
  };
}
