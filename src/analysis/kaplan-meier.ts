/** How long until something is done, with those that are still open counted rightly: the curve of Kaplan and Meier. */

/** z of a two-sided 95 % interval. */
const Z = 1.959963984540054;
const TAIL = 0.025;

/** Steps of the curve, one for each time at which something was done; between them it is level. All arrays have the same length. */
export interface SurvivalCurve {
  /** How many there are in all, done or open. */
  size: number;
  /** Distinct, ascending; in the unit of the times that went in. */
  times: Float64Array;
  /** Not yet done and still watched just before the time. */
  atRisk: Int32Array;
  /** Done at the time. */
  done: Int32Array;
  /** Share that is not done after the time: 1 before the first step. */
  open: Float64Array;
  /** Greenwood's sum: the variance of `open` is open² times it. Infinity where `open` is 0. */
  greenwood: Float64Array;
  /** Times at which the watching of one that is open ended, ascending. */
  censored: Float64Array;
}

/** The curve at one time. */
export interface OpenShare {
  /** Share that is not done by then. */
  open: number;
  /** Ends of the 95 % interval of `open`. */
  low: number;
  high: number;
  /** Standard error of `open`: Greenwood's. */
  error: number;
  /** Of which it is known what became of them by then: done by then, or watched for longer (open or not). */
  known: number;
  /** Not done and still watched after that time. */
  atRisk: number;
}

/**
 * Product-limit estimate (Kaplan and Meier 1958, Journal of the American Statistical Association 53:457-481). One that is still open counts until the moment it was last looked at and not after it
 * (censored); one censored at a time at which others are done was at risk then. Variance by Greenwood (1926, The natural duration of cancer).
 * @param times from the beginning to done, or to now while it is open; 0 or more, any unit. @param isDone 1: done; 0: open. Same length.
 * @throws RangeError for lengths that differ and times that cannot be.
 */
export function kaplanMeier(times: Float64Array, isDone: Uint8Array): SurvivalCurve {
  const size = times.length;
  if (isDone.length !== size) throw new RangeError('There must be as many times as answers to whether it is done.');
  if (!times.every((time) => time >= 0 && Number.isFinite(time))) throw new RangeError('A time is 0 or more.');
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => times[a] - times[b]);
  const steps: [time: number, atRisk: number, done: number][] = [];
  const censored = Float64Array.from(
    order.filter((i) => isDone[i] === 0),
    (i) => times[i],
  );
  for (let at = 0; at < size;) {
    const time = times[order[at]];
    let [done, next] = [0, at];
    for (; next < size && times[order[next]] === time; next++) done += isDone[order[next]] === 0 ? 0 : 1;
    if (done > 0) steps.push([time, size - at, done]);
    at = next;
  }
  const open = new Float64Array(steps.length);
  const greenwood = new Float64Array(steps.length);
  let [share, sum] = [1, 0];
  steps.forEach(([, atRisk, done], i) => {
    share *= (atRisk - done) / atRisk;
    sum += done / (atRisk * (atRisk - done)); // Infinity when the last are done
    open[i] = share;
    greenwood[i] = sum;
  });
  return {
    ...{ size, open, greenwood, censored },
    times: Float64Array.from(steps, ([time]) => time),
    atRisk: Int32Array.from(steps, ([, atRisk]) => atRisk),
    done: Int32Array.from(steps, ([, , done]) => done),
  };
}

/** How many values of an ascending list are at most the limit. */
function countTo(values: Float64Array, limit: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle] <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The share that is not done by a time, with its interval; what is done at that very time is done in time.
 *
 * Interval on the scale log(-log(S)) (Kalbfleisch and Prentice 1980, The Statistical Analysis of Failure Time Data, section 1.3): it stays between 0 and 1 and is honest for small numbers. At shares of
 * 0 and 1 that scale has no width; there the exact bound of a binomial share of the known ones (Clopper and Pearson 1934) stands in its place.
 * @returns null where nothing is known of anyone by that time.
 */
export function openShareAt(curve: SurvivalCurve, time: number): OpenShare | null {
  const steps = countTo(curve.times, time);
  let done = 0;
  for (let i = 0; i < steps; i++) done += curve.done[i];
  // Watched to that very moment and open: it is known that it was not done by then.
  const before = countTo(curve.censored, time);
  let lost = before;
  while (lost > 0 && curve.censored[lost - 1] === time) lost--;
  const known = curve.size - lost;
  if (known === 0) return null;
  const atRisk = curve.size - before - done;
  const open = steps > 0 ? curve.open[steps - 1] : 1;
  const bound = TAIL ** (1 / known);
  if (open === 1) return { open, low: bound, high: 1, error: 0, known, atRisk };
  if (open === 0) return { open, low: 0, high: 1 - bound, error: 0, known, atRisk };
  const root = Math.sqrt(curve.greenwood[steps - 1]);
  const width = Math.exp((Z * root) / -Math.log(open));
  return { open, low: open ** width, high: open ** (1 / width), error: open * root, known, atRisk };
}
