import { describe, expect, it } from 'vitest';
import { readRowTime } from '../../src/import/row-time';
import type { TimeCells } from '../../src/import/row-time';
import { epoch } from './import-fixtures';

const NONE: TimeCells = { from: '', fromTime: '', to: '', toTime: '' };
const HEADINGS: TimeCells = { from: 'Datum', fromTime: 'Tid', to: 'Till', toTime: 'Tid till' };
const read = (cells: Partial<TimeCells>, order: 'dmy' | 'mdy' = 'dmy'): ReturnType<typeof readRowTime> =>
  readRowTime({ ...NONE, ...cells }, HEADINGS, order);
const at = (iso: string): { from: number; to: number; dateOnly: boolean } => ({
  ...{ from: epoch(iso), to: epoch(iso), dateOnly: false },
});

describe('A date is read as Swedish systems write it:', () => {
  it.each([
    '2026-11-16 14:30',
    '2026-11-16T14:30',
    '2026-11-16T14:30:00',
    '2026-11-16 14.30',
    '2026/11/16 14:30',
    '16/11 2026 14:30',
    '16/11/2026 14:30',
    '16.11.2026 14:30',
    '16-11-2026 kl. 14.30',
    '26-11-16 14:30',
    '16 nov 2026 14:30',
    '16 november 2026 kl 14.30',
    'den 16 nov. 2026, 14:30',
    'måndag 16 november 2026 14:30',
    'Mon 16 Nov 2026 14:30',
    '202611161430',
    '20261116 1430',
    '46342.6041666667',
    '46342,6041666667',
    '2026-11-16T14:30+01:00',
    '2026-11-16T13:30:00Z',
  ])('%s', (from) => {
    expect(read({ from })).toEqual(at('2026-11-16T13:30:00Z'));
  });

  it('with the clock time in a column of its own', () => {
    for (const fromTime of ['14:30', '14.30', 'kl 14.30', '1430', '14:30:00', '0,604166666666667'])
      expect(read({ from: '2026-11-16', fromTime })).toEqual(at('2026-11-16T13:30:00Z'));
  });

  it('six digits are year, month and day', () => {
    expect(read({ from: '261116', fromTime: '14:30' })).toEqual(at('2026-11-16T13:30:00Z'));
  });

  it('3/4 is the third of April unless the file says otherwise', () => {
    expect(read({ from: '3/4 2026 12:00' })).toEqual(at('2026-04-03T10:00:00Z'));
    expect(read({ from: '3/4 2026 12:00' }, 'mdy')).toEqual(at('2026-03-04T11:00:00Z'));
  });

  it('a day without a clock time is the whole day', () => {
    expect(read({ from: '16/11 2026' })).toEqual({
      ...{ from: epoch('2026-11-15T23:00:00Z'), to: epoch('2026-11-16T22:59:00Z'), dateOnly: true },
    });
    expect(read({ from: '46342' })).toMatchObject({ dateOnly: true });
  });
});

describe('A time is one in Sweden, both when clocks go forward and back:', () => {
  it('the hour that spring skips moves forward', () => {
    expect(read({ from: '2026-03-29 02:30' })).toEqual(at('2026-03-29T01:30:00Z'));
  });
  it('the hour that autumn repeats is the first', () => {
    expect(read({ from: '2026-10-25 02:30' })).toEqual(at('2026-10-25T00:30:00Z'));
    expect(read({ from: '2026-10-25 03:30' })).toEqual(at('2026-10-25T02:30:00Z'));
  });
  it('a whole day of 25 hours and one of 23', () => {
    const hours = (from: string): number => {
      const time = read({ from });
      return 'reason' in time ? NaN : (time.to - time.from + 60) / 3600;
    };
    expect([hours('2026-10-25'), hours('2026-03-29'), hours('2026-11-16')]).toEqual([25, 23, 24]);
  });
});

describe('An interval', () => {
  const span = (from: string, to: string): object => ({ from: epoch(from), to: epoch(to), dateOnly: false });
  it('stands in two columns', () => {
    expect(read({ from: '2026-11-13 17:00', to: '2026-11-16 07:00' })).toEqual(
      span('2026-11-13T16:00:00Z', '2026-11-16T06:00:00Z'),
    );
  });
  it('stands as dates and times of their own', () => {
    expect(read({ from: '2026-11-13', fromTime: '17:00', to: '2026-11-16', toTime: '07.00' })).toEqual(
      span('2026-11-13T16:00:00Z', '2026-11-16T06:00:00Z'),
    );
  });
  it('stands in one cell, and passes midnight', () => {
    expect(read({ from: '2026-11-13', fromTime: '21:00–02:30' })).toEqual(
      span('2026-11-13T20:00:00Z', '2026-11-14T01:30:00Z'),
    );
    expect(read({ from: '2026-11-13 21:00', to: '23.15' })).toEqual(
      span('2026-11-13T20:00:00Z', '2026-11-13T22:15:00Z'),
    );
    expect(read({ from: '2026-11-13', fromTime: '21', toTime: '24:00' })).toMatchObject({
      to: epoch('2026-11-13T22:59:59Z'),
    });
  });
  it('that ends before it begins is refused', () => {
    expect(read({ from: '2026-11-16', to: '2026-11-15' })).toEqual({
      reason: { key: 'rowEndBeforeStart', values: { from: '2026-11-16', to: '2026-11-15' } },
    });
  });
});

describe('What is no time is refused with the cell and its column:', () => {
  it.each([
    ['igår kväll', 'rowNotATime'],
    ['2026-02-30', 'rowNoSuchDate'],
    ['31/4 2026', 'rowNoSuchDate'],
    ['11/16/2026', 'rowNoSuchDate'],
    ['2026-11-16 25:00', 'rowNoSuchClock'],
    ['1901-01-01', 'rowYearOutOfRange'],
    ['16 nvember 2026', 'rowNotATime'],
  ])('%s', (from, key) => {
    expect(read({ from })).toEqual({ reason: { key, values: { value: from, column: 'Datum' } } });
  });
  it('an empty cell', () => {
    expect(read({})).toEqual({ reason: { key: 'rowNoTime', values: { column: 'Datum' } } });
  });
  it('a clock time of its own', () => {
    expect(read({ from: '2026-11-16', fromTime: 'sent' })).toEqual({
      reason: { key: 'rowNotAClock', values: { value: 'sent', column: 'Tid' } },
    });
  });
});
