/** How far the saving of a whole draft has come, and what an earlier visit kept. */
import * as v from 'valibot';
import type { KeptPart, SaveState } from '../../data/part-saver';

export type SaveSummary =
  { kind: 'saved'; at: number | null } | { kind: 'saving' | 'waiting' | 'signed-out' | 'conflict' | 'refused' };

/** What a person must see first goes before what passes by itself. */
export function summaryOf(states: readonly SaveState[]): SaveSummary {
  const is = (kind: SaveState['kind']): boolean => states.some((state) => state.kind === kind);
  for (const kind of ['conflict', 'refused', 'signed-out', 'waiting'] as const) if (is(kind)) return { kind };
  if (is('saving') || is('typing')) return { kind: 'saving' };
  const times = states.flatMap((state) => (state.kind === 'saved' && state.at !== null ? [state.at] : []));
  return { kind: 'saved', at: times.length > 0 ? Math.max(...times) : null };
}

const shape = v.object({
  content: v.unknown(),
  base: v.unknown(),
  revision: v.number(),
  unanswered: v.array(v.unknown()),
});

/** Null for what no version of ours has written. */
export function parseKept(draft: unknown): KeptPart | null {
  const parsed = v.safeParse(shape, draft);
  return parsed.success ? parsed.output : null;
}
