/** A small municipality for the tests of the import, and the shortest way from a file to its rows. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Setting } from '../../src/domain/setting';
import { evaluate } from '../../src/import/evaluate';
import type { EvaluatedTable } from '../../src/import/evaluate';
import { guessMapping } from '../../src/import/guess';
import { profileColumns } from '../../src/import/column-profile';
import { ImportProblem } from '../../src/import/problem';
import { openFile } from '../../src/import/read-file';
import type { RowOwner } from '../../src/import/row';
import type { Mapping, Table } from '../../src/import/types';
import { saySentence } from '../../src/import/words';
import { square } from './picture-fixtures';

const box = (west: number, south: number, side: number): Setting['municipality']['boundary'] => ({
  type: 'MultiPolygon',
  coordinates: [[square(west, south, side)]],
});

const category = (id: string, name: string, nameEn: string): Setting['categories'][number] => ({
  ...{ id, groupId: 'alla', name, nameEn, active: true },
});

export const SETTING: Setting = {
  municipality: { id: '0680', name: 'Jönköping', boundary: box(14, 57.6, 0.5) },
  areas: [
    { id: 'oxnehaga', name: 'Öxnehaga', kind: 'pilot', activeFrom: '2024-01-01', geometry: box(14.24, 57.76, 0.03) },
    { id: 'raslatt', name: 'Råslätt', kind: 'priority', activeFrom: '2024-01-01', geometry: box(14.13, 57.73, 0.03) },
  ],
  organisations: [{ id: 'vaktarna', name: 'Väktarbolaget', kind: 'guards' }],
  categoryGroups: [{ id: 'alla', name: 'Alla', nameEn: 'All' }],
  categories: [
    category('klotter', 'Klotter', 'Graffiti'),
    category('glaskross', 'Glaskross', 'Broken glass'),
    category('brak', 'Bråk', 'Fight'),
    { ...category('gammal', 'Avskaffad', 'Abolished'), active: false },
  ],
  places: [
    { id: 'oxnehaga-centrum', name: 'Öxnehaga centrum', areaId: 'oxnehaga', lon: 14.2641, lat: 57.7754 },
    { id: 'oxnehagaskolan', name: 'Öxnehagaskolan', areaId: 'oxnehaga', lon: 14.25994, lat: 57.77469 },
    { id: 'oxnehagaparken', name: 'Öxnehagaparken', areaId: 'oxnehaga', lon: 14.26693, lat: 57.7738 },
    { id: 'raslatt-centrum', name: 'Råslätt centrum', areaId: 'raslatt', lon: 14.1517, lat: 57.7392 },
  ],
};

export const OWNER: RowOwner = { municipalityId: '0680', organisationId: 'vaktarna', sourceId: 'ronder' };
/** Sunday 22 November 2026 at noon. */
export const NOW = Date.parse('2026-11-22T12:00:00Z') / 1000;
export const epoch = (iso: string): number => Date.parse(iso) / 1000;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fileBytes = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(resolve(import.meta.dirname, '../import-files'), name)));

export interface Imported extends EvaluatedTable {
  table: Table;
  mapping: Mapping;
}

/** Reads with the guessed mapping, changed by `change`. */
export async function imported(
  file: string | Uint8Array,
  change: (guess: Mapping) => Mapping = (guess) => guess,
  sheet: string | null = null,
): Promise<Imported> {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const table = (await openFile(bytes, 'lista.csv')).table(sheet);
  const mapping = change(guessMapping(profileColumns(table), SETTING, 'guards'));
  return { table, mapping, ...evaluate(table, mapping, SETTING, OWNER, NOW) };
}

/** Refused lines with their sentences. */
export const refusals = ({ refused }: EvaluatedTable): [number, string][] =>
  refused.map(({ line, reason }) => [line, saySentence('sv', reason)]);

/** The sentence that a file ends in. */
export async function sentence(bytes: Uint8Array, name = 'lista.csv'): Promise<string> {
  try {
    (await openFile(bytes, name)).table(null);
  } catch (error) {
    if (error instanceof ImportProblem) return saySentence('sv', error.said);
    throw error;
  }
  throw new Error('The file was read.');
}
