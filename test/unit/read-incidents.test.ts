import { describe, expect, it } from 'vitest';
import { readIncidents } from '../../src/picture/read-incidents';
import type { ReadIncidents } from '../../src/picture/read-incidents';
import { UserError } from '../../src/picture/user-error';
import { bytes } from './picture-fixtures';

const HEADER = 'id,occurred_from,occurred_to,lon,lat,category,organisation,description\n';
const read = (text: string | Uint8Array): ReadIncidents =>
  readIncidents(typeof text === 'string' ? bytes(text) : text, 'a.csv', 'sv');
const rows = (...lines: string[]): ReadIncidents => read(`${HEADER}${lines.join('\n')}\n`);
const good = 'g,2026-11-16 21:30,,14.2,57.78,Klotter,,';
/** The reason why the only bad row is rejected. */
const reason = (line: string): string => {
  const { rejected, from } = rows(good, line);
  expect(from.length).toBe(1);
  expect(rejected.map((row) => row.line)).toEqual([3]);
  return rejected[0]?.reason ?? '';
};
const epoch = (iso: string): number => Date.parse(iso) / 1000;
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => ({ '€': 0x80, '–': 0x96, '”': 0x94 })[sign] ?? sign.charCodeAt(0));

describe('An incidents file is read whatever program wrote it:', () => {
  const swedish =
    'ID;Från;Till;Lon;Lat;Kategori;Organisation;Beskrivning\n1;2026-11-16 21:30;;14,2;57,78;Köpcentrum;Räddningstjänsten;\n';

  it.each([
    ['UTF-8', bytes(swedish)],
    ['UTF-8 with byte order mark', bytes(`\uFEFF${swedish}`)],
    ['Windows-1252', windows1252(swedish)],
    ['CRLF', bytes(swedish.replace(/\n/g, '\r\n'))],
    ['CR alone', bytes(swedish.replace(/\n/g, '\r'))],
    ['no line end at the end', bytes(swedish.trimEnd())],
    ['tabs', bytes(swedish.replace(/;/g, '\t'))],
    ['decomposed letters of macOS', bytes(swedish.normalize('NFD'))],
  ])('%s', (_, file) => {
    const { categories, organisations, lon, lat, from, to, rejected } = read(file);
    expect({ categories, organisations, lon, lat, from, to, rejected }).toEqual({
      categories: ['Köpcentrum'],
      organisations: ['Räddningstjänsten'],
      lon: [14.2],
      lat: [57.78],
      from: [epoch('2026-11-16T20:30:00Z')],
      to: [epoch('2026-11-16T20:30:00Z')],
      rejected: [],
    });
  });

  it('Windows-1252 holds signs that Latin-1 does not', () => {
    expect(read(windows1252('från;lon;lat;kategori\n2026-11-16;14,2;57,78;€ – ”ö”\n')).categories).toEqual(['€ – ”ö”']);
  });

  it('commas with quoted decimal commas, columns in another order, unknown columns passed over', () => {
    const { lon, category } = read('lat,x,lon,från\n"57,78",?,"14,2",2026-11-16 10:00\n');
    expect([lon, category]).toEqual([[14.2], [0]]);
  });

  it('SWEREF 99 TM by n and e, with spaces between thousands', () => {
    const { lon, lat, east, north } = read('från;n;e\n2026-11-16 10:00;6 403 941,647;456 230,249\n');
    expect([east, north]).toEqual([[456230.249], [6403941.647]]);
    expect(lon[0]).toBeCloseTo(14.264104, 6);
    expect(lat[0]).toBeCloseTo(57.775388, 6);
  });

  it('quotes may hold delimiters, quotes and line ends, and line numbers stay those of the file', () => {
    const { categories, rejected } = rows(
      '1,2026-11-16 10:00,,14.2,57.78,"a, ""b""",x,"en\ntext\n"',
      '2,igår,,14.2,57.78,,,',
    );
    expect(categories).toEqual(['a, "b"']);
    expect(rejected.map(({ line }) => line)).toEqual([5]);
  });

  it('empty lines are passed over, and an empty category gets words', () => {
    const { categories, from, rejected } = rows('', '1,2026-11-16 10:00,,14.2,57.78,,,', ',,,,,,,');
    expect([categories, from.length, rejected]).toEqual([['(utan kategori)'], 1, []]);
  });

  it('free text is not kept', () => {
    expect(JSON.stringify(rows('1,2026-11-16 10:00,,14.2,57.78,Klotter,,hemlig text'))).not.toContain('hemlig');
  });
});

