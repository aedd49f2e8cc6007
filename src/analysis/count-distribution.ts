/** Poisson and negative binomial probabilities of counts, small and very large. */

/** The part of a distribution of counts that matters; its probabilities sum to one. */
export interface CountDistribution {
  /** Count of the first element. */
  low: number;
  probability: Float64Array;
}

/** Room for one side of a distribution while it is being made. */
let room = new Float64Array(1024);

function roomFor(size: number): void {
  if (size < room.length) return;
  const wider = new Float64Array(2 * room.length);
  wider.set(room);
  room = wider;
}

/**
 * Counts of the given mean, and a variance of `dispersion` times the mean: Poisson at 1, negative binomial above.
 *
 * Each probability grows from its neighbour's, beginning with the mode's: no gamma function, and nothing underflows for large counts.
 * @param mean above 0. @param dispersion 1 or more.
 * @param negligible probabilities below this share of the greatest are left out, together some hundred times as much.
 */
export function countDistribution(mean: number, dispersion: number, negligible: number): CountDistribution {
  // P(k + 1) / P(k) is (k * clustering + rate) / (k + 1): the negative binomial with size mean / (dispersion - 1), and the Poisson as its limit.
  const clustering = (dispersion - 1) / dispersion;
  const rate = mean / dispersion;
  const mode = Math.max(0, Math.floor(mean - dispersion) + 1);
  let sum = 1;
  let below = 0;
  for (let k = mode, p = 1; k > 0 && (p *= k / ((k - 1) * clustering + rate)) > negligible; k--) {
    roomFor(below);
    room[below++] = p;
    sum += p;
  }
  let size = below + 1;
  room.subarray(0, below).reverse();
  roomFor(below);
  room[below] = 1;
  for (let k = mode, p = 1; (p *= (k * clustering + rate) / (k + 1)) > negligible; k++) {
    roomFor(size);
    room[size++] = p;
    sum += p;
  }
  const probability = room.slice(0, size);
  for (let i = 0; i < size; i++) probability[i] /= sum;
  return { low: mode - below, probability };
}

/** By position in `probability`, and one more: the probability of fewer than that count, and of that count or more. Each sum begins at its own end, where the terms are least. */
export function tailsOf({ probability }: CountDistribution): { fewer: Float64Array; orMore: Float64Array } {
  const size = probability.length;
  const fewer = new Float64Array(size + 1);
  const orMore = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) fewer[i + 1] = fewer[i] + probability[i];
  for (let i = size - 1; i >= 0; i--) orMore[i] = orMore[i + 1] + probability[i];
  return { fewer, orMore };
}
