/**
 * One piece of work, done by the product and by its peers. A shared machine drifts, so rounds take turns and medians are kept; a peer is timed only after
 * its numbers have been held against the product's.
 */

/** What a peer has to be beaten by, and at how many incidents that is judged. */
export interface Goal {
  size: number;
  least: number;
}

export interface Contender<R> {
  name: string;
  /** Does the work once. Rounds hand in different numbers, for work that looks at a different week each time. */
  run: (round: number) => R;
  /** What is timed is this share of the work: one layer of 262, say. The time is multiplied by it, and the table says so. */
  times?: number;
}

export interface Peer<O> extends Contender<unknown> {
  goals: readonly Goal[];
  /** @returns a remark for the table, '' when there is none. @throws Error when the peer's numbers differ where they should agree. */
  check: (theirs: unknown, ours: O) => string;
  /** Takes minutes over very many incidents. */
  slow?: boolean;
}

export interface Contest<O> {
  /** One word, for `--only`. */
  row: string;
  title: string;
  size: number;
  ours: Contender<O>;
  peers: Peer<O>[];
  /** Where the time of the product's last run went. */
  profile?: () => string;
}

export interface Outcome {
  row: string;
  title: string;
  size: number;
  unit: 'ms' | 'bytes';
  ours: number;
  peer: string;
  theirs: number;
  /** How often the peer was timed. */
  rounds: number;
  ratio: number;
  goal: number | null;
  /** Null where there is no goal at this size. */
  met: boolean | null;
  remark: string;
}

/** @param agrees throws, or returns a remark, or nothing. */
export function peer<R, O>(
  name: string,
  run: (round: number) => R,
  agrees: (theirs: R, ours: O) => string | undefined,
  goals: readonly Goal[] = [],
  times?: number,
): Peer<O> {
  return { name, run, goals, times, check: (theirs, ours) => agrees(theirs as R, ours) ?? '' };
}

/** Marks a peer that looks at every incident with Turf. */
export const slow = <O>(patient: Peer<O>): Peer<O> => ({ ...patient, slow: true });

/** Judged at a million incidents, as most goals are. */
export const atMillion = (least: number): Goal[] => [{ size: 1_000_000, least }];

/** Milliseconds, of the clock on the wall or of this process's processors. */
let now = (): number => performance.now();

/** On a machine that others use too the wall clock times them as well; the processors' does not, though it counts the engine's helpers. */
export function timeProcessors(): void {
  now = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
}

/** Above so many incidents, slow peers are left out of a quick run. */
const QUICK = 100_000;
let quick = false;
export function leaveOutSlowPeers(): void {
  quick = true;
}

const ROUNDS = 7;
/** A round of at least this many milliseconds is long enough for the clock. */
const LONG_ENOUGH = 4;
const WARM = 60;

interface Runner {
  run: (round: number) => unknown;
  times: number;
  /** How often the work is repeated within a round. */
  batch: number;
  rounds: number;
  measured: number[];
}

/** Work that takes seconds gets fewer rounds; over five seconds the checked run is the one that counts. */
function roundsFor(milliseconds: number): number {
  if (milliseconds > 5000) return 0;
  return milliseconds > 2000 ? 3 : ROUNDS;
}

/** The first run is the one that is checked; more runs warm the code up until it is known how long one takes. */
function ready(contender: Contender<unknown>, first: number): Runner {
  let last = first;
  let spent = first;
  let round = 1;
  while (spent < WARM && round < 2000) {
    const start = now();
    contender.run(round++);
    last = now() - start;
    spent += last;
  }
  const rounds = roundsFor(last);
  const batch = last >= LONG_ENOUGH ? 1 : Math.min(1000, Math.ceil(LONG_ENOUGH / Math.max(last, 1e-4)));
  return { run: contender.run, times: contender.times ?? 1, batch, rounds, measured: rounds === 0 ? [first] : [] };
}

function timeOnce(runner: Runner, round: number): void {
  const start = now();
  for (let i = 0; i < runner.batch; i++) runner.run(round * runner.batch + i);
  runner.measured.push((now() - start) / runner.batch);
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
const timeOf = (runner: Runner): number => median(runner.measured) * runner.times;

function timed<T>(work: () => T): [T, number] {
  const start = now();
  const result = work();
  return [result, now() - start];
}

/** @returns one outcome a peer. @throws Error when a peer disagrees; then nothing is timed. */
export function compete<O>(contest: Contest<O>): Outcome[] {
  const { row, title, size } = contest;
  const peers = contest.peers.filter((each) => !(quick && each.slow && size > QUICK));
  const [ours, first] = timed(() => contest.ours.run(0));
  const checked = peers.map((each) => {
    const [theirs, time] = timed(() => each.run(0));
    return { time, remark: each.check(theirs, ours) };
  });
  globalThis.gc?.();
  const own = ready(contest.ours, first);
  const runners = peers.map((each, i) => ready(each, checked[i].time));
  for (let round = 1; round <= ROUNDS; round++) {
    timeOnce(own, round);
    for (const runner of runners) if (round <= runner.rounds) timeOnce(runner, round);
  }
  return peers.map((each, i): Outcome => {
    const [mine, theirs] = [timeOf(own), timeOf(runners[i])];
    const goal = each.goals.find((one) => one.size === size)?.least ?? null;
    const ratio = theirs / mine;
    const remarks = [
      checked[i].remark,
      each.times === undefined ? '' : `one, times ${each.times}`,
      i === 0 && contest.profile ? `ours: ${contest.profile()}` : '',
    ];
    return {
      ...{ row, title, size, unit: 'ms', ours: mine, peer: each.name, theirs, ratio, goal },
      rounds: runners[i].measured.length,
      met: goal === null ? null : ratio >= goal,
      remark: remarks.filter((remark) => remark !== '').join('; '),
    };
  });
}