describe('Times are Swedish wall clock unless they say otherwise:', () => {
  it.each([
    ['2026-11-16 21:30', '2026-11-16T20:30:00Z'],
    ['2026-11-16T21:30:15', '2026-11-16T20:30:15Z'],
    ['2026-07-16 9:30', '2026-07-16T07:30:00Z'],
    ['2026-11-16T21:30:00Z', '2026-11-16T21:30:00Z'],
    ['2026-11-16T21:30:00.5+02:00', '2026-11-16T19:30:00Z'],
    ['2026-11-16 21:30:00+01', '2026-11-16T20:30:00Z'],
    ['2026-11-16', '2026-11-15T23:00:00Z'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00Z'], // skipped: 03:30 summer time
    ['2026-10-25 02:30', '2026-10-25T00:30:00Z'], // repeated: the first
    ['2024-02-29 12:00', '2024-02-29T11:00:00Z'],
  ])('%s is %s', (text, iso) => {
    expect(rows(`1,${text},,14.2,57.78,,,`).from).toEqual([epoch(iso)]);
  });

  it('a date alone is counted and told', () => {
    expect(rows('1,2026-11-16,,14.2,57.78,,,', '2,2026-11-16 00:00,,14.2,57.78,,,').dateOnly).toBe(1);
  });

  it('an end is kept, a missing one is the start', () => {
    const { from, to } = rows('1,2026-11-16 10:00,2026-11-16 12:00,14.2,57.78,,,', '2,2026-11-16 10:00,,14.2,57.78,,,');
    expect(to.map((end, i) => end - (from[i] ?? 0))).toEqual([7200, 0]);
  });
});

describe('A row that cannot be read is rejected with a reason:', () => {
  it.each([
    ['b,2026-02-29 10:00,,14.2,57.78,,,', 'Datumet 2026-02-29 10:00 i kolumnen occurred_from finns inte.'],
    ['b,2026-13-01 10:00,,14.2,57.78,,,', 'finns inte'],
    ['b,2026-11-16 25:00,,14.2,57.78,,,', 'Klockslaget'],
    ['b,16/11 2026,,14.2,57.78,,,', 'är ingen tid'],
    ['b,2026-11-16T10:00:00+25:00,,14.2,57.78,,,', 'är ingen tid'],
    ['b,46342.5,,14.2,57.78,,,', 'Excel'],
    ['b,1926-11-16 10:00,,14.2,57.78,,,', '1970–2100'],
    ['b,,,14.2,57.78,,,', 'Tiden saknas'],
    ['b,2026-11-16 10:00,2026-11-16 09:00,14.2,57.78,,,', 'ligger före början'],
    ['b,2026-11-16 10:00,2026-11-16,14.2,57.78,,,', 'midnatt'],
    ['b,2026-11-16 10:00,,57.78,14.2,,,', 'bytt plats'],
    ['b,2026-11-16 10:00,,456230,6403941,,,', 'SWEREF 99 TM'],
    ['b,2026-11-16 10:00,,2.35,48.85,,,', 'utanför Sverige'],
    ['b,2026-11-16 10:00,,0,0,,,', 'utanför Sverige'],
    ['b,2026-11-16 10:00,,14.2,,,,', 'Läget saknas'],
    ['b,2026-11-16 10:00,,NaN,57.78,,,', 'inget tal'],
    ['b,2026-11-16 10:00,,Infinity,57.78,,,', 'inget tal'],
    ['b,2026-11-16 10:00,,14,2,57,78,Klotter,x,y,z', 'decimalkomma'],
    ['g,2026-11-16 10:00,,14.2,57.78,,,', 'Upprepar id g från rad 2.'],
    ['b,2026-11-16 10:00,,14.2,57.78,"a"b,,', 'avslutande citattecken'],
    ['b,2026-11-16 10:00,,14.2,57.78,"aldrig stängd,,', 'stängs aldrig'],
    ['b', 'Tiden saknas'],
  ])('%s', (line, words) => {
    expect(reason(line)).toContain(words);
  });

  it.each([
    ['14.2;57.78', 'grader i WGS 84'],
    ['456230;6403941', 'bytt plats'],
    ['6403941;1400000', 'RT 90'],
    ['6403941;150000', 'lokal SWEREF 99-zon'],
    ['5000000;456230', 'utanför Sverige'],
  ])('n;e %s', (pair, words) => {
    const { rejected } = read(`från;n;e\n2026-11-16;6403941;456230\n2026-11-16;${pair}\n`);
    expect(rejected[0]?.reason).toContain(words);
  });

  it('an open quote costs its own row only', () => {
    const { from, rejected } = rows('1,2026-11-16 10:00,,14.2,57.78,"x,,', good, '3,2026-11-16 10:00,,14.2,57.78,y,,');
    expect([from.length, rejected.map(({ line }) => line)]).toEqual([2, [2]]);
  });

  it('a rejected row does not take its id', () => {
    expect(rows('1,igår,,14.2,57.78,,,', '1,2026-11-16 10:00,,14.2,57.78,,,').from.length).toBe(1);
  });

  it('the reasons are English for whoever asked for English', () => {
    const { rejected } = readIncidents(bytes(`${HEADER}${good}\nb,igår,,14.2,57.78,,,\n`), 'a.csv', 'en');
    expect(rejected[0]?.reason).toContain('is not a time');
  });
});

describe('A file that holds no incidents is refused with one sentence:', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...Array.from(HEADER, (sign) => [sign.charCodeAt(0), 0]).flat()]);
  it.each([
    ['empty', bytes(''), 'är tom'],
    ['no header', bytes('1,2026-11-16 10:00,,14.2,57.78,Klotter,,\n'), 'saknar rubrikrad'],
    ['no time', bytes('id,lon,lat\n1,14.2,57.78\n'), 'kolumn för tid'],
    ['no position', bytes('id,från,lon\n1,2026-11-16,14.2\n'), 'kolumner för läge'],
    ['header only', bytes(HEADER), 'ingen händelse'],
    ['no readable row', bytes(`${HEADER}1,igår,,14.2,57.78,,,\n`), 'rad 2: ”igår”'],
    ['UTF-16', utf16, 'UTF-16'],
    ['UTF-16 without mark', utf16.subarray(2), 'UTF-16'],
    ['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'Excel-bok'],
  ])('%s', (_, file, words) => {
    expect(() => read(file)).toThrow(UserError);
    expect(() => read(file)).toThrow(words);
  });
});
