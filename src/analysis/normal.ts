/** Tail probability of the normal distribution, accurate to the last digits also where it is tiny. */

/** Step of the trapezoidal rule; its error is of the order exp(-(pi / STEP)^2), 1e-17 here. */
const STEP = 0.5;
const TERMS = 13;
const WEIGHTS = Array.from({ length: TERMS }, (_, i) => Math.exp(-(((i + 1) * STEP) ** 2)));

/** exp(-z^2 / 2) with z split into a short head and a small rest: rounding z^2 would cost its last digits far out in the tail. */
function gauss(z: number): number {
  const head = Math.round(z * 16) / 16;
  return Math.exp((-head * head) / 2) * Math.exp((-(z - head) * (z + head)) / 2);
}

/** erf by its Maclaurin series, for x below 0.5, where it has at most 15 terms that matter. */
function erfNearZero(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 20; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/**
 * Two-sided p of a standard normal z: erfc(|z| / sqrt 2). Relative error about 1e-15 until it underflows near |z| = 38.
 * Trapezoidal rule on the integral of erfc with the residue of its pole (Chiarella and Reichel 1968, Mathematics of Computation 22:137-143;
 * Matta and Reichel 1971).
 * @returns NaN for NaN.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (Number.isNaN(x)) return NaN;
  if (x < 0.5) return 1 - erfNearZero(x);
  if (x > 28) return 0;
  let sum = 1 / (2 * x * x);
  for (let n = 1; n <= TERMS; n++) sum += WEIGHTS[n - 1] / (n * n * STEP * STEP + x * x);
  const tail = ((2 * STEP * x) / Math.PI) * gauss(Math.abs(z)) * sum;
  // The pole lies inside the strip of the rule only for x < pi / STEP.
  return x < Math.PI / STEP ? tail - 2 / Math.expm1((2 * Math.PI * x) / STEP) : tail;
}
