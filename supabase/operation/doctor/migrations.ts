/** Which migrations the database has, by the record of whoever applied them: the Supabase CLI, or the embedded server. */
import { migrations, type Migration } from '../../embedded/migrate.ts';
import type { Examined, Finding } from './finding.ts';

/** `20261101000100` of `20261101000100_ground.sql` */
const versionOf = ({ name }: Pick<Migration, 'name'>): string => name.split('_')[0] ?? '';

/** @param applied version -> checksum, or null where none was kept. */
export function compareMigrations(all: readonly Migration[], applied: ReadonlyMap<string, string | null>): Finding[] {
  const findings: Finding[] = [];
  const known = new Set(all.map(versionOf));
  const newest = [...applied.keys()].sort().at(-1) ?? '';
  const waiting = all.filter((migration) => !applied.has(versionOf(migration)));
  if (waiting.length > 0) {
    const isBetween = waiting.some((migration) => versionOf(migration) < newest);
    findings.push({
      ...{
        level: 'wrong',
        what: `${String(waiting.length)} migrations are not applied, from ${waiting[0]?.name ?? ''} on.`,
      },
      isBehind: true,
      why: 'The app asks for tables and functions that are not there.',
      mend: `Take a backup, then: npx supabase db push${isBetween ? ' --include-all   (some are older than the newest that is applied)' : ''}; the embedded database applies them at its next start.`,
    });
  }
  const foreign = [...applied.keys()].filter((version) => !known.has(version)).sort();
  if (foreign.length > 0)
    findings.push({
      ...{
        level: 'wrong',
        what: `The database has migrations that this program does not know: ${foreign.slice(0, 5).join(', ')}.`,
      },
      why: 'The database is newer than the program (or somebody else’s): the app may write what it no longer understands.',
      mend: 'Put out the newest release of the app, and run its `npm run doctor`.',
    });
  const changed = all.filter(
    (migration) => (applied.get(versionOf(migration)) ?? migration.checksum) !== migration.checksum,
  );
  if (changed.length > 0)
    findings.push({
      ...{
        level: 'wrong',
        what: `Migrations were changed after they were applied: ${changed.map(({ name }) => name).join(', ')}.`,
      },
      why: 'The database is then none that was ever tested.',
      mend: 'Fetch the files as they were released (git checkout -- supabase/migrations), and see below what is another in the database.',
    });
  return findings;
}

export async function migrationsApplied({ database }: Examined): Promise<Finding[]> {
  const has = async (table: string): Promise<boolean> => {
    const [row] = await database.query<{ it: boolean }>('select to_regclass($1) is not null as it', [table]);
    return row?.it ?? false;
  };
  const applied = new Map<string, string | null>();
  if (await has('embedded.applied_migration'))
    for (const row of await database.query<{ name: string; checksum: string }>(
      'select name, checksum from embedded.applied_migration',
    ))
      applied.set(versionOf(row), row.checksum);
  if (await has('supabase_migrations.schema_migrations'))
    for (const { version } of await database.query<{ version: string }>(
      'select version::text as version from supabase_migrations.schema_migrations',
    ))
      if (!applied.has(version)) applied.set(version, null);
  if (applied.size === 0)
    return [
      {
        ...{ level: 'wrong', what: 'There is no record of which migrations were applied.' },
        why: 'The next upgrade would apply all of them again, and fail.',
        mend: 'Where the tables are there: npx supabase migration repair --status applied <version>, for each that is. On a new project: npx supabase db push',
      },
    ];
  return compareMigrations(migrations(), applied);
}
