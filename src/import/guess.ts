/** A first mapping from headings and values. The values decide what coordinates and dates are; headings decide the rest. */
import type { OrganisationKind, Setting } from '../domain/setting';
import { readNumber, SWEDEN } from '../picture/read-position';
import type { ColumnFacts } from './column-profile';
import { guessValue } from './guess-values';
import { HEADING_WORDS } from './heading-words';
import { ordersOf, readClock, readMoment } from './moment';
import type { ColumnRole, CoordinateSystem, DateOrder, Mapping, ValueField } from './types';
import { COLUMN_ROLES, VALUE_FIELDS } from './types';
import { fold } from './values';

/** Share of the sample that must be readable as what a column is taken for. */
const MOST = 0.6;

const share = (sample: readonly string[], test: (cell: string) => boolean): number =>
  sample.length === 0 ? 0 : sample.filter(test).length / sample.length;

const isMoment = (cell: string): boolean =>
  !('flaw' in readMoment(cell, 'dmy')) || !('flaw' in readMoment(cell, 'mdy'));
/** A plain number of five or six digits is a date only where the heading says so. */
const isPlainMoment = (cell: string): boolean => isMoment(cell) && !/^\d{5,6}(?:[.,]\d+)?$/.test(cell);

const inRange = (cell: string, { low, high }: { low: number; high: number }): boolean => {
  const number = readNumber(cell);
  return number >= low && number <= high;
};

const AXES = [
  { system: 'sweref99tm', role: 'north', range: SWEDEN.north },
  { system: 'sweref99tm', role: 'east', range: SWEDEN.east },
  { system: 'wgs84', role: 'north', range: SWEDEN.lat },
  { system: 'wgs84', role: 'east', range: SWEDEN.lon },
] as const;

/** Position of a heading among the words of a role, lower is better; null when it is none of them. */
function rankOf(role: ColumnRole, heading: string): number | null {
  const at = HEADING_WORDS[role].indexOf(fold(heading));
  return at === -1 ? null : at;
}

class Guess {
  readonly taken = new Set<ColumnFacts>();
  readonly columns = Object.fromEntries(COLUMN_ROLES.map((role) => [role, null])) as Record<ColumnRole, string | null>;

  constructor(readonly facts: readonly ColumnFacts[]) {}

  take(role: ColumnRole, column: ColumnFacts | undefined): void {
    if (!column) return;
    this.columns[role] = column.heading;
    this.taken.add(column);
  }

  /** The free column whose heading fits the role best and passes the test. */
  byHeading(role: ColumnRole, test: (column: ColumnFacts) => boolean): ColumnFacts | undefined {
    const fitting = this.facts
      .filter((column) => !this.taken.has(column) && column.heading !== '' && test(column))
      .flatMap((column) => {
        const rank = rankOf(role, column.heading);
        return rank === null ? [] : [{ column, rank }];
      })
      .sort((a, b) => a.rank - b.rank);
    return fitting[0]?.column;
  }

  coordinates(): CoordinateSystem {
    for (const system of ['sweref99tm', 'wgs84'] as const) {
      const [north, east] = AXES.filter((axis) => axis.system === system).map(({ role, range }) => {
        const fitting = this.facts.filter(
          ({ heading, sample }) => heading !== '' && share(sample, (cell) => inRange(cell, range)) >= MOST,
        );
        // Degrees are small numbers, and so are many others: the heading must say that they are coordinates.
        const said = fitting.filter(
          ({ heading }) => rankOf('north', heading) !== null || rankOf('east', heading) !== null || system !== 'wgs84',
        );
        return said.find(({ heading }) => rankOf(role, heading) !== null) ?? said[0];
      });
      if (north && east && north !== east) {
        this.take('north', north);
        this.take('east', east);
        return system;
      }
    }
    // Nothing in range, but named so: the rows will say what is wrong with them.
    const [north, east] = [this.byHeading('north', () => true), this.byHeading('east', () => true)];
    if (north && east) {
      this.take('north', north);
      this.take('east', east);
    }
    return north && share(north.sample, (cell) => Math.abs(readNumber(cell)) > 1000) >= MOST ? 'sweref99tm' : 'wgs84';
  }

