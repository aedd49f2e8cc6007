/** Who has reported, as the picture says it: how many of the usual ones, and what that does to a verdict. */
import type { CoverageMark } from '../analysis/coverage';
import type { PictureCoverage } from './types';

/** Of one area and the picture's period. */
export interface ReportedForArea {
  areaId: string;
  /** Organisations that usually report about it, and how many of these have. */
  expected: number;
  reported: number;
  mark: CoverageMark;
}

/** @returns null where coverage is not known, or nobody is known to report about the area. */
export function coverageOf(areas: readonly ReportedForArea[] | null, areaId: string): PictureCoverage | null {
  const area = areas?.find((each) => each.areaId === areaId);
  if (!area || area.expected === 0) return null;
  return { expected: area.expected, reported: area.reported, mark: area.mark };
}
