/**
 * `export <municipality>`: everything of one municipality as a folder: each table as NDJSON (complete, a row a line) and CSV (for Excel), what has a shape as GeoJSON, its members' addresses, and a
 * manifest. Which tables there are is asked of the catalogue. All of one moment; written beside and moved into place when whole.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { csvFile, type Cell } from '../../../src/picture/formats/csv-file.ts';
import { StartRefusal } from '../../embedded/messages.ts';
import { migrations } from '../../embedded/migrate.ts';
import { inTransaction, type Ask } from '../connect.ts';
import { tablesOf, type Table } from '../contents.ts';
import { municipalityOf } from './municipality.ts';
import type { Verb } from './verb.ts';

export interface ExportManifest {
  format: 1;
  municipality: { id: string; name: string };
  exportedAt: string;
  /** The newest migration of this program; which tables and columns there are follows from it. */
  migration: string;
  tables: { table: string; rows: number; files: string[] }[];
  /** Tables whose rows are of no municipality: lists and settings of the whole server. */
  ofNoMunicipality: string[];
  /** What each file holds, byte for byte. */
  files: { file: string; bytes: number; sha256: string }[];
}

/** The accounts of the members: who they are, never what opens their account. */
const MEMBERS = `(select u.id, u.email, u.created_at, u.last_sign_in_at, $1::text as municipality_id from auth.users u
  where u.id in (select m.user_id from public.membership m where m.municipality_id = $1))`;

/** Rows that are held in memory at a time. */
const BATCH = 2000;

interface Column {
  name: string;
  isShape: boolean;
}

