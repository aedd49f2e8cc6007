/**
 * `npm run doctor`: looks at a project and says what is wrong, why it matters and what mends it. DATABASE_URL names its database (without, the embedded one); SUPABASE_URL and the public key, from the
 * environment or .env, let it ask the API too. Changes nothing. Ends with 0 when nothing is wrong, 1 when something is, 2 when it could not look.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadEnv } from 'vite';
import { withDatabase } from './connect.ts';
import type { Examined, Finding } from './doctor/finding.ts';
import { migrationsApplied } from './doctor/migrations.ts';
import { api, demoAccounts, idleAccounts, keepers, keys, mail } from './doctor/project.ts';
import { reference } from './doctor/reference.ts';
import { rules } from './doctor/rules.ts';
import { backups, clockAndZone, compiling, nightlyTask, version } from './doctor/server.ts';
import { space, useOfTables } from './doctor/use.ts';

type Check = (examined: Examined) => Finding[] | Promise<Finding[]>;

/** In the order in which they are told. */
const CHECKS: Readonly<Record<string, Check>> = {
  'server and extensions': version,
  migrations: migrationsApplied,
  'tables, rules and doors': rules,
  keys,
  'accounts of the demo': demoAccounts,
  administrators: keepers,
  'accounts of nobody': idleAccounts,
  'clock and time zone': clockAndZone,
  'compiling of queries': compiling,
  'nightly task': nightlyTask,
  'the API': api,
  mail,
  'how tables are read': useOfTables,
  space,
  backups,
};

const AFTERWARDS: Finding = {
  ...{ level: 'look', what: 'Not looked at: the database is of an earlier release.' },
  why: 'Everything that is to come would be named as missing.',
  mend: 'Apply the migrations, and run the doctor again; or run the doctor of the release that the database is of.',
};

export async function examineAll(examined: Examined): Promise<Record<string, Finding[]>> {
  const answer: Record<string, Finding[]> = {};
  for (const [name, check] of Object.entries(CHECKS)) {
    if (check === rules && answer['migrations']?.some(({ isBehind }) => isBehind)) {
      answer[name] = [AFTERWARDS];
      continue;
    }
    try {
      answer[name] = await check(examined);
    } catch (error) {
      // One thing that cannot be looked at keeps nothing else from being looked at.
      const reason = error instanceof Error ? error.message : String(error);
      answer[name] = [
        {
          level: 'wrong',
          what: `This could not be looked at: ${reason}`,
          why: 'What is not seen may be wrong.',
          mend: 'Mend what is said above, and run the doctor again; DATABASE_URL should be the owner of the tables.',
        },
      ];
    }
  }
  return answer;
}

/** The report in lines: what is right in one word, what is not in three lines. */
export function reportOf(found: Readonly<Record<string, readonly Finding[]>>): string[] {
  const all = Object.values(found).flat();
  const number = (level: Finding['level']): number => all.filter((finding) => finding.level === level).length;
  return [
    ...Object.entries(found).flatMap(([name, findings]) => [
      `${findings.length === 0 ? 'right' : findings.some(({ level }) => level === 'wrong') ? 'WRONG' : 'look '}  ${name}`,
      ...findings.flatMap(({ level, what, why, mend }) => [
        `         ${level === 'wrong' ? '✗' : '?'} ${what}`,
        `           Why: ${why}`,
        `           Mend: ${mend}`,
      ]),
    ]),
    '',
    `${String(number('wrong'))} wrong, ${String(number('look'))} to look at.`,
  ];
}

/** What SQL mends, in the order in which it was found; to be read before it is run. */
export const sqlOf = (found: Readonly<Record<string, readonly Finding[]>>): string[] =>
  Object.values(found).flatMap((findings) =>
    findings.flatMap(({ what, sql }) => (sql === undefined ? [] : [`-- ${what.replaceAll('\n', ' ')}\n${sql}`])),
  );

const HELP = `npm run doctor [-- --sql FILE]
  Looks at the database of DATABASE_URL (its owner), or at the embedded one, and changes nothing.
  --sql FILE   writes the SQL that mends what SQL can mend: read it, then run it with psql
  Read from the environment and .env: SUPABASE_URL or VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY (the API is asked too),
  REMIND_WEBHOOK_URL …, LAGESBILD_BACKUP (the newest dump), LAGESBILD_DISK_MB (what the database may take).
Exit codes: 0 nothing wrong, 1 something wrong, 2 could not look.`;

async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: { sql: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const root = process.cwd();
    const environment = { ...loadEnv('production', root, ''), ...process.env };
    console.log('Building what it should be from the migrations (the first time half a minute) …');
    const expected = await reference();
    const found = await withDatabase((database) =>
      examineAll({ database, reference: expected, environment, root, fetch }),
    );
    for (const line of reportOf(found)) console.log(line);
    if (values.sql !== undefined) writeFileSync(values.sql, `${sqlOf(found).join('\n\n')}\n`);
    return Object.values(found)
      .flat()
      .some(({ level }) => level === 'wrong')
      ? 1
      : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

if (process.argv[1]?.endsWith('doctor.ts')) process.exitCode = await main(process.argv.slice(2));
