/** How much more than Poisson counts places scatter from one span of time to the next: what a change must be held against. */

/** Counts of one place in two spans of time. */
export interface TwoTimes {
  before: number;
  after: number;
}

/** Pearson's chi-square of counts around their means, and its degrees of freedom. */
export interface Scatter {
  chiSquare: number;
  freedom: number;
}

/** A variance of `dispersion` times the mean, and how far it is believed. */
export interface WeightedDispersion {
  dispersion: number;
  weight: number;
}

/** Each dispersion that is reckoned with is this many times the one before. */
const STEP = 1.35;
/** The last one is 37 times the weeks' own. */
const STEPS = 13;

/** Sum of two scatters that know nothing of each other. */
export function addScatters(scatters: readonly Scatter[]): Scatter {
  return scatters.reduce(
    (sum, { chiSquare, freedom }) => ({ chiSquare: sum.chiSquare + chiSquare, freedom: sum.freedom + freedom }),
    { chiSquare: 0, freedom: 0 },
  );
}

/** Scatter of equally long spans' counts around their mean; nothing is known where all are 0. */
export function scatterOfCounts(counts: readonly number[]): Scatter {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (!(mean > 0) || counts.length < 2) return { chiSquare: 0, freedom: 0 };
  return {
    chiSquare: counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / mean,
    freedom: counts.length - 1,
  };
}

/** Scatter of the places' shares of `after` around the share of all of them (the chi-square of a table of 2 columns); places without a count say nothing. */
export function scatterOfChanges(places: readonly TwoTimes[]): Scatter {
  const counted = places.filter(({ before, after }) => before + after > 0);
  const after = counted.reduce((sum, place) => sum + place.after, 0);
  const all = counted.reduce((sum, place) => sum + place.before + place.after, 0);
  if (counted.length < 2 || after === 0 || after === all) return { chiSquare: 0, freedom: 0 };
  const share = after / all;
  const chiSquare = counted.reduce((sum, place) => {
    const own = place.before + place.after;
    return sum + (place.after - own * share) ** 2 / (own * share * (1 - share));
  }, 0);
  return { chiSquare, freedom: counted.length - 1 };
}

/**
 * What the scatter may be, as a list of dispersions with weights that sum to 1.
 *
 * The weeks' own scatter is the least it can be (never under 1, that of Poisson counts): it is known from many weeks. That places also drift apart over months shows
 * only in how differently the comparison places changed, which a handful of them tells vaguely. So nothing is estimated and then believed: dispersions from the weeks'
 * on, each 1.35 times the last, are equally likely beforehand (the usual prior of a scale, 1 / dispersion: Jeffreys 1946) and weighted by the likelihood of the
 * comparisons' chi-square, which over the dispersion is a chi-square of their number less one (quasi-likelihood: McCullagh and Nelder 1989, sections 4.5 and 9.2).
 * Decision 0032.
 * @param weeks of all places, each span around its own mean. @param changes of the comparison places; one of them alone tells nothing, and all stay equally likely.
 */
export function dispersionsOf(weeks: Scatter, changes: Scatter): WeightedDispersion[] {
  const least = weeks.freedom > 0 ? Math.max(1, weeks.chiSquare / weeks.freedom) : 1;
  const { chiSquare, freedom } = changes;
  // The chi-square's density at chiSquare / dispersion, over dispersion; what all have in common cancels.
  const logs = Array.from({ length: STEPS }, (_, i) => {
    const dispersion = least * STEP ** i;
    return -(freedom / 2) * Math.log(dispersion) - chiSquare / (2 * dispersion);
  });
  const highest = Math.max(...logs);
  const sum = logs.reduce((all, log) => all + Math.exp(log - highest), 0);
  return logs.map((log, i) => ({ dispersion: least * STEP ** i, weight: Math.exp(log - highest) / sum }));
}
