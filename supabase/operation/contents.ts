/** The rows of a database: which tables there are, whose rows they hold, and a checksum of each. */
import type { Ask } from './connect.ts';

export interface Table {
  schema: string;
  name: string;
  /** `"public"."incident"`, ready for a statement. */
  quoted: string;
  /** The column that says whose a row is; null: the row is of no municipality. */
  municipality: 'municipality_id' | 'id' | null;
  /** Columns of the primary key, in its order; empty: it has none. */
  key: string[];
}

/** The tables of schemas, by name, so that none is forgotten: they come from the catalogue. A partition is reached through its table. */
export async function tablesOf(ask: Ask, schemas: readonly string[] = ['public', 'app']): Promise<Table[]> {
  const rows = await ask<{
    schema: string;
    name: string;
    quoted: string;
    municipality: Table['municipality'];
    key: string;
  }>(
    `select n.nspname::text as schema, c.relname::text as name, format('%I.%I', n.nspname, c.relname) as quoted,
      case when exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped) then 'municipality_id'
        when n.nspname = 'public' and c.relname = 'municipality' then 'id' end as municipality,
      coalesce((select string_agg(a.attname::text, ',' order by k.n) from pg_constraint p, unnest(p.conkey) with ordinality as k (attnum, n), pg_attribute a
        where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid and a.attnum = k.attnum), '') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any (string_to_array($1, ','))
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1, 2`,
    [schemas.join()],
  );
  return rows.map(({ key, ...table }) => ({ ...table, key: key === '' ? [] : key.split(',') }));
}

/** Rows and a checksum of all values of each table, whatever order the rows lie in: `public.incident` -> `{ rows, checksum }`. */
export async function checksumsOf(
  ask: Ask,
  tables: readonly Table[],
): Promise<Record<string, { rows: number; checksum: string }>> {
  const answer: Record<string, { rows: number; checksum: string }> = {};
  for (const { schema, name, quoted } of tables) {
    // Each row to a digest first: the text of all rows of a large table at once would not fit into memory.
    const [row] = await ask<{ rows: number; checksum: string }>(
      `select count(*)::integer as rows, md5(coalesce(string_agg(d, '' order by d), '')) as checksum from (select md5(t::text) as d from ${quoted} t) x`,
    );
    answer[`${schema}.${name}`] = { rows: row?.rows ?? 0, checksum: row?.checksum ?? '' };
  }
  return answer;
}
