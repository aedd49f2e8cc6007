/** Databases that are built once and copied: setting up PostgreSQL in the process and loading the demo takes longer than most of what is tested on it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedSql } from '../../supabase/embedded/demo';
import { migrations, supabaseFolder } from '../../supabase/embedded/migrate';
import { startServer } from '../../supabase/embedded/server';

/** Empty with all migrations, or with the demo; what else a test holds is put in afterwards. */
export type Base = 'empty' | 'demo';

/** Names a built base by the contents of the files that it is built from and, as the demo is relative to today, by the day. */
export function keyOf(base: Base): string {
  const code = ['migrate.ts', 'server.ts', 'database.ts', 'demo.ts'].map((file) =>
    readFileSync(join(supabaseFolder, 'embedded', file), 'utf8'),
  );
  const demo = base === 'demo' ? [seedSql(), new Date().toISOString().slice(0, 10)] : '';
  return createHash('sha256')
    .update(JSON.stringify([code, migrations(), demo]))
    .digest('hex')
    .slice(0, 16);
}

/** A data directory of PGlite with all migrations, as a tar file in supabase/.temp. Building one takes half a minute or more, loading one that is built two or three seconds. */
export async function builtData(base: Base): Promise<string> {
  const folder = join(supabaseFolder, '.temp');
  const file = join(folder, `test-${base}-${keyOf(base)}.tar`);
  if (!existsSync(file)) {
    const built = await startServer({ driver: 'pglite', seed: base === 'demo' });
    if (built.database.connection.dialect !== 'postgres' || !('dumpDataDir' in built.database.connection.driver))
      throw new Error('not PGlite');
    const dump = await built.database.connection.driver.dumpDataDir('none');
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder))
      if (old.startsWith(`test-${base}-`)) rmSync(join(folder, old), { force: true });
    writeFileSync(`${file}.part`, Buffer.from(await dump.arrayBuffer()));
    renameSync(`${file}.part`, file);
    await built.close();
  }
  return file;
}

/** Puts one where a server of its own will look for its data. */
export async function unpackBuiltData(base: Base, directory: string): Promise<void> {
  const file = await builtData(base);
  mkdirSync(directory, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['-xf', file, '-C', directory], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar could not unpack ${file}: ${stderr}`);
}
