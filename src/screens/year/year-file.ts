/** The years as a file that may leave: logged first, then made. */
import type { YearRow, YearStep } from '../../analysis/year-counts';
import { logExport } from '../../data/audit-log';
import type { Setting } from '../../domain/setting';
import { dateTime } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { asciiFold } from '../../picture/file-name';
import { csvFile } from '../../picture/formats/csv-file';
import type { Cell } from '../../picture/formats/csv-file';
import type { TextFile } from '../../ui/download';
import { fieldsOfEpoch } from '../report/when';
import type { TableRow } from './year-table';

interface YearFileSource {
  years: readonly YearRow[];
  rows: readonly TableRow[];
  step: YearStep;
  /** What is counted, in words. */
  what: string;
  setting: Setting;
  /** Epoch seconds. */
  fetchedAt: number;
}

/** A row for each year and week or month that has a count. @throws as `logExport`. */
export async function yearFile({ years, rows, step, what, setting, fetchedAt }: YearFileSource): Promise<TextFile> {
  const header = ['csvYear', 'csvPeriod', 'csvCount', 'csvLow', 'csvHigh', 'csvLittle', 'csvWhat', 'csvSource'].map(
    (key) => t(`year:${key}` as Parameters<typeof t>[0]),
  );
  const source = t('year:source', { municipality: setting.municipality.name, time: dateTime(fetchedAt) });
  const lines = years.flatMap(({ year }, i) =>
    rows.flatMap((row): Cell[][] => {
      const cell = row.cells[i];
      if (!cell || cell.count === null) return [];
      const { period, count, expected } = cell;
      const little = row.little[i] === true ? t('year:yes') : '';
      return [[year, period.key, count, expected?.low ?? null, expected?.high ?? null, little, what, source]];
    }),
  );
  await logExport(setting.municipality.id, 'year-csv', { step }, lines.length);
  return {
    name: `lagesbild_${asciiFold(setting.municipality.name)}_${fieldsOfEpoch(fetchedAt).date}_arshjul.csv`,
    type: 'text/csv;charset=utf-8',
    text: csvFile([header, ...lines]),
  };
}
