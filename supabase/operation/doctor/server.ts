/** The server itself: version, extensions, clock, time zone, backups and the nightly task. */
import { statSync } from 'node:fs';
import { bySql, type Examined, type Finding } from './finding.ts';

/** A clock that is off by more than this makes sessions end early or begin in the future. */
const MAX_SKEW_SECONDS = 30;

export async function version({ database }: Examined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [server] = await database.query<{
    version: number;
    postgis: string | null;
    schema: string | null;
    newer: string | null;
  }>(
    `select current_setting('server_version_num')::integer as version, e.extversion::text as postgis, n.nspname::text as schema,
      (select a.default_version::text from pg_available_extensions a where a.name = 'postgis' and a.default_version <> e.extversion) as newer
     from (select 1) x left join pg_extension e on e.extname = 'postgis' left join pg_namespace n on n.oid = e.extnamespace`,
  );
  if ((server?.version ?? 0) < 150_000)
    findings.push({
      ...{
        level: 'wrong',
        what: `PostgreSQL ${String(Math.floor((server?.version ?? 0) / 10_000))} is older than 15.`,
      },
      why: 'Keys that clear one column when what they point to goes came with 15; nothing older is tested.',
      mend: 'Upgrade the server (Supabase: Settings → Infrastructure).',
    });
  if (!server?.postgis)
    findings.push(
      bySql({
        level: 'wrong',
        what: 'The extension postgis is missing.',
        why: 'Areas, places and every report need it.',
        sql: 'create extension postgis with schema extensions;',
      }),
    );
  else if (server.schema !== 'extensions')
    findings.push({
      ...{
        level: 'wrong',
        what: `The extension postgis lies in the schema ${server.schema ?? ''}, not in extensions.`,
      },
      why: 'Functions call it by its full name; and in public its own table would be open to the API.',
      mend: 'Make a new project, or restore into one where `create extension postgis with schema extensions` came first.',
    });
  else if (server.newer)
    findings.push(
      bySql({
        level: 'look',
        what: `postgis ${server.postgis} can be brought to ${server.newer}.`,
        why: 'The server has the newer files already.',
        sql: 'alter extension postgis update;',
      }),
    );
  return findings;
}

export async function clockAndZone({ database }: Examined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const before = Date.now();
  const [row] = await database.query<{ at: number; zone: string; noons: string; name: string; swedish: string | null }>(
    `select extract(epoch from clock_timestamp())::float8 as at, current_setting('TimeZone') as zone, current_database()::text as name,
      (select string_agg(to_char(noon at time zone current_setting('TimeZone'), 'HH24'), ' ' order by noon) from unnest(array[timestamptz '2026-01-01 12:00+00', '2026-07-01 12:00+00']) noon) as noons,
      to_char(timestamptz '2026-07-01 12:00:00+00' at time zone 'Europe/Stockholm', 'HH24:MI') as swedish`,
  );
  const skew = (row?.at ?? 0) - (before + Date.now()) / 2000;
  if (Math.abs(skew) > MAX_SKEW_SECONDS)
    findings.push({
      ...{
        level: 'wrong',
        what: `The database’s clock is ${Math.abs(skew).toFixed(0)} s ${skew > 0 ? 'ahead of' : 'behind'} this machine’s.`,
      },
      why: 'Sessions, deadlines and what counts as "in the future" follow the database’s clock.',
      mend: 'Switch on time synchronisation on whichever of the two is wrong: timedatectl set-ntp true',
    });
  // UTC has many names; what counts is which hour its noon is, in winter and in summer.
  if (row && !['12 12', '13 14'].includes(row.noons))
    findings.push(
      bySql({
        ...{ level: 'wrong', what: `The database’s time zone is ${row.zone}.` },
        why: 'Days that nobody chose a zone for (an area’s first day) begin at another hour than in Sweden. UTC is what Supabase has and what is tested.',
        sql: `alter database "${row.name.replaceAll('"', '""')}" set timezone to 'UTC';`,
      }),
    );
  if (row?.swedish !== '14:00')
    findings.push({
      level: 'wrong',
      what: 'The server does not know Swedish summer time.',
      why: 'Weeks and hours are those of Europe/Stockholm.',
      mend: 'Install the time zone data (Debian: apt-get install tzdata) and restart PostgreSQL.',
    });
  return findings;
}

export async function compiling({ database }: Examined): Promise<Finding[]> {
  if (database.driver === 'pglite') return [];
  const [row] = await database.query<{ jit: string; name: string }>(
    "select current_setting('jit') as jit, current_database()::text as name",
  );
  if (row?.jit !== 'on') return [];
  return [
    bySql({
      ...{ level: 'look', what: 'PostgreSQL compiles queries (jit is on).' },
      why: 'With rules of access on every table it compiles for half a second what is answered in a hundredth. A restore into a database made by hand loses the setting.',
      sql: `alter database "${row.name.replaceAll('"', '""')}" set jit = off;`,
    }),
  ];
}

