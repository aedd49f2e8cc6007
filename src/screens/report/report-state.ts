/** How far a report has come, read off the lists of the outbox. */
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
