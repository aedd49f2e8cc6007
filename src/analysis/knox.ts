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

/** One half of the incidents, places or times, stays; the other is dealt out over it. */
interface Kept {
  /** Pairs in each band of the half that stays. */
  pairs: Float64Array;
  /** Gives incident i the other half of incident `order[i]`. */
  deal(order: Uint32Array): void;
  /** Adds each pair to its cell: band of distance * bands of time + band of time; what lies beyond the last band of distance comes after them. */
  count(cells: Float64Array): void;
}

/** Band of a value, half open: below the first edge 0, from there below the second 1; as many as there are edges from the last edge on. */
function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && value >= edges[band]) band++;
  return band;
}

const STEPS = 1024;
const UNSURE = 255;

/**
 * Band by even step from zero to the last edge: what lies in step floor(value * STEPS / last edge) is in that band, unless an edge lies in the step. Looking a band up costs no branch
 * that depends on the value. Rounding cannot mislead: a greater value never lies in an earlier step, so only the edges' own steps are in doubt.
 */
function bandsBySteps(edges: readonly number[]): Uint8Array {
  const perStep = STEPS / edges[edges.length - 1];
  const bands = Uint8Array.from({ length: STEPS + 1 }, (_, step) => bandOf((step + 0.5) / perStep, edges));
  for (const edge of edges) bands[Math.floor(edge * perStep)] = UNSURE;
  return bands;
}

const orderBy = (along: Numbers): Uint32Array =>
  Uint32Array.from({ length: along.length }, (_, i) => i).sort((a, b) => along[a] - along[b]);

/** Times stay. In order of time the partners of an incident in one band stand side by side, so nothing is kept but where each band ends. */
function keepTimes(
  east: Numbers,
  north: Numbers,
  days: Numbers,
  squares: readonly number[],
  edges: readonly number[],
): Kept {
  const n = days.length;
  const order = orderBy(days);
  const columns = edges.length;
  const ends = new Uint32Array(n * columns);
  const pairs = new Float64Array(columns);
  edges.forEach((edge, column) => {
    let end = 0;
    for (let i = 0; i < n; i++) {
      end = Math.max(end, i + 1);
      while (end < n && days[order[end]] - days[order[i]] < edge) end++;
      ends[i * columns + column] = end;
      pairs[column] += end - (column > 0 ? ends[i * columns + column - 1] : i + 1);
    }
  });
  const x = Float64Array.from(order, (i) => east[i]);
  const y = Float64Array.from(order, (i) => north[i]);
  const bands = bandsBySteps(squares);
  const far = squares[squares.length - 1];
  const perStep = STEPS / far;
  return {
    pairs,
    deal: (dealt) => {
      for (let i = 0; i < n; i++) {
        x[i] = east[dealt[i]];
        y[i] = north[dealt[i]];
      }
    },
    count: (cells) => {
      for (let i = 0; i < n; i++) {
        const xi = x[i];
        const yi = y[i];
        let j = i + 1;
        for (let column = 0; column < columns; column++) {
          for (const end = ends[i * columns + column]; j < end; j++) {
            const dx = x[j] - xi;
            const dy = y[j] - yi;
            const square = dx * dx + dy * dy;
            const band = square < far ? bands[(square * perStep) | 0] : squares.length;
            cells[(band === UNSURE ? bandOf(square, squares) : band) * columns + column]++;
          }
        }
      }
    },
  };
}

/** Places stay, as a list of the pairs that are close. */
function keepPlaces(
  east: Numbers,
  north: Numbers,
  days: Numbers,
  squares: readonly number[],
  edges: readonly number[],
): Kept {
  const n = days.length;
  const order = orderBy(east);
  const far = squares[squares.length - 1];
  const sweep = (visit: (a: number, b: number, square: number) => void): void => {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const dx = east[order[j]] - east[order[i]];
        if (dx * dx >= far) break;
        const dy = north[order[j]] - north[order[i]];
        const square = dx * dx + dy * dy;
        if (square < far) visit(order[i], order[j], square);
      }
    }
  };
  const pairs = new Float64Array(squares.length);
  sweep((_, __, square) => pairs[bandOf(square, squares)]++);
  const time = Float64Array.from(days);
  const columns = edges.length;
  const late = edges[columns - 1];

  let list: { first: Uint32Array; second: Uint32Array; band: Uint8Array } | null = null;
  const collect = (): NonNullable<typeof list> => {
    const size = pairs.reduce((a, b) => a + b, 0);
    const found = { first: new Uint32Array(size), second: new Uint32Array(size), band: new Uint8Array(size) };
    let at = 0;
    sweep((a, b, square) => {
      found.first[at] = a;
      found.second[at] = b;
      found.band[at++] = bandOf(square, squares);
    });
    return found;
  };
  return {
    pairs,
    deal: (dealt) => {
      for (let i = 0; i < n; i++) time[i] = days[dealt[i]];
    },
    count: (cells) => {
      const { first, second, band } = (list ??= collect());
      for (let i = 0; i < first.length; i++) {
        const apart = Math.abs(time[first[i]] - time[second[i]]);
        if (apart < late) cells[band[i] * columns + bandOf(apart, edges)]++;
      }
    },
  };
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
  if (edges.length === 0 || edges.length > 250 || !rises) {
    throw new RangeError('The upper edges of the bands must be above zero and rise, each above the one before.');
  }
}

const sumOf = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);

/**
 * Counts pairs by bands of distance and time, against times dealt out at random.
 *
 * A permutation deals the times to the places anew; to deal the places to the times is the same thing. Only pairs close in one sense can be close in both, so the half with less
 * work stays and the other is dealt out over it: a crowded street costs little more than a calm one.
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
  const squares = metresEdges.map((edge) => edge * edge);
  const places = keepPlaces(east, north, days, squares, dayEdges);
  const times = keepTimes(east, north, days, squares, dayEdges);
  // A pair from the list costs about twice one from the row of times.
  const kept = 2 * sumOf(places.pairs) <= sumOf(times.pairs) ? places : times;

  const observed = new Float64Array((squares.length + 1) * dayEdges.length);
  kept.count(observed);
  const atLeast = new Float64Array(observed.length);
  const cells = new Float64Array(observed.length);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const uniform = createUniform(seed);
  for (let round = 0; round < permutations; round++) {
    shuffle(order, uniform);
    kept.deal(order);
    cells.fill(0);
    kept.count(cells);
    for (let cell = 0; cell < cells.length; cell++) if (cells[cell] >= observed[cell]) atLeast[cell]++;
  }

  const all = (n * (n - 1)) / 2;
  const byBands = (value: (row: number, column: number, cell: number) => number): number[][] =>
    metresEdges.map((_, row) => dayEdges.map((__, column) => value(row, column, row * dayEdges.length + column)));
  return {
    observed: byBands((_, __, cell) => observed[cell]),
    expected: byBands((row, column) => (all > 0 ? (places.pairs[row] * times.pairs[column]) / all : 0)),
    p: byBands((_, __, cell) => (1 + atLeast[cell]) / (1 + permutations)),
    permutations,
  };
}
