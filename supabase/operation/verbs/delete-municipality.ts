/**
 * `delete-municipality <municipality> --confirm NAME`: everything of one municipality, in every table that the catalogue names, its log included, and the accounts of members who belong to no other. In
 * one transaction; one line stays in the log, that it was done, with numbers. Without --confirm it is a dry run.
 */
import { StartRefusal } from '../../embedded/messages.ts';
import { inTransaction, type Ask } from '../connect.ts';
import { tablesOf, type Table } from '../contents.ts';
import { municipalityOf } from './municipality.ts';
import type { Verb } from './verb.ts';

type Owned = Table & { municipality: string };

/**
 * Tables in an order in which their rows can go: who points before what is pointed at.
 * @throws Error where two point at each other: then one of the two keys must say what happens to it.
 */
export async function inOrderOfRemoval(ask: Ask, tables: readonly Owned[]): Promise<Owned[]> {
  const keys = await ask<{ from: string; to: string }>(
    `select distinct conrelid::regclass::oid::text as "from", confrelid::regclass::oid::text as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  const oids = new Map<string, string>();
  for (const { quoted } of tables) {
    const [row] = await ask<{ oid: string }>('select $1::regclass::oid::text as oid', [quoted]);
    oids.set(quoted, row?.oid ?? '');
  }
  const waiting = new Set(tables);
  const order: Owned[] = [];
  while (waiting.size > 0) {
    const left = new Set([...waiting].map(({ quoted }) => oids.get(quoted)));
    const free = [...waiting].filter(
      ({ quoted }) => !keys.some(({ from, to }) => to === oids.get(quoted) && from !== to && left.has(from)),
    );
    if (free.length === 0)
      throw new Error(`These tables point at each other: ${[...waiting].map(({ quoted }) => quoted).join(', ')}.`);
    for (const table of free) {
      order.push(table);
      waiting.delete(table);
    }
  }
  return order;
}

/** Members who belong to no other municipality. */
const ONLY_HERE = `select distinct m.user_id from public.membership m where m.municipality_id = $1
  and not exists (select from public.membership o where o.user_id = m.user_id and o.municipality_id <> $1)`;

async function count(ask: Ask, sql: string, id: string): Promise<number> {
  const [row] = await ask<{ n: number }>(`select count(*)::integer as n from ${sql}`, [id]);
  return row?.n ?? 0;
}

async function remove(ask: Ask, from: string, id: string): Promise<number> {
  const [row] = await ask<{ n: number }>(
    `with gone as (delete from ${from} returning 1) select count(*)::integer as n from gone`,
    [id],
  );
  return row?.n ?? 0;
}

export const deleteMunicipality: Verb = {
  takes: ['municipality'],
  options: { confirm: 'NAME' },
  says: 'Removes everything of a municipality, its log and the accounts of who is a member of no other; --confirm takes its name, as it is written. Without, a dry run.',
  async run({ database, given, options, dryRun: asked, say }) {
    const id = given[0] ?? '';
    const confirmed = options.get('confirm');
    const dryRun = asked || confirmed === undefined;
    await inTransaction(database, { dryRun }, async (ask) => {
      const tables = (await tablesOf(ask)).filter((table): table is Owned => table.municipality !== null);
      const [there] = await ask('select from public.municipality where id = $1', [id]);
      if (!there && /^[0-9]{4}$/.test(id)) {
        say(`There is no municipality ${id}: nothing to remove.`);
        return;
      }
      const { name } = await municipalityOf(ask, id);
      if (confirmed !== undefined && confirmed !== name)
        throw new StartRefusal(`The municipality ${id} is called "${name}", not "${confirmed}". Nothing was removed.`);
      const accounts = await count(ask, `(${ONLY_HERE}) x`, id);
      const gone: Record<string, number> = {};
      if (dryRun) {
        for (const { schema, name: table, quoted, municipality } of tables)
          gone[`${schema}.${table}`] = await count(ask, `${quoted} where ${municipality} = $1`, id);
      } else {
        const order = await inOrderOfRemoval(ask, tables);
        await ask(`create temporary table leaving on commit drop as ${ONLY_HERE.replaceAll('$1', `'${id}'`)}`);
        // The rules that nothing published and nothing logged is ever changed hold for everybody but the end of the whole.
        for (const { quoted } of order) await ask(`alter table ${quoted} disable trigger user`);
        for (const { schema, name: table, quoted, municipality } of order)
          gone[`${schema}.${table}`] = await remove(ask, `${quoted} where ${municipality} = $1`, id);
        // Keys that are looked at when the transaction ends are looked at now, while it can still be said which.
        await ask('set constraints all immediate');
        for (const { quoted } of order) await ask(`alter table ${quoted} enable trigger user`);
        await ask('delete from auth.users where id in (select user_id from leaving)');
        await ask("select app.write_log($1, 'municipality.erased', $2::text::jsonb, $3::integer)", [
          id,
          JSON.stringify({ name, accounts }),
          Object.values(gone).reduce((sum, n) => sum + n, 0),
        ]);
      }
      for (const [table, rows] of Object.entries(gone)) if (rows > 0) say(`${String(rows).padStart(8)}  ${table}`);
      say(`${String(accounts).padStart(8)}  accounts, of members who belong to no other municipality`);
      if (dryRun)
        say(
          `All this of ${name} would go. To remove it: npm run admin -- delete-municipality ${id} --confirm "${name}"`,
        );
      else say(`${name} is removed. Backups still hold it: they go as they grow old (docs/operation.md).`);
    });
  },
};
