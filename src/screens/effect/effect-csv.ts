/** The table of the effect as CSV: counts, verdict and, in every row, what they belong to. */
import type { EffectCounts, EffectQuestion, EffectResult, Span } from '../../analysis/effect-types';
import type { Setting } from '../../domain/setting';
import { dateTime } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { csvFile } from '../../picture/formats/csv-file';
import type { Cell } from '../../picture/formats/csv-file';
import { fieldsOfEpoch } from '../report/when';
import { numbersOf, ringWords, toldOf } from './effect-words';
import { rowsOf } from './rows';

export interface EffectSource {
  effect: EffectResult;
  question: EffectQuestion;
  setting: Setting;
  /** Of the place, and of the action where there is one. */
  name: string;
  action: string;
  category: string;
  /** What the reader sees, in words. */
  scope: string;
  /** Epoch seconds: when the incidents were fetched. */
  fetchedAt: number;
}

const days = (span: Span | null): Cell[] =>
  span ? [fieldsOfEpoch(span.from).date, fieldsOfEpoch(span.to - 1).date] : [null, null];

/** The text of the file; formulas in names are made harmless by `csvFile`. */
export function effectCsv({
  effect,
  question,
  name,
  action,
  category,
  scope,
  fetchedAt,
  setting,
}: EffectSource): string {
  const { spans, change, displacement } = effect;
  const header = [
    ...['csvKind', 'csvName', 'before', 'during', 'after', 'csvNote', 'csvVerdict', 'csvNumbers', 'csvRing'],
    ...['csvRatio', 'csvLow', 'csvHigh', 'p', 'csvQuotient', 'csvBeforeFrom', 'csvBeforeTo', 'csvDuringFrom'],
    ...['csvDuringTo', 'csvAfterFrom', 'csvAfterTo', 'radius', 'ringWidth', 'against', 'category', 'csvAction'],
    ...['csvSource', 'csvScope', 'csvFetched', 'csvLegend'],
  ].map((key) => t(`effect:${key}` as Parameters<typeof t>[0]));
  const rounded = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? null : Number(value.toFixed(4));
  const belongs: Cell[] = [
    ...[t(`effect:told_${toldOf(effect)}`), numbersOf(effect, question), ringWords(effect)],
    ...[change?.ratio, change?.low, change?.high, change?.p, displacement?.quotient].map(rounded),
    ...[...days(spans.before), ...days(spans.during), ...days(spans.after)],
    ...[question.place.kind === 'circle' ? question.place.radius : null, question.ring],
    ...[t(`effect:against_${question.against.kind}`), category, action],
    ...[t('effect:csvSourceValue', { municipality: setting.municipality.name }), scope, dateTime(fetchedAt)],
    t('effect:csvLegendValue'),
  ];
  const counts = ({ before, during, after }: EffectCounts): Cell[] => [before, during, after];
  const rows = rowsOf(effect, name).map((row): Cell[] => [
    ...[row.kind, row.name, ...counts(row.counts), row.note],
    ...belongs,
  ]);
  return csvFile([header, ...rows]);
}
