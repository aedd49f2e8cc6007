/** A pasted list becomes activities: the dated list of Jönköping's dialogues, other ways of writing, columns of a spreadsheet, and anything at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PastedActivity } from '../../src/domain/pasted-activities';
import { BLOCKING, PASTED_MAX, readPasted } from '../../src/domain/pasted-activities';

const PLACES = ['Österängen', 'Huskvarna Söder', 'Öxnehaga', 'Råslätt', 'Mariannelund', 'Resecentrum'];
const context = { year: 2024, isPlace: (words: string) => PLACES.includes(words) };
const read = (text: string): PastedActivity[] => readPasted(text, context);
const one = (text: string): PastedActivity => {
  const all = read(text);
  expect(all, text).toHaveLength(1);
  return all[0] as PastedActivity;
};
const days = (text: string): string[] => read(text).map(({ from, to }) => (from === to ? from : `${from}/${to}`));

/** As the citizen promise of 2024 lists them. */
const DIALOGUES =
  '13/1 Österängen · 19/1 Sannaängen · 19/2 Huskvarna Söder · 21/2 Öxnehaga (panel) · 25/2 Råslätt · 28/2 Ekhagsskolan · 5/3 Råslätt · 13/3 Österängen · 15-16/4 Rosenlund · ' +
  '25/4 Huskvarna · 2/5 Huskvarna Söder (trygghetsplanering) · 27/5 Råslätt · 28/5 (föreningar) · 3/6 Öxnehaga (inför sommaren) · 7/10 Huskvarna · 5/11 Råslättsskolan · ' +
  '20/11 och 26/11 (två dagar, en skola)';

