import { describe, expect, it } from 'vitest';
import { coverageOf, needsCoverageMark } from '../../src/analysis/coverage';

describe('Coverage', () => {
  it('is complete when everyone who usually reports has done so, whoever else has', () => {
    const coverage = coverageOf({ expected: ['police', 'housing'], reported: ['housing', 'school', 'police'] });
    expect(coverage).toMatchObject({ mark: 'complete', missing: [] });
    expect(coverageOf({ expected: [], reported: ['police'] }).mark).toBe('complete');
  });

  it('names those who are missing, also when only others have reported', () => {
    expect(coverageOf({ expected: ['police', 'housing', 'guards'], reported: ['housing'] })).toMatchObject({
      mark: 'some-missing',
      missing: ['police', 'guards'],
    });
    expect(coverageOf({ expected: ['police', 'police'], reported: ['school'] })).toMatchObject({
      mark: 'some-missing',
      missing: ['police'],
    });
  });

  it('tells that nobody has reported from that nothing was reported', () => {
    expect(coverageOf({ expected: [1, 2], reported: [] })).toMatchObject({ mark: 'nobody', missing: [1, 2] });
    expect(coverageOf({ expected: [], reported: [] }).mark).toBe('nobody');
  });
});

describe('A verdict', () => {
  it('of fewer or as usual is marked when reports are missing; more than expected stands', () => {
    for (const mark of ['some-missing', 'nobody'] as const) {
      expect(needsCoverageMark('below', mark)).toBe(true);
      expect(needsCoverageMark('usual', mark)).toBe(true);
      expect(needsCoverageMark('above', mark)).toBe(false);
      expect(needsCoverageMark('too-few', mark)).toBe(false);
    }
  });

  it('is not marked when all have reported, or when that is not known', () => {
    for (const verdict of ['above', 'usual', 'below', 'too-few'] as const) {
      expect(needsCoverageMark(verdict, 'complete')).toBe(false);
      expect(needsCoverageMark(verdict, null)).toBe(false);
    }
  });
});
