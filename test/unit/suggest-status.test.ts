/** The suggested status of an area: red and yellow on what is certain, green only where enough is known, and otherwise none. */
import { describe, expect, it } from 'vitest';
import { suggestStatus } from '../../src/picture/suggest-status';
import type { StatusGround } from '../../src/picture/suggest-status';

const usual: StatusGround = {
  count: 9,
  verdict: 'usual',
  corrected: false,
  expected: { low: 4, high: 14 },
  hotspots: 0,
  coverage: { expected: 3, reported: 3 },
  ongoing: false,
};
const of = (change: Partial<StatusGround>): string => {
  const { status, reason } = suggestStatus({ ...usual, ...change });
  return `${status ?? 'none'}: ${reason}`;
};

describe('the suggested status', () => {
  it('is red above the expected range after correction, whoever has not reported and however much is left of the period', () => {
    expect(of({ verdict: 'above', count: 20 })).toBe('red: above');
    expect(of({ verdict: 'above', count: 20, coverage: { expected: 3, reported: 0 }, ongoing: true })).toBe(
      'red: above',
    );
  });

  it('is yellow with a significant hotspot, and above the range before correction only', () => {
    expect(of({ hotspots: 1 })).toBe('yellow: hotspot');
    expect(of({ corrected: true, count: 15 })).toBe('yellow: corrected');
    expect(of({ corrected: true, count: 1 })).toBe('green: usual');
  });

  it('is none where nobody has reported, history is too short or the period goes on', () => {
    expect(of({ coverage: { expected: 3, reported: 0 } })).toBe('none: nobody');
    expect(of({ verdict: 'too-few', expected: null })).toBe('none: too-few');
    expect(of({ ongoing: true })).toBe('none: ongoing');
  });

  it('is green otherwise, and says when some are silent', () => {
    expect(of({})).toBe('green: usual');
    expect(of({ verdict: 'below', count: 1 })).toBe('green: below');
    expect(of({ coverage: { expected: 3, reported: 2 } })).toBe('green: missing');
    expect(of({ coverage: null })).toBe('green: usual');
    expect(of({ coverage: { expected: 0, reported: 0 } })).toBe('green: usual');
  });
});
