/** How the tables are read, and the room that they take, by the server's own statistics. */
import { bySql, type Examined, type Finding } from './finding.ts';

const MEGABYTE = 1_048_576;
/** Rows from which reading a whole table is felt. */
const MANY_ROWS = 10_000;

/** Hints, no verdicts: figures of the server’s own statistics. */
export async function useOfTables({ database }: Examined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tables = await database.query<{
    name: string;
    rows: number;
    dead: number;
    scans: number;
    read: number;
    lookups: number;
    analyzed: boolean;
  }>(
    `select schemaname || '.' || relname as name, n_live_tup::float8 as rows, n_dead_tup::float8 as dead, seq_scan::float8 as scans, seq_tup_read::float8 as read,
      coalesce(idx_scan, 0)::float8 as lookups, coalesce(last_analyze, last_autoanalyze) is not null as analyzed
     from pg_stat_user_tables where schemaname in ('public', 'app') order by 1`,
  );
  for (const { name, rows, dead, scans, read, lookups, analyzed } of tables) {
    if (rows >= 1000 && !analyzed)
      findings.push(
        bySql({
          level: 'look',
          what: `${name} has ${rows.toFixed(0)} rows and was never analysed.`,
          why: 'The planner guesses, and may read the whole table.',
          sql: `analyze ${name};`,
        }),
      );
    if (rows >= MANY_ROWS && dead > rows * 0.3)
      findings.push(
        bySql({
          level: 'look',
          what: `${name} holds ${dead.toFixed(0)} dead rows beside ${rows.toFixed(0)}.`,
          why: 'They take space and time until they are cleared.',
          sql: `vacuum (analyze) ${name};`,
        }),
      );
    if (rows >= MANY_ROWS && scans > 100 && read / scans > rows / 2 && scans > lookups)
      findings.push({
        ...{
          level: 'look',
          what: `${name} (${rows.toFixed(0)} rows) is read as a whole oftener than by an index: ${scans.toFixed(0)} times to ${lookups.toFixed(0)}.`,
        },
        why: 'Each such reading costs as much as the table is large.',
        mend: 'See which statement it is: select query, calls, mean_exec_time from extensions.pg_stat_statements order by total_exec_time desc limit 10;',
      });
  }
  const unused = await database.query<{ name: string; size: string }>(
    `select i.schemaname || '.' || i.indexrelname as name, pg_size_pretty(pg_relation_size(i.indexrelid)) as size
     from pg_stat_user_indexes i join pg_index x on x.indexrelid = i.indexrelid join pg_stat_database d on d.datname = current_database()
     where i.schemaname in ('public', 'app') and i.idx_scan = 0 and not x.indisunique and pg_relation_size(i.indexrelid) > 50 * ${String(MEGABYTE)}
       and coalesce(d.stats_reset, now() - interval '1 year') < now() - interval '30 days' order by 1`,
  );
  for (const { name, size } of unused)
    findings.push({
      level: 'look',
      what: `The index ${name} (${size}) has not been used for a month.`,
      why: 'It costs time at each report; or a question that should use it does not.',
      mend: 'Tell the project, with the size of your municipality: it should not be so.',
    });
  return findings;
}

export async function space({ database, environment }: Examined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [row] = await database.query<{ bytes: number; age: number; log: number }>(
    `select pg_database_size(current_database())::float8 as bytes, age(datfrozenxid)::float8 as age, coalesce(pg_total_relation_size(to_regclass('public.audit_log')), 0)::float8 as log
     from pg_database where datname = current_database()`,
  );
  const limit = Number(environment['LAGESBILD_DISK_MB'] ?? 0) * MEGABYTE;
  if (row && limit > 0 && row.bytes > limit * 0.8)
    findings.push({
      ...{
        level: row.bytes > limit * 0.95 ? 'wrong' : 'look',
        what: `The database takes ${(row.bytes / MEGABYTE).toFixed(0)} MB of ${(limit / MEGABYTE).toFixed(0)} MB (LAGESBILD_DISK_MB).`,
      },
      why: 'A full disk refuses every report; a hosted project becomes read-only.',
      mend: 'Give it more disk, or see what is large: select relname, pg_size_pretty(pg_total_relation_size(oid)) from pg_class order by pg_total_relation_size(oid) desc limit 10;',
    });
  if (row && row.age > 1_000_000_000)
    findings.push(
      bySql({
        level: 'wrong',
        what: 'No vacuum has come through for a thousand million transactions.',
        why: 'At twice that PostgreSQL stops to protect the rows.',
        sql: 'vacuum (freeze);',
      }),
    );
  return findings;
}
