/** What missing reports do to the verdicts shown: few incidents may be calm, or silence. */
import { needsCoverageMark } from '../../analysis/coverage';
import type { CoverageMark } from '../../analysis/coverage';
import type { AreaCoverage } from '../../data/types';
import type { ShownVerdict } from '../../map/signs';
import { number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import type { Shown } from './shown';
import type { CoverageState } from './situation-data.svelte';

type Counts = Pick<AreaCoverage, 'expected' | 'reported'>;

/** Who has reported for what is shown; the answer for another period counts as not there yet. */
export function coverageOfShown(coverage: CoverageState, shown: Shown): CoverageState {
  return coverage.state === 'ready' && coverage.periodKey !== shown.analysis.slice.period.key
    ? { state: 'loading' }
    : coverage;
}

/** @returns null where nobody is expected to report: nothing is known then. */
export function markOf({ expected, reported }: Counts): CoverageMark | null {
  if (expected === 0) return null;
  if (reported === 0) return 'nobody';
  return reported < expected ? 'some-missing' : 'complete';
}

/** A period that is not over has no verdict that missing reports could make wrong. */
function isMarked(verdict: ShownVerdict, counts: Counts): boolean {
  return verdict !== 'ongoing' && needsCoverageMark(verdict, markOf(counts));
}

/** The mark beside the verdict of an area, in words; null where it needs none. */
export function areaMark(coverage: CoverageState, areaId: string, verdict: ShownVerdict): string | null {
  const counts = coverage.state === 'ready' ? coverage.areas.find((one) => one.areaId === areaId) : undefined;
  if (!counts || !isMarked(verdict, counts)) return null;
  return counts.reported === 0
    ? t('situation:markNobody')
    : t('situation:markSome', {
        missing: number(counts.expected - counts.reported),
        expected: number(counts.expected),
      });
}

/** Expected and received reports of the areas looked at. */
export function reportsOf(areas: readonly AreaCoverage[], area: string | null): Counts {
  const looked = areas.filter(({ areaId }) => area === null || areaId === area);
  return {
    expected: looked.reduce((sum, one) => sum + one.expected, 0),
    reported: looked.reduce((sum, one) => sum + Math.min(one.reported, one.expected), 0),
  };
}

/** The mark beside the verdict of the headline, as a sentence; null where it needs none. */
export function headlineMark(coverage: CoverageState, area: string | null, verdict: ShownVerdict): string | null {
  if (coverage.state !== 'ready') return null;
  const counts = reportsOf(coverage.areas, area);
  if (!isMarked(verdict, counts)) return null;
  return counts.reported === 0
    ? t('situation:missingAll')
    : t('situation:missingSome', {
        missing: number(counts.expected - counts.reported),
        expected: number(counts.expected),
      });
}
