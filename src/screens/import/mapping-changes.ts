/** What follows when a column gets another role: its values are guessed anew, and what a person has said of them stays. */
import type { Setting } from '../../domain/setting';
import { guessValue } from '../../import/guess-values';
import type { Overview } from '../../import/session';
import { VALUE_FIELDS } from '../../import/types';
import type { Mapping } from '../../import/types';
import { fold } from '../../import/values';

export function guessValuesOf(
  overview: Overview,
  columns: Mapping['columns'],
  known: Mapping['values'],
  setting: Setting,
): Mapping['values'] {
  const values = { ...known };
  for (const field of VALUE_FIELDS) {
    const column = overview.columns.find(({ heading }) => heading === columns[field]);
    const guessed = (column?.values ?? []).flatMap(({ value }) => {
      const meaning = guessValue(field, value, setting.categories);
      return meaning === null ? [] : [[fold(value), meaning] as const];
    });
    values[field] = { ...Object.fromEntries(guessed), ...known[field] };
  }
  return values;
}
