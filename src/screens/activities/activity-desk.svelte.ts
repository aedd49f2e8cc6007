/** What a person does with activities, each thing with its way back: added, changed, marked, removed, a series or a pasted list as a whole. */
import { loadAllActivities, saveActivities, undoActivities } from '../../data/activities';
import { heldChanges, storedChanges, submitChange, takeBackChange } from '../../data/changes.svelte';
import { SignedOut, Unreachable } from '../../data/failure';
import { Refusal } from '../../data/types';
import type { Activity, ActivityState } from '../../domain/meeting';
import type { Membership } from '../../domain/setting';
import { t } from '../../i18n/i18n.svelte';
import { newReportId } from '../report/draft';

interface LastDeed {
  message: string;
  /** Null: it cannot be taken back. Its own message is what came of it. */
  undo: (() => Promise<string>) | null;
}

const YEAR = 366 * 86_400;

export class ActivityDesk {
  last = $state.raw<LastDeed>({ message: '', undo: null });
  /** Why the last thing could not be done; in words. */
  problem = $state('');
  busy = $state(false);
  /** Ids that were taken back as a whole: the list of the server may be older. */
  gone = $state.raw<readonly string[]>([]);

  constructor(
    private readonly membership: Membership,
    private readonly renew: () => void,
  ) {}

  get #municipality(): string {
    return this.membership.municipalityId;
  }

  say(message: string): void {
    this.last = { message, undo: null };
  }

  async add(activity: Activity): Promise<boolean> {
    return this.#run(async () => {
      await submitChange(this.#municipality, { kind: 'activity', record: activity }, 0);
      return { message: t('activities:added', { title: activity.title }), undo: () => this.#takeBack(activity) };
    });
  }

  /** @param before as it is stored, to come back to. */
  async change(activity: Activity, before: Activity): Promise<boolean> {
    return this.#run(async () => {
      await submitChange(this.#municipality, { kind: 'activity', record: activity }, activity.revision);
      return { message: t('activities:changed', { title: activity.title }), undo: () => this.#restore(before) };
    });
  }

  /** Done with so many participants (null: nobody counted), cancelled, or planned again. */
  async mark(activity: Activity, state: ActivityState, participants: number | null = null): Promise<boolean> {
    return this.#run(async () => {
      const record = { ...activity, state, participants: state === 'done' ? participants : null };
      await submitChange(this.#municipality, { kind: 'activity', record }, activity.revision);
      return {
        message: t(`activities:marked_${state}`, { title: activity.title }),
        undo: () => this.#restore(activity),
      };
    });
  }

  /** Takes away what is planned. */
  async remove(activity: Activity): Promise<boolean> {
    return this.#run(async () => {
      await takeBackChange(this.#municipality, { kind: 'activity', record: activity });
      return {
        message: t('activities:removed', { title: activity.title }),
        // What is gone comes back under another id: a browser that heard of the removal would hide the old one.
        undo: async () => {
          const record = { ...activity, id: newReportId(), revision: 0 };
          await submitChange(this.#municipality, { kind: 'activity', record }, 0);
          return t('activities:undone');
        },
      };
    });
  }

  /** A series or a pasted list, all or none. */
  async addAll(activities: readonly Activity[]): Promise<boolean> {
    return this.#run(async () => {
      const stored = await saveActivities(this.#municipality, activities);
      this.renew();
      const ids = stored.map(({ id }) => id);
      return { message: t('activities:addedMany', { count: ids.length }), undo: () => this.#undoAll(ids) };
    });
  }

  /** Takes away what is left of a series as it was entered, within a day. */
  async removeSeries(activity: Activity): Promise<boolean> {
    return this.#run(async () => {
      const { seriesKey, startsAt } = activity;
      const around = await loadAllActivities(this.#municipality, startsAt - YEAR, startsAt + 4 * YEAR);
      const series = around.filter((one) => one.seriesKey === seriesKey);
      const { removed, left } = await this.#removeNow(series.map(({ id }) => id));
      const message = t(left === 0 ? 'activities:seriesRemoved' : 'activities:seriesPartly', { count: removed, left });
      if (removed === 0 || left > 0) return { message, undo: null };
      const again = series.map((one) => ({ ...one, id: newReportId(), revision: 0 }));
      return {
        message,
        undo: async () => {
          await saveActivities(this.#municipality, again);
          this.renew();
          return t('activities:undone');
        },
      };
    });
  }

  async undo(): Promise<void> {
    const { undo } = this.last;
    if (!undo) return;
    await this.#run(async () => ({ message: await undo(), undo: null }));
  }

  async #removeNow(ids: readonly string[]): Promise<{ removed: number; left: number }> {
    const removed = await undoActivities(this.#municipality, ids);
    const left = ids.length - removed;
    if (left === 0) this.gone = [...this.gone, ...ids];
    this.renew();
    return { removed, left };
  }

  async #undoAll(ids: readonly string[]): Promise<string> {
    const { removed, left } = await this.#removeNow(ids);
    return left === 0
      ? t('activities:undoneMany', { count: removed })
      : t('activities:undonePartly', { count: removed, left });
  }

  async #takeBack(activity: Activity): Promise<string> {
    const waits = heldChanges().some(({ record }) => record.id === activity.id);
    if (waits || activity.state === 'planned') {
      await takeBackChange(this.#municipality, { kind: 'activity', record: activity });
      return t('activities:undone');
    }
    // What was entered as done is taken back as a list of one is.
    return this.#undoAll([activity.id]);
  }

  async #restore(before: Activity): Promise<string> {
    // The stored one has gone on since, unless the change still waits here.
    const stored = storedChanges().findLast(({ record }) => record.id === before.id)?.record.revision ?? 0;
    const revision = Math.max(stored, before.revision);
    await submitChange(this.#municipality, { kind: 'activity', record: { ...before, revision } }, revision);
    return t('activities:undone');
  }

  async #run(work: () => Promise<LastDeed>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = '';
    try {
      this.last = await work();
      return true;
    } catch (error) {
      this.problem = problemWords(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function problemWords(error: unknown): string {
  if (error instanceof Unreachable) return t('activities:problem_unreachable');
  if (error instanceof SignedOut) return t('activities:problem_signedOut');
  if (!(error instanceof Refusal)) return t('activities:problem_kept');
  switch (error.code) {
    case 'personal-data':
    case 'not-allowed':
    case 'not-found':
      return t(`activities:problem_${error.code}`);
    default:
      return t('activities:problem_refused');
  }
}
