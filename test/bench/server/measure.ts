/** Rounds that take turns over the databases, as a shared machine drifts; the median of all that was asked in them is kept. */
import postgres from 'postgres';
import type { Filled } from './fill';
import { askOnce, type Known, type Question } from './questions';

/** Connections that are kept to each database. */
export const KEPT = 10;

export interface Place {
  filled: Filled;
  known: Known;
  pool: postgres.Sql;
}

export interface Measured {
  question: string;
  place: string;
  clients: number;
  /** Milliseconds. */
  median: number;
  asked: number;
}

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

/** So many at once until all have been asked. Many have connections of their own for that long: those of all databases together are more than a server takes. */
async function askMany(place: Place, question: Question, clients: number, times: number): Promise<number[]> {
  const pool = clients > KEPT ? poolOf(place.filled.url, clients) : place.pool;
  const ask = async (left: { times: number }, took: number[]): Promise<void> => {
    while (left.times-- > 0) took.push(await askOnce(pool, place.known, question));
  };
  const all = async (n: number): Promise<number[]> => {
    const [left, took] = [{ times: n }, [] as number[]];
    await Promise.all(Array.from({ length: clients }, () => ask(left, took)));
    return took;
  };
  if (pool === place.pool) return all(times);
  await all(clients); // connected, and the caches of each connection filled
  const took = await all(times);
  await pool.end();
  return took;
}

/** @param each questions a client and round. */
export async function measure(
  places: readonly Place[],
  question: Question,
  clients: number,
  rounds: number,
  each: number,
): Promise<Measured[]> {
  const took = places.map((): number[] => []);
  for (const place of places) await askMany(place, question, clients, clients); // connections and caches
  for (let round = 0; round < rounds; round++) {
    // Every other round the other way round: whoever comes after a heavy neighbour is not always the same.
    const order = [...places.keys()];
    for (const at of round % 2 ? order.toReversed() : order)
      took[at].push(...(await askMany(places[at], question, clients, clients * each)));
  }
  return places.map(({ filled }, at) => ({
    ...{ question: question.title, place: filled.title, clients, median: middle(took[at]), asked: took[at].length },
  }));
}

export const poolOf = (url: string, clients: number): postgres.Sql =>
  postgres(url, { max: clients, onnotice: () => undefined, prepare: true });