async function columnsOf(ask: Ask, quoted: string): Promise<Column[]> {
  return ask<{ name: string; isShape: boolean }>(
    `select a.attname::text as name, t.typname = 'geometry' as "isShape" from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [quoted],
  );
}

/** A file that is written piece by piece. */
class Growing {
  private readonly handle: number;
  constructor(path: string, start = '') {
    this.handle = openSync(path, 'w', 0o600);
    this.write(start);
  }
  write(text: string): void {
    writeSync(this.handle, text);
  }
  close(end = ''): void {
    this.write(end);
    closeSync(this.handle);
  }
}

const asCell = (value: unknown): Cell =>
  value === null || value === undefined
    ? null
    : typeof value === 'number'
      ? value
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);

/** Writes one table; its number of rows, and its files. */
async function writeTable(
  ask: Ask,
  source: string,
  columns: readonly Column[],
  name: string,
  folder: string,
  id: string,
  of: string,
): Promise<{ rows: number; files: string[] }> {
  const plain = columns.filter(({ isShape }) => !isShape).map((column) => column.name);
  const shape = columns.find(({ isShape }) => isShape)?.name;
  const lines = new Growing(join(folder, `${name}.ndjson`));
  const sheet = new Growing(join(folder, `${name}.csv`), csvFile([plain]));
  const map =
    shape === undefined
      ? null
      : new Growing(
          join(folder, `${name}.geojson`),
          `{"type":"FeatureCollection","name":${JSON.stringify(name)},"features":[`,
        );
  let rows = 0;
  await ask(`declare exported no scroll cursor for select to_jsonb(t)::text as it from ${source} t where ${of} = $1`, [
    id,
  ]);
  for (;;) {
    const batch = await ask<{ it: string }>(`fetch ${String(BATCH)} from exported`);
    for (const { it } of batch) {
      lines.write(`${it}\n`);
      const row = JSON.parse(it) as Record<string, unknown>;
      // The first line of a sheet carries the byte order mark; the rows after it do not.
      sheet.write(csvFile([plain.map((column) => asCell(row[column]))]).slice(1));
      if (map && shape !== undefined) {
        const properties = Object.fromEntries(plain.map((column) => [column, row[column]]));
        map.write(`${rows === 0 ? '' : ','}\n${JSON.stringify({ type: 'Feature', properties, geometry: row[shape] })}`);
      }
      rows += 1;
    }
    if (batch.length < BATCH) break;
  }
  await ask('close exported');
  lines.close();
  sheet.close();
  map?.close('\n]}\n');
  return { rows, files: ['ndjson', 'csv', ...(map ? ['geojson'] : [])].map((kind) => `${name}.${kind}`) };
}

function described(folder: string, file: string): ExportManifest['files'][number] {
  const path = join(folder, file);
  return { file, bytes: statSync(path).size, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** Whose export lies in a folder; null: it is none. Many a folder holds some manifest.json, of a web app for one. */
function exportIn(folder: string): string | null {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return null;
  try {
    const found = JSON.parse(readFileSync(manifest, 'utf8')) as Partial<ExportManifest> | null;
    return found?.format === 1 && typeof found.municipality?.id === 'string' ? found.municipality.id : null;
  } catch {
    return null;
  }
}

/** @throws StartRefusal where something else lies there already: what lies there is removed for the new one. */
function targetOf(given: string | undefined, id: string): string {
  const target = resolve(given ?? `export-${id}`);
  if (!existsSync(target)) return target;
  const whose = exportIn(target);
  if (whose === null)
    throw new StartRefusal(`${target} is there and is no export: give another folder with --out, or move it away.`);
  if (whose !== id)
    throw new StartRefusal(`${target} holds an export of ${whose}: give another folder with --out, or move it away.`);
  return target;
}

export const exportMunicipality: Verb = {
  takes: ['municipality'],
  options: { out: 'FOLDER' },
  says: 'Writes everything of a municipality into a folder (NDJSON, CSV, GeoJSON, manifest with checksums); logged. An export that lies there is replaced.',
  async run({ database, given, options, dryRun, say }) {
    const id = given[0] ?? '';
    const target = targetOf(options.get('out'), id);
    const part = `${target}.part`;
    const manifest = await inTransaction(database, { isolation: 'repeatable read', dryRun }, async (ask) => {
      const municipality = await municipalityOf(ask, id);
      const all = await tablesOf(ask);
      const ours = all.filter((table): table is Table & { municipality: string } => table.municipality !== null);
      const made: ExportManifest = {
        format: 1,
        municipality,
        exportedAt: new Date().toISOString(),
        migration: migrations().at(-1)?.name ?? '',
        tables: [],
        ofNoMunicipality: all
          .filter(({ municipality: of }) => of === null)
          .map(({ schema, name }) => `${schema}.${name}`),
        files: [],
      };
      if (dryRun) {
        for (const { schema, name, quoted, municipality: of } of ours) {
          const [row] = await ask<{ rows: number }>(
            `select count(*)::integer as rows from ${quoted} where ${of} = $1`,
            [id],
          );
          made.tables.push({ table: `${schema}.${name}`, rows: row?.rows ?? 0, files: [] });
        }
        return made;
      }
      // Before anything leaves: what cannot be logged is not exported.
      await ask("select app.write_log($1, 'export.municipality', '{}', null)", [id]);
      rmSync(part, { recursive: true, force: true });
      mkdirSync(part, { recursive: true, mode: 0o700 });
      for (const { schema, name, quoted, municipality: of } of ours) {
        const table = `${schema}.${name}`;
        made.tables.push({
          table,
          ...(await writeTable(ask, quoted, await columnsOf(ask, quoted), table, part, id, of)),
        });
      }
      const members = ['id', 'email', 'created_at', 'last_sign_in_at'].map((name) => ({ name, isShape: false }));
      made.tables.push({
        table: 'members',
        ...(await writeTable(ask, MEMBERS, members, 'members', part, id, 'municipality_id')),
      });
      made.files = made.tables.flatMap(({ files }) => files.map((file) => described(part, file)));
      writeFileSync(join(part, 'manifest.json'), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
      return made;
    }).catch((error: unknown) => {
      rmSync(part, { recursive: true, force: true });
      throw error;
    });
    if (!dryRun) {
      rmSync(target, { recursive: true, force: true });
      renameSync(part, target);
    }
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    for (const table of manifest.tables) if (table.rows > 0) say(`${String(table.rows).padStart(8)}  ${table.table}`);
    say(
      `${String(rows)} rows of ${String(manifest.tables.length)} tables of ${manifest.municipality.name}${dryRun ? ' would be written to' : ' are in'} ${target}.`,
    );
    if (!dryRun)
      say(
        'They hold personal data (members, reporters): keep the folder as you keep the database, and remove it when it is done with.',
      );
  },
};
