/** Short ways to words, numbers and cells of a mapping in one language. */
import type { Cell, Column, Table } from '../formats/published/table';
import type { Language } from '../types';
import { say, sayNumber, type WordKey } from '../words';

export const numberOf = (value: number, language: Language): Cell => ({
  text: sayNumber(language, value),
  number: value,
});
export const textOf = (text: string): Cell => ({ text });

export interface ColumnWords {
  id: string;
  label: string;
  kind?: Column['kind'];
  /** Share of the width. */
  width?: number;
}

export function tableWith(caption: string, columns: readonly ColumnWords[], rows: Cell[][]): Table {
  return {
    caption,
    columns: columns.map(({ id, label, kind = 'text', width = 10 }) => ({ id, label, kind, width })),
    rows,
  };
}

/** A column of words or of numbers with its label from the words. */
export const wordColumn = (language: Language, key: WordKey, width = 20): ColumnWords => ({
  id: key,
  label: say(language, key),
  width,
});
export const countColumn = (language: Language, key: WordKey): ColumnWords => ({
  id: key,
  label: say(language, key),
  kind: 'number',
});
export const yearColumns = (years: readonly string[]): ColumnWords[] =>
  years.map((year) => ({ id: year, label: year, kind: 'number' }));

export const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
