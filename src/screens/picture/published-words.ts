/** What a frozen picture says, in the words of a screen. What an audience may not have is left out, never guessed. */
import { parsePeriod } from '../../domain/period';
import { dateTime, number, periodName } from '../../i18n/format';
import { language, t } from '../../i18n/i18n.svelte';
import type { ShownVerdict } from '../../map/signs';
import { countText, incidentsText } from '../../picture/formats/published/count';
import type {
  PublishedArea,
  PublishedCategory,
  PublishedCount,
  PublishedFigures,
  PublishedHotspot,
  PublishedPicture,
} from '../../picture/published';
import { busiestWords } from '../situation/words';
import { shownVerdict } from '../situation/verdict';

const epoch = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

/** It was published before its period was over. */
export function wasOngoing({ publishedAt, period }: Pick<PublishedPicture, 'publishedAt' | 'period'>): boolean {
  return epoch(publishedAt) < epoch(period.to);
}

/** Null where the audience may not have it. */
export function verdictIn(figures: PublishedFigures, picture: PublishedPicture): ShownVerdict | null {
  return figures.verdict && shownVerdict(figures.verdict, wasOngoing(picture));
}

/** `23`, `under 5`, `5–9`. */
export const countWords = (count: PublishedCount): string => countText(count, language());

/** `23 händelser, väntat 7–16`, `5–9 händelser`. */
export function countLine(figures: PublishedFigures): string {
  const count = incidentsText(figures.count, language());
  return figures.expected
    ? `${count}, ${t('situation:expectedRange', { low: number(figures.expected.low), high: number(figures.expected.high) })}`
    : count;
}

export function periodWords({ period }: Pick<PublishedPicture, 'period'>): string {
  const known = parsePeriod(period.key);
  return known ? periodName(known) : period.key;
}

/** Municipality or area; of an organisation's version its areas, whose numbers must not be read as the municipality's. */
export function placeName({
  area,
  municipality,
  organisation,
}: Pick<PublishedPicture, 'area' | 'municipality' | 'organisation'>): string {
  if (area) return area.name;
  return organisation
    ? t('pictures:areasOf', { municipality: municipality.name, organisation: organisation.name })
    : municipality.name;
}

export const published = (picture: Pick<PublishedPicture, 'publishedAt'>): string =>
  dateTime(epoch(picture.publishedAt));

const nameOf = ({ name }: Pick<PublishedCategory, 'name'>): string => name[language()];

/** The most frequent ones with their counts: `trapphus 8, klotter 2`. Empty where there is none to tell. */
export function categoryList(
  categories: readonly { name: PublishedCategory['name']; count: PublishedCount }[],
): string {
  return categories
    .filter(({ count }) => (typeof count === 'number' ? count > 0 : (count[1] ?? 1) > 0))
    .slice(0, 4)
    .map((one) => `${nameOf(one).toLowerCase()} ${countWords(one.count)}`)
    .join(', ');
}

/** Who has reported, as far as the audience may know; null where nothing is known or all is in. */
export function coverageWords({ coverage }: Pick<PublishedArea, 'coverage'>): string | null {
  if (!coverage || coverage.expected === 0 || coverage.reported >= coverage.expected) return null;
  const counts = { reported: number(coverage.reported), expected: number(coverage.expected) };
  return coverage.missing && coverage.missing.length > 0
    ? t('pictures:missing', { ...counts, names: coverage.missing.join(', ') })
    : t('pictures:missingCount', counts);
}

export const hoursWords = ({ hotTimes }: Pick<PublishedHotspot, 'hotTimes'>): string | null =>
  hotTimes && busiestWords(hotTimes);

/** `fre 20 nov. 18:00` @param iso ISO 8601 with offset. */
export const momentWords = (iso: string): string => dateTime(epoch(iso));
