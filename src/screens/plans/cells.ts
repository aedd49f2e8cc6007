/** The cells of a follow-up: what one holds, which of them still lack a text, and which comes next. */
import * as v from 'valibot';
import type { RefusalCode } from '../../data/types';
import { findPersonalData } from '../../domain/personal-data';
import { FOLLOW_UP_STATES, FOLLOW_UP_TEXT_MAX } from '../../domain/plan';
import type { FollowUp, FollowUpCell, FollowUpTable } from '../../domain/plan';
import { parsePeriod } from '../../domain/period';

const content = v.object({
  text: v.string(),
  state: v.picklist(FOLLOW_UP_STATES),
  value: v.nullable(v.number()),
});
/** What is written in a cell. */
export type CellContent = v.InferOutput<typeof content>;

export const EMPTY_CELL: CellContent = { text: '', state: 'none', value: null };

/** What was kept or stored; empty for what no version of ours has written. */
export function readCell(value: unknown): CellContent {
  const parsed = v.safeParse(content, value);
  return parsed.success ? parsed.output : EMPTY_CELL;
}

export const contentOf = ({ text, state, value }: FollowUp): CellContent => ({ text, state, value });

/** What would be refused is not sent at all: personal data never leave the browser. */
export function refuseCell(value: unknown): RefusalCode | null {
  const { text } = readCell(value);
  if (text.trim().length > FOLLOW_UP_TEXT_MAX) return 'too-long';
  return findPersonalData(text).some(({ blocked }) => blocked) ? 'personal-data' : null;
}

/** Names a cell. */
export const cellKey = ({ commitmentId, periodKey }: Pick<FollowUp, 'commitmentId' | 'periodKey'>): string =>
  `${commitmentId}:${periodKey}`;

/** The years that the table has tertials of, newest first. */
export function yearsOf({ periods }: Pick<FollowUpTable, 'periods'>): number[] {
  const years = periods.flatMap((key) => parsePeriod(key)?.year ?? []);
  return [...new Set(years)].sort((a, b) => b - a);
}

/**
 * The cells without a text that the reader may write, tertial by tertial in the order of the rows: what is oldest is told first.
 * @param textOf what is written in a cell now, saved or not.
 */
export function lackingCells(
  rows: FollowUpTable['rows'],
  periods: readonly string[],
  textOf: (cell: FollowUpCell) => string,
): FollowUpCell[] {
  return periods.flatMap((period) =>
    rows.flatMap(({ cells }) =>
      cells.filter((cell) => cell.periodKey === period && cell.mayEdit && textOf(cell).trim() === ''),
    ),
  );
}

/** The first that lacks a text after the one named, round to the beginning; null when none does. */
export function nextLacking(
  lacking: readonly FollowUpCell[],
  all: readonly string[],
  after: string | null,
): string | null {
  const keys = lacking.map(cellKey).filter((key) => key !== after);
  const from = after === null ? -1 : all.indexOf(after);
  return keys.find((key) => all.indexOf(key) > from) ?? keys[0] ?? null;
}