  times(): void {
    const dated = (column: ColumnFacts): boolean => share(column.sample, isMoment) >= MOST;
    const clock = (column: ColumnFacts): boolean => share(column.sample, (cell) => readClock(cell) !== null) >= MOST;
    this.take('to', this.byHeading('to', dated));
    const first = this.facts.find(
      (column) => !this.taken.has(column) && share(column.sample, isPlainMoment) >= MOST && column.heading !== '',
    );
    this.take('from', this.byHeading('from', dated) ?? first);
    this.take('toTime', this.byHeading('toTime', clock) ?? this.byHeading('to', clock));
    this.take('fromTime', this.byHeading('fromTime', clock) ?? this.byHeading('from', clock));
  }
}

/** The order of day and month that most dates of the column allow; Swedish where both do. */
export function guessOrder(sample: readonly string[]): { order: DateOrder; mixed: boolean } {
  let [day, month] = [0, 0];
  for (const cell of sample) {
    const orders = ordersOf(cell);
    if (orders.length !== 1) continue;
    if (orders[0] === 'dmy') day++;
    else month++;
  }
  return { order: month > day ? 'mdy' : 'dmy', mixed: day > 0 && month > 0 };
}

/** @param kind of the organisation that the rows belong to: what the police know is shared with authorities unless they say otherwise. */
export function guessMapping(facts: readonly ColumnFacts[], setting: Setting, kind: OrganisationKind): Mapping {
  const guess = new Guess(facts);
  const coordinates = guess.coordinates();
  guess.times();
  const listed = (column: ColumnFacts): boolean => column.values !== null;
  const words = (column: ColumnFacts): boolean => share(column.sample, (cell) => /\p{L}{2}/u.test(cell)) >= MOST;
  const meant = (field: ValueField) => (column: ColumnFacts) =>
    share(column.sample, (cell) => guessValue(field, cell, setting.categories) !== null) >= 0.5;
  const named = facts.find((column) => !guess.taken.has(column) && listed(column) && meant('category')(column));
  guess.take('category', guess.byHeading('category', (column) => listed(column) && words(column)) ?? named);
  guess.take(
    'policeReported',
    guess.byHeading('policeReported', () => true),
  );
  guess.take(
    'placeType',
    guess.byHeading('placeType', (column) => listed(column) && words(column)),
  );
  guess.take('sharing', guess.byHeading('sharing', meant('sharing')));
  guess.take('place', guess.byHeading('place', words));
  guess.take(
    'description',
    guess.byHeading('description', () => true),
  );
  guess.take(
    'id',
    guess.byHeading('id', ({ unique, filled }) => unique && filled > 0),
  );
  const from = facts.find(({ heading }) => heading === guess.columns.from);
  return {
    headings: facts.map(({ heading }) => heading),
    columns: guess.columns,
    values: guessValues(facts, guess.columns, setting),
    places: {},
    coordinates,
    dateOrder: guessOrder(from?.sample ?? []).order,
    text: 'refuse',
    defaults: {
      category: '',
      policeReported: kind === 'police' ? 'yes' : 'unknown',
      placeType: 'other',
      sharing: kind === 'police' ? 'authorities' : 'partners',
    },
  };
}

/** What the values of the mapped columns probably mean. */
export function guessValues(
  facts: readonly ColumnFacts[],
  columns: Mapping['columns'],
  setting: Setting,
): Mapping['values'] {
  return Object.fromEntries(
    VALUE_FIELDS.map((field) => {
      const column = facts.find(({ heading }) => heading === columns[field]);
      const known = (column?.values ?? []).flatMap(({ value }) => {
        const meaning = guessValue(field, value, setting.categories);
        return meaning === null ? [] : [[fold(value), meaning] as const];
      });
      return [field, Object.fromEntries(known)];
    }),
  ) as Mapping['values'];
}
