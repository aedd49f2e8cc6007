import { describe, expect, it } from 'vitest';
import { readAreas } from '../../src/picture/read-areas';
import { organisationKey, readCheckIns } from '../../src/picture/read-check-ins';
import { UserError } from '../../src/picture/user-error';
import { AREAS, bytes, checkInsFile, picture } from './picture-fixtures';

const areas = readAreas(AREAS, 'a', 'sv');
const read = (text: string): ReturnType<typeof readCheckIns> => readCheckIns(bytes(text), 'c.csv', areas, 'sv');

describe('A file of check-ins', () => {
  it.each([
    ['2026-W47', '2026-W47'],
    ['2026-v47', '2026-W47'],
    ['2026 v 7', '2026-W07'],
    ['2026-11-16', '2026-W47'],
    ['2026-11-22', '2026-W47'],
    ['2026-11-16 08:30', '2026-W47'],
    ['2026-11', '2026-11'],
    ['2026-T3', '2026-T3'],
  ])('reads the period %s as %s', (written, key) => {
    const { checkIns, rejected } = read(`område;organisation;period\n=SUM(A1);Polisen;${written}\n`);
    expect(rejected).toEqual([]);
    expect(checkIns.map(({ period }) => period.key)).toEqual([key]);
  });

  it.each([
    'area,organisation,period\n1,Polisen,2026-W47',
    'Organisation;Veckostart;Område\nPolisen;2026-11-16;öster & <väst>',
    'area\torganisation\tweek_start\nÖster & <Väst>\tPolisen\t2026-11-16',
    'område;organisation;vecka;antal\nÖster & <Väst>;Polisen;2026-W47;3',
  ])('takes English and Swedish headings, names and ids of areas whatever their case (%#)', (text) => {
    expect(read(text).checkIns).toMatchObject([{ area: 0, organisation: 'polisen', period: { key: '2026-W47' } }]);
  });

  it('knows an organisation again however it is spelt', () => {
    expect(organisationKey(' A\u030Angstro\u0308m  BOSTAD ')).toBe(organisationKey('Ångström bostad'));
    expect(organisationKey('Vätterhem')).not.toBe(organisationKey('Junehem'));
  });

  it('lists rows that cannot be used with the name of the file, the line and the reason', () => {
    const lines = ['område;organisation;period', 'Öster & <Väst>;Polisen;2026-W47', 'Rymden;Polisen;2026-W47'];
    lines.push('=SUM(A1);;2026-W47', '=SUM(A1);Polisen;2026-W54', '', '=SUM(A1);Polisen;"2026');
    expect(read(lines.join('\n')).rejected).toEqual([
      { line: 3, reason: 'c.csv: Området ”Rymden” finns inte i områdesfilen.' },
      { line: 4, reason: 'c.csv: Organisationen saknas.' },
      {
        line: 5,
        reason: 'c.csv: ”2026-W54” är ingen period; skriv till exempel 2026-W47 eller veckans måndag, 2026-11-16.',
      },
      { line: 7, reason: 'c.csv: Ett citattecken öppnas men stängs aldrig.' },
    ]);
  });

  it.each([
    ['', 'rubrikrad'],
    ['Polisen;2026-W47\n', 'rubrikrad'],
    ['område;organisation\nX;Y\n', 'rubrikrad'],
    ['område;organisation;period\nRymden;Polisen;2026-W47\n', 'Ingen rad'],
  ])('is refused with a sentence when nothing in it can be used (%#)', (text, words) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(words);
  });
});

describe('Who usually reports', () => {
  const coverageOf = (text: string, changes: Parameters<typeof picture>[0] = {}): (object | null)[] =>
    picture({ ...changes, checkIns: { bytes: bytes(text), name: 'c.csv' } }).areas.map(({ coverage }) => coverage);

  it('are those with a check-in or an incident in a third of the 12 periods before; reported have those with one in it', () => {
    // The police and the school have incidents in the west every week, this one too; the rescue service only checked in, in four weeks.
    expect(coverageOf(checkInsFile())).toEqual([
      { expected: 3, reported: 2, mark: 'some-missing' },
      { expected: 1, reported: 0, mark: 'nobody' },
    ]);
  });

  it('three of the 12 periods are no habit where others reported in all, but one of one is', () => {
    const rare = checkInsFile().replace('Öster & <Väst>;Räddningstjänsten;2026-10-19\r\n', '');
    expect(coverageOf(rare)[0]).toEqual({ expected: 2, reported: 2, mark: 'complete' });
    expect(coverageOf('område;organisation;period\n=SUM(A1);Bostaden;2026-11-09\n')[1]).toEqual({
      ...{ expected: 1, reported: 0, mark: 'nobody' },
    });
  });

  it('a check-in of the week itself is enough, also where nothing happened', () => {
    const file = `${checkInsFile()}=SUM(A1);Bostaden;2026-11-16\nÖster & <Väst>;RÄDDNINGSTJÄNSTEN;2026-11-16\n`;
    expect(coverageOf(file)).toEqual([
      { expected: 3, reported: 3, mark: 'complete' },
      { expected: 1, reported: 1, mark: 'complete' },
    ]);
  });

  it('what lies longer back than 12 periods makes nobody usual, and where nobody is, nothing is known', () => {
    const old = 'område;organisation;period\n=SUM(A1);Bostaden;2026-W34\nÖster & <Väst>;Taxi;2026-W34\n';
    expect(coverageOf(old)).toEqual([{ expected: 2, reported: 2, mark: 'complete' }, null]);
    expect(coverageOf(old.replaceAll('W34', 'W35'))[1]).toEqual({ expected: 1, reported: 0, mark: 'nobody' });
  });

  it('a week counts for the month of its Monday, and a month for its weeks', () => {
    const weeks = 'område;organisation;period\n=SUM(A1);Bostaden;2026-W44\n';
    expect(coverageOf(weeks, { period: '2026-11' })[1]).toEqual({ expected: 1, reported: 0, mark: 'nobody' });
    const months = 'område;organisation;period\n=SUM(A1);Bostaden;2026-10\n=SUM(A1);Bostaden;2026-11\n';
    expect(coverageOf(months)[1]).toEqual({ expected: 1, reported: 1, mark: 'complete' });
  });

  it('the picture says by what it knows them, and lists the rows that could not be used', () => {
    const checkIns = { bytes: bytes(`${checkInsFile()}Rymden;Polisen;2026-11-09\n`), name: 'c.csv' };
    const ours = picture({ checkIns });
    expect(ours.method.join(' ')).toContain(
      'i minst en tredjedel av de perioder, av de 12 före, då någon rapporterade',
    );
    expect(ours.rejected.map(({ line, reason }) => `${line} ${reason.slice(0, 6)}`)).toEqual([
      '55 Datume',
      '18 c.csv:',
    ]);
  });
});
