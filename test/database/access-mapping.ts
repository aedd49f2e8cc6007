/** What the access matrix expects of the mapping; access-matrix.test.ts takes it in. */
import type { MappingChapter, MappingHead, MappingTable } from '../../src/domain/mapping';
import { userIdOf } from './fixture';
import { asking } from './known-pictures';
import type { TestDatabase } from './servers';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  isCoordinator: boolean;
  isAuthority: boolean;
  reads: boolean;
}
const HERE = '9001';
const isHere = (me: Who): boolean => me.municipality === HERE;

/** Words that stand for what is hidden. */
const HIDDEN = 'HEMLIGTFORMYNDIGHETER';
export const MAPPING = '00000000-0000-4000-d000-000000000001';
const YEAR = new Date().getUTCFullYear();

let made = 10;
export const mappingId = (): string => {
  made += 1;
  return `00000000-0000-4000-d000-${String(made).padStart(12, '0')}`;
};

/** As the app sends them. */
export const mapping = (values: Partial<MappingHead> = {}): MappingHead => ({
  ...{ id: mappingId(), title: 'Kartläggning', fromYear: YEAR - 1, toYear: YEAR, revision: 0, updatedAt: 0 },
  ...values,
});
export const chapter = (values: Partial<MappingChapter> = {}): MappingChapter => ({
  ...{ mappingId: MAPPING, key: 'summary', text: 'Läget i korthet', included: true, sharing: 'partners' },
  ...{ revision: 0, updatedAt: 0 },
  ...values,
});
export const otherTable = (values: Partial<MappingTable> = {}): MappingTable => ({
  ...{ id: mappingId(), mappingId: MAPPING, title: 'Anmälda brott', source: 'Brå', asOf: '2025' },
  ...{ columns: ['Brott', '2024', '2025'], rows: [['Skadegörelse', '812', '790']], included: true },
  ...{ sharing: 'partners', position: 0, revision: 0, updatedAt: 0 },
  ...values,
});

/** The two versions of a publication as the function hands them over; `word` shows whose one is. */
export const mappingVersions = (): Row[] => [
  { audience: 'authorities', schema: 1, content: { audience: 'authorities', word: HIDDEN } },
  { audience: 'partners', schema: 1, content: { audience: 'partners', blocks: [] } },
];

/** Everything goes through functions: no table is read or written. */
const closed = (key: string[], insert: Row, update: Row) => ({
  key: ['municipality_id', ...key],
  sees: () => false,
  insert: () => ({ municipality_id: HERE, ...insert }),
  update,
});
export const MAPPING_TABLES = {
  legal_mapping: closed(['id'], { id: mappingId(), title: 'X', from_year: YEAR, to_year: YEAR }, { title: 'X' }),
  legal_mapping_chapter: closed(['mapping_id', 'key'], { mapping_id: MAPPING, key: 'times' }, { text: 'X' }),
  legal_mapping_table: closed(
    ['id'],
    { id: mappingId(), mapping_id: MAPPING, title: 'X', source: 'X', as_of: '2025', columns: ['a'], rows: [['1']] },
    { title: 'X' },
  ),
  legal_mapping_version: closed(
    ['id'],
    { mapping_id: MAPPING, version: 9, audience: 'partners', schema: 1, content: {} },
    { audience: 'partners' },
  ),
};

const p_revision = 0;
export const MAPPING_FUNCTIONS: Record<string, { values: (m: string) => Row; answers: (me: Who) => boolean }> = {
  mappings_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  mapping_draft: {
    values: (m) => ({ p_municipality: m, p_id: MAPPING }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  mapping_measures: {
    values: (m) => ({ p_municipality: m, p_from: YEAR - 1, p_to: YEAR }),
    answers: (me) => me.isCoordinator,
  },
  save_mapping: {
    values: (m) => ({ p_municipality: m, p_mapping: mapping(), p_revision }),
    answers: (me) => me.isCoordinator,
  },
  save_mapping_chapter: {
    values: (m) => ({ p_municipality: m, p_chapter: chapter({ key: 'conclusions' }), p_revision }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  save_mapping_table: {
    values: (m) => ({ p_municipality: m, p_table: otherTable(), p_revision }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  // Answer whether one went: none did.
  remove_mapping: { values: (m) => ({ p_municipality: m, p_id: mappingId() }), answers: () => false },
  remove_mapping_table: { values: (m) => ({ p_municipality: m, p_id: mappingId() }), answers: () => false },
  may_publish_mapping: {
    values: (m) => ({ p_municipality: m, p_mapping: MAPPING }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  published_mapping: {
    values: (m) => ({ p_municipality: m, p_id: MAPPING, p_audience: 'authorities' }),
    answers: (me) => me.reads && me.isAuthority && isHere(me),
  },
  // For service_role alone.
  mapping_source: { values: (m) => ({ p_municipality: m, p_mapping: MAPPING }), answers: () => false },
  publish_mapping: {
    values: (m) => ({
      ...{ p_municipality: m, p_mapping: MAPPING, p_user: userIdOf('coordinator'), p_version: 2 },
      ...{ p_versions: mappingVersions(), p_correction: 'X', p_known: 2 },
    }),
    answers: () => false,
  },
};

/** Stores the versions as the function does, past the roles. */
export async function publishMapping(db: TestDatabase, version: number, versions = mappingVersions()): Promise<void> {
  await db.database.query(`select public.publish_mapping($1, $2, $3, $4, $5::jsonb, $6, app.publications($1)) as it`, [
    HERE,
    MAPPING,
    userIdOf('coordinator'),
    version,
    JSON.stringify(versions),
    version > 1 ? 'Rättat' : null,
  ]);
}

/** What lies there when the matrix is walked, in municipality 9001: words, a table and a version of each audience. */
export async function enterMapping(db: TestDatabase): Promise<void> {
  const ask = asking(db);
  await ask('coordinator', 'save_mapping', { p_mapping: mapping({ id: MAPPING }), p_revision });
  await ask('coordinator', 'save_mapping_chapter', { p_chapter: chapter({ text: HIDDEN }), p_revision });
  await ask('coordinator', 'save_mapping_table', { p_table: otherTable({ title: HIDDEN }), p_revision });
  await publishMapping(db, 1);
}
