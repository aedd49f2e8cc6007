/** A report with several events as it is being filled in: those that are on the list, and the one in the form. They are sent together. */
import * as v from 'valibot';
import type { TimeSaid } from '../../data/clock';
import type { IncidentReport } from '../../domain/incident';
import type { Membership } from '../../domain/setting';
import type { DraftIssue } from './draft';
import { checkDraft, draftShape, isBlank, parseDraft, saidOf, settledDraft } from './draft';

const event = v.object({
  /** Chosen once, when the event is begun: however often it is sent, it is stored once. */
  id: v.string(),
  draft: draftShape,
});
const shape = v.object({ listed: v.array(event), current: event });

export type SheetEvent = v.InferOutput<typeof event>;
export type Sheet = v.InferOutput<typeof shape>;

/**
 * A sheet that was kept, with its times settled; null when it is none. A draft of one event, as older versions kept it, becomes a sheet.
 * @param newId for what had no id yet.
 */
export function parseSheet(kept: unknown, newId: () => string): Sheet | null {
  const parsed = v.safeParse(shape, kept);
  const old = parsed.success ? null : parseDraft(kept);
  const sheet = parsed.success ? parsed.output : old && { listed: [], current: { id: newId(), draft: old } };
  if (!sheet) return null;
  const settled = (each: SheetEvent): SheetEvent => ({ ...each, draft: settledDraft(each.draft) });
  return { listed: sheet.listed.map(settled), current: settled(sheet.current) };
}

/** What is to be sent: the list, and the form unless nothing stands in it beside a list. */
export function eventsOf({ listed, current }: Sheet): SheetEvent[] {
  return listed.length > 0 && isBlank(current.draft) ? listed : [...listed, current];
}

/** The sheet with one of its events in the form; what stood there goes on the list, in its place. */
export function turnedTo(sheet: Sheet, id: string): Sheet {
  const at = sheet.listed.findIndex((one) => one.id === id);
  const wanted = sheet.listed[at];
  if (!wanted) return sheet;
  const put = isBlank(sheet.current.draft) ? [] : [sheet.current];
  return { listed: sheet.listed.toSpliced(at, 1, ...put), current: wanted };
}

/** The sheet with the event of the form on the list, and a new one in the form. */
export function turnedOver({ listed, current }: Sheet, next: SheetEvent): Sheet {
  return { listed: isBlank(current.draft) ? listed : [...listed, current], current: next };
}

export type CheckedSheet =
  /** The first event that cannot be sent as it stands. */
  | { kind: 'wrong'; id: string; issues: DraftIssue[] }
  | { kind: 'right'; reports: { report: IncidentReport; said: TimeSaid; placeName: string }[] };

/** @param now epoch seconds. */
export function checkSheet(sheet: Sheet, membership: Membership, now: number): CheckedSheet {
  const reports = [];
  for (const { id, draft } of eventsOf(sheet)) {
    const { issues, report } = checkDraft(draft, id, membership, now);
    if (!report) return { kind: 'wrong', id, issues };
    reports.push({ report, said: saidOf(draft), placeName: draft.placeName.trim() });
  }
  return { kind: 'right', reports };
}
