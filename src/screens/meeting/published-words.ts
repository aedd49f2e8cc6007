/** Numbers of a published version in words: exact ones and blocks. */
import { parsePeriod } from '../../domain/period';
import type { Period } from '../../domain/period';
import { number } from '../../i18n/format';
import { language, t } from '../../i18n/i18n.svelte';
import type { ShownVerdict } from '../../map/signs';
import { incidentsText, isUntold } from '../../picture/formats/published/count';
import type { PublishedCount, PublishedFigures, PublishedPicture } from '../../picture/published';
import { changeSentence } from '../situation/figures-words';
import { shownVerdict } from '../situation/verdict';
import type { Slide } from './slides';

/** `14 händelser`, `10–14 händelser`, `under 5 händelser`, `minst 35 händelser`. */
export const countWords = (count: PublishedCount): string => incidentsText(count, language());

/** `14`, `10–14`, `< 5`, `≥ 35`: within a list. */
export function countShort(count: PublishedCount): string {
  if (typeof count === 'number') return number(count);
  if (isUntold(count)) return '–';
  const [low, high] = count;
  if (high === null) return t('meeting:shortOver', { low: number(low) });
  if (low === high) return number(low);
  if (low === 0) return t('meeting:shortUnder', { high: number(high + 1) });
  return t('meeting:shortBlock', { low: number(low), high: number(high) });
}

/** The version was published before its period was over. */
export function isOngoing({ publishedAt, period }: Pick<PublishedPicture, 'publishedAt' | 'period'>): boolean {
  return Date.parse(publishedAt) < Date.parse(period.to);
}

export function periodOf({ period }: Pick<PublishedPicture, 'period'>): Period | null {
  return parsePeriod(period.key);
}

/** Null where the version says none. */
export function verdictOf(figures: PublishedFigures, picture: PublishedPicture): ShownVerdict | null {
  return figures.verdict && shownVerdict(figures.verdict, isOngoing(picture));
}

/** Against the period before; null where the version says nothing of it. */
export function changeWords({ change, count }: PublishedFigures, picture: PublishedPicture): string | null {
  const period = periodOf(picture);
  return period && typeof count === 'number' ? changeSentence({ change, count }, period, isOngoing(picture)) : null;
}

export const nameIn = (name: { sv: string; en: string }): string => name[language()];

/** The line over the period: municipality or area. */
export function placeOf({ municipality, area }: Pick<PublishedPicture, 'municipality' | 'area'>): string {
  return area ? `${area.name}, ${municipality.name}` : municipality.name;
}

export function slideTitle(slide: Slide, picture: Pick<PublishedPicture, 'period'>): string {
  switch (slide.kind) {
    case 'area':
      return slide.area.name;
    case 'hotspot':
      return `${slide.raised.number}. ${slide.raised.hotspot.name}`;
    case 'start':
      return t('meeting:start');
    case 'ahead': {
      const { kind } = picture.period;
      return kind === 'week' ? t('meeting:ahead') : t(`meeting:ahead_${kind}`);
    }
    default:
      return t(`meeting:${slide.kind}`);
  }
}
