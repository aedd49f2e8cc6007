/** The ratio of changes and the displacement quotient against R: `Rscript test/reference/effect/effect.R` makes the figures again. R is not needed here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeP, changeRatio } from '../../src/analysis/change-ratio';
import { weightedDisplacement } from '../../src/analysis/displacement';
import { makeEffectCases, type EffectCases } from '../reference/effect/cases';
import { expectClose } from '../reference/r/closeness';

const folder = join(import.meta.dirname, '../reference/effect');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const cases = read('cases.json') as EffectCases;
const expected = read('expected.json') as {
  changes: Record<'p' | 'low' | 'high' | 'dispersion', number | null>[];
  displacements: Record<'success' | 'ring' | 'quotient', number | null>[];
};

describe('the effect of an action, as R computes it', () => {
  it('rests on the cases that their generator makes', () => {
    expect(cases).toEqual(JSON.parse(JSON.stringify(makeEffectCases())));
    expect(expected.changes.length).toBe(cases.changes.length);
    expect(cases.changes.length).toBeGreaterThan(55);
  });

  it('p, interval and dispersion of a ratio of changes', () => {
    const ours = cases.changes.map(({ place, comparisons, weeks }) => changeRatio(place, comparisons, weeks));
    for (const key of ['p', 'dispersion', 'low', 'high'] as const) {
      expectClose(
        ours.map((one) => one[key]),
        expected.changes.map((one) => one[key]),
        key,
      );
    }
    const alone = cases.changes.map(({ place, comparisons, weeks }) => changeP(place, comparisons, weeks));
    expect(alone).toEqual(ours.map(({ p }) => p));
  });

  it('weighted displacement quotients', () => {
    const ours = cases.displacements.map(({ place, ring, comparisons }) =>
      weightedDisplacement(place, ring, comparisons),
    );
    for (const key of ['success', 'ring', 'quotient'] as const) {
      expectClose(
        ours.map((one) => one?.[key] ?? null),
        expected.displacements.map((one) => one[key]),
        key,
      );
    }
  });
});
