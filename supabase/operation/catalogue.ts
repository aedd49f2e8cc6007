/**
 * What a database is, apart from its rows: tables, columns, constraints, indexes, triggers, policies, functions, grants and owners of the schemas
 * `public` and `app`, each as one line. Two databases of the same migrations have the same lines, on every version of PostgreSQL and under every
 * owner; what an extension brought is left out.
 */
import type { Database } from '../embedded/database.ts';
import { inTransaction } from './connect.ts';

export type FactKind =
  | 'column'
  | 'constraint'
  | 'default privileges'
  | 'function'
  | 'grant'
  | 'index'
  | 'owner'
  | 'policy'
  | 'row security'
  | 'trigger'
  | 'type';

export interface Fact {
  kind: FactKind;
  /** `public.incident`, `app.write_log(text, text, jsonb, integer)` */
  object: string;
  says: string;
}

/** Who is asked about; an owner may always do everything, and has another name on every server. */
const ROLES = "('PUBLIC', 'anon', 'authenticated', 'service_role')";
const grantee = (column: string): string =>
  `case ${column} when 0 then 'PUBLIC' else pg_get_userbyid(${column})::text end`;
/** Privileges that came with PostgreSQL 17 say nothing about who reads or writes. */
const KNOWN = "privilege_type <> 'MAINTAIN'";

const FACTS = `
with room as (select oid, nspname from pg_namespace where nspname in ('public', 'app')),
brought as (select classid, objid from pg_depend where deptype = 'e'),
rel as (
  select c.*, r.nspname || '.' || c.relname as object from pg_class c join room r on r.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S') and not exists (select from brought b where b.classid = 'pg_class'::regclass and b.objid = c.oid)
),
fn as (
  select p.*, r.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as object from pg_proc p join room r on r.oid = p.pronamespace
  where not exists (select from brought b where b.classid = 'pg_proc'::regclass and b.objid = p.oid)
),
owner as (select coalesce((select relowner from rel where object = 'public.municipality'), (select oid from pg_roles where rolname = current_user)) as oid)
select 'row security' as kind, object, case when relrowsecurity then 'on' else 'off' end || case when relforcerowsecurity then ', forced' else '' end as says
  from rel where relkind in ('r', 'p')
union all select 'column', rel.object || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end
    || case when a.attgenerated <> '' then ' generated' else '' end
  from rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where rel.relkind in ('r', 'p')
union all select 'constraint', rel.object || ' ' || k.conname, pg_get_constraintdef(k.oid) || case when k.convalidated then '' else ' (not validated)' end
  from rel join pg_constraint k on k.conrelid = rel.oid where k.contype in ('p', 'u', 'f', 'c', 'x')
union all select 'index', rel.object || ' ' || i.relname, pg_get_indexdef(i.oid) || case when x.indisvalid and x.indisready then '' else ' (invalid)' end
  from rel join pg_index x on x.indrelid = rel.oid join pg_class i on i.oid = x.indexrelid where rel.relkind in ('r', 'p')
union all select 'trigger', rel.object || ' ' || t.tgname, pg_get_triggerdef(t.oid) || case t.tgenabled when 'O' then '' else ' (enabled: ' || t.tgenabled::text || ')' end
  from rel join pg_trigger t on t.tgrelid = rel.oid where not t.tgisinternal
union all select 'policy', rel.object || ' ' || p.polname, concat_ws(' ', 'as', case when p.polpermissive then 'permissive' else 'restrictive' end,
    'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    'to', (select string_agg(${grantee('o.oid')}, ', ' order by 1) from unnest(p.polroles) as o (oid)),
    'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  from rel join pg_policy p on p.polrelid = rel.oid
union all select 'function', object, concat_ws(' ', 'returns', pg_get_function_result(oid), (select lanname from pg_language l where l.oid = prolang), provolatile::text,
    case when prosecdef then 'security definer' end, case when proisstrict then 'strict' end, array_to_string(proconfig, ', '), md5(prosrc || coalesce(pg_get_function_sqlbody(oid), '')),
    pg_get_function_arguments(oid))
  from fn
union all select 'grant', rel.object, ${grantee('g.grantee')} || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
  from rel, aclexplode(coalesce(rel.relacl, acldefault(case rel.relkind when 'S' then 's'::"char" else 'r'::"char" end, rel.relowner))) g
  where ${KNOWN} and ${grantee('g.grantee')} in ${ROLES} group by rel.object, g.grantee
union all select 'grant', rel.object || '.' || a.attname, ${grantee('g.grantee')} || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
  from rel join pg_attribute a on a.attrelid = rel.oid and a.attacl is not null, aclexplode(a.attacl) g
  where ${grantee('g.grantee')} in ${ROLES} group by rel.object, a.attname, g.grantee
union all select 'grant', fn.object, ${grantee('g.grantee')} || ' execute'
  from fn, aclexplode(coalesce(fn.proacl, acldefault('f', fn.proowner))) g where ${grantee('g.grantee')} in ${ROLES}
union all select 'grant', 'schema ' || r.nspname, ${grantee('g.grantee')} || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
  from room r join pg_namespace n on n.oid = r.oid, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g where ${grantee('g.grantee')} in ${ROLES} group by r.nspname, g.grantee
union all select 'default privileges', coalesce('schema ' || n.nspname, 'all schemas') || ' ' || d.defaclobjtype::text,
    case when g.grantee = d.defaclrole then 'owner' else ${grantee('g.grantee')} end || ' ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
  from pg_default_acl d join owner on owner.oid = d.defaclrole left join pg_namespace n on n.oid = d.defaclnamespace, aclexplode(d.defaclacl) g
  where ${KNOWN} and (n.nspname is null or n.nspname in ('public', 'app')) group by n.nspname, d.defaclobjtype, d.defaclrole, g.grantee
union all select 'owner', o.object, case when o.owner = owner.oid then 'the same as of municipality' else pg_get_userbyid(o.owner)::text end
  from (select object, relowner as owner from rel union all select object, proowner from fn) o, owner
union all select 'type', r.nspname || '.' || t.typname, format_type(t.typbasetype, t.typtypmod) || coalesce((select ' ' || string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname) from pg_constraint k where k.contypid = t.oid), '')
  from pg_type t join room r on r.oid = t.typnamespace where t.typtype = 'd' and not exists (select from brought b where b.classid = 'pg_type'::regclass and b.objid = t.oid)
`;

/** All facts, in the order of their lines. Reads the catalogue alone. */
export async function factsOf(database: Database): Promise<Fact[]> {
  return inTransaction(database, { dryRun: true }, async (ask) => {
    // With an empty path every name is written in full, whatever the role's own path is.
    await ask("set local search_path = ''");
    const facts = await ask<Fact & Record<string, unknown>>(FACTS);
    return facts
      .map(({ kind, object, says }) => ({ kind, object, says }))
      .sort((a, b) => (lineOf(a) < lineOf(b) ? -1 : lineOf(a) > lineOf(b) ? 1 : 0));
  });
}

/** `grant public.incident: authenticated insert` */
export const lineOf = ({ kind, object, says }: Fact): string => `${kind} ${object}: ${says}`;

/** What is in one and not in the other. */
export function differences(expected: readonly Fact[], found: readonly Fact[]): { missing: Fact[]; more: Fact[] } {
  const lines = (facts: readonly Fact[]): Set<string> => new Set(facts.map(lineOf));
  const [wanted, there] = [lines(expected), lines(found)];
  return {
    missing: expected.filter((fact) => !there.has(lineOf(fact))),
    more: found.filter((fact) => !wanted.has(lineOf(fact))),
  };
}
