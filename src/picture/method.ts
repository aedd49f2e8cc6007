/** What the reader of the numbers must know, one sentence each, with the parameters that were used. */
import { isoOfEpoch } from '../domain/stockholm-time';
import type { Composition } from './compose';
import { momentInCells } from './period-words';
import { USUAL_WITHIN } from './usual-reporters';
import { say, sayCount, sayNumber } from './words';

type About = Pick<
  Composition,
  'analysis' | 'nearRepeats' | 'coverage' | 'coverageFrom' | 'createdAt' | 'dateOnly' | 'language'
>;

/** Which grid, which places, and what became of them. */
function placeSentences({ analysis, nearRepeats, language }: About): string[] {
  const { grid, density, hotspots, gone, hindsight, previous } = analysis;
  const cells = sayNumber(language, grid.count.length);
  const sentences = [say(language, `methodHotspots_${grid.shape}`, { cell: grid.cell, cells })];
  if (gone.length > 0 || hotspots.some(({ story }) => story !== null)) {
    sentences.push(say(language, 'methodStory', { count: previous.length }));
  }
  if (hindsight) sentences.push(say(language, 'methodHindsight'));
  if (nearRepeats) {
    const { incidents, from, to, permutations } = nearRepeats;
    sentences.push(
      say(language, 'methodRepeats', {
        incidents: sayNumber(language, incidents),
        from: momentInCells(isoOfEpoch(from)),
        to: momentInCells(isoOfEpoch(to)),
        permutations: sayNumber(language, permutations),
      }),
    );
  }
  sentences.push(say(language, 'methodDensity', { bandwidth: sayNumber(language, density.bandwidth) }));
  return sentences;
}

function coverageSentences({ coverage, coverageFrom, language }: About): string[] {
  if (!coverage) return [say(language, 'methodCoverageNone')];
  const whose = say(language, `methodCoverage_${coverageFrom}`, { count: USUAL_WITHIN });
  return [`${whose} ${say(language, 'methodCoverageMark')}`];
}

/**
 * Sources: Getis and Ord (1992), The Analysis of Spatial Association by Use of Distance Statistics; Ord and Getis (1995), Local Spatial
 * Autocorrelation Statistics; Benjamini and Hochberg (1995), Controlling the False Discovery Rate; Krishnamoorthy and Thomson (2004), A more powerful test for
 * comparing two Poisson means; Chainey, Tompson and Uhlig (2008), The Utility of Hotspot Mapping for Predicting Spatial Patterns of Crime; Knox (1964), The
 * Detection of Space-Time Interactions; Ratcliffe (2000), Aoristic analysis; Silverman (1986), Density Estimation.
 * @returns only what the picture holds: no sentence for a method that had nothing to say.
 */
export function methodSentences(about: About): string[] {
  const { analysis, createdAt, dateOnly, language } = about;
  const { previous, expected } = analysis;
  const { period } = analysis.slice;
  const sentences = [
    say(language, 'methodPeriod', {
      from: momentInCells(isoOfEpoch(period.from)),
      to: momentInCells(isoOfEpoch(period.to)),
    }),
    say(language, 'methodOutside'),
    say(language, expected ? 'methodExpected' : 'methodExpectedNone', { count: previous.length }),
  ];
  if (expected) sentences.push(say(language, 'methodVerdict'));
  const ongoing = createdAt < period.to;
  if (analysis.change && !ongoing) sentences.push(say(language, 'methodChange'));
  sentences.push(...placeSentences(about), say(language, 'methodAoristic'));
  if (dateOnly > 0) sentences.push(sayCount(language, 'methodDateOnly', dateOnly));
  if (ongoing) sentences.push(say(language, 'methodOngoing'));
  sentences.push(...coverageSentences(about), say(language, 'methodReports'));
  return sentences;
}
