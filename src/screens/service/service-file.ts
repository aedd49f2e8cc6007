/** Cases and shares as files that may leave: logged first, then made. No text and no exact place of a report is among them. */
import { logExport } from '../../data/audit-log';
import type { ServiceCase } from '../../domain/service';
import type { Setting } from '../../domain/setting';
import { dateTime } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { asciiFold } from '../../picture/file-name';
import { csvFile } from '../../picture/formats/csv-file';
import type { Cell } from '../../picture/formats/csv-file';
import type { TextFile } from '../../ui/download';
import { fieldsOfEpoch } from '../report/when';
import type { CaseFilter } from './board';
import type { ServiceData } from './service-data.svelte';
import { areaWords, categoryWords, ownerWords, splitWords } from './service-words';
import { keptOf, KNOWN_AT_LEAST } from './share';
import type { Kept, KeptRow, Split } from './share';

interface Source {
  setting: Setting;
  data: Pick<ServiceData, 'now' | 'fetchedAt'>;
  filter: CaseFilter;
}

const moment = (epoch: number | null): Cell => {
  if (epoch === null) return null;
  const { date, time } = fieldsOfEpoch(epoch);
  return `${date} ${time}`;
};

/** @throws as `logExport`. */
async function leaving(
  { setting, data, filter }: Source,
  kind: string,
  name: string,
  rows: Cell[][],
): Promise<TextFile> {
  const { owner, area, category } = filter;
  await logExport(setting.municipality.id, kind, { owner, area, category }, rows.length - 1);
  const day = fieldsOfEpoch(data.fetchedAt).date;
  return {
    name: `lagesbild_${asciiFold(setting.municipality.name)}_${day}_${name}.csv`,
    type: 'text/csv;charset=utf-8',
    text: csvFile(rows),
  };
}

const origin = ({ setting, data }: Source): Cell[] => [
  t('service:csvSourceValue', { municipality: setting.municipality.name }),
  dateTime(data.fetchedAt),
];

/** A row a case. @throws as `logExport`. */
export function casesFile(source: Source & { cases: readonly ServiceCase[] }): Promise<TextFile> {
  const { cases, setting, data } = source;
  const header = [
    ...['csvReported', 'filterCategory', 'filterArea', 'owner', 'hours', 'csvDue', 'csvDone', 'csvMinutes', 'csvState'],
    ...['csvSource', 'csvFetched'],
  ].map((key) => t(`service:${key}` as Parameters<typeof t>[0]));
  const rows = cases.map((one): Cell[] => {
    const { inTime, late } = keptOf([one], data.now);
    const state = inTime > 0 ? 'inTime' : late > 0 ? 'late' : 'waiting';
    return [
      ...[moment(one.reportedAt), categoryWords(one.categoryId, setting), areaWords(one.areaId, setting)],
      ...[ownerWords(one.ownerId, setting), one.hours, moment(one.dueAt), moment(one.doneAt), one.minutes],
      ...[t(`service:csvState_${state}`), ...origin(source)],
    ];
  });
  return leaving(source, 'service-cases-csv', 'servicearenden', [header, ...rows]);
}

/** A row for each of the rows and months, and for the whole. @throws as `logExport`. */
export function tableFile(
  source: Source & { rows: readonly KeptRow[]; whole: KeptRow; months: readonly string[]; split: Split },
): Promise<TextFile> {
  const { rows, whole, months, split, setting } = source;
  const header = [
    ...[`split_${split}`, 'csvMonth', 'cases', 'inTime', 'late', 'waiting', 'share', 'csvLow', 'csvHigh', 'csvMethod'],
    ...['csvSource', 'csvFetched'],
  ].map((key) => t(`service:${key}` as Parameters<typeof t>[0]));
  const rounded = (value: number | undefined): Cell => (value === undefined ? null : Number((100 * value).toFixed(1)));
  const cells = (name: string, month: string, { cases, inTime, late, waiting, share }: Kept): Cell[] => [
    ...[name, month, cases, inTime, late, waiting],
    ...[rounded(share?.value), rounded(share?.low), rounded(share?.high)],
    ...[t('service:csvMethodValue', { least: KNOWN_AT_LEAST }), ...origin(source)],
  ];
  const lines = [...rows, whole].flatMap((row): Cell[][] => {
    const name = row === whole ? t('service:total') : splitWords(row.id, split, setting);
    return [
      cells(name, t('service:whole'), row.whole),
      ...row.months.map((kept, i) => cells(name, months[i] ?? '', kept)),
    ];
  });
  return leaving(source, 'service-share-csv', 'andel_i_tid', [header, ...lines]);
}
