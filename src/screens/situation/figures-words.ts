/** A count in words: against its range, the period before and the year before; and what differs, in a few lines. */
import type { CategoryFigures, ExpectedRange, Figures } from '../../analysis/types';
import type { CategoryIcon } from '../../domain/category-icon';
import { parsePeriod } from '../../domain/period';
import type { Period } from '../../domain/period';
import { number } from '../../i18n/format';
import { named, t } from '../../i18n/i18n.svelte';
import type { ShownVerdict } from '../../map/signs';
import type { Shown } from './shown';
import { shownVerdict } from './verdict';
import { periodShort } from './words';

/** Two counts differ by more than chance easily gives below this. */
const LEVEL = 0.05;

export function rangeWords(expected: ExpectedRange | null): string {
  return expected ? t('charts:between', { low: number(expected.low), high: number(expected.high) }) : '–';
}

/** `0,17`; small ones with three decimals, very small ones as a bound. */
export function pWords(p: number): string {
  if (p < 0.001) return `< ${number(0.001, 3)}`;
  return number(p, p < 0.1 ? 3 : 2);
}

/** `v. 47 2025` for a key of the analysis. */
export function periodOfKey(key: string): string {
  const period = parsePeriod(key);
  return period ? periodShort(period) : key;
}

/**
 * Against the period before, as a sentence with what its test says. A period that is not over is not compared: of half a week and a whole one the
 * first is the smaller.
 * @returns null where there is nothing to compare with.
 */
export function changeSentence(
  figures: Pick<Figures, 'change' | 'count'>,
  period: Period,
  ongoing: boolean,
): string | null {
  const { change, count } = figures;
  if (!change) return null;
  const before = t(`situation:before_${period.kind}`);
  if (ongoing) return t('situation:wholeBefore', { before, count: number(change.before) });
  if (count === change.before) return t('situation:changeSame', { before, to: number(count) });
  const more = count > change.before;
  const percent = change.percent === null ? null : Math.round(change.percent);
  return t(more ? 'situation:changeMore' : 'situation:changeFewer', {
    before,
    from: number(change.before),
    to: number(count),
    percent:
      percent === null
        ? ''
        : t('situation:changePercent', {
            percent: `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${number(Math.abs(percent))}`,
          }),
    chance: t(change.p < LEVEL ? 'situation:chanceUnlikely' : 'situation:chancePossible'),
  });
}

/** The same week, month or tertial a year before; says so where it is not known. */
export function yearBeforeSentence(figures: Pick<Figures, 'yearBefore'>, period: Period): string {
  const same = t(`situation:same_${period.kind}`);
  return figures.yearBefore
    ? t('situation:yearBefore', {
        same,
        period: periodOfKey(figures.yearBefore.key),
        count: number(figures.yearBefore.count),
      })
    : t('situation:yearBeforeNone', { same });
}

/** How many counts a verdict was corrected for: those of the list that had a p. */
export function comparedIn(list: readonly Pick<Figures, 'q'>[]): number {
  return list.filter(({ q }) => q !== null).length;
}

/** What a category is called; the server may know one that the setting lacks. */
export function categoryName(shown: Pick<Shown, 'lists'>, category: number): string {
  const known = shown.lists.categories[category];
  return known ? named(known) : '?';
}

export interface ShownCategory {
  figures: CategoryFigures;
  name: string;
  /** Missing where the categories come from a file. */
  icon: CategoryIcon | undefined;
  weight: number | undefined;
  verdict: ShownVerdict;
}

/**
 * The categories worth a line, of the area looked at or of all: those that differ first, then the most frequent, of as many the heavier. One without incidents is there only
 * where that is fewer than expected.
 */
export function categoriesShown(shown: Shown): ShownCategory[] {
  return (shown.one ?? shown.analysis).categories
    .map((figures) => ({
      figures,
      name: categoryName(shown, figures.category),
      icon: shown.lists.categories[figures.category]?.icon,
      weight: shown.lists.categories[figures.category]?.weight,
      verdict: shownVerdict(figures.verdict, shown.ongoing),
    }))
    .filter(({ figures, verdict }) => figures.count > 0 || verdict === 'below')
    .sort(
      (a, b) =>
        Number(differs(b.verdict)) - Number(differs(a.verdict)) ||
        b.figures.count - a.figures.count ||
        (b.weight ?? 1) - (a.weight ?? 1),
    );
}

export function differs(verdict: ShownVerdict): boolean {
  return verdict === 'above' || verdict === 'below';
}

/** In how many of the periods before a place was a hotspot; the last of `hot` is the period shown. */
export function hotBefore(hot: readonly boolean[]): string {
  const before = hot.slice(0, -1);
  return before.length === 0
    ? '–'
    : t('situation:hotBefore', { hot: number(before.filter(Boolean).length), count: number(before.length) });
}

/** What differs, a line a kind: the sentence a tired reader needs. Empty where there is no history to differ from. */
export function deck(shown: Shown): string[] {
  const lines: string[] = [];
  const { analysis, one } = shown;
  const categories = categoriesShown(shown);
  for (const verdict of ['above', 'below'] as const) {
    const areas = one ? [] : shown.areas.filter((area) => area.verdict === verdict).map(({ area }) => area.name);
    if (areas.length) lines.push(t(`situation:deckAreas_${verdict}`, { names: areas.join(', ') }));
    const of = categories.filter((category) => category.verdict === verdict).map(({ name }) => name.toLowerCase());
    if (of.length) lines.push(t(`situation:deckCategories_${verdict}`, { names: of.join(', ') }));
  }
  const places = analysis.hotspots
    .filter(({ kind }) => kind === 'significant')
    .map(({ name, story }) => (story ? `${name} (${t(`situation:story_${story}`)})` : name));
  if (places.length) lines.push(t('situation:deckHotspots', { names: places.join(', ') }));
  if (lines.length > 0) return lines;
  // Without a range there is no verdict: silence would then be taken for calm.
  if (!(one ?? analysis).expected) return [];
  return [t(one ? 'situation:deckNoneOne' : 'situation:deckNone')];
}
