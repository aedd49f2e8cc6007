/** The table of the effect as a file that may leave: logged first, then made. */
import { logExport } from '../../data/audit-log';
import { asciiFold } from '../../picture/file-name';
import type { TextFile } from '../../ui/download';
import { effectCsv } from './effect-csv';
import type { EffectSource } from './effect-csv';
import { rowsOf } from './rows';

/** What leaves is in the log first: no file without its trace. @throws as `logExport`. */
export async function effectFile(source: EffectSource): Promise<TextFile> {
  const { effect, question, setting } = source;
  const rows = rowsOf(effect, source.name);
  await logExport(
    setting.municipality.id,
    'effect-csv',
    { from: question.start, ...(question.end && { to: question.end }), against: question.against.kind },
    rows.length,
  );
  return {
    name: `lagesbild_${asciiFold(setting.municipality.name)}_${question.start}_effekt_${asciiFold(source.name)}.csv`,
    type: 'text/csv;charset=utf-8',
    text: effectCsv(source),
  };
}
