/** What the reader of the numbers must know, one sentence each, with the parameters that were used. */
import type { Analysis } from '../analysis/types';
import type { Period } from '../domain/period';
import { isoOfEpoch } from '../domain/stockholm-time';
import { momentInCells } from './period-words';
import type { Language } from './types';
import { say, sayCount, sayNumber } from './words';

/**
 * Sources: Getis and Ord (1992), The Analysis of Spatial Association by Use of Distance Statistics; Ord and Getis (1995), Local Spatial
 * Autocorrelation Statistics; Benjamini and Hochberg (1995), Controlling the False Discovery Rate; Ratcliffe (2000), Aoristic analysis;
 * Silverman (1986), Density Estimation.
 * @param createdAt epoch seconds.
 * @param dateOnly readable incidents whose clock time is missing, of all periods.
 */
export function methodSentences(
  analysis: Analysis,
  period: Period,
  createdAt: number,
  dateOnly: number,
  language: Language,
): string[] {
  const { grid, density, previous, expected } = analysis;
  const sentences = [
    say(language, 'methodPeriod', {
      from: momentInCells(isoOfEpoch(period.from)),
      to: momentInCells(isoOfEpoch(period.to)),
    }),
    say(language, 'methodOutside'),
    say(language, expected ? 'methodExpected' : 'methodExpectedNone', { count: previous.length }),
    say(language, 'methodHotspots', { cell: grid.cell, cells: sayNumber(language, grid.count.length) }),
    say(language, 'methodDensity', { bandwidth: sayNumber(language, density.bandwidth) }),
    say(language, 'methodAoristic'),
  ];
  if (dateOnly > 0) sentences.push(sayCount(language, 'methodDateOnly', dateOnly));
  if (createdAt < period.to) sentences.push(say(language, 'methodOngoing'));
  sentences.push(say(language, 'methodReports'));
  return sentences;
}
