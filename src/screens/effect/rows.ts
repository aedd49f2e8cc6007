/** The rows of the table of counts, the same on the screen, on paper and in the file. */
import type { EffectComparison, EffectCounts, EffectResult } from '../../analysis/effect-types';
import { t } from '../../i18n/i18n.svelte';

export interface EffectRow {
  key: string;
  /** What the row is, in words. */
  kind: string;
  name: string;
  counts: EffectCounts;
  /** Why it does not count; empty when it does. */
  note: string;
  /** Part of the sum above it. */
  part: boolean;
}

/** `2 Fröslunda centrum`; `1 år tidigare`. @param index from 0, the number on the map is one more. */
export function comparisonName({ yearsBefore, name }: EffectComparison, index: number): string {
  if (yearsBefore !== null) return t('effect:yearsBefore', { count: yearsBefore });
  return `${index + 1} ${name || t('effect:noName')}`;
}

/** @param name of the place. */
export function rowsOf(effect: EffectResult, name: string): EffectRow[] {
  const { place, ring, comparisons, compared } = effect;
  const row = (key: string, kind: string, called: string, counts: EffectCounts): EffectRow => ({
    ...{ key, kind, name: called, counts, note: '', part: false },
  });
  return [
    row('place', t('effect:rowPlace'), name, place),
    ...(ring ? [row('ring', t('effect:rowRing'), t('effect:rowRingOf', { name }), ring)] : []),
    row('compared', t('effect:rowCompared'), t('effect:rowComparedSum'), compared),
    ...comparisons.map((one, i) => ({
      ...row(`comparison-${i}`, t('effect:rowComparison'), comparisonName(one, i), one),
      note: one.leftOut ? t(`effect:leftOut_${one.leftOut}`) : '',
      part: true,
    })),
  ];
}
