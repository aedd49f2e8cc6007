/** What the worker holds between two questions: an opened file, its table, and the rows of the last mapping. */
import type { OrganisationKind, Setting } from '../domain/setting';
import type { Language } from '../picture/types';
import { profileColumns } from './column-profile';
import type { ColumnFacts } from './column-profile';
import { evaluating } from './evaluate';
import type { EvaluatedTable } from './evaluate';
import { guessMapping, guessOrder } from './guess';
import { openFile } from './read-file';
import type { OpenedFile } from './read-file';
import { refusedFile } from './refused-file';
import type { RowOwner } from './row';
import type { ColumnProfile, Evaluation, ImportRow, Mapping, RefusedRow, Said, Table } from './types';

/** What the person sees of a file before its rows are read. */
export interface Overview {
  headings: string[];
  rows: number;
  columns: ColumnProfile[];
  notes: Said[];
  sheets: string[];
  sheet: string | null;
  guess: Mapping;
}

export interface RowsPage {
  rows: ImportRow[];
  /** What the file calls the place or the category, by position in `rows`: to recognise the row by. */
  cells: string[][];
}

export class ImportSession {
  private opened: OpenedFile | null = null;
  private table: Table | null = null;
  private evaluated: EvaluatedTable | null = null;

  /** @throws ImportProblem. */
  async open(bytes: Uint8Array, name: string, setting: Setting, kind: OrganisationKind): Promise<Overview> {
    this.opened = await openFile(bytes, name);
    return this.chooseSheet(null, setting, kind);
  }

  /** @throws ImportProblem. */
  chooseSheet(sheet: string | null, setting: Setting, kind: OrganisationKind): Overview {
    if (!this.opened) throw new Error('No file is open.');
    const table = this.opened.table(sheet);
    this.table = table;
    this.evaluated = null;
    const facts = profileColumns(table);
    const guess = guessMapping(facts, setting, kind);
    const from = facts.find(({ heading }) => heading === guess.columns.from);
    const mixed = guessOrder(from?.sample ?? []).mixed;
    return {
      headings: table.headings.filter((heading) => heading !== ''),
      rows: table.rows.length + table.broken.length,
      columns: facts.filter(({ heading }) => heading !== '').map(profileOf),
      notes: mixed ? [...table.notes, { key: 'noteMixedDates' }] : table.notes,
      ...{ sheets: table.sheets, sheet: table.sheet, guess },
    };
  }

  /** Rows read are told on the way; the generator's end is the evaluation. @param now epoch seconds. */
  *evaluate(mapping: Mapping, setting: Setting, owner: RowOwner, now: number): Generator<number, Evaluation> {
    if (!this.table) throw new Error('No file is open.');
    const evaluated = yield* evaluating(this.table, mapping, setting, owner, now);
    this.evaluated = evaluated;
    return evaluated.evaluation;
  }

  /** Good rows from a position on, in the order of the file. */
  rows(from: number, count: number): RowsPage {
    const rows = this.evaluated?.rows.slice(from, from + count) ?? [];
    return { rows, cells: this.cellsOf(rows.map(({ row }) => row)) };
  }

  /** Refused rows from a position on, with their cells. */
  refused(from: number, count: number): { refused: RefusedRow[]; cells: string[][] } {
    const refused = this.evaluated?.refused.slice(from, from + count) ?? [];
    return { refused, cells: this.cellsOf(refused.map(({ line }) => line)) };
  }

  /** @param more rows that the server refused. */
  refusedFile(more: readonly RefusedRow[], language: Language): string {
    if (!this.table || !this.evaluated) throw new Error('No file is open.');
    const all = [...this.evaluated.refused, ...more].sort((a, b) => a.line - b.line);
    return refusedFile(this.table, all, language);
  }

  /** Few rows at a time: found by halving, since the rows stand in the order of their lines. */
  private cellsOf(lines: readonly number[]): string[][] {
    const rows = this.table?.rows ?? [];
    return lines.map((line) => {
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((rows[middle]?.line ?? 0) < line) low = middle + 1;
        else high = middle;
      }
      return rows[low]?.line === line ? (rows[low]?.cells ?? []) : [];
    });
  }
}

const profileOf = ({ heading, examples, filled, values }: ColumnFacts): ColumnProfile => ({
  heading,
  examples: examples.map((example) => (example.length > 60 ? `${example.slice(0, 59)}…` : example)),
  filled,
  values,
});
