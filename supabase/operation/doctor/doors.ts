/** Who may do what, privilege by privilege: what is open that no migration opened, and what is shut that the app needs. */
import type { Fact, FactKind } from '../catalogue.ts';
import { bySql, type Finding } from './finding.ts';

/** `authenticated insert, select` by object and role */
function privileges(facts: readonly Fact[], kind: FactKind): Map<string, Set<string>> {
  return new Map(
    facts
      .filter((fact) => fact.kind === kind)
      .map(({ object, says }) => {
        const at = says.indexOf(' ');
        return [`${object}\t${says.slice(0, at)}`, new Set(says.slice(at + 1).split(', '))];
      }),
  );
}

const KINDS: Record<string, string> = { r: 'tables', S: 'sequences', f: 'functions', T: 'types', n: 'schemas' };

function targetOf(object: string, tables: ReadonlySet<string>): { on: string; columns: string } {
  if (object.startsWith('schema ')) return { on: object, columns: '' };
  if (object.endsWith(')')) return { on: `function ${object}`, columns: '' };
  if (tables.has(object)) return { on: `table ${object}`, columns: '' };
  const [schema = '', table = '', column] = object.split('.');
  return column === undefined
    ? { on: `sequence ${object}`, columns: '' }
    : { on: `table ${schema}.${table}`, columns: ` (${column})` };
}

/** What is open column by column goes with a privilege that is taken from the whole table: it is given once more. */
function columnsAgain(wanted: Map<string, Set<string>>, table: string, role: string, taken: string[]): string {
  return taken
    .map((privilege) => {
      const columns = [...wanted]
        .filter(([key, given]) => key.startsWith(`${table}.`) && key.endsWith(`\t${role}`) && given.has(privilege))
        .map(([key]) => key.slice(table.length + 1, key.indexOf('\t')));
      return columns.length > 0 ? ` grant ${privilege} (${columns.join(', ')}) on table ${table} to ${role};` : '';
    })
    .join('');
}

/** Grants and default privileges that are others than those of the migrations. */
export function doors(expected: readonly Fact[], found: readonly Fact[]): Finding[] {
  const tables = new Set(
    [...expected, ...found].filter(({ kind }) => kind === 'row security').map(({ object }) => object),
  );
  const findings: Finding[] = [];
  const [wanted, there] = [privileges(expected, 'grant'), privileges(found, 'grant')];
  for (const key of new Set([...wanted.keys(), ...there.keys()])) {
    const [object = '', role = ''] = key.split('\t');
    const { on, columns } = targetOf(object, tables);
    const list = (from: Set<string> | undefined, but: Set<string> | undefined): string[] =>
      [...(from ?? [])].filter((each) => !but?.has(each));
    // A hosted project gives the server's role what it finds: counters are of no use without their tables, which are compared.
    const tooMuch = role === 'service_role' && on.startsWith('sequence ') ? [] : list(there.get(key), wanted.get(key));
    const tooLittle = role === 'PUBLIC' && object === 'schema public' ? [] : list(wanted.get(key), there.get(key));
    if (tooMuch.length > 0)
      findings.push(
        bySql({
          ...{ level: 'wrong', what: `${role} may ${tooMuch.join(', ')} on ${object}, which no migration gives.` },
          why:
            role === 'anon' || role === 'PUBLIC'
              ? 'That is everybody on the internet who has the public key.'
              : role === 'authenticated'
                ? 'That is every member of every municipality.'
                : 'The server key then reaches further than its functions need.',
          sql:
            `revoke ${tooMuch.map((each) => each + columns).join(', ')} on ${on} from ${role};` +
            (tables.has(object) ? columnsAgain(wanted, object, role, tooMuch) : ''),
        }),
      );
    if (tooLittle.length > 0)
      findings.push(
        bySql({
          ...{ level: 'wrong', what: `${role} may not ${tooLittle.join(', ')} on ${object}.` },
          why: 'The app asks for it and is refused.',
          sql: `grant ${tooLittle.map((each) => each + columns).join(', ')} on ${on} to ${role};`,
        }),
      );
  }
  const [byDefault, given] = [privileges(expected, 'default privileges'), privileges(found, 'default privileges')];
  const say = (key: string, verb: 'grant' | 'revoke', which: string[]): void => {
    const [object = '', role = ''] = key.split('\t');
    const [where, kind = 'r'] = [object.slice(0, object.lastIndexOf(' ')), object.at(-1)];
    // That PostgreSQL lets everybody execute a new function stands nowhere: its absence is an entry of the owner alone.
    const isPublic = role === 'owner';
    const scope = where === 'all schemas' ? '' : ` in ${where}`;
    findings.push(
      bySql({
        ...{
          level: 'wrong',
          what: `What new ${KINDS[kind] ?? kind}${scope} are open to is another than the migrations say.`,
        },
        why: 'The next upgrade would open what it makes to more, or to fewer, than it is written for.',
        sql: isPublic
          ? `alter default privileges${scope} ${verb === 'grant' ? 'revoke' : 'grant'} ${which.join(', ')} on ${KINDS[kind] ?? kind} ${verb === 'grant' ? 'from' : 'to'} public;`
          : `alter default privileges${scope} ${verb} ${which.join(', ')} on ${KINDS[kind] ?? kind} ${verb === 'grant' ? 'to' : 'from'} ${role};`,
      }),
    );
  };
  for (const key of new Set([...byDefault.keys(), ...given.keys()])) {
    const lacking = [...(byDefault.get(key) ?? [])].filter((each) => !given.get(key)?.has(each));
    const extra = [...(given.get(key) ?? [])].filter((each) => !byDefault.get(key)?.has(each));
    if (lacking.length > 0) say(key, 'grant', lacking);
    if (extra.length > 0 && !/\t(owner|service_role)$/.test(key)) say(key, 'revoke', extra);
  }
  return findings;
}
