/** What the live analysis says of an area, in the words that a coordinator can build on; and the ground of the suggested status. */
import type { Hotspot } from '../../analysis/types';
import type { AreaCoverage } from '../../data/types';
import type { Area } from '../../domain/setting';
import { number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { insideRings } from '../../picture/formats/map-frame';
import type { Rings } from '../../picture/formats/map-frame';
import { suggestStatus } from '../../picture/suggest-status';
import type { StatusSuggestion } from '../../picture/suggest-status';
import { categoryName, changeSentence, comparedIn, rangeWords } from '../situation/figures-words';
import type { CoverageState } from '../situation/situation-data.svelte';
import type { Shown, ShownArea } from '../situation/shown';
import { shownVerdict } from '../situation/verdict';

/** The area that holds the middle of the hotspot; null: none. */
export function areaOfHotspot({ centre }: Pick<Hotspot, 'centre'>, areas: readonly Area[]): Area | null {
  const ringsOf = ({ geometry }: Area): Rings =>
    geometry.coordinates.flatMap((polygon) =>
      polygon.map((ring) => ring.map(([lon = 0, lat = 0]): [number, number] => [lon, lat])),
    );
  return areas.find((area) => insideRings(ringsOf(area), centre.lon, centre.lat)) ?? null;
}

/** `14 händelser, väntat 4–11.` */
export function countLine(area: ShownArea): string {
  const count = t('situation:incidents', { count: area.count });
  return area.expected
    ? t('pictures:countExpected', { count, range: rangeWords(area.expected) })
    : t('pictures:countAlone', { count });
}

/** Categories that differ, and without any the most frequent ones. */
export function categoryLines(area: ShownArea, shown: Shown): string[] {
  const lines: string[] = [];
  for (const verdict of ['above', 'below'] as const) {
    const names = area.categories
      .filter((one) => shownVerdict(one.verdict, shown.ongoing) === verdict)
      .map((one) =>
        t('pictures:categoryAgainst', {
          category: categoryName(shown, one.category).toLowerCase(),
          count: number(one.count),
          range: rangeWords(one.expected),
        }),
      );
    if (names.length > 0) lines.push(t(`pictures:categories_${verdict}`, { names: names.join(', ') }));
  }
  const most = area.categories.filter(({ count }) => count > 0).slice(0, 3);
  if (lines.length === 0 && most.length > 0) {
    const names = most.map(({ category, count }) => `${categoryName(shown, category).toLowerCase()} ${number(count)}`);
    lines.push(t('pictures:categoriesMost', { names: names.join(', ') }));
  }
  return lines;
}

export function changeLine(area: ShownArea, shown: Shown): string | null {
  return changeSentence(area, shown.analysis.slice.period, shown.ongoing);
}

/** Why a count outside its range is still as usual; null where that is not so. */
export function correctedLine(area: ShownArea, shown: Shown): string | null {
  return area.corrected && !shown.ongoing
    ? t('situation:correctedAreas', { count: number(comparedIn(shown.areas)) })
    : null;
}

const coverageOf = (coverage: CoverageState, area: string): AreaCoverage | null =>
  coverage.state === 'ready' ? (coverage.areas.find(({ areaId }) => areaId === area) ?? null) : null;

/** Who has not reported for the area; null where all have, or nobody is expected. */
export function missingLine(coverage: CoverageState, area: string): string | null {
  const found = coverageOf(coverage, area);
  if (!found || found.expected === 0 || found.reported >= found.expected) return null;
  const counts = { reported: number(found.reported), expected: number(found.expected) };
  return found.missing && found.missing.length > 0
    ? t('pictures:missing', { ...counts, names: found.missing.join(', ') })
    : t('pictures:missingCount', counts);
}

/** @returns null while it is not known who has reported: the suggestion may hang on it. */
export function suggestionFor(
  area: ShownArea,
  shown: Shown,
  coverage: CoverageState,
  areas: readonly Area[],
): StatusSuggestion | null {
  if (coverage.state === 'loading') return null;
  const result = shown.analysis.areas.find((one) => areas[one.area]?.id === area.area.id);
  if (!result) return null;
  return suggestStatus({
    count: area.count,
    verdict: result.verdict, // not the shown one: that an ongoing period has none yet is the suggestion's to say
    corrected: area.corrected,
    expected: area.expected,
    hotspots: shown.analysis.hotspots.filter(
      (hotspot) => hotspot.kind === 'significant' && areaOfHotspot(hotspot, areas)?.id === area.area.id,
    ).length,
    coverage: coverageOf(coverage, area.area.id),
    ongoing: shown.ongoing,
  });
}
