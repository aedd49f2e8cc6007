/** Which database an operator's command works on: DATABASE_URL, or the embedded one, which must not be running. */
import { existsSync } from 'node:fs';
import { openPglite, openPostgres, type Database, type Row } from '../embedded/database.ts';
import { lockDirectory } from '../embedded/lock.ts';
import { StartRefusal } from '../embedded/messages.ts';
import { databaseDirectory } from '../embedded/plugin.ts';

/** One statement, with the rows that it answers. */
export type Ask = <T extends Row = Row>(sql: string, parameters?: unknown[]) => Promise<T[]>;

/**
 * Opens the database of DATABASE_URL (a role that owns it), or the embedded one, and closes it again.
 * @throws StartRefusal where there is neither, or the embedded one is in use.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const address = process.env['DATABASE_URL'];
  const directory = databaseDirectory(process.cwd());
  if (!address && !existsSync(directory)) {
    throw new StartRefusal(
      'There is no embedded database: run `npm start` first, or set DATABASE_URL to work on another one.',
    );
  }
  const unlock = address ? () => undefined : lockDirectory(directory);
  try {
    const database = address ? await openPostgres(address) : await openPglite({ directory });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    unlock();
  }
}

export interface Transaction {
  /** Begun with it; `begin` alone where nothing is said. */
  isolation?: 'repeatable read';
  /** Ends with a rollback: what was done is counted, and nothing of it stays. */
  dryRun?: boolean;
}

/** Runs `work` on one connection in one transaction: all of it stays, or nothing does. */
export async function inTransaction<T>(
  database: Database,
  { isolation, dryRun = false }: Transaction,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const begin = isolation ? `begin isolation level ${isolation}` : 'begin';
  const { connection } = database;
  const session = 'reserve' in connection.driver ? await connection.driver.reserve() : null;
  const ask: Ask = session
    ? async <R extends Row>(sql: string, parameters: unknown[] = []) =>
        [...(await session.unsafe(sql, parameters as never[]))] as unknown as R[]
    : database.query; // PGlite has one connection
  try {
    await ask(begin);
    try {
      const answer = await work(ask);
      await ask(dryRun ? 'rollback' : 'commit');
      return answer;
    } catch (error) {
      await ask('rollback');
      throw error;
    }
  } finally {
    session?.release();
  }
}
