/** A pasted list on its way to activities: what was understood of each line, what a person mended, and why a line deserves a second look. */
import * as v from 'valibot';
import type { Activity, ActivityKind } from '../../domain/meeting';
import { ACTIVITY_KINDS } from '../../domain/meeting';
import type { PastedActivity, PastedDoubt } from '../../domain/pasted-activities';
import { readPasted } from '../../domain/pasted-activities';
import type { FoundPlace } from '../../import/activity-places';
import type { ActivityDraft, ActivityIssue } from './activity-draft';
import { activityOf, draftIssues, emptyDraft } from './activity-draft';

const patch = v.object({
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  fromTime: v.optional(v.string()),
  toTime: v.optional(v.string()),
  title: v.optional(v.string()),
  kind: v.optional(v.picklist(ACTIVITY_KINDS)),
  where: v.optional(v.string()),
  theme: v.optional(v.string()),
  participants: v.optional(v.string()),
});
export type RowPatch = v.InferOutput<typeof patch>;

const shape = v.object({
  text: v.string(),
  /** As typed: of days that name no year. */
  year: v.string(),
  /** Of lines that name none. */
  kind: v.picklist(ACTIVITY_KINDS),
  title: v.string(),
  commitmentId: v.nullable(v.string()),
  /** By the key of the row: what was mended, and what is left out. */
  patches: v.record(v.string(), patch),
  left: v.array(v.string()),
  /** UUIDs by key, chosen when it is first sent: what is sent twice is stored once. */
  ids: v.record(v.string(), v.string()),
});
export type PasteDraft = v.InferOutput<typeof shape>;

export function parsePaste(kept: unknown): PasteDraft | null {
  const parsed = v.safeParse(shape, kept);
  return parsed.success ? parsed.output : null;
}

export function emptyPaste(year: number): PasteDraft {
  return {
    ...{ text: '', year: String(year), kind: 'dialogue', title: '', commitmentId: null },
    ...{ patches: {}, left: [], ids: {} },
  };
}

export type RowDoubt = PastedDoubt | 'alike' | 'known';

export interface PasteRow {
  /** What stood there and which of its like it is: a line that is moved keeps what was mended. */
  key: string;
  pasted: PastedActivity;
  draft: ActivityDraft;
  doubts: RowDoubt[];
  /** As long as there is one the row cannot be kept. */
  issues: ActivityIssue[];
  /** The person wants it. What cannot be read is left out until it is mended. */
  taken: boolean;
  mended: boolean;
}

interface Around {
  findPlace: (words: string) => FoundPlace;
  /** What is called a kind on the screen: title of a line that has none. */
  kindName: (kind: ActivityKind) => string;
  /** Those that are stored in the days of the list. */
  known: readonly Activity[];
}

const sameDayAndPlace = (one: Activity, other: Activity): boolean =>
  one.startsAt === other.startsAt && one.areaId === other.areaId && (one.place ?? '') === (other.place ?? '');

export function pasteRows(draft: PasteDraft, { findPlace, kindName, known }: Around): PasteRow[] {
  const year = /^20\d{2}$/.test(draft.year) ? Number(draft.year) : new Date().getFullYear();
  const isPlace = (words: string): boolean => ['area', 'place'].includes(findPlace(words).certainty);
  const seen = new Map<string, number>();
  return readPasted(draft.text, { year, isPlace }).map((pasted) => {
    const n = (seen.get(pasted.source) ?? 0) + 1;
    seen.set(pasted.source, n);
    const key = `${pasted.source}#${n}`;
    const mends = draft.patches[key] ?? {};
    const kind = mends.kind ?? pasted.kind ?? draft.kind;
    const row: ActivityDraft = {
      ...emptyDraft('', pasted.from, { from: pasted.from, to: pasted.to, fromTime: pasted.fromTime }),
      ...{ toTime: pasted.toTime, title: pasted.title || draft.title.trim() || kindName(kind), kind },
      ...{ where: pasted.place, theme: pasted.theme, commitmentId: draft.commitmentId },
      participants: pasted.participants === null ? '' : String(pasted.participants),
      ...mends,
    };
    const mended = Object.keys(mends).length > 0;
    const issues = draftIssues(row);
    const alike = findPlace(row.where).certainty === 'alike';
    const activity = issues.length === 0 ? activityOf(row, { organisationId: '', findPlace, now: 0 }) : null;
    const there = activity !== null && known.some((one) => sameDayAndPlace(one, activity));
    return {
      ...{ key, pasted, draft: row, issues, mended },
      doubts: [
        ...(mended ? [] : pasted.doubts),
        ...(alike ? (['alike'] as const) : []),
        ...(there ? (['known'] as const) : []),
      ],
      taken: !draft.left.includes(key) && (pasted.from !== '' || mended),
    };
  });
}

/** Those that are taken, as they are sent. @param ids by key; days of one line share a series. @param now epoch seconds. */
export function activitiesOf(
  rows: readonly PasteRow[],
  ids: Readonly<Record<string, string>>,
  organisationId: string,
  findPlace: (words: string) => FoundPlace,
  now: number,
): Activity[] {
  return rows.map(({ key, draft, pasted }) =>
    activityOf(
      {
        ...draft,
        id: ids[key] ?? '',
        seriesKey: pasted.series === null ? null : (ids[seriesId(pasted.series)] ?? null),
      },
      { organisationId, findPlace, now },
    ),
  );
}

const seriesId = (series: number): string => `series ${series}`;

/** A UUID for each row and each series that has none yet. */
export function withIds(draft: PasteDraft, rows: readonly PasteRow[], newId: () => string): Record<string, string> {
  const ids = { ...draft.ids };
  for (const { key, pasted } of rows) {
    ids[key] ??= newId();
    if (pasted.series !== null) ids[seriesId(pasted.series)] ??= newId();
  }
  return ids;
}
