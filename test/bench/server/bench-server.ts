/**
 * `npm run bench:server`: what the database costs a municipality as all of Sweden fills it. DATABASE_URL names a PostgreSQL with PostGIS and a role that may create databases; they are filled once and kept
 * (drop database lagesbild_bench_…). Only the ratios carry to other machines: the same municipality of 5,000 incidents, alone and among 289 others that have 5,000 to 4,995,000 together. The one that is alone
 * takes part twice: how far its two medians lie apart is the noise of the run.
 */
import { parseArgs } from 'node:util';
import { readable, table, machine } from '../report';
import { ensureFilled, type Filled } from './fill';
import { municipalities, MEASURED } from './municipalities';
import { KEPT, measure, poolOf, type Measured, type Place } from './measure';
import { knownOf, QUESTIONS } from './questions';

const HELP = `DATABASE_URL=postgresql://… npm run bench:server -- [options]
  --sizes 10000,5000000   incidents in all; without it 10000,100000,1000000,5000000
  --clients 1,10,50       at once
  --rounds 7              that take turns
  --only report,refresh   questions whose title holds one of these
  --within                also municipalities of other sizes in the largest database`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000,5000000' },
    clients: { type: 'string', default: '1,10,50' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    within: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
/** The title of the second turn of the one that is alone. */
const AGAIN = 'again';
const server = process.env['DATABASE_URL'];
if (values.help || !server) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const sizes = values.sizes.split(',').map(Number);
const clients = values.clients.split(',').map(Number);
const rounds = Number(values.rounds);
const questions = QUESTIONS.filter(
  ({ title }) => values.only === '' || values.only.split(',').some((word) => title.includes(word)),
);

/** What was reported in a run goes again, unnoticed by triggers, and its remains in the indexes with it: each question finds the same rows. */
async function tidy(pool: Place['pool']): Promise<void> {
  const { count } = await pool.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    return sql`delete from public.incident where municipality_id = ${MEASURED} and changed_in > (select max(week)::xid8 from bench.filled)`;
  });
  if (count > 0) await pool`vacuum (index_cleanup on) public.incident`;
}

async function placeOf(filled: Filled, municipality = MEASURED): Promise<Place> {
  const pool = poolOf(filled.url, KEPT);
  await tidy(pool);
  return { filled, known: await knownOf(pool, municipality), pool };
}

function ratioTable(measured: readonly Measured[], titles: readonly string[], most: number): string {
  const rows = questions.flatMap(({ title }) =>
    clients.flatMap((n): string[][] => {
      const at = (place: string): number =>
        measured.find((each) => each.question === title && each.clients === n && each.place === place)?.median ?? NaN;
      const [alone = '', least = '', ...more] = titles.filter((each) => each !== AGAIN);
      const last = more.at(-1) ?? least;
      const ratio = (a: number, b: number): string => (Number.isNaN(a / b) ? '' : `${(a / b).toFixed(2)}x`);
      return [
        [
          title,
          String(n),
          ...titles.map((place) => readable(at(place))),
          ratio(at(last), at(least)),
          ratio(at(last), at(alone)),
          ratio(at(AGAIN), at(alone)),
        ],
      ];
    }),
  );
  const head = [
    'median milliseconds',
    'clients',
    ...titles,
    `${most.toLocaleString('en-GB')} / least`,
    'among 290 / alone',
    'noise',
  ];
  return table(head, rows, head.map((_, i) => i).slice(1));
}

console.log(
  `${machine()}\nMedians over ${rounds} rounds that take turns. Municipality ${MEASURED}: the same 5,000 incidents everywhere.`,
);
const filled = [await ensureFilled(server, 0, true, console.log)];
for (const size of sizes) filled.push(await ensureFilled(server, size, false, console.log));
filled.push({ ...(await ensureFilled(server, 0, true, console.log)), title: AGAIN });
const places: Place[] = [];
for (const one of filled) places.push(await placeOf(one));
const measured: Measured[] = [];
for (const question of questions) {
  // One client asks once a round: what else the machine does falls on all alike.
  for (const n of clients)
    measured.push(...(await measure(places, question, n, n === 1 ? 12 * rounds : rounds, n > 1 && n < 50 ? 3 : 1)));
  // What was reported would wait on the review board, twice as much of it where two turns were taken.
  for (const { pool } of places) await tidy(pool);
}
console.log(
  `\n${ratioTable(
    measured,
    filled.map(({ title }) => title),
    Math.max(...sizes),
  )}`,
);

const largest = filled.at(-2);
if (values.within && largest) {
  const wanted = municipalities(largest.total).toSorted((a, b) => b.incidents - a.incidents);
  const chosen = [wanted[0], wanted[9], wanted[60]].filter((one) => one !== undefined);
  const inside = [
    ...(await Promise.all(
      chosen.map(async (one) => {
        const place = await placeOf(largest, one.id);
        return { ...place, filled: { ...largest, title: one.incidents.toLocaleString('en-GB') } };
      }),
    )),
    ...places.slice(-2, -1).map((place) => ({ ...place, filled: { ...place.filled, title: '5,000' } })),
  ];
  const rows: string[][] = [];
  for (const question of questions) {
    const found = await measure(inside, question, 1, 4 * rounds, 1);
    rows.push([question.title, ...found.map(({ median }) => readable(median))]);
  }
  console.log(
    `\nMunicipalities of other sizes among ${largest.title}, one client\n\n${table(
      ['median milliseconds', ...inside.map(({ filled: { title } }) => title)],
      rows,
      inside.map((_, i) => i + 1),
    )}`,
  );
  await Promise.all(inside.slice(0, -1).map(({ pool }) => pool.end()));
}
for (const { pool } of places) {
  await tidy(pool);
  await pool.end();
}
