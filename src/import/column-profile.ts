/** What stands in each column, for guessing and for the person who maps it. */
import type { ColumnProfile, Table } from './types';
import { rowText } from './values';

const EXAMPLES = 3;
/** More different values than this are free text or numbers, not a list to map. */
const LISTED = 300;

export interface ColumnFacts extends ColumnProfile {
  /** Filled cells spread over the file, to guess from. */
  sample: string[];
  /** No two rows that differ have the same cell: it may name the row. */
  unique: boolean;
}

const SAMPLED = 200;

export function profileColumns({ headings, rows }: Table): ColumnFacts[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLED));
  return headings.map((heading, at) => {
    const counts = new Map<string, number>();
    const rowOf = new Map<string, string>();
    const sample: string[] = [];
    let filled = 0;
    let unique = true;
    rows.forEach(({ cells }, i) => {
      const cell = (cells[at] ?? '').trim();
      if (cell === '') return;
      filled++;
      if (i % step === 0 || sample.length < EXAMPLES) sample.push(cell);
      if (unique) {
        const row = rowText(cells);
        unique = (rowOf.get(cell) ?? row) === row;
        rowOf.set(cell, row);
      }
      if (counts.size <= LISTED) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    });
    const values =
      counts.size > LISTED
        ? null
        : [...counts].map(([value, number]) => ({ value, rows: number })).sort((a, b) => b.rows - a.rows);
    return { heading, filled, unique, sample, values, examples: [...new Set(sample)].slice(0, EXAMPLES) };
  });
}
