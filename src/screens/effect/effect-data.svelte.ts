/** Loads the incidents that the reader may see, once, and answers each question about them; the newest wins, and the old answer stays until then. */
import { areasToStudy } from '../../domain/area-life';
import { dayOfEpoch } from '../../domain/check-in';
import type { EffectQuestion, EffectResult } from '../../analysis/effect-types';
import { createEffectAnalyst } from '../../data/effect-analyst';
import type { EffectAnalyst } from '../../data/effect-analyst';
import { SignedOut } from '../../data/failure';
import { loadIncidents } from '../../data/incidents';
import { expire } from '../../data/session.svelte';
import type { Setting } from '../../domain/setting';
import { codeTargets } from '../situation/slice';
import type { Lists } from '../situation/slice';

export interface EffectData {
  /** Null until the incidents are there. */
  readonly lists: Lists | null;
  /** The answer, and what was asked; null before the first. */
  readonly answer: { question: EffectQuestion; effect: EffectResult } | null;
  readonly busy: boolean;
  readonly failed: boolean;
  /** Epoch seconds when the incidents were fetched. */
  readonly fetchedAt: number;
  load(): Promise<void>;
  ask(question: EffectQuestion): Promise<void>;
  close(): void;
}

export function followEffect(setting: Setting, analyst: EffectAnalyst = createEffectAnalyst()): EffectData {
  let lists = $state.raw<Lists | null>(null);
  let answer = $state.raw<EffectData['answer']>(null);
  let busy = $state(false);
  let failed = $state(false);
  let fetchedAt = $state(0);
  let turn = 0;

  function report(error: unknown): void {
    if (error instanceof SignedOut) expire();
    else failed = true;
  }

  return {
    get lists() {
      return lists;
    },
    get answer() {
      return answer;
    },
    get busy() {
      return busy;
    },
    get failed() {
      return failed;
    },
    get fetchedAt() {
      return fetchedAt;
    },
    async load() {
      failed = false;
      try {
        const packed = await loadIncidents(setting.municipality.id);
        const coded = codeTargets(packed, setting);
        await analyst.load(packed, coded.targets, {
          areas: areasToStudy(setting.areas, dayOfEpoch(Math.floor(Date.now() / 1000))),
          places: setting.places.map(({ name, lon, lat }) => ({ name, lon, lat })),
        });
        fetchedAt = Math.floor(Date.now() / 1000);
        lists = coded.lists;
      } catch (error) {
        report(error);
      }
    },
    async ask(question) {
      const own = ++turn;
      busy = true;
      try {
        const effect = await analyst.effect(question);
        if (effect === 'superseded' || own !== turn) return;
        answer = { question, effect };
        failed = false;
      } catch (error) {
        if (own === turn) report(error);
      } finally {
        if (own === turn) busy = false;
      }
    },
    close: () => analyst.close(),
  };
}
