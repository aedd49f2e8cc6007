/** A whole table through a mapping: the rows that may be sent, those that are refused, and what a person still has to say. */
import type { Setting } from '../domain/setting';
import { previewMap } from './preview';
import { createRowReader } from './row';
import type { RowOwner, RowReader } from './row';
import type {
  Evaluation,
  ImportRow,
  Mapping,
  PlaceCertainty,
  PlaceFinding,
  RefusedRow,
  Table,
  TableRow,
  UnknownValue,
  ValueField,
} from './types';
import { LEAVE_OUT, VALUE_FIELDS } from './types';
import { fold, rowText } from './values';

export interface EvaluatedTable {
  evaluation: Evaluation;
  rows: ImportRow[];
  /** In the order of the file. */
  refused: RefusedRow[];
}

/** Rows between two looks at the clock. */
export const STEP = 250;

/** Counts that grow as keys appear. */
class Tally {
  readonly counts = new Map<string, number>();
  add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
  /** Most frequent first. */
  sorted(): [string, number][] {
    return [...this.counts].sort((a, b) => b[1] - a[1]);
  }
}

/** What the file says that the mapping does not know, each value once. */
class Questions {
  private readonly unknown = new Map<string, UnknownValue>();
  private readonly texts = new Map<string, { text: string; rows: number }>();

  constructor(
    private readonly reader: RowReader,
    private readonly mapping: Mapping,
  ) {}

  note(row: TableRow): void {
    for (const field of VALUE_FIELDS) this.noteValue(field, this.reader.cell(row, field));
    if (this.reader.cell(row, 'north') !== '' && this.reader.cell(row, 'east') !== '') return;
    const text = this.reader.cell(row, 'place');
    if (text === '') return;
    const key = fold(text);
    const found = this.texts.get(key);
    if (found) found.rows++;
    else this.texts.set(key, { text, rows: 1 });
  }

  private noteValue(field: ValueField, value: string): void {
    if (value === '' || this.mapping.values[field][fold(value)] !== undefined) return;
    const key = `${field} ${fold(value)}`;
    const found = this.unknown.get(key);
    if (found) found.rows++;
    else this.unknown.set(key, { field, value, rows: 1 });
  }

  values(): UnknownValue[] {
    return [...this.unknown.values()].sort((a, b) => b.rows - a.rows);
  }

  places(): PlaceFinding[] {
    return [...this.texts]
      .map(([key, { text, rows }]): PlaceFinding => {
        const { certainty, candidates } = this.reader.match(text);
        const chosen = this.mapping.places[key];
        const how: PlaceCertainty = chosen === LEAVE_OUT ? 'left-out' : chosen !== undefined ? 'chosen' : certainty;
        const sure = certainty === 'sure' ? (candidates[0] ?? null) : null;
        const placeId = chosen === LEAVE_OUT ? null : (chosen ?? sure);
        return { text, rows, certainty: how, placeId, candidates };
      })
      .sort((a, b) => b.rows - a.rows);
  }
}

/**
 * @param now epoch seconds.
 * @returns a generator that pauses every few hundred rows with the number of rows read, so that whoever runs it can show progress or stop.
 */
export function* evaluating(
  table: Table,
  mapping: Mapping,
  setting: Setting,
  owner: RowOwner,
  now: number,
): Generator<number, EvaluatedTable> {
  const reader = createRowReader(table.headings, mapping, setting, owner, now);
  const questions = new Questions(reader, mapping);
  const [categories, areas, reasons] = [new Tally(), new Tally(), new Tally()];
  const rows: ImportRow[] = [];
  const refused: RefusedRow[] = [];
  /** Where each key was first, and the whole row: an id that stands for two things is refused. */
  const first = new Map<string, { line: number; cells: string }>();
  let [repeated, leftOut, textsLeftOut, dateOnly] = [0, 0, 0, 0];
  let [from, to] = [Infinity, -Infinity];
  for (const [i, row] of table.rows.entries()) {
    if (i > 0 && i % STEP === 0) yield i;
    const key = reader.keyOf(row);
    const cells = rowText(row.cells);
    const before = first.get(key);
    if (before?.cells === cells) {
      repeated++;
      continue;
    }
    if (before) {
      refused.push({
        line: row.line,
        reason: { key: 'rowRepeatedId', values: { id: reader.cell(row, 'id').slice(0, 40), line: before.line } },
      });
      continue;
    }
    first.set(key, { line: row.line, cells });
    questions.note(row);
    const read = reader.read(row);
    if (read.kind === 'left-out') leftOut++;
    else if (read.kind === 'refused') refused.push({ line: row.line, reason: read.reason });
    else {
      rows.push(read.row);
      categories.add(read.row.categoryId);
      areas.add(read.areaId);
      if (read.textLeftOut) textsLeftOut++;
      if (read.dateOnly) dateOnly++;
      from = Math.min(from, read.row.occurredFrom);
      to = Math.max(to, read.row.occurredTo);
    }
  }
  const all = [...table.broken, ...refused].sort((a, b) => a.line - b.line);
  for (const { reason } of all) reasons.add(reason.key);
  return {
    rows,
    refused: all,
    evaluation: {
      ...{ total: table.rows.length + table.broken.length, good: rows.length, repeated, leftOut, refused: all.length },
      ...{ textsLeftOut, dateOnly, unknown: questions.values(), places: questions.places() },
      reasons: reasons.sorted().map(([key, number]) => ({ key, rows: number })),
      byCategory: Object.fromEntries(categories.sorted()),
      byArea: Object.fromEntries(areas.sorted()),
      preview: previewMap(rows),
      span: rows.length === 0 ? null : { from, to },
    },
  };
}

/** The same at once. */
export function evaluate(...given: Parameters<typeof evaluating>): EvaluatedTable {
  const steps = evaluating(...given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
