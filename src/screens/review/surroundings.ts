/** The incidents that reports are compared with: fetched with the queue, and kept while its reports are corrected one by one. */
import { loadIncidentsSince } from '../../data/incidents';
import type { ReviewReport } from '../../domain/review';
import type { Setting } from '../../domain/setting';
import { comparedSince, likenessesOf, toldOf } from './likeness';
import type { Likeness, Told } from './likeness';

export interface Surroundings {
  /** The next comparison fetches them anew. */
  forget(): void;
  compare(waiting: readonly ReviewReport[]): Promise<ReadonlyMap<string, Likeness[]>>;
}

/** @param ontold told what lies around, whenever it was fetched. */
export function createSurroundings(setting: () => Setting, ontold: (around: readonly Told[]) => void): Surroundings {
  let kept: { since: number; told: readonly Told[] } | null = null;
  return {
    forget: () => (kept = null),
    async compare(waiting) {
      const since = comparedSince(waiting, Math.floor(Date.now() / 1000));
      if (since === null) return new Map();
      if (!kept || since < kept.since) {
        kept = { since, told: toldOf(await loadIncidentsSince(setting().municipality.id, since)) };
        ontold(kept.told);
      }
      return likenessesOf(waiting, kept.told, setting());
    },
  };
}
