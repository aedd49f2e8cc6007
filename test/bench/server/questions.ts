/** What is measured: what the app asks the database, as the role and with the claims that PostgREST would set. */
import type { Sql, TransactionSql } from 'postgres';
import { MEASURED } from './municipalities';

export interface Asker {
  /** Of auth.users. */
  user: string;
  role: 'authenticated' | 'service_role';
}

/** What the questions need to know of one database. */
export interface Known {
  municipality: string;
  coordinator: Asker;
  /** Of a housing company. */
  reporter: Asker;
  organisation: string;
  area: string;
  lon: number;
  lat: number;
  picture: string;
  /** Where a page stands that has read all but the last week. */
  weekAgo: string;
}

export interface Question {
  title: string;
  /** Which one asks. */
  as: (known: Known) => Asker;
  ask: (sql: TransactionSql, known: Known) => Promise<unknown>;
  /** Taken back afterwards, since it can be done only once. */
  undone?: boolean;
  /** Not under the most clients: an answer of megabytes each. */
  heavy?: boolean;
}

const first = async <T>(rows: Promise<readonly T[]>): Promise<T> => {
  const [row] = await rows;
  if (row === undefined) throw new Error('No row came back.');
  return row;
};

async function answered(rows: Promise<readonly { answer: unknown }[]>): Promise<unknown> {
  const { answer } = await first(rows);
  if (answer === null) throw new Error('The answer is empty: the one who asks is no member.');
  return answer;
}

/** A published version of about the size that a week's has, three audiences. */
const versions = JSON.stringify(
  ['coordinator', 'authorities', 'partners'].map((audience) => ({
    audience,
    organisationId: null,
    schema: 1,
    content: { words: 'x'.repeat(40_000), cells: Array.from({ length: 2_000 }, (_, i) => [i, i % 7]) },
  })),
);

const coordinator = (known: Known): Asker => known.coordinator;
const reporter = (known: Known): Asker => known.reporter;

export const QUESTIONS: readonly Question[] = [
  {
    title: 'first load: session and all incidents',
    as: coordinator,
    ask: async (sql, { municipality, coordinator: { user } }) => {
      await answered(sql`select public.begin_session(${user}, 'Lägesbild') as answer`);
      return answered(sql`select public.incident_changes(${municipality})::text as answer`);
    },
  },
  {
    title: "a week's refresh",
    as: coordinator,
    ask: (sql, { municipality, weekAgo }) =>
      answered(sql`select public.incident_changes(${municipality}, ${weekAgo})::text as answer`),
  },
  {
    title: 'a report',
    as: reporter,
    ask: (sql, { municipality, organisation, lon, lat }) =>
      sql`insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, place_type, description, police_reported, sharing)
        values (${municipality}, gen_random_uuid(), ${organisation}, 'kategori-03', ${lon}, ${lat}, now() - interval '1 hour', now(), 'street', 'Rutor krossade vid entrén.', 'no', 'partners')`,
  },
  {
    title: 'a check-in',
    as: reporter,
    ask: (sql, { municipality, organisation, area }) =>
      answered(
        sql`select public.check_in(${municipality}, ${organisation}, ${area}, date_trunc('week', now())::date, random() < 0.5) as answer`,
      ),
  },
  {
    title: 'the review board',
    as: coordinator,
    ask: async (sql, { municipality }) => {
      await answered(sql`select public.review_counts(${municipality}) as answer`);
      return answered(sql`select public.review_queue(${municipality})::text as answer`);
    },
  },
  {
    title: 'who has reported, and hidden totals',
    as: coordinator,
    ask: async (sql, { municipality }) => {
      await answered(sql`select public.reporting_status(${municipality}) as answer`);
      await answered(sql`select public.coverage(${municipality}, now() - interval '7 days', now()) as answer`);
      return answered(sql`select public.hidden_totals(${municipality}) as answer`);
    },
  },
  {
    title: 'publish: source and store',
    as: ({ coordinator: { user } }) => ({ user, role: 'service_role' }),
    undone: true,
    ask: async (sql, { municipality, picture, coordinator: { user } }) => {
      await answered(sql`select public.publishing_source(${municipality}, ${picture})::text as answer`);
      return answered(
        sql`select public.publish_picture(${municipality}, ${picture}, ${user}, 1, ${versions}::text::jsonb, null) as answer`,
      );
    },
  },
];

/** One request, in a transaction of its own with the claims of who asks, as PostgREST sends it. @returns milliseconds. */
export async function askOnce(sql: Sql, known: Known, question: Question): Promise<number> {
  const { user, role } = question.as(known);
  const claims = JSON.stringify({ sub: user, role, aal: 'aal1', iat: Math.floor(Date.now() / 1000) - 60 });
  const began = performance.now();
  let took = 0;
  const undo = new Error('taken back');
  await sql
    .begin(async (transaction) => {
      // The second of the two is what the schema auth of the embedded server reads.
      await transaction`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${claims}, true), set_config('request.jwt.claim.sub', ${user}, true)`;
      await question.ask(transaction, known);
      took = performance.now() - began;
      if (question.undone) throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return question.undone ? took : performance.now() - began;
}

/** @param owner reads past every policy. @param municipality the measured one unless another is named. */
export async function knownOf(owner: Sql, municipality = MEASURED): Promise<Known> {
  const member = async (organisation: string, role: string): Promise<string> =>
    (
      await first(
        owner<
          { id: string }[]
        >`select user_id::text as id from public.membership where municipality_id = ${municipality} and organisation_id = ${organisation} and role = ${role} order by id limit 1`,
      )
    ).id;
  const coordinator: Asker = { user: await member('kommunen', 'coordinator'), role: 'authenticated' };
  const organisation = 'bostad-1';
  const area = await first(
    owner<
      { id: string; lon: number; lat: number }[]
    >`select a.id::text as id, extensions.st_x(c) as lon, extensions.st_y(c) as lat from public.organisation_area oa
      join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id, extensions.st_centroid(a.geometry) c
      where oa.municipality_id = ${municipality} and oa.organisation_id = ${organisation} and oa.expected_to_report order by a.id limit 1`,
  );
  const { week } = await first(owner<{ week: string }[]>`select week from bench.filled`);
  const cursor = await owner.begin(async (sql) => {
    await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify({ sub: coordinator.user })}, true), set_config('request.jwt.claim.sub', ${coordinator.user}, true)`;
    return first(sql<{ cursor: string }[]>`select public.incident_changes(${municipality}) ->> 'cursor' as cursor`);
  });
  const { picture } = await first(
    owner<
      { picture: string }[]
    >`select id::text as picture from public.situation_picture where municipality_id = ${municipality} order by period_key desc limit 1`,
  );
  return {
    municipality,
    coordinator,
    reporter: { user: await member(organisation, 'reporter'), role: 'authenticated' },
    ...{ organisation, area: area.id, lon: area.lon, lat: area.lat, picture },
    weekAgo: cursor.cursor.replace(/^\d+/, week),
  };
}
