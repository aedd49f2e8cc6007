/** Does a short series rise or fall? Only the order of its values counts, so counts need not follow any distribution. */

/** From 19 values on the numbers of orders are no longer exact in a double. */
const AT_MOST = 18;

export interface Trend {
  /** Pairs that rise minus pairs that fall. */
  s: number;
  /** Two-sided: probability of an |S| as large or larger when every order of the values is as likely. */
  p: number;
}

/**
 * Numbers of orders of values by their falling pairs (inversions): the coefficients of the q-multinomial (MacMahon 1916), built as a product of
 * q-binomials, each from polynomials only, so that every step is a whole number.
 * @param ties how often each distinct value occurs.
 */
function ordersByInversions(ties: readonly number[]): Float64Array {
  const n = ties.reduce((a, b) => a + b, 0);
  const comparable = ties.reduce((rest, t) => rest - (t * (t - 1)) / 2, (n * (n - 1)) / 2);
  const orders = new Float64Array(comparable + 1);
  orders[0] = 1;
  let placed = 0;
  for (const t of ties) {
    for (let j = 1; j <= t; j++) {
      // Times (1 - q^(placed + j)), divided by (1 - q^j).
      for (let i = comparable; i >= placed + j; i--) orders[i] -= orders[i - placed - j];
      for (let i = j; i <= comparable; i++) orders[i] += orders[i - j];
    }
    placed += t;
  }
  return orders;
}

/**
 * The test of Mann (1945, Econometrica 13:245-259) and Kendall for a trend, exact for ties too (Kendall 1970, Rank Correlation Methods, chapter 4: the values
 * are kept and their order is permuted).
 * @param series in order of time, at most 18 values.
 * @throws RangeError for more.
 */
export function mannKendall(series: readonly number[]): Trend {
  if (series.length > AT_MOST) throw new RangeError(`A trend is tested over at most ${AT_MOST} periods.`);
  let s = 0;
  series.forEach((early, i) => {
    for (let j = i + 1; j < series.length; j++) s += Math.sign(series[j] - early);
  });
  const times = new Map<number, number>();
  for (const value of series) times.set(value, (times.get(value) ?? 0) + 1);
  const orders = ordersByInversions([...times.values()]);
  const comparable = orders.length - 1;
  let all = 0;
  let asLarge = 0;
  orders.forEach((number, falling) => {
    all += number;
    if (Math.abs(comparable - 2 * falling) >= Math.abs(s)) asLarge += number;
  });
  return { s, p: asLarge / all };
}
