/** Seeded random numbers for generated data and simulations: the same on every machine, so committed files can be made again. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  normal(): number;
  /** A Poisson count, or a negative binomial one with variance `dispersion` times the mean. */
  count(mean: number, dispersion?: number): number;
}

/** FNV-1a, so that a seed can be a word. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Xorshift generator of 32 bits (Marsaglia 2003, triple 13, 17, 5), its output scrambled by a multiplication; ample for test data. */
export function createRandom(seed: string): Random {
  let state = hash(seed) || 1;

  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const mixed = Math.imul(state ^ (state >>> 16), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** Box and Muller 1958. */
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  /** Marsaglia and Tsang 2000; below shape 1 through the power of a uniform. */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Knuth's product of uniforms, in pieces so that exp does not underflow. */
  function poisson(mean: number): number {
    if (mean > 30) return poisson(30) + poisson(mean - 30);
    let count = 0;
    for (let product = 1 - next(); product > Math.exp(-mean); product *= 1 - next()) count++;
    return count;
  }

  return {
    next,
    normal,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    count: (mean, dispersion = 1) => poisson(dispersion > 1 ? gamma(mean / (dispersion - 1)) * (dispersion - 1) : mean),
  };
}
