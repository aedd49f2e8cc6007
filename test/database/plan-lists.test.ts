/** The value lists and lengths of plans, notes and service promises are those of the domain, in the tables and in the functions that take them in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTION_NOTE_KINDS,
  ACTION_NOTE_MAX,
  DEVIATION_KINDS,
  DEVIATION_SUBJECTS,
} from '../../src/domain/follow-through';
import { ACTION_REPEATS, ACTIVITY_NOTE_MAX } from '../../src/domain/meeting';
import {
  AGREEMENT_KINDS,
  FOLLOW_UP_AUDIENCES,
  FOLLOW_UP_STATES,
  FOLLOW_UP_TEXT_MAX,
  PLAN_NAME_MAX,
  PLAN_SHARING,
  PLAN_TEXT_MAX,
  PLAN_TITLE_MAX,
  TARGET_DIRECTIONS,
  TARGET_KINDS,
  TARGET_SPANS,
} from '../../src/domain/plan';
import { SERVICE_HOURS_MAX } from '../../src/domain/service';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the lists', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());
  const one = async (sql: string): Promise<string> => (await db.database.query<{ it: string }>(sql))[0]?.it ?? '';
  const constraint = (table: string, column: string): Promise<string> =>
    one(`select string_agg(pg_get_constraintdef(k.oid), ' ') as it from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
      where k.contype = 'c' and k.conrelid = 'public.${table}'::regclass and a.attname = '${column}'`);

  it.each<[string, string, readonly string[]]>([
    ['agreement', 'kind', AGREEMENT_KINDS],
    ['agreement', 'sharing', PLAN_SHARING],
    ['commitment', 'sharing', PLAN_SHARING],
    ['commitment', 'target_kind', TARGET_KINDS],
    ['commitment', 'target_span', TARGET_SPANS],
    ['commitment', 'target_direction', TARGET_DIRECTIONS],
    ['commitment_follow_up', 'state', FOLLOW_UP_STATES],
    ['follow_up_version', 'audience', FOLLOW_UP_AUDIENCES],
    ['action', 'repeats', ACTION_REPEATS],
    ['action_note', 'kind', ACTION_NOTE_KINDS],
  ])('%s.%s', async (table, column, values) => {
    const found = [...(await constraint(table, column)).matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1]);
    expect(found.sort()).toEqual([...values].sort());
  });

  it.each<[string, string, string, readonly string[]]>([
    ['save_agreement', 'raw', 'kind', AGREEMENT_KINDS],
    ['save_agreement', 'raw', 'sharing', PLAN_SHARING],
    ['commitment_given', 'target', 'kind', TARGET_KINDS],
    ['commitment_given', 'target', 'span', TARGET_SPANS],
    ['commitment_given', 'target', 'direction', TARGET_DIRECTIONS],
    ['commitment_given', 'p_commitment', 'sharing', PLAN_SHARING],
    ['save_follow_up', 'raw', 'state', FOLLOW_UP_STATES],
    ['action_given', 'p_action', 'repeats', ACTION_REPEATS],
  ])('lets through %s as %s.%s what the domain names', async (name, of, key, values) => {
    const source = await one(`select prosrc as it from pg_proc where proname = '${name}'`);
    const [, named = ''] = new RegExp(`${of} ->> '${key}'[^(\n]*(?:not )?in \\(([^)]*)\\)`).exec(source) ?? [];
    expect([...named.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]).sort()).toEqual([...values].sort());
  });

  it('of deviations', async () => {
    const source = await one("select prosrc as it from pg_proc where proname = 'deviations_of'");
    const pairs = [...source.matchAll(/select '([a-z_]+)'(?: as kind)?, '([a-z_]+)'/g)];
    expect([...new Set(pairs.map(([, kind]) => kind))].sort()).toEqual([...DEVIATION_KINDS].sort());
    expect([...new Set(pairs.map(([, , subject]) => subject))].sort()).toEqual([...DEVIATION_SUBJECTS].sort());
  });

  it.each([
    ['agreement', 'title', PLAN_TITLE_MAX],
    ['focus_area', 'title', PLAN_TITLE_MAX],
    ['commitment', 'title', PLAN_TITLE_MAX],
    ['agreement', 'goal', PLAN_TEXT_MAX],
    ['commitment', 'description', PLAN_TEXT_MAX],
    ['agreement', 'other_parties', PLAN_NAME_MAX],
    ['commitment', 'other_owner', PLAN_NAME_MAX],
    ['activity', 'theme', PLAN_NAME_MAX],
    ['activity', 'place', PLAN_NAME_MAX],
    ['commitment_follow_up', 'text', FOLLOW_UP_TEXT_MAX],
    ['action_note', 'text', ACTION_NOTE_MAX],
    ['activity', 'note', ACTIVITY_NOTE_MAX],
    ['service_promise', 'hours', SERVICE_HOURS_MAX],
  ])('%s.%s up to %i', async (table, column, most) => {
    expect(await constraint(table, column)).toMatch(new RegExp(`<= ${String(most)}\\)`));
  });
});
