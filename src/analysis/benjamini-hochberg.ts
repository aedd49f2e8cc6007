/** Correction for looking at many cells at once: the false discovery rate. */

/**
 * Step-up adjusted p values (Benjamini and Hochberg 1995): q of the i-th smallest p is the least of p_j * m / j over j >= i, at most 1.
 * @param p p values; NaN where undefined. They are left out of the m tests.
 * @returns q in the order of `p`; NaN where p is.
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  const sorted = p.filter((value) => !Number.isNaN(value)).sort();
  const m = sorted.length;
  const adjusted = new Float64Array(m);
  let least = 1;
  for (let i = m - 1; i >= 0; i--) {
    least = Math.min(least, (sorted[i] * m) / (i + 1));
    adjusted[i] = least;
  }
  const q = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) {
    if (Number.isNaN(p[i])) {
      q[i] = NaN;
      continue;
    }
    // Equal p values share the q of the last of them, which is also the q of the first: any of them will do.
    let low = 0;
    let high = m - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < p[i]) low = middle + 1;
      else high = middle;
    }
    q[i] = adjusted[low];
  }
  return q;
}

/**
 * The same for tests of which many share one p.
 * @param p distinct tests' p values, NaN where undefined. @param times how many tests have each.
 * @returns q in the order of `p`; NaN where p is.
 */
export function adjustedLevels(p: readonly number[], times: readonly number[]): number[] {
  const order = p.flatMap((value, i) => (Number.isNaN(value) ? [] : [i])).sort((a, b) => p[a] - p[b]);
  const q = p.map(() => NaN);
  let upTo = 0;
  const m = order.reduce((sum, i) => sum + times[i], 0);
  const rank = order.map((i) => (upTo += times[i]));
  let least = 1;
  for (let i = order.length - 1; i >= 0; i--) {
    least = Math.min(least, (p[order[i]] * m) / rank[i]);
    q[order[i]] = least;
  }
  return q;
}
