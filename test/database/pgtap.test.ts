/** Runs supabase/tests/*.sql (pgTAP) on the fixture, one behaviour a file, and reads their TAP. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supabaseFolder } from '../../supabase/embedded/migrate.ts';
import { openTestDatabase, type TestDatabase } from './servers';

const folder = join(supabaseFolder, 'tests');
const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));

/** All values of all result sets of a script, as text. */
async function lines(db: TestDatabase, sql: string): Promise<string[]> {
  const { connection } = db.database;
  let sets: unknown[][];
  if ('dumpDataDir' in connection.driver) {
    sets = (await connection.driver.exec(sql)).map((result) => result.rows as unknown[]);
  } else {
    const session = await connection.driver.reserve();
    try {
      sets = (await session.unsafe(sql).simple()) as unknown as unknown[][];
    } finally {
      session.release();
    }
  }
  return sets
    .flatMap((rows) => [...rows].flatMap((row) => Object.values(row as object)))
    .flatMap((value) => String(value).split('\n'));
}

describe('pgTAP', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await db.database.script('create extension if not exists pgtap;');
    // The default privileges close new functions; these are the test's own tools.
    await db.database.script(`do $$ declare f regprocedure; begin
      for f in select d.objid::regprocedure from pg_depend d join pg_extension e on e.oid = d.refobjid and e.extname = 'pgtap' where d.classid = 'pg_proc'::regclass and d.deptype = 'e'
      loop execute format('grant execute on function %s to public', f); end loop; end $$;`);
  });
  afterAll(() => db.close());

  it('has files to run', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(files)('%s', async (file) => {
    const tap = (await lines(db, readFileSync(join(folder, file), 'utf8'))).filter((line) =>
      /^(not )?ok |^1\.\.|^# /.test(line),
    );
    const planned = Number(tap.find((line) => line.startsWith('1..'))?.slice(3));
    expect(
      tap.filter((line) => line.startsWith('not ok') || line.startsWith('# ')),
      tap.join('\n'),
    ).toEqual([]);
    expect(tap.filter((line) => line.startsWith('ok '))).toHaveLength(planned);
  });
});
