/** The different values of each mapped column, those first that nobody has said anything of. */
import type { Overview } from '../../import/session';
import { VALUE_FIELDS } from '../../import/types';
import type { Mapping, ValueField } from '../../import/types';
import { fold } from '../../import/values';

export interface ValueList {
  field: ValueField;
  column: string;
  /** Too many different values to map one by one. */
  tooMany: boolean;
  values: { key: string; value: string; rows: number }[];
  unmapped: number;
}

/** Values that differ in case or punctuation only are one. */
function distinct(values: readonly { value: string; rows: number }[]): ValueList['values'] {
  const seen = new Map<string, ValueList['values'][number]>();
  for (const { value, rows } of values) {
    const key = fold(value);
    const same = seen.get(key);
    if (same) same.rows += rows;
    else seen.set(key, { key, value, rows });
  }
  return [...seen.values()];
}

/** @returns the lists for a mapping. Their order is that of when the columns were chosen: a value that is mapped does not run away from under the finger. */
export function createValueLists(): (overview: Overview, mapping: Mapping) => ValueList[] {
  let chosen = '';
  let openAtFirst = new Set<string>();

  return (overview, mapping) => {
    const columns = JSON.stringify([
      overview.headings,
      overview.rows,
      VALUE_FIELDS.map((field) => mapping.columns[field]),
    ]);
    const isNew = columns !== chosen;
    chosen = columns;
    if (isNew) openAtFirst = new Set();
    return VALUE_FIELDS.flatMap((field): ValueList[] => {
      const column = overview.columns.find(({ heading }) => heading === mapping.columns[field]);
      if (!column) return [];
      const values = distinct(column.values ?? []);
      const open = values.filter(({ key }) => mapping.values[field][key] === undefined);
      if (isNew) for (const { key } of open) openAtFirst.add(`${field} ${key}`);
      const place = ({ key }: { key: string }): number => (openAtFirst.has(`${field} ${key}`) ? 0 : 1);
      values.sort((a, b) => place(a) - place(b) || b.rows - a.rows);
      return [{ field, column: column.heading, tooMany: column.values === null, values, unmapped: open.length }];
    });
  };
}
