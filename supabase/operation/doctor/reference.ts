/** A new database of these migrations, looked at once: what the doctor holds a project against. Kept in supabase/.temp until a migration changes. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../embedded/database.ts';
import { migrations, supabaseFolder } from '../../embedded/migrate.ts';
import { startServer } from '../../embedded/server.ts';
import { factsOf } from '../catalogue.ts';
import { inTransaction } from '../connect.ts';
import { checksumOf } from '../releases.ts';
import type { Reference } from './finding.ts';

export async function examine(database: Database): Promise<Reference> {
  const written = await inTransaction(database, { dryRun: true }, async (ask) => {
    await ask("set local search_path = ''");
    return ask<{ object: string; sql: string }>(
      `select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as object, pg_get_functiondef(p.oid) as sql
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'app') and p.prokind in ('f', 'p') and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
    );
  });
  return {
    facts: await factsOf(database),
    functions: Object.fromEntries(written.map(({ object, sql }) => [object, sql])),
  };
}

export async function reference(): Promise<Reference> {
  const folder = join(supabaseFolder, '.temp');
  const code = readFileSync(join(supabaseFolder, 'operation', 'catalogue.ts'), 'utf8');
  const key = createHash('sha256')
    .update(checksumOf(migrations()) + code)
    .digest('hex')
    .slice(0, 16);
  const file = join(folder, `reference-${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Reference;
  const server = await startServer({ driver: 'pglite', seed: false });
  try {
    const found = await examine(server.database);
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder))
      if (/^reference-\w+\.json$/.test(old)) rmSync(join(folder, old), { force: true });
    writeFileSync(`${file}.${String(process.pid)}`, JSON.stringify(found));
    renameSync(`${file}.${String(process.pid)}`, file);
    return found;
  } finally {
    await server.close();
  }
}
