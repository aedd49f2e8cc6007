/** What the simulations of the statistics share. */

/** `LAGESBILD_FULL=1 npx vitest run --project unit` runs the simulations at full size; by default they are smaller. */
export const SIMULATED_FULLY = process.env['LAGESBILD_FULL'] === '1';

/** Milliseconds after which a simulation is taken to hang; not how long one should take. */
export const SIMULATION_TIMEOUT = SIMULATED_FULLY ? 1_800_000 : 60_000;

/** Probabilities of the counts from 0 to 399: Poisson, or negative binomial with a variance of `dispersion` times the mean. Written from zero up, apart from the code under test. */
export function countProbabilities(mean: number, dispersion: number): Float64Array {
  const probabilities = new Float64Array(400);
  const size = mean / (dispersion - 1);
  probabilities[0] = dispersion === 1 ? Math.exp(-mean) : dispersion ** -size;
  for (let k = 1; k < probabilities.length; k++) {
    const ratio = dispersion === 1 ? mean : (k - 1 + size) * ((dispersion - 1) / dispersion);
    probabilities[k] = (probabilities[k - 1] * ratio) / k;
  }
  return probabilities;
}
