/** Brings a database to the state of supabase/migrations: the same files that `supabase db push` sends to a hosted project. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { StartRefusal, type Say } from './messages.ts';

export const supabaseFolder = fileURLToPath(new URL('..', import.meta.url));

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations in the order in which they apply. */
export function migrations(): Migration[] {
  const folder = join(supabaseFolder, 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** What a hosted Supabase has before the first migration; the schema auth comes from the API layer. */
export const BOOTSTRAP = `
  do $$
  begin
    if to_regrole('anon') is null then create role anon nologin; end if;
    if to_regrole('authenticated') is null then create role authenticated nologin; end if;
    if to_regrole('service_role') is null then create role service_role nologin bypassrls; end if;
  end $$;
  grant anon, authenticated, service_role to current_user;
  create schema if not exists extensions;
`;

/** After the API layer has made schema auth: its functions are for the policies, its tables for nobody. */
export const CLOSE_AUTH = `
  grant usage on schema auth to anon, authenticated, service_role;
  revoke all on all tables in schema auth from anon, authenticated;
`;

/**
 * Applies the migrations that are not applied yet, each in a transaction of its own.
 * @param all those to apply; the drill of upgrades leaves out what is newer than a release.
 * @throws StartRefusal when an applied file was changed afterwards, or one fails.
 */
export async function migrate(database: Database, say: Say, all: readonly Migration[] = migrations()): Promise<number> {
  await database.script(`
    create schema if not exists embedded;
    create table if not exists embedded.applied_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now()
    );
  `);
  const applied = new Map(
    (
      await database.query<{ name: string; checksum: string }>('select name, checksum from embedded.applied_migration')
    ).map((row) => [row.name, row.checksum]),
  );
  let count = 0;
  for (const { name, sql, checksum } of all) {
    const before = applied.get(name);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new StartRefusal(
        `The migration ${name} was changed after this database had applied it: run \`npm run reset\` and start again.`,
      );
    }
    const record = `insert into embedded.applied_migration (name, checksum) values ('${name}', '${checksum}');`;
    try {
      await database.script(`begin;\n${sql}\n${record}\ncommit;`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartRefusal(
        `The migration ${name} failed (${reason}): correct it, run \`npm run reset\` and start again.`,
      );
    }
    count += 1;
  }
  if (count > 0) say(`Applied ${String(count)} migrations.`);
  return count;
}