describe('a pasted list', () => {
  it('of Jönköping’s dialogues is understood day by day', () => {
    const all = read(DIALOGUES);
    expect(all.map(({ from, place, theme }) => [from, place, theme].join(' ').trim())).toEqual([
      ...['2024-01-13 Österängen', '2024-01-19 Sannaängen', '2024-02-19 Huskvarna Söder', '2024-02-21 Öxnehaga panel'],
      ...['2024-02-25 Råslätt', '2024-02-28 Ekhagsskolan', '2024-03-05 Råslätt', '2024-03-13 Österängen'],
      ...['2024-04-15 Rosenlund', '2024-04-25 Huskvarna', '2024-05-02 Huskvarna Söder trygghetsplanering'],
      ...['2024-05-27 Råslätt', '2024-05-28  föreningar', '2024-06-03 Öxnehaga inför sommaren', '2024-10-07 Huskvarna'],
      ...['2024-11-05 Råslättsskolan', '2024-11-20  två dagar, en skola', '2024-11-26  två dagar, en skola'],
    ]);
    expect(all.flatMap(({ doubts }) => doubts)).toEqual([]);
    expect(all.find(({ from }) => from === '2024-04-15')?.to).toBe('2024-04-16');
    // The two days of one line belong together, and to nothing else.
    expect(all.map(({ series }) => series).filter((series) => series !== null)).toEqual([1, 1]);
    // The same list with a line each, with semicolons and with commas says the same.
    const strip = (list: PastedActivity[]): unknown[] => list.map(({ line: _, source: __, ...rest }) => rest);
    for (const separator of ['\n', '; ', '\r\n', ', ', '\n- '])
      expect(strip(read(DIALOGUES.replaceAll(' · ', separator))), separator).toEqual(strip(all));
  });

  it('has a place first and a title after the comma, or the other way round where the place is known', () => {
    expect(one('13/1 Österängen, Gängsnacket')).toMatchObject({
      ...{ place: 'Österängen', title: 'Gängsnacket', kind: 'dialogue', from: '2024-01-13', fromTime: '' },
    });
    expect(one('13/1 Medborgardialog, Österängen')).toMatchObject({ place: 'Österängen', title: 'Medborgardialog' });
    expect(one('9/4 Krogar mot knark: uppstart, ca 35 deltagare')).toMatchObject({ participants: 35 });
    expect(one('3/9 Möte med föreningar i Huskvarna')).toMatchObject({
      ...{ place: 'Huskvarna', title: 'Möte med föreningar', kind: 'meeting' },
    });
    expect(one('3/9 Råslätt panel')).toMatchObject({ place: 'Råslätt', title: 'Panel', kind: 'dialogue' });
    expect(one('15–16/4 Rosenlund (ungdomar)')).toMatchObject({ theme: 'ungdomar', to: '2024-04-16' });
  });

  it('may have several days, clock times and kinds in one line', () => {
    const walks = read('2 och 9 maj kl 18–20 trygghetsvandring Mariannelund');
    expect(walks).toHaveLength(2);
    for (const [i, from] of ['2024-05-02', '2024-05-09'].entries())
      expect(walks[i]).toMatchObject({
        ...{ from, to: from, fromTime: '18:00', toTime: '20:00', kind: 'safety_walk', place: 'Mariannelund' },
        ...{ title: 'Trygghetsvandring', series: 1, doubts: [] },
      });
    expect(one('tis 5/3 18.30 Råslätt')).toMatchObject({ fromTime: '18:30', toTime: '18:30', doubts: [] });
    expect(one('5/3 22-02 Resecentrum, riktad insats')).toMatchObject({
      ...{ fromTime: '22:00', toTime: '02:00', kind: 'operation', title: 'Riktad insats' },
    });
  });

  it('has days with and without a year, over months and over New Year', () => {
    expect(days('30/4–2/5 Valborg')).toEqual(['2024-04-30/2024-05-02']);
    expect(days('30 dec – 2 jan 2025 Resecentrum')).toEqual(['2024-12-30/2025-01-02']);
    expect(days('2026-03-04 Råslätt\n2026-03-05–07 Öxnehaga\n9/3 Råslätt')).toEqual([
      ...['2026-03-04', '2026-03-05/2026-03-07', '2026-03-09'],
    ]);
    expect(days('Dialoger 2025:\n13/1 Österängen\n14/1 2027 Råslätt\n15/1 Råslätt')).toEqual([
      ...['2025-01-13', '2027-01-14', '2027-01-15'],
    ]);
    expect(days('13/1-14/1 Österängen')).toEqual(['2024-01-13/2024-01-14']);
    expect(days('den 2:a juni 2024, 16.5.2024')).toEqual(['2024-06-02', '2024-05-16']);
    expect(one('13/1-25 Österängen')).toMatchObject({ from: '2025-01-13', doubts: ['short-year'] });
  });

  it('may be columns of a spreadsheet, with and without headings', () => {
    const withHead = read('Datum\tTid\tVad\tPlats\tTema\tAntal\n13/1\t18-20\tGängsnacket\tÖsterängen\tungdomar\t35');
    const without = read('13/1\t18-20\tÖsterängen\tGängsnacket\tungdomar\t35');
    for (const [row] of [withHead, without])
      expect(row).toMatchObject({
        ...{ from: '2024-01-13', fromTime: '18:00', toTime: '20:00', title: 'Gängsnacket', place: 'Österängen' },
        ...{ theme: 'ungdomar', participants: 35, kind: 'dialogue', doubts: [] },
      });
    expect(withHead).toHaveLength(1);
    expect(one('2024-05-02\tMedborgardialog\tHuskvarna')).toMatchObject({
      ...{ place: 'Huskvarna', title: 'Medborgardialog' },
    });
  });

  it('says why a line is doubtful, and drops none', () => {
    expect(one('Österängen i januari').doubts).toEqual(['no-date']);
    expect(one('31/2 Österängen').doubts).toEqual(['no-such-date']);
    expect(one('13/13 Österängen').doubts).toEqual(['no-such-date']);
    expect(one('mån 13/1 Österängen').doubts).toEqual(['weekday']);
    expect(one('13/1').doubts).toEqual(['no-words']);
    expect(one('13/1 kl 27 Österängen').doubts).toEqual(['clock']);
    expect(one('16-15/4 Österängen').doubts).toEqual(['backwards']);
    expect(one(`13/1 ${'mycket '.repeat(200)}`).doubts).toContain('too-long');
    expect(BLOCKING).toContain(one('31/2 Österängen').doubts[0]);
    expect(read('\n  \n2024\n')).toEqual([]);
    expect(read('13/1 Österängen\n'.repeat(500))).toHaveLength(PASTED_MAX + 1);
  });

  it('is read without an error whatever it holds, and every day is one of the calendar', () => {
    const scraps = [
      '13/1',
      '15–16/4',
      '2 och 9 maj',
      'kl 18–20',
      '\t',
      '\n',
      '·',
      ';',
      ',',
      '(',
      ')',
      '31/2',
      '99',
      ' ',
      '2024',
      '-',
      'tis',
      'Råslätt',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom(...scraps), { maxLength: 40 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        for (const { from, to, doubts, fromTime, toTime, title } of read(pasted)) {
          expect(from <= to).toBe(true);
          if (from === '') expect(doubts.some((doubt) => BLOCKING.includes(doubt))).toBe(true);
          else
            expect([from, to].map((day) => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10))).toEqual([
              from,
              to,
            ]);
          expect([fromTime, toTime].every((clock) => /^(?:|[01]\d:[0-5]\d|2[0-3]:[0-5]\d)$/.test(clock))).toBe(true);
          expect(title.length).toBeLessThanOrEqual(120);
        }
      }),
      { numRuns: 400 },
    );
  });
});
