/** Who has reported, as a board: organisations by areas, who is missing, and what is said of it. Rules without a browser. */
import { isMissing, reportingState } from '../../domain/check-in';
import type { ReportingRow, ReportingState } from '../../domain/check-in';
import type { Setting } from '../../domain/setting';

export interface Cell {
  row: ReportingRow;
  state: ReportingState;
  areaName: string;
}

/** An area in its own period: the head of a column. */
export interface Column {
  areaId: string;
  name: string;
  row: Pick<ReportingRow, 'rhythm' | 'periodFrom' | 'periodTo' | 'due'>;
}

export interface BoardLine {
  organisationId: string;
  name: string;
  /** One for each column; null: the organisation is not expected there. */
  cells: (Cell | null)[];
  missing: Cell[];
  /** Epoch seconds of the newest reminder of what is missing; null: none. */
  remindedAt: number | null;
}

export interface Board {
  columns: Column[];
  /** By name; those with something missing are in `missing` too, the most first. */
  lines: BoardLine[];
  missing: BoardLine[];
  /** Expected answers, and how many of them have not come; of these the late ones. */
  expected: number;
  missingCount: number;
  lateCount: number;
}

const named = (things: readonly { id: string; name: string }[], id: string): string =>
  things.find((one) => one.id === id)?.name ?? id;

/** @param rows of one step back. @param now epoch seconds. */
export function boardOf(rows: readonly ReportingRow[], setting: Setting, now: number): Board {
  const columns = new Map<string, Column>();
  const byOrganisation = new Map<string, Map<string, Cell>>();
  for (const row of rows) {
    const areaName = named(setting.areas, row.areaId);
    if (!columns.has(row.areaId)) columns.set(row.areaId, { areaId: row.areaId, name: areaName, row });
    const cells = byOrganisation.get(row.organisationId) ?? new Map<string, Cell>();
    cells.set(row.areaId, { row, state: reportingState(row, now), areaName });
    byOrganisation.set(row.organisationId, cells);
  }
  const lines = [...byOrganisation].map(([organisationId, cells]): BoardLine => {
    const missing = [...cells.values()].filter(({ row }) => isMissing(row));
    const reminders = missing.flatMap(({ row }) => (row.remindedAt === null ? [] : [row.remindedAt]));
    return {
      ...{ organisationId, name: named(setting.organisations, organisationId) },
      cells: [...columns.keys()].map((areaId) => cells.get(areaId) ?? null),
      ...{ missing, remindedAt: reminders.length > 0 ? Math.max(...reminders) : null },
    };
  });
  lines.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
  const all = lines.flatMap((line) => line.missing);
  return {
    ...{ columns: [...columns.values()], lines },
    missing: lines.filter((line) => line.missing.length > 0).sort((a, b) => b.missing.length - a.missing.length),
    ...{ expected: rows.length, missingCount: all.length },
    lateCount: all.filter(({ state }) => state === 'late').length,
  };
}

/** Whom a press reminds: those chosen, or all that miss something where nobody is chosen. */
export function toRemind({ missing }: Pick<Board, 'missing'>, chosen: readonly string[]): string[] {
  const ids = missing.map(({ organisationId }) => organisationId);
  const wanted = ids.filter((id) => chosen.includes(id));
  return wanted.length > 0 ? wanted : ids;
}

/** Steps back that the server knows. */
export const FURTHEST = 60;

/** `?bakat=3` of the address; 1, the last finished period, where it says nothing that can be. */
export function backOf(hash: string): number {
  const value = Number(new URLSearchParams(hash.split('?')[1] ?? '').get('bakat') ?? 1);
  return Number.isInteger(value) && value >= 0 && value <= FURTHEST ? value : 1;
}
