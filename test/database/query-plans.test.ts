/**
 * A real server alone: what the app asks most is found by indexes, however many municipalities there are. 290 of them with 60,000 incidents are enough for the planner to prefer an index to reading a
 * table from end to end where there is one; auto_explain tells the plan of every statement inside every function.
 */
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSteps } from '../bench/server/fill-sql';
import { municipalities } from '../bench/server/municipalities';
import { askOnce, knownOf, QUESTIONS, type Known, type Question } from '../bench/server/questions';
import { openTestDatabase, type TestDatabase } from './servers';

/** Tables that grow with the country. */
const LARGE = [
  'incident',
  'check_in',
  'audit_log',
  'review_note',
  'area',
  'organisation_area',
  'organisation',
  'membership',
  'category',
  'place',
];

/** Indexes without which the question would read more than its own municipality's part of it. */
const NEEDED: Record<string, string[]> = {
  'first load': [
    'membership_user_id_municipality_id_organisation_id_role_key',
    'area_pkey',
    'audit_log_purpose',
    'incident_time',
  ],
  "a week's refresh": ['incident_changed'],
  'a report': ['area_pkey', 'membership_user_id_municipality_id_organisation_id_role_key'],
  'a check-in': ['organisation_area_pkey', 'check_in_area', 'incident_time'],
  'the review board': ['incident_review', 'review_note_time'],
  'who has reported': ['check_in_municipality_id_organisation_id_area_id_period_fro_key', 'closed_count_of'],
  publish: ['situation_picture_pkey', 'incident_time'],
};

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  /** A loop each, where the plan was run with `analyze`. */
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('the plans', () => {
  let db: TestDatabase;
  let session: postgres.Sql;
  let known: Known;
  let told: string[] = [];
  beforeAll(async () => {
    db = await openTestDatabase('empty');
    const [{ name } = { name: '' }] = await db.database.query<{ name: string }>('select current_database() as name');
    const url = Object.assign(new URL(process.env['DATABASE_URL'] ?? ''), { pathname: `/${name}` }).href;
    session = postgres(url, { max: 1, prepare: false, onnotice: ({ message }) => told.push(message ?? '') });
    for (const { sql } of fillSteps(municipalities(60_000), 52)) await session.unsafe(sql).simple();
    // An index answers without its table only for pages that vacuum has seen.
    await session.unsafe('vacuum analyze').simple();
    known = await knownOf(session);
    await session
      .unsafe(
        "load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set auto_explain.log_format = json",
      )
      .simple();
  });
  afterAll(async () => {
    await session.end();
    await db.close();
  });

  /** Nodes of all plans of the question and of what it calls. */
  async function plansOf(question: Question): Promise<Node[]> {
    told = [];
    await session.unsafe('set client_min_messages = log').simple();
    await askOnce(session, known, question);
    await session.unsafe('reset client_min_messages').simple();
    return told.flatMap((message) => {
      const from = message.indexOf('plan:\n');
      return from < 0 ? [] : nodesOf((JSON.parse(message.slice(from + 6)) as { Plan: Node }).Plan);
    });
  }
  const readWhole = (nodes: readonly Node[]): string[] => [
    ...new Set(
      nodes.flatMap((node) =>
        node['Node Type'] === 'Seq Scan' && LARGE.includes(node['Relation Name'] ?? '')
          ? [node['Relation Name'] ?? '']
          : [],
      ),
    ),
  ];
  const indexesOf = (nodes: readonly Node[]): Set<string> => new Set(nodes.flatMap((node) => node['Index Name'] ?? []));

  it.each(QUESTIONS)('of "$title" use indexes', async (question) => {
    const nodes = await plansOf(question);
    expect(nodes.length).toBeGreaterThan(5);
    expect(readWhole(nodes)).toEqual([]);
    const [, needed = []] = Object.entries(NEEDED).find(([title]) => question.title.startsWith(title)) ?? [];
    expect(needed.length).toBeGreaterThan(0);
    const used = indexesOf(nodes);
    expect(
      needed.filter((name) => !used.has(name)),
      [...used].join(' '),
    ).toEqual([]);
  });

  it('read the reports of a municipality side by side, not one page of the table each', async () => {
    for (const question of QUESTIONS.filter(({ title }) => /^(first load|publish)/.test(title))) {
      const nodes = await plansOf(question);
      const reading = nodes.filter((node) => node['Index Name'] === 'incident_time').map((node) => node['Node Type']);
      expect(reading.length, question.title).toBeGreaterThan(0);
      expect(new Set(reading), question.title).toEqual(new Set(['Index Only Scan']));
    }
  });

  it('look no further back for a check-in than a period is long', async () => {
    await session.unsafe('set auto_explain.log_analyze = on').simple();
    const [reporting] = QUESTIONS.filter(({ title }) => title.startsWith('who has reported'));
    if (!reporting) throw new Error('the question has another name');
    const looks = (await plansOf(reporting)).filter((node) => node['Relation Name'] === 'check_in');
    await session.unsafe('set auto_explain.log_analyze = off').simple();
    expect(looks.length).toBeGreaterThan(0);
    // At most five of the 52 weeks begin within 31 days, and four organisations are expected to report for an area.
    const read = looks.map((node) => (node['Actual Rows'] ?? NaN) + (node['Rows Removed by Filter'] ?? 0));
    expect(Math.max(...read)).toBeLessThanOrEqual(20);
  });

  it('are seen to be worse without an index', async () => {
    const [refresh] = QUESTIONS.filter(({ title }) => title === "a week's refresh");
    if (!refresh) throw new Error('the question has another name');
    const [{ made } = { made: '' }] = await session.unsafe<{ made: string }[]>(
      "select pg_get_indexdef('public.incident_changed'::regclass) as made",
    );
    await session.unsafe('drop index public.incident_changed');
    expect(indexesOf(await plansOf(refresh)).has('incident_changed')).toBe(false);
    await session.unsafe(made);
    expect(indexesOf(await plansOf(refresh)).has('incident_changed')).toBe(true);
  });
});
