/** The coordinator's board: who is missing, and whom a press reminds. */
import { describe, expect, it } from 'vitest';
import { deadlineOf } from '../../src/domain/check-in';
import type { ReportingRow } from '../../src/domain/check-in';
import type { Setting } from '../../src/domain/setting';
import { backOf, boardOf, toRemind } from '../../src/screens/reporting/board';

const DUE = deadlineOf('2026-11-23', { weekday: 1, hour: 9 });
const said = (nothing: boolean) => ({ nothing, at: DUE - 100, mine: false });
const row = (organisationId: string, areaId: string, values: Partial<ReportingRow> = {}): ReportingRow => ({
  ...{ organisationId, areaId, rhythm: 'weekly', periodFrom: '2026-11-16', periodTo: '2026-11-23', due: DUE },
  ...{ checkIn: null, reports: 0, remindedAt: null },
  ...values,
});
const setting = {
  areas: [
    { id: 'oxnehaga', name: 'Öxnehaga' },
    { id: 'ekhagen', name: 'Ekhagen' },
  ],
  organisations: [
    { id: 'vatterhem', name: 'Vätterhem' },
    { id: 'polisen', name: 'Polisen' },
    { id: 'junehem', name: 'Junehem' },
  ],
} as unknown as Setting;
const rows = [
  ...[row('polisen', 'oxnehaga', { reports: 4 }), row('vatterhem', 'oxnehaga', { remindedAt: DUE - 500 })],
  ...[row('polisen', 'ekhagen', { checkIn: said(true) }), row('vatterhem', 'ekhagen', { due: DUE + 7200 })],
  row('junehem', 'ekhagen', { remindedAt: DUE - 900 }),
];

describe('the board', () => {
  const board = boardOf(rows, setting, DUE + 3600);

  it('has a column for each area in its own period and a line for each organisation, with what is not expected left empty', () => {
    expect(board.columns.map(({ name }) => name)).toEqual(['Öxnehaga', 'Ekhagen']);
    expect(board.lines.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.state ?? null)])).toEqual([
      ['Junehem', null, 'late'],
      ['Polisen', 'reports', 'nothing'],
      ['Vätterhem', 'late', 'due-soon'],
    ]);
  });

  it('counts what is missing, of it what is late, and names who misses the most first', () => {
    expect(board).toMatchObject({ expected: 5, missingCount: 3, lateCount: 2 });
    expect(board.missing.map(({ name, missing }) => [name, missing.map(({ areaName }) => areaName)])).toEqual([
      ['Vätterhem', ['Öxnehaga', 'Ekhagen']],
      ['Junehem', ['Ekhagen']],
    ]);
    expect(board.missing.map(({ remindedAt }) => remindedAt)).toEqual([DUE - 500, DUE - 900]);
  });

  it('reminds all that miss something, or those that are ticked and still miss it', () => {
    expect(toRemind(board, [])).toEqual(['vatterhem', 'junehem']);
    expect(toRemind(board, ['junehem', 'polisen'])).toEqual(['junehem']);
    // The only one that was ticked has reported meanwhile: the button says how many it is for.
    expect(toRemind(board, ['polisen'])).toEqual(['vatterhem', 'junehem']);
  });

  it('of nothing expected is empty, and shows what it cannot name by its id', () => {
    expect(boardOf([], setting, DUE)).toMatchObject({ columns: [], lines: [], expected: 0, missingCount: 0 });
    expect(boardOf([row('x', 'y')], setting, DUE).lines[0]?.name).toBe('x');
  });

  it('begins with the last finished period whatever nonsense the address holds', () => {
    expect(['', '#/inkommet/vecka', '#/inkommet/vecka?bakat=0', '#/inkommet/vecka?bakat=60'].map(backOf)).toEqual([
      1, 1, 0, 60,
    ]);
    expect(['61', '-1', '1.5', 'x', ''].map((value) => backOf(`#/inkommet/vecka?bakat=${value}`))).toEqual([
      1, 1, 1, 1, 0,
    ]);
  });
});
