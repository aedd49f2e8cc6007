/** How far a report has come, read off the lists of the outbox. */
import type { Stopped } from '../../data/flush';
import type { HeldReport } from '../../data/outbox';
import type { SentReport } from '../../data/outbox.svelte';
import type { RefusalCode } from '../../data/types';
import type { IncidentReport } from '../../domain/incident';

export type ReportState =
  | { kind: 'sending' }
  | { kind: 'waiting' }
  | { kind: 'stored'; areaId: string | null }
  | { kind: 'refused'; reason: RefusalCode };

/** @param busy the first attempt to send it is still going on. */
export function reportState(
  report: Pick<IncidentReport, 'id'>,
  held: readonly HeldReport[],
  sent: readonly SentReport[],
  busy: boolean,
): ReportState {
  const stored = sent.find((one) => one.report.id === report.id);
  if (stored) return { kind: 'stored', areaId: stored.areaId };
  const entry = held.find((one) => one.report.id === report.id);
  if (entry?.refusal) return { kind: 'refused', reason: entry.refusal };
  return { kind: busy ? 'sending' : 'waiting' };
}

const ORDER: readonly ReportState['kind'][] = ['stored', 'sending', 'waiting', 'refused'];

/** What is said of several together: the one that asks most of the person. */
export function worstOf(states: readonly ReportState[]): ReportState {
  return states.reduce<ReportState>(
    (worst, one) => (ORDER.indexOf(one.kind) > ORDER.indexOf(worst.kind) ? one : worst),
    {
      ...(states[0] ?? { kind: 'sending' }),
    },
  );
}

/** Why an entry that was not refused still waits. */
export type WaitingReason = 'network' | 'server' | 'device' | 'soon';

export function waitingReason(reached: boolean, stopped: Stopped | 'device'): WaitingReason {
  if (stopped === 'device') return 'device';
  if (!reached) return 'network';
  return stopped === 'unreachable' ? 'server' : 'soon';
}
