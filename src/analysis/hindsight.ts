/** How good were the last hotspots: did they foretell where the next incidents fell? */
import type { Layer } from './layer';
import type { Hindsight } from './types';

/**
 * Prediction accuracy index (Chainey, Tompson and Uhlig 2008, Security Journal 21:4-28): PAI = (n / N) / (a / A), the share of the incidents that fell inside over
 * the share of the area that was marked. Cells are of equal area, so a / A is a share of cells; those on the study's border count in full. An index of 1 is what marking
 * at random would give.
 *
 * The hotspots are those that the picture of the period before has shown: significant ones, or else the places with most incidents.
 * @param key of the period before. @param before its layer, and now that of the period. @param ofCells cells in the study.
 * @returns null when the period before had nothing to mark.
 */
export function hindsightOf(key: string, before: Layer, now: Layer, ofCells: number): Hindsight | null {
  const { kind, groups } = before.hotspots;
  const marked = new Set(groups.flatMap(({ cells }) => cells));
  if (marked.size === 0) return null;
  let hits = 0;
  let ofIncidents = 0;
  for (let i = 0; i < now.cells.length; i++) {
    ofIncidents += now.counts[i];
    if (marked.has(now.cells[i])) hits += now.counts[i];
  }
  const pai = ofIncidents > 0 ? hits / ofIncidents / (marked.size / ofCells) : null;
  return { period: key, kind, cells: marked.size, ofCells, hits, ofIncidents, pai };
}
