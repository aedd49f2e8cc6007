/** The mapping of a source: its shape as it is stored, and whether it still fits a file. */
import * as v from 'valibot';
import { personalDataKinds } from '../domain/personal-data';
import { PLACE_TYPES, POLICE_REPORTED, SHARING_LEVELS } from '../domain/incident';
import { COLUMN_ROLES, COORDINATE_SYSTEMS, DATE_ORDERS, TEXT_RULES, VALUE_FIELDS } from './types';
import type { ColumnRole, Mapping, Said, ValueField } from './types';
import { fold } from './values';

const perRole = Object.fromEntries(
  COLUMN_ROLES.map((role) => [role, v.optional(v.nullable(v.string()), null)]),
) as Record<ColumnRole, v.OptionalSchema<v.NullableSchema<v.StringSchema<undefined>, undefined>, null>>;
const words = v.record(v.string(), v.string());
const perField = Object.fromEntries(VALUE_FIELDS.map((field) => [field, v.optional(words, {})])) as Record<
  ValueField,
  v.OptionalSchema<typeof words, Record<string, never>>
>;

const shape = v.object({
  headings: v.array(v.string()),
  columns: v.object(perRole),
  values: v.object(perField),
  places: words,
  coordinates: v.picklist(COORDINATE_SYSTEMS),
  dateOrder: v.picklist(DATE_ORDERS),
  text: v.picklist(TEXT_RULES),
  defaults: v.object({
    category: v.string(),
    policeReported: v.picklist(POLICE_REPORTED),
    placeType: v.picklist(PLACE_TYPES),
    sharing: v.picklist(SHARING_LEVELS),
  }),
});

/** A mapping that was stored; null when it is none, or one that this version cannot read. */
export function parseMapping(stored: unknown): Mapping | null {
  const parsed = v.safeParse(shape, stored);
  return parsed.success ? (parsed.output as Mapping) : null;
}

/** Position of a heading in a file: written the same, or the same but for case and punctuation. */
export function columnAt(headings: readonly string[], wanted: string | null): number {
  if (wanted === null) return -1;
  const same = headings.indexOf(wanted);
  return same !== -1 ? same : headings.findIndex((heading) => fold(heading) !== '' && fold(heading) === fold(wanted));
}

/** Columns that the mapping was made with and that the file lacks, and those that it has beyond. */
export function changedColumns(mapping: Mapping, headings: readonly string[]): { gone: string[]; added: string[] } {
  const now = new Set(headings.map(fold));
  const before = new Set(mapping.headings.map(fold));
  return {
    gone: mapping.headings.filter((heading) => !now.has(fold(heading))),
    added: headings.filter((heading) => heading !== '' && !before.has(fold(heading))),
  };
}

/** The remembered mapping for another file of the source: where its columns are gone, and where the file has new ones, the guess says what they are. */
export function fitted(remembered: Mapping, guess: Mapping): Mapping {
  const columns = { ...remembered.columns };
  const isNew = (heading: string): boolean => columnAt(remembered.headings, heading) === -1;
  for (const role of COLUMN_ROLES) {
    if (columns[role] !== null && columnAt(guess.headings, columns[role]) !== -1) continue;
    const other = guess.columns[role];
    // A column that a person left without a role stays without one.
    const free = other !== null && isNew(other) && !Object.values(columns).includes(other);
    columns[role] = free ? other : null;
  }
  const moved = columns.north !== remembered.columns.north || columns.east !== remembered.columns.east;
  const values = { ...remembered.values };
  for (const field of VALUE_FIELDS) values[field] = { ...guess.values[field], ...remembered.values[field] };
  const coordinates = moved ? guess.coordinates : remembered.coordinates;
  return { ...remembered, headings: guess.headings, columns, values, coordinates };
}

/** What must be chosen before rows can be read; empty when the mapping is complete. */
export function missingInMapping({ columns, defaults }: Mapping): Said[] {
  const missing: Said[] = [];
  if (columns.from === null) missing.push({ key: 'missingDate' });
  const pair = columns.north !== null && columns.east !== null;
  if (!pair && columns.place === null) missing.push({ key: 'missingPosition' });
  if (columns.category === null && defaults.category === '') missing.push({ key: 'missingCategory' });
  return missing;
}

/** More places than this are not remembered: the list of a source would outgrow what the server keeps. */
const PLACES_KEPT = 1500;

/** The mapping as it may be stored: no value or heading of it may point at a person. What is left out is asked again next time. */
export function storableMapping(mapping: Mapping): Mapping {
  const harmless = (text: string): boolean => personalDataKinds(text).length === 0;
  const kept = (words: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(words).filter(([value]) => value.length <= 200 && harmless(value)));
  const columns = { ...mapping.columns };
  for (const role of COLUMN_ROLES) if (!harmless(columns[role] ?? '')) columns[role] = null;
  const values = { ...mapping.values };
  for (const field of VALUE_FIELDS) values[field] = kept(values[field]);
  const places = Object.fromEntries(Object.entries(kept(mapping.places)).slice(-PLACES_KEPT));
  return { ...mapping, headings: mapping.headings.filter(harmless), columns, values, places };
}
