/** Databases for the drills: made on the server of DATABASE_URL, dropped when the drill is over; and the commands of the guide, run as they stand there. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openPostgres, type Database } from '../../supabase/embedded/database';

const root = resolve(import.meta.dirname, '../..');
const address = process.env['DATABASE_URL'] ?? '';

export const urlOf = (name: string): string => Object.assign(new URL(address), { pathname: `/${name}` }).href;

/** The server itself: makes databases and drops them. */
export async function openServer(): Promise<{ create(template?: string): Promise<string>; close(): Promise<void> }> {
  if (!address) throw new Error('Set DATABASE_URL to drill on a real PostgreSQL.');
  const admin = await openPostgres(address);
  const made: string[] = [];
  return {
    create: async (template = 'template0') => {
      const name = `lagesbild_drill_${randomBytes(6).toString('hex')}`;
      await admin.query(`create database ${name} template ${template}`);
      made.push(name);
      return name;
    },
    close: async () => {
      for (const name of made) await admin.query(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}

export async function nameOf(database: Database): Promise<string> {
  const [row] = await database.query<{ name: string }>('select current_database()::text as name');
  return row?.name ?? '';
}

/** Where Debian keeps pg_dump and pg_restore of the newest version. */
function programs(): string {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(a) - Number(b)) : [];
  return versions.length > 0 ? join(folder, versions.at(-1) ?? '', 'bin') : '';
}

/**
 * Runs the block of docs/operation.md that stands under `<!-- drill: name -->`, word for word, in a shell that stops at the first failure.
 * @throws where the guide has no such block, or the commands fail.
 */
export function runGuide(name: string, folder: string, environment: Record<string, string>): string {
  const guide = readFileSync(join(root, 'docs/operation.md'), 'utf8');
  const block = new RegExp(`<!-- drill: ${name} -->\\s*\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (block === undefined) throw new Error(`docs/operation.md has no commands under "drill: ${name}".`);
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', block], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${programs()}:${process.env['PATH'] ?? ''}`, ...environment },
  });
  if (status !== 0) throw new Error(`"${name}" of the guide ended with ${String(status)}: ${stderr}`);
  return stdout;
}
