/** What is said of a deviation, on the screen and in the file. */
import { DEVIATION_KINDS } from '../../domain/follow-through';
import type { Deviation, DeviationKind } from '../../domain/follow-through';
import { parsePeriod } from '../../domain/period';
import type { Setting } from '../../domain/setting';
import { periodName } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { csvFile } from '../../picture/formats/csv-file';
import { dayWords, ownerWords } from '../actions/action-words';

export interface DeviationGroup {
  kind: DeviationKind;
  rows: Deviation[];
}

/** By kind, in the order in which they weigh; those that are passed by the filters. */
export function groupsOf(
  found: readonly Deviation[],
  { owner, area }: { owner: string | null; area: string | null },
): DeviationGroup[] {
  const among = (value: string | null, wanted: string | null): boolean => wanted === null || (value ?? '-') === wanted;
  const fits = found.filter(({ ownerId, areaId }) => among(ownerId, owner) && among(areaId, area));
  return DEVIATION_KINDS.flatMap((kind) => {
    const rows = fits.filter((one) => one.kind === kind);
    return rows.length > 0 ? [{ kind, rows }] : [];
  });
}

export const areaWords = ({ subject, areaId }: Deviation, setting: Setting): string =>
  setting.areas.find(({ id }) => id === areaId)?.name ??
  (subject === 'commitment' ? '' : t('action:wholeMunicipality'));

/** Since when, or for which tertial. */
export function sinceWords({ since, periodKey }: Deviation): string {
  const period = periodKey === null ? null : parsePeriod(periodKey);
  if (period) return periodName(period);
  return since === null ? '' : t('deviations:since', { date: dayWords(since) });
}

/** The month as CSV: a row a deviation, with what it belongs to. */
export function deviationsCsv(
  groups: readonly DeviationGroup[],
  month: string,
  setting: Setting,
  madeAt: string,
): string {
  const source = t('deviations:source', { municipality: setting.municipality.name });
  const header = (
    ['month', 'kind', 'subject', 'title_', 'owner', 'area', 'sinceDay', 'tertial', 'sourceHead', 'made'] as const
  ).map((key) => t(`deviations:${key}`));
  const rows = groups.flatMap(({ rows: own }) =>
    own.map((row) => [
      ...[month, t(`deviations:kind_${row.kind}`), t(`deviations:subject_${row.subject}`), row.title],
      ...[ownerWords(row.ownerId, setting), areaWords(row, setting), row.since, row.periodKey, source, madeAt],
    ]),
  );
  return csvFile([header, ...rows]);
}
