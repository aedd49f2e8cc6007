/** How many incidents each of Sweden's 290 municipalities has: one that is measured, of the same size whatever the others have, and 289 that share the rest as people do. */

/** The one that is measured. */
export const MEASURED = '9999';
export const MEASURED_INCIDENTS = 5_000;
const OTHERS = 289;

/**
 * Sizes of Sweden's municipalities follow their rank: 985,000 / rank^0.83 gives 985,000, 396,000 and 146,000 for the first, third and tenth, 16,000 for the middle one and ten million together (Statistics
 * Sweden 2024: 995,000, 366,000, 134,000, 16,000 and 10.6 million).
 */
const populationOf = (rank: number): number => 985_000 / rank ** 0.83;

export interface Municipality {
  id: string;
  population: number;
  incidents: number;
  areas: number;
}

const idOf = (rank: number): string => String(rank).padStart(4, '0');

/** @param total incidents of all together; at least twice those of the measured one. @param alone the measured one and no other. */
export function municipalities(total: number, alone = false): Municipality[] {
  const measured = { id: MEASURED, population: 36_000, incidents: MEASURED_INCIDENTS, areas: 8 };
  if (alone) return [measured];
  const populations = Array.from({ length: OTHERS }, (_, i) => populationOf(i + 1));
  const sum = populations.reduce((a, b) => a + b, 0);
  const others = populations.map((population, i) => ({
    id: idOf(i + 1),
    population: Math.round(population),
    incidents: Math.max(1, Math.round(((total - MEASURED_INCIDENTS) * population) / sum)),
    areas: Math.min(28, Math.round(5 + population / 40_000)),
  }));
  return [...others, measured];
}
