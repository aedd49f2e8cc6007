/** Makes the databases that are measured, each once: those that are there are used again. */
import postgres from 'postgres';
import { startServer } from '../../../supabase/embedded/server';
import { fillSteps } from './fill-sql';
import { municipalities } from './municipalities';

export interface Filled {
  /** What the table calls it. */
  title: string;
  total: number;
  alone: boolean;
  url: string;
}

const urlOf = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href;
/** The owner's connection: one, as temporary tables and settings belong to it. */
const ownerOf = (url: string): postgres.Sql => postgres(url, { max: 1, onnotice: () => undefined });

/**
 * Rows as the triggers would have written them: 300 are sent once more under other ids, by the operator, and must get the same area and pass the same checks; then they are taken back.
 * @throws Error when one gets another area; what the triggers say when they refuse one.
 */
async function checkAgainstTriggers(owner: postgres.Sql): Promise<void> {
  const [{ wrong, n }] = await owner
    .unsafe<[{ wrong: number; n: number }]>(
      `
    begin;
    create temporary table sample on commit drop as select * from public.incident order by hashtext(id::text) limit 300;
    with sent as (
      insert into public.incident (municipality_id, id, organisation_id, reporter_id, category_id, lon, lat, occurred_from, occurred_to, place_type, description, police_reported, sharing, review_state)
      select municipality_id, md5(id::text)::uuid, organisation_id, reporter_id, category_id, lon, lat, occurred_from, occurred_to, place_type, description, police_reported, sharing, review_state
      from sample returning id, area_id
    )
    select count(*)::integer as n, count(*) filter (where s.area_id is distinct from t.area_id)::integer as wrong from sample s join sent t on t.id = md5(s.id::text)::uuid;`,
    )
    .simple()
    .then((results) => (results as unknown as [{ wrong: number; n: number }][]).at(-1) ?? [{ wrong: -1, n: 0 }]);
  await owner.unsafe('rollback');
  if (wrong !== 0 || n === 0) throw new Error(`${wrong} of ${n} filled rows have another area than the triggers find.`);
}

async function exists(admin: postgres.Sql, name: string): Promise<boolean> {
  return (await admin`select from pg_database where datname = ${name}`).length > 0;
}

/** @param server a database of the server, of a role that may create databases. @param say told of each step. */
export async function ensureFilled(
  server: string,
  total: number,
  alone: boolean,
  say: (line: string) => void,
): Promise<Filled> {
  const name = `lagesbild_bench_${alone ? 'alone' : String(total)}`;
  const filled = { title: alone ? 'alone' : total.toLocaleString('en-GB'), total, alone, url: urlOf(server, name) };
  const admin = ownerOf(server);
  try {
    if (await exists(admin, name)) {
      // What the migrations have since become.
      await (await startServer({ driver: 'postgres', url: filled.url, seed: false })).close();
      return filled;
    }
    const building = `${name}_building`;
    await admin.unsafe(`drop database if exists ${building} with (force)`);
    await admin.unsafe(`create database ${building} template template0 encoding 'UTF8'`);
    await (await startServer({ driver: 'postgres', url: urlOf(server, building), seed: false })).close();
    const owner = ownerOf(urlOf(server, building));
    try {
      for (const step of fillSteps(municipalities(total, alone))) {
        const began = Date.now();
        await owner.unsafe(step.sql).simple();
        say(`  ${filled.title}: ${step.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      }
      await checkAgainstTriggers(owner);
      await owner.unsafe('vacuum analyze');
    } finally {
      await owner.end();
    }
    await admin.unsafe(`alter database ${building} rename to ${name}`);
    return filled;
  } finally {
    await admin.end();
  }
}
