/** Tables, doors and rules of a project, held against those of a new database of the same migrations: whatever was changed by hand is found. */
import { differences, factsOf, type Fact, type FactKind } from '../catalogue.ts';
import { migrations } from '../../embedded/migrate.ts';
import { doors } from './doors.ts';
import { bySql, type Examined, type Finding, type Reference } from './finding.ts';

const byObject = (facts: readonly Fact[], kind: FactKind): Map<string, string> =>
  new Map(facts.filter((fact) => fact.kind === kind).map(({ object, says }) => [object, says]));

/** `public.incident name of it` -> table and quoted name */
function parts(object: string): { table: string; name: string } {
  const at = object.indexOf(' ');
  return { table: object.slice(0, at), name: `"${object.slice(at + 1).replaceAll('"', '""')}"` };
}

/** The migration in which a name stands last: where to read what it should be. */
function fileOf(name: string): string {
  const bare = name.replace(/\(.*$/s, '').replace(/^.*\./, '').replaceAll('"', '');
  const found = migrations()
    .filter(({ sql }) =>
      name.endsWith(')') ? new RegExp(`function (public|app)\\.${bare}\\(`).test(sql) : sql.includes(bare),
    )
    .at(-1);
  return found ? `supabase/migrations/${found.name}` : 'supabase/migrations';
}

/** What a table, index, trigger … of the migrations is without: one statement puts it back. */
function missing(
  kind: FactKind,
  object: string,
  says: string,
  now: string | undefined,
  functions: Reference['functions'],
): Finding | null {
  const { table, name } = parts(object);
  const changed = now === undefined ? 'is missing' : 'is another than in the migrations';
  if (kind === 'row security' && now === undefined)
    return {
      ...{ level: 'wrong', what: `The table ${object} is missing.` },
      why: 'The app and the policies count on it.',
      mend: 'Restore the newest backup that has it (docs/operation.md).',
    };
  if (kind === 'row security')
    return bySql({
      ...{ level: 'wrong', what: `Row level security is off on ${object}.` },
      why: 'Whoever may read the table then reads every row of every municipality.',
      sql: `alter table ${object} enable row level security;`,
    });
  if (kind === 'index')
    return bySql({
      ...{
        level: 'wrong',
        what: `The index ${name} of ${table} ${now?.endsWith('(invalid)') ? 'is invalid' : changed}.`,
      },
      why: 'Questions that use it read the whole table instead, and grow slower with each report; a unique one also lets doubles in.',
      sql: now?.endsWith('(invalid)')
        ? `reindex index ${table.split('.')[0] ?? ''}.${name};`
        : `${now === undefined ? '' : `drop index ${table.split('.')[0] ?? ''}.${name}; `}${says};`,
    });
  if (kind === 'constraint')
    return bySql({
      ...{
        level: 'wrong',
        what: `The constraint ${name} of ${table} ${now?.endsWith('(not validated)') ? 'was never checked on the rows that were there' : changed}.`,
      },
      why: 'Rows can then be stored that the app takes for impossible, or that point to nothing.',
      sql: now?.endsWith('(not validated)')
        ? `alter table ${table} validate constraint ${name};`
        : `${now === undefined ? '' : `alter table ${table} drop constraint ${name}; `}alter table ${table} add constraint ${name} ${says};`,
    });
  if (kind === 'trigger')
    return bySql({
      ...{
        level: 'wrong',
        what: `The trigger ${name} of ${table} ${now?.includes('(enabled:') ? 'is switched off' : changed}.`,
      },
      why: 'Triggers find the area, refuse what is not allowed, write the log, and keep what is published as it was.',
      sql: now?.includes('(enabled:')
        ? `alter table ${table} enable trigger ${name};`
        : `${now === undefined ? '' : `drop trigger ${name} on ${table}; `}${says};`,
    });
  if (kind === 'policy')
    return bySql({
      ...{ level: 'wrong', what: `The policy ${name} on ${table} ${changed}.` },
      why: 'Policies are the rule of who sees which row.',
      sql: `${now === undefined ? '' : `drop policy ${name} on ${table}; `}create policy ${name} on ${table} ${says};`,
    });
  if (kind === 'function') {
    const definition = functions[object];
    return {
      ...{ level: 'wrong', what: `The function ${object} ${changed}.` },
      why:
        now?.includes('security definer') && !now.includes('search_path=')
          ? 'It runs with its owner’s rights and without a search path of its own: whoever can create a table or function can make it run theirs.'
          : 'The app and the policies count on what it does.',
      mend: `See ${fileOf(object)}; the SQL that \`npm run doctor -- --sql mend.sql\` writes puts it back.`,
      ...(definition === undefined ? {} : { sql: `${now === undefined ? '' : `-- keeps its grants\n`}${definition};` }),
    };
  }
  if (kind === 'column' || kind === 'type')
    return {
      ...{
        level: 'wrong',
        what: `The ${kind} ${object} ${changed}: ${says} is expected${now === undefined ? '' : `, ${now} found`}.`,
      },
      why: 'The app reads and writes it as the migrations made it.',
      mend: `Compare with ${fileOf(object)}; where rows were lost with it, restore a backup (docs/operation.md).`,
    };
  if (kind === 'owner' && now !== undefined)
    return {
      ...{ level: 'wrong', what: `${object} belongs to ${now}, not to the owner of the other tables.` },
      why: 'A function then runs with another’s rights, and a table escapes the commands of operators.',
      mend: `alter ${object.endsWith(')') ? 'function' : 'table'} ${object} owner to <the owner of public.municipality>;`,
    };
  return null; // grants are compared by privilege, below
}

const MADE_BY_HAND = 'No migration made it: nobody looks after it at the next upgrade.';

/** What is there and no migration made. */
function more(kind: FactKind, object: string, says: string): Finding | null {
  const { table, name } = parts(object);
  if (kind === 'row security')
    // Schema app is not exposed; the demo keeps two lists there.
    return says.startsWith('on') || object.startsWith('app.')
      ? {
          ...{ level: 'look', what: `The table ${object} is of no migration.` },
          why: MADE_BY_HAND,
          mend: `Move it to a schema of its own, or remove it: drop table ${object};`,
        }
      : bySql({
          ...{ level: 'wrong', what: `The table ${object} is of no migration, and has no row level security.` },
          why: 'A table in an exposed schema without row level security is open to whoever is granted it.',
          sql: `alter table ${object} enable row level security;`,
        });
  if (kind === 'policy')
    return bySql({
      ...{ level: 'wrong', what: `The policy ${name} on ${table} is of no migration.` },
      why: 'Permissive policies add up: one more opens rows to somebody, whatever the others say.',
      sql: `drop policy ${name} on ${table};`,
    });
  if (kind === 'function') {
    const isOpen = says.includes('security definer') && !says.includes('search_path=');
    return isOpen
      ? bySql({
          ...{
            level: 'wrong',
            what: `The function ${object} is of no migration, and runs with its owner’s rights without a search path.`,
          },
          why: 'Whoever can create a table or function can make it run theirs.',
          sql: `alter function ${object} set search_path = '';`,
        })
      : {
          ...{ level: 'look', what: `The function ${object} is of no migration.` },
          why: MADE_BY_HAND,
          mend: `If nobody needs it: drop function ${object};`,
        };
  }
  if (kind === 'trigger' || kind === 'index' || kind === 'constraint' || kind === 'column' || kind === 'type')
    return {
      ...{
        level: 'look',
        what: `The ${kind} ${kind === 'column' || kind === 'type' ? object : `${name} of ${table}`} is of no migration.`,
      },
      why: MADE_BY_HAND,
      mend: 'Write a migration that makes it, or remove it.',
    };
  return null;
}

export async function rules({ database, reference }: Examined): Promise<Finding[]> {
  const found = await factsOf(database);
  const apart = differences(reference.facts, found);
  const findings: Finding[] = [];
  const kinds: FactKind[] = [
    'row security',
    'policy',
    'function',
    'trigger',
    'constraint',
    'index',
    'column',
    'type',
    'owner',
  ];
  // Of a table that is missing, or that no migration made, one line is enough.
  const wanted = byObject(reference.facts, 'row security');
  const there = byObject(found, 'row security');
  const isWhole = (object: string, kind: FactKind): boolean => {
    const table = /^[^ (]*?\.[^ .(]*/.exec(object)?.[0] ?? '';
    return (
      kind === 'row security' ||
      kind === 'function' ||
      kind === 'type' ||
      (wanted.has(table) && there.has(table)) ||
      object.endsWith(')')
    );
  };
  for (const kind of kinds) {
    const [expected, now] = [byObject(reference.facts, kind), byObject(found, kind)];
    for (const { object, says } of apart.missing.filter((fact) => fact.kind === kind && isWhole(fact.object, kind))) {
      const finding = missing(kind, object, says, now.get(object), reference.functions);
      if (finding) findings.push(finding);
    }
    for (const { object, says } of apart.more.filter(
      (fact) => fact.kind === kind && !expected.has(fact.object) && isWhole(fact.object, kind),
    )) {
      const finding = more(kind, object, says);
      if (finding) findings.push(finding);
    }
  }
  return [...findings, ...doors(reference.facts, found)];
}
