/**
 * The table of Knox (1964, Applied Statistics 13:25-30): pairs of incidents by how far apart they lie in space and in time. More pairs close in both than
 * chance gives mean that incidents are followed by others nearby.
 */

export interface KnoxTable {
  /** Pairs by distance band, then by time band. */
  observed: number[][];
  /** The same for times dealt out at random: pairs in the distance band * pairs in the time band / all pairs. Exact, whatever the permutations. */
  expected: number[][];
  /** One-sided: (1 + permutations with at least as many pairs) / (1 + permutations). */
  p: number[][];
  permutations: number;
}

export interface Permutations {
  /** 0 leaves every p at 1. */
  permutations: number;
  /** The same seed gives the same p. */
  seed: number;
}

type Numbers = ArrayLike<number>;

/** Pairs of incidents close in one of the two senses, and the band of each in it. */
interface ClosePairs {
  first: Uint32Array;
  second: Uint32Array;
  band: Uint8Array;
}

/** Band of a value, half open: below the first edge 0, from there below the second 1; -1 from the last edge on. */
function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && value >= edges[band]) band++;
  return band < edges.length ? band : -1;
}

/** Calls `visit` for every pair whose `along` differ by less than `reach`, each once. */
function sweep(along: Numbers, reach: number, visit: (a: number, b: number) => void): void {
  const order = Uint32Array.from({ length: along.length }, (_, i) => i).sort((a, b) => along[a] - along[b]);
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length && along[order[j]] - along[order[i]] < reach; j++) visit(order[i], order[j]);
  }
}

/** @param bands how many. @param bandOfPair -1 for a pair that is not close. */
function closePairs(
  along: Numbers,
  reach: number,
  bands: number,
  bandOfPair: (a: number, b: number) => number,
): { counts: Float64Array; collect: () => ClosePairs } {
  const counts = new Float64Array(bands);
  sweep(along, reach, (a, b) => {
    const band = bandOfPair(a, b);
    if (band >= 0) counts[band]++;
  });
  const collect = (): ClosePairs => {
    const size = counts.reduce((a, b) => a + b, 0);
    const pairs = { first: new Uint32Array(size), second: new Uint32Array(size), band: new Uint8Array(size) };
    let at = 0;
    sweep(along, reach, (a, b) => {
      const band = bandOfPair(a, b);
      if (band < 0) return;
      pairs.first[at] = a;
      pairs.second[at] = b;
      pairs.band[at++] = band;
    });
    return pairs;
  };
  return { counts, collect };
}

/** Uniform in [0, 1): a Weyl sequence through the finaliser of MurmurHash3, so that any whole number is a good seed. */
function createUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** Fisher and Yates, in Durstenfeld's form (1964). */
function shuffle(order: Uint32Array, uniform: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}

function checkEdges(edges: readonly number[]): void {
  const rises = edges.every((edge, i) => edge > (i > 0 ? edges[i - 1] : 0) && Number.isFinite(edge));
  if (edges.length === 0 || edges.length > 255 || !rises) {
    throw new RangeError('The upper edges of the bands must be above zero and rise, each above the one before.');
  }
}

/**
 * Counts pairs by bands of distance and time, against times dealt out at random.
 *
 * A permutation deals the times to the places anew. Only pairs close in one sense can be counted in the other, so whichever sense has fewer close pairs is kept and
 * the other is shuffled over it: the distribution is the same, and a crowded street costs no more than a calm one.
 * @param east @param north metres in a plane, one per incident. @param days times in days, fractions allowed; differences matter, not the origin.
 * @param metresEdges @param dayEdges upper edges of half-open bands [edge before, edge), rising; the first begins at 0, so the same place and the same time are in it.
 * @throws RangeError when the columns differ in length or the edges do not rise from above zero.
 */
export function knoxTable(
  east: Numbers,
  north: Numbers,
  days: Numbers,
  metresEdges: readonly number[],
  dayEdges: readonly number[],
  { permutations, seed }: Permutations = { permutations: 0, seed: 1 },
): KnoxTable {
  const n = east.length;
  if (north.length !== n || days.length !== n) throw new RangeError('The columns of the incidents differ in length.');
  checkEdges(metresEdges);
  checkEdges(dayEdges);
  const far = metresEdges[metresEdges.length - 1];
  const late = dayEdges[dayEdges.length - 1];
  const squares = metresEdges.map((edge) => edge * edge);
  const columns = dayEdges.length;

  const inSpace = closePairs(east, far, metresEdges.length, (a, b) =>
    bandOf((east[a] - east[b]) ** 2 + (north[a] - north[b]) ** 2, squares),
  );
  const inTime = closePairs(days, late, columns, (a, b) => bandOf(Math.abs(days[a] - days[b]), dayEdges));
  const total = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);
  const keepSpace = total(inSpace.counts) <= total(inTime.counts);
  const { first, second, band } = (keepSpace ? inSpace : inTime).collect();

  // Columns of the shuffled sense, reordered anew for each permutation; the first pass, in the order as it is, gives what was observed.
  const x = Float64Array.from(keepSpace ? days : east);
  const y = Float64Array.from(keepSpace ? days : north);
  const counts = new Float64Array(metresEdges.length * columns);
  const count = keepSpace
    ? (): void => {
        for (let i = 0; i < first.length; i++) {
          const apart = Math.abs(x[first[i]] - x[second[i]]);
          if (apart < late) counts[band[i] * columns + bandOf(apart, dayEdges)]++;
        }
      }
    : (): void => {
        const furthest = squares[squares.length - 1];
        for (let i = 0; i < first.length; i++) {
          const dx = x[first[i]] - x[second[i]];
          const dy = y[first[i]] - y[second[i]];
          const apart = dx * dx + dy * dy;
          if (apart < furthest) counts[bandOf(apart, squares) * columns + band[i]]++;
        }
      };

  count();
  const observed = counts.slice();
  const atLeast = new Float64Array(counts.length);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const uniform = createUniform(seed);
  for (let round = 0; round < permutations; round++) {
    shuffle(order, uniform);
    for (let i = 0; i < n; i++) {
      x[i] = keepSpace ? days[order[i]] : east[order[i]];
      y[i] = keepSpace ? 0 : north[order[i]];
    }
    counts.fill(0);
    count();
    for (let cell = 0; cell < counts.length; cell++) if (counts[cell] >= observed[cell]) atLeast[cell]++;
  }

  const pairs = (n * (n - 1)) / 2;
  const byBands = (value: (row: number, column: number) => number): number[][] =>
    metresEdges.map((_, row) => dayEdges.map((__, column) => value(row, column)));
  return {
    observed: byBands((row, column) => observed[row * columns + column]),
    expected: byBands((row, column) => (pairs > 0 ? (inSpace.counts[row] * inTime.counts[column]) / pairs : 0)),
    p: byBands((row, column) => (1 + atLeast[row * columns + column]) / (1 + permutations)),
    permutations,
  };
}
