/** What is said of a file of areas: why it was refused, what it was, and what was mended in it. */
import { number } from '../../../i18n/format';
import { t } from '../../../i18n/i18n.svelte';
import type { AreaFile, AreaProblem, Mended } from '../../../import/areas/types';

type Refused = Extract<AreaFile, { state: 'refused' }>;
type Read = Extract<AreaFile, { state: 'read' }>;

export const refusalWords = ({ why, detail }: Refused): string => t(`areas:file_${why}`, { detail });

/** Of the file as a whole: system, axes, points. */
export function fileNotes({ system, swapped, pointsBefore, pointsAfter, areas }: Read): string[] {
  const simpler = areas.some(({ mended }) => mended.some(({ kind }) => kind === 'simplified'));
  return [
    t(`areas:system_${system}`),
    ...(swapped ? [t('areas:swapped')] : []),
    ...(simpler ? [t('areas:simplifiedAll', { before: number(pointsBefore), after: number(pointsAfter) })] : []),
  ];
}

/** One sentence, or none. */
export function mendedWords(mended: readonly Mended[]): string {
  const what = mended.map(({ kind, value }) => t(`areas:mended_${kind}`, { value: number(value) }));
  return what.length > 0 ? t('areas:mendedAs', { what: what.join(', ') }) : '';
}

export const problemWords = ({ kind, name }: AreaProblem): string =>
  t(`areas:problem_${kind}`, { name: name || t('areas:unnamed') });
