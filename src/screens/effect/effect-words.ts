/** What is said of an effect: the verdict in one sentence, the numbers behind it, the ring, and how it was counted. Never why. */
import type { EffectQuestion, EffectResult, Span } from '../../analysis/effect-types';
import type { ChangeRatio } from '../../analysis/change-ratio';
import { date, number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import type { ShownVerdict } from '../../map/signs';
import type { Method } from '../situation/method';
import { pWords } from '../situation/figures-words';

export const spanWords = ({ from, to }: Span): string => `${date(from)} – ${date(to - 1)}`;

/** A ratio with as many digits as it can bear. */
const ratioWords = (value: number): string => number(value, value < 10 ? 2 : 0);

export function rangeWords({ low, high }: ChangeRatio): string {
  return high === null
    ? t('effect:rangeOpen', { low: ratioWords(low) })
    : t('effect:range', { low: ratioWords(low), high: ratioWords(high) });
}

/** Comparisons that count. */
export const countingOf = ({ comparisons }: EffectResult): EffectResult['comparisons'] =>
  comparisons.filter(({ leftOut }) => leftOut === null);

export type Told = 'not-yet' | 'no-comparisons' | EffectResult['verdict'];

/** What the headline is about. */
export function toldOf(effect: EffectResult): Told {
  if (!effect.spans.measured) return 'not-yet';
  return countingOf(effect).length === 0 ? 'no-comparisons' : effect.verdict;
}

const SIGNS: Record<Told, ShownVerdict> = {
  ...{ 'not-yet': 'ongoing', 'no-comparisons': 'too-few', 'too-few': 'too-few' },
  ...{ fewer: 'below', more: 'above', 'no-difference': 'usual' },
};
export const signOf = (told: Told): ShownVerdict => SIGNS[told];

const measuredCount = ({ place }: EffectResult, { measured }: EffectQuestion): number =>
  measured === 'during'
    ? (place.during ?? 0)
    : measured === 'after'
      ? (place.after ?? 0)
      : (place.during ?? 0) + (place.after ?? 0);

/** The numbers behind the headline; empty when there are none. */
export function numbersOf(effect: EffectResult, question: EffectQuestion): string {
  const { change } = effect;
  const told = toldOf(effect);
  if (told === 'not-yet') return t('effect:notYetWhat');
  if (told === 'no-comparisons' || !change) return t(`effect:noComparisons_${question.against.kind}`);
  const count = measuredCount(effect, question);
  const parts = [
    change.expected === null
      ? t('effect:numbersNoneBefore', { count })
      : t('effect:numbers', { count: number(count), expected: number(change.expected, change.expected < 10 ? 1 : 0) }),
    change.ratio === null
      ? t('effect:ratioUnknown', { range: rangeWords(change) })
      : t('effect:ratio', { ratio: ratioWords(change.ratio), range: rangeWords(change) }),
  ];
  if (told === 'too-few') parts.push(t('effect:tooFewWhy'));
  return parts.join(' ');
}

/** What is said of the ring; empty without one. */
export function ringWords(effect: EffectResult): string {
  const { ringChange, ringVerdict, displacement } = effect;
  if (!ringChange || !ringVerdict || countingOf(effect).length === 0) return '';
  const parts = [t(`effect:ring_${ringVerdict}`, { range: rangeWords(ringChange) })];
  if (displacement && displacement.quotient !== null && displacement.reading) {
    parts.push(t('effect:quotient', { quotient: number(displacement.quotient, 2) }));
    parts.push(t(`effect:reading_${displacement.reading}`));
    if (effect.verdict !== 'fewer') parts.push(t('effect:quotientCaveat'));
  } else if (displacement) parts.push(t('effect:quotientNone'));
  return parts.join(' ');
}

/** @param category in words. */
export function effectMethod(effect: EffectResult, question: EffectQuestion, category: string): Method {
  const { change, spans } = effect;
  const { place, against } = question;
  const line = (key: Parameters<typeof t>[0], value: string): Method['parameters'][number] => ({ name: t(key), value });
  return {
    plain: t('effect:methodPlain'),
    parameters: [
      ...(place.kind === 'circle' ? [line('effect:radius', t('effect:metres', { metres: place.radius }))] : []),
      line(
        'effect:ringWidth',
        question.ring > 0 ? t('effect:metres', { metres: question.ring }) : t('effect:ringNone'),
      ),
      line('effect:before', spanWords(spans.before)),
      line('effect:measured', spans.measured ? spanWords(spans.measured) : '–'),
      line('effect:weeksLeftOut', number(question.weeksLeftOut)),
      line('effect:category', category),
      line('effect:against', `${t(`effect:against_${against.kind}`)} (${number(countingOf(effect).length)})`),
      line('effect:p', change ? pWords(change.p) : '–'),
      line('effect:weekDispersion', number(effect.weekDispersion, 2)),
      line('effect:dispersion', change ? number(change.dispersion, 2) : '–'),
    ],
    source: t('effect:source'),
  };
}
