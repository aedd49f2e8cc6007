/**
 * `npm run retention`: says what the municipalities' rules of retention would clear; with `-- --apply` clears it.
 * With DATABASE_URL set (a role that owns the database) it works there, for a server without pg_cron; otherwise on the embedded database, which must not be running.
 */
import { existsSync } from 'node:fs';
import { openPglite, openPostgres } from './database.ts';
import { lockDirectory } from './lock.ts';
import { StartRefusal } from './messages.ts';
import { databaseDirectory } from './plugin.ts';

export interface Cleared {
  freeText: number | null;
  placeAndTime: number | null;
  row: number | null;
  /** Closed actions that lose words, who wrote them, or all. */
  actions?: number | null;
}

/** One line a municipality, in words. */
export function inWords(cleared: Record<string, Cleared>, dryRun: boolean): string[] {
  const does = dryRun ? 'would go' : 'are gone';
  return Object.entries(cleared).map(
    ([municipality, { freeText, placeAndTime, row, actions }]) =>
      `${municipality}: ${String(freeText ?? 0)} texts, ${String(placeAndTime ?? 0)} exact places and times, ${String(row ?? 0)} whole reports, the trace of ${String(actions ?? 0)} actions ${does}.`,
  );
}

async function run(dryRun: boolean): Promise<void> {
  const address = process.env['DATABASE_URL'];
  const directory = databaseDirectory(process.cwd());
  if (!address && !existsSync(directory)) {
    throw new StartRefusal(
      'There is no embedded database: run `npm start` first, or set DATABASE_URL to clear another one.',
    );
  }
  const unlock = address ? () => undefined : lockDirectory(directory);
  const database = address ? await openPostgres(address) : await openPglite({ directory });
  try {
    const [answer] = await database.query<{ cleared: string }>('select app.clear_all($1::boolean)::text as cleared', [
      dryRun,
    ]);
    for (const line of inWords(JSON.parse(answer?.cleared ?? '{}') as Record<string, Cleared>, dryRun))
      console.log(line);
    if (dryRun) console.log('Nothing was changed: `npm run retention -- --apply` clears it.');
  } finally {
    await database.close();
    unlock();
  }
}

if (process.argv[1]?.endsWith('retention.ts')) {
  run(!process.argv.includes('--apply')).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