export async function nightlyTask({ database }: Examined): Promise<Finding[]> {
  if (database.driver === 'pglite') return [];
  const findings: Finding[] = [];
  const [cron] = await database.query<{ job: boolean; available: boolean; rules: boolean }>(
    `select to_regclass('cron.job') is not null as job, exists (select from pg_available_extensions where name = 'pg_cron') as available,
      to_regclass('public.retention_rule') is not null as rules`,
  );
  if (cron?.job) {
    const jobs = await database.query<{ active: boolean; failed: string | null }>(
      `select j.active, (select d.return_message from cron.job_run_details d where d.jobid = j.jobid and d.status = 'failed'
        and d.start_time = (select max(l.start_time) from cron.job_run_details l where l.jobid = j.jobid)) as failed
       from cron.job j where j.command like '%app.clear_all(false)%'`,
    );
    const sql = "select cron.schedule('lagesbild-retention', '17 3 * * *', 'select app.clear_all(false)');";
    if (!jobs.some(({ active }) => active))
      findings.push(
        bySql({
          level: 'wrong',
          what: 'Retention is not scheduled.',
          why: 'Texts, exact places and reports stay longer than the municipality has decided.',
          sql,
        }),
      );
    for (const { failed } of jobs)
      if (failed)
        findings.push({
          level: 'wrong',
          what: `The last night of retention failed: ${failed}`,
          why: 'What should have gone is still there.',
          mend: 'npm run admin -- apply-retention --dry-run   says what waits; without --dry-run clears it.',
        });
  } else {
    findings.push({
      ...{
        level: 'look',
        what: cron?.available
          ? 'pg_cron is there and not switched on.'
          : 'This server has no pg_cron: nothing in the database clears by the rules of retention.',
      },
      why: 'Texts, exact places and reports stay longer than the municipality has decided.',
      mend: cron?.available
        ? "create extension pg_cron; select cron.schedule('lagesbild-retention', '17 3 * * *', 'select app.clear_all(false)');"
        : 'See that `npm run admin -- apply-retention` runs every night (docs/operation.md has the systemd timer).',
    });
  }
  if (cron?.rules) {
    const without = await database.query<{ it: string }>(
      "select id || ' ' || name as it from public.municipality m where not exists (select from public.retention_rule r where r.municipality_id = m.id) order by 1",
    );
    if (without.length > 0)
      findings.push({
        ...{ level: 'look', what: `No rule of retention: ${without.map(({ it }) => it).join(', ')}.` },
        why: 'Without a rule everything is kept for ever.',
        mend: 'The administrator of the municipality sets them under Inställningar → Regler.',
      });
  }
  return findings;
}

export async function backups({ database, environment }: Examined): Promise<Finding[]> {
  const file = environment['LAGESBILD_BACKUP'];
  if (file !== undefined && file !== '') {
    try {
      const { mtimeMs, size } = statSync(file);
      const hours = (Date.now() - mtimeMs) / 3_600_000;
      if (size === 0 || hours > 26)
        return [
          {
            level: 'wrong',
            what: size === 0 ? `The backup ${file} is empty.` : `The backup ${file} is ${hours.toFixed(0)} hours old.`,
            why: 'Everything since would be lost with the server.',
            mend: 'See why the nightly backup did not run (docs/operation.md), and take one now.',
          },
        ];
      return [];
    } catch {
      return [
        {
          level: 'wrong',
          what: `There is no backup at ${file} (LAGESBILD_BACKUP).`,
          why: 'Everything would be lost with the server.',
          mend: 'Take one now: docs/operation.md, "Backup and restore".',
        },
      ];
    }
  }
  if (database.driver === 'pglite') return [];
  const [archiver] = await database.query<{ mode: string; hours: number | null; failing: boolean }>(
    `select current_setting('archive_mode') as mode, extract(epoch from now() - last_archived_time)::float8 / 3600 as hours,
      coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing from pg_stat_archiver`,
  );
  if (archiver?.mode !== 'off' && archiver?.failing)
    return [
      {
        level: 'wrong',
        what: 'Archiving the write-ahead log fails.',
        why: 'A restore would end where it began to fail, and the disk fills.',
        mend: "See the server's log, mend archive_command, and look again: select * from pg_stat_archiver;",
      },
    ];
  if (archiver?.mode === 'off')
    return [
      {
        ...{ level: 'look', what: 'Nothing tells here how old the newest backup is.' },
        why: 'A backup that nobody has restored is a hope.',
        mend: 'Say where the nightly dump lies (LAGESBILD_BACKUP=/srv/backup/lagesbild.dump); on hosted Supabase look at Database → Backups. Restore one each half-year (docs/operation.md).',
      },
    ];
  return [];
}
