/** A PostgreSQL with PostGIS to run SQL in: PGlite inside this process, or a real server. */
import { inspect } from 'node:util';
import { postgis } from '@electric-sql/pglite-postgis';
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite';
import type { PostgresConnection } from '@supabase/lite/postgres';

export type Row = Record<string, unknown>;

export interface Database {
  driver: 'pglite' | 'postgres';
  connection: PgliteConnection | PostgresConnection;
  /** Runs a whole file: several statements, no parameters. A transaction left open by an error is rolled back. */
  script(sql: string): Promise<void>;
  /** Runs one statement as the owner of the database, past every policy. */
  query<T extends Row = Row>(sql: string, parameters?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/**
 * The API layer grants everything on every table to anon and authenticated when it first meets row level security, which would undo the
 * grants of our migrations. The roles are there already: it is told that this is done.
 */
function keepOurGrants(connection: PgliteConnection | PostgresConnection): void {
  Object.assign(connection, { rlsState: 'active' });
}

/**
 * The API layer prints each error of the database with all values of the statement, which may be what a person wrote. In the terminal one line
 * with code and message is enough.
 */
function printWithoutValues(connection: PgliteConnection | PostgresConnection): void {
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error: unknown) => {
    const known: unknown = normalize(error as Error);
    if (known instanceof Error) {
      const code = 'code' in known && typeof known.code === 'string' ? ` (${known.code})` : '';
      Object.defineProperty(known, inspect.custom, { value: () => `  Refused${code}: ${known.message}` });
    }
    return known as ReturnType<typeof normalize>;
  };
}

export interface PgliteSource {
  /** Where the data lie; in memory when left out. */
  directory?: string | undefined;
  /** A data directory to begin with, as `dumpDataDir` wrote it. */
  loadDataDir?: Blob | undefined;
  /** More extensions than PostGIS. */
  extensions?: Record<string, unknown> | undefined;
}

/** @throws whatever PGlite throws when the directory cannot be opened. */
export async function openPglite(source: PgliteSource): Promise<Database> {
  const connection = await createPgliteConnection({
    ...(source.directory ? { url: source.directory } : {}),
    pgliteOptions: {
      extensions: { postgis, ...(source.extensions as Record<string, typeof postgis> | undefined) },
      ...(source.loadDataDir ? { loadDataDir: source.loadDataDir } : {}),
    },
  });
  await connection.driver.waitReady;
  keepOurGrants(connection);
  printWithoutValues(connection);
  return {
    driver: 'pglite',
    connection,
    script: async (sql) => {
      try {
        await connection.driver.exec(sql);
      } catch (error) {
        await connection.driver.exec('rollback');
        throw error;
      }
    },
    query: async <T extends Row>(sql: string, parameters: unknown[] = []) =>
      (await connection.driver.query<T>(sql, parameters)).rows,
    close: () => connection.close(),
  };
}

/** @param url postgresql://user:password@host:port/database, of a role that may create extensions. */
export async function openPostgres(url: string): Promise<Database> {
  // Loaded when asked for: the driver is needed for tests on a real server only.
  const { createPostgresConnection } = await import('@supabase/lite/postgres');
  const connection = createPostgresConnection({
    url,
    postgresOptions: { max: 4, onnotice: () => undefined },
  });
  keepOurGrants(connection);
  printWithoutValues(connection);
  return {
    driver: 'postgres',
    connection,
    script: async (sql) => {
      // One connection of the pool for the whole file: it may begin and commit.
      const session = await connection.driver.reserve();
      try {
        await session.unsafe(sql).simple();
      } catch (error) {
        await session.unsafe('rollback').simple();
        throw error;
      } finally {
        session.release();
      }
    },
    query: async <T extends Row>(sql: string, parameters: unknown[] = []) =>
      [...(await connection.driver.unsafe(sql, parameters as never[]))] as unknown as T[],
    close: () => connection.close(),
  };
}
