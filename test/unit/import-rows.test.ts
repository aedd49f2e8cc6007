import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/import/evaluate';
import { fitted, changedColumns, missingInMapping, parseMapping } from '../../src/import/mapping';
import { createImportHandler } from '../../src/import/messages';
import type { Response } from '../../src/import/messages';
import { createPlaceMatcher } from '../../src/import/place-match';
import { refusedFile } from '../../src/import/refused-file';
import { LEAVE_OUT } from '../../src/import/types';
import type { Mapping } from '../../src/import/types';
import { uuidOf } from '../../src/import/uuid';
import { fold } from '../../src/import/values';
import { csvRecords } from '../../src/picture/read-csv';
import { csvFile } from '../../src/picture/formats/csv-file';
import { epoch, fileBytes, imported, NOW, OWNER, refusals, SETTING } from './import-fixtures';
import type { Imported } from './import-fixtures';

const guards = (change?: (guess: Mapping) => Mapping): Promise<Imported> =>
  imported(fileBytes('vaktarlogg-windows1252.csv'), change);
/** As a person would, who knows the guards. */
const mapped = (guess: Mapping): Mapping => ({
  ...guess,
  values: { ...guess.values, category: { ...guess.values.category, ordningsstorning: 'brak' } },
  places: { [fold('Råslätts centrum, entrén')]: 'raslatt-centrum' },
});

describe("A guards' log in Windows-1252 and SWEREF 99 TM", () => {
  it('has its columns and values guessed', async () => {
    const { mapping } = await guards();
    expect(mapping.columns).toEqual({
      ...{ from: 'Datum', fromTime: 'Tid', to: null, toTime: null, category: 'Händelse', place: 'Objekt', id: 'Löpnr' },
      ...{ north: 'Koordinat N', east: 'Koordinat E', description: 'Anteckning', policeReported: 'Polisanmäld' },
      ...{ placeType: null, sharing: null },
    });
    expect(mapping.coordinates).toBe('sweref99tm');
    expect(mapping.values.category).toEqual({
      ...{ klotter: 'klotter', 'skadegorelse glaskross': 'glaskross', brak: 'brak' },
    });
    expect(mapping.values.policeReported).toEqual({ ja: 'yes', nej: 'no', 'vet ej': 'unknown' });
  });

  it('lists each unknown category once, with its rows, and each doubtful place', async () => {
    const { evaluation } = await guards();
    expect(evaluation.unknown).toEqual([{ field: 'category', value: 'Ordningsstörning', rows: 2 }]);
    expect(
      evaluation.places.map(({ text, rows, certainty, candidates }) => [text, rows, certainty, candidates[0]]),
    ).toEqual([
      ['Råslätt centrum', 4, 'sure', 'raslatt-centrum'],
      ['Råslätts centrum, entrén', 2, 'doubtful', 'raslatt-centrum'],
      ['Okända vägen 12', 1, 'none', undefined],
    ]);
  });

  it('comes out as rows with what was chosen', async () => {
    const { rows } = await guards(mapped);
    expect(
      rows.map(({ row, categoryId, occurredFrom, occurredTo, policeReported }) => [
        ...[row, categoryId, occurredFrom, occurredTo - occurredFrom, policeReported],
      ]),
    ).toEqual([
      [3, 'klotter', epoch('2026-11-09T20:30:00Z'), 0, 'no'],
      [4, 'glaskross', epoch('2026-11-10T21:15:00Z'), 0, 'yes'],
      [5, 'brak', epoch('2026-11-10T22:40:00Z'), 0, 'no'],
      [6, 'brak', epoch('2026-11-11T00:10:00Z'), 0, 'unknown'],
      [7, 'brak', epoch('2026-11-12T19:00:00Z'), 2.5 * 3600, 'no'],
      [12, 'klotter', epoch('2026-11-16T23:00:00Z'), 86_340, 'no'],
    ]);
    const [first, second] = rows;
    expect(first).toMatchObject({ lon: 14.1517, lat: 57.7392, placeType: 'other', sharing: 'partners' });
    expect(second?.lon).toBeCloseTo(14.1537, 3);
    expect(second?.lat).toBeCloseTo(57.73995, 3);
  });

  it('says line and reason for every row that is left out, in both languages', async () => {
    const result = await guards(mapped);
    expect(refusals(result)).toEqual([
      [8, 'Koordinat N, Koordinat E ser ut att ha bytt plats (449614 och 6400074).'],
      [9, '”25:10” i kolumnen Tid är inget klockslag; skriv till exempel 21:30.'],
      [10, 'Texten innehåller ett telefonnummer: ta bort det.'],
      [
        11,
        'Platsen ”Okända vägen 12” finns inte bland kommunens platser; välj en plats för den, eller lägg till koordinater.',
      ],
    ]);
    expect(result.evaluation).toMatchObject({ total: 11, good: 6, repeated: 1, refused: 4, dateOnly: 1 });
    expect(result.evaluation.byArea).toEqual({ raslatt: 6 });
    const english = refusedFile(result.table, result.refused, 'en');
    expect(english).toContain('The text holds a phone number: remove it.');
    expect(english).not.toMatch(/\{\{|undefined/);
  });

  it('may go without its texts where they may not be stored', async () => {
    const { rows, evaluation } = await guards((guess) => ({ ...mapped(guess), text: 'leave-out' }));
    expect(rows.find(({ row }) => row === 10)?.description).toBe('');
    expect(evaluation.textsLeftOut).toBe(1);
  });

  it('may have values and places left out by choice', async () => {
    const { evaluation, refused } = await guards((guess) => ({
      ...mapped(guess),
      values: { ...guess.values, category: { ...guess.values.category, ordningsstorning: LEAVE_OUT } },
      places: { [fold('Okända vägen 12')]: LEAVE_OUT },
    }));
    expect(evaluation.leftOut).toBe(3);
    expect(refused.map(({ line }) => line)).toEqual([8, 9, 10]);
  });

  it('has its refused rows handed back as a file that can be mended and read again', async () => {
    const { table, refused, mapping } = await guards(mapped);
    const file = refusedFile(table, refused, 'sv');
    const records = [...csvRecords(file.slice(1), ';')].map(({ cells }) => cells);
    expect(records[0]?.slice(-2)).toEqual(['rad i filen', 'varför raden inte är med']);
    expect(records[2]).toEqual([
      ...['5007', '2026-11-14', '25:10', 'Klotter', 'Råslätt centrum', '', '', 'nej', '', '9'],
      '”25:10” i kolumnen Tid är inget klockslag; skriv till exempel 21:30.',
    ]);
    const mended = file.replaceAll('25:10', '23:10');
    const again = await imported(mended, () => mapping);
    expect(again.rows).toHaveLength(1);
  });

  it('cannot make a formula run in the file that is handed back', async () => {
    const { table } = await guards(mapped);
    const file = refusedFile(table, [{ line: 12, reason: { key: 'rowNoCategory' } }], 'sv');
    expect(file).toContain(`"'=HYPERLINK(""http://exempel.se"")"`);
  });
});

describe('The id of a row', () => {
  it('is a UUID of version 5', () => {
    // RFC 9562, appendix A.4: www.example.com in the DNS namespace.
    expect(uuidOf('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('hashes as the platform does, for names of every length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (name) => {
        const hash = createHash('sha1').update(Buffer.alloc(16)).update(name).digest('hex');
        const mine = uuidOf(name, '00000000-0000-0000-0000-000000000000').replaceAll('-', '');
        expect(mine.slice(0, 12) + mine.slice(13, 16) + mine.slice(17)).toBe(
          hash.slice(0, 12) + hash.slice(13, 16) + hash.slice(17, 32),
        );
      }),
    );
  });

  it('is the same when the list is imported again, in another order, with mended and new rows', async () => {
    const ids = async (text: string): Promise<string[]> => (await imported(text)).rows.map(({ id }) => id);
    const head = 'Ärendenr;datum;kategori;plats\n';
    const [a, b] = ['7;2026-11-16;Klotter;Öxnehaga centrum\n', '8;2026-11-17;Klotter;Öxnehaga centrum\n'];
    const [first, second] = await ids(head + a + b);
    expect(await ids(`${head}9;2026-11-18;Bråk;Öxnehagaskolan\n${b}${a.replace('Klotter', 'Bråk')}`)).toEqual([
      expect.any(String),
      second,
      first,
    ]);
  });

  it('comes of all cells where there is no number, whatever stands beside them', async () => {
    const row = '2026-11-16 21:30;Klotter;Öxnehaga centrum';
    const one = await imported(`datum;kategori;plats\n${row}\n`);
    const other = await imported(`datum;kategori;plats\n\n${row};;\n${row}\n`);
    expect(other.rows.map(({ id }) => id)).toEqual(one.rows.map(({ id }) => id));
    expect(other.evaluation.repeated).toBe(1);
  });

  it('differs between sources and organisations', async () => {
    const { table, mapping, rows } = await imported('datum;kategori;plats\n2026-11-16;Klotter;Öxnehaga centrum\n');
    const ids = [OWNER, { ...OWNER, sourceId: 'annan' }, { ...OWNER, organisationId: 'polisen' }].map(
      (owner) => evaluate(table, mapping, SETTING, owner, NOW).rows[0]?.id,
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(rows[0]?.id);
  });

  it('that stands for two things is refused', async () => {
    const result = await imported(
      'id;datum;kategori;plats\n7;2026-11-16;Klotter;Öxnehaga centrum\n7;2026-11-17;Bråk;Öxnehaga centrum\n',
      (guess) => ({
        ...guess,
        columns: { ...guess.columns, id: 'id' },
      }),
    );
    expect(refusals(result)).toEqual([[3, 'Numret 7 står redan på rad 2, med annat innehåll.']]);
  });
});

describe('A row is refused', () => {
  const one = async (cells: string, change?: (guess: Mapping) => Mapping): Promise<string> =>
    refusals(
      await imported(`datum;kategori;lat;lon;beskrivning\n2026-11-16;Klotter;57,7754;14,2641;\n${cells}\n`, change),
    )
      .map(([, reason]) => reason)
      .join(' ');

  it.each([
    ['2026-11-16;;57,7754;14,2641;', 'Kategorin saknas.'],
    ['2026-11-23;Klotter;57,7754;14,2641;', 'Tiden 2026-11-23 ligger framåt i tiden.'],
    ['1999-11-23;Klotter;57,7754;14,2641;', 'Tiden 1999-11-23 ligger före år 2000.'],
    ['2026-11-16;Klotter;59,3;18,06;', 'Läget ligger utanför Jönköping.'],
    ['2026-11-16;Klotter;57,7754;;', 'Läget saknas i kolumnerna lat, lon.'],
    ['2026-11-16;Klotter;okänd;14,2641;', '”okänd” i kolumnen lat är inget tal.'],
    [
      '2026-11-16;Klotter;6400074;449614;',
      'Läget 6400074, 449614 ser ut som SWEREF 99 TM, men kolumnerna läses som WGS 84.',
    ],
    [`2026-11-16;Klotter;57,7754;14,2641;${'x'.repeat(281)}`, 'Texten är 281 tecken; högst 280 får plats.'],
    [
      '2026-11-16;Klotter;57,7754;14,2641;19811218-9876',
      'Texten innehåller ett personnummer eller något som liknar ett: ta bort det.',
    ],
    ['2026-11-16;Klotter;57,7754;14,2641;"a', 'Ett citattecken öppnas men stängs aldrig.'],
    [
      '2026-11-16;Klotter;57;7754;14;2641;',
      'Raden har 7 celler men rubriken 5; har ett decimalkomma eller ett skiljetecken i en text inte satts inom citattecken?',
    ],
  ])('%s', async (cells, reason) => {
    expect(await one(cells)).toBe(reason);
  });

  it('when its category is no longer in use', async () => {
    const gone = (guess: Mapping): Mapping => ({
      ...guess,
      values: { ...guess.values, category: { ...guess.values.category, gammalt: 'gammal' } },
    });
    expect(await one('2026-11-16;Gammalt;57,7754;14,2641;', gone)).toBe(
      'Kategorin för ”Gammalt” används inte längre i kommunen.',
    );
  });

  it('never for today without a clock time: it ends now', async () => {
    const { rows } = await imported('datum;kategori;plats\n2026-11-22;Klotter;Öxnehaga centrum\n');
    expect(rows.map(({ occurredTo }) => occurredTo)).toEqual([NOW]);
  });
});

describe('A place of a file', () => {
  const match = createPlaceMatcher(SETTING.places);
  it('is sure when it is the same but for case, marks and punctuation', () => {
    expect(match('ÖXNEHAGA  CENTRUM.')).toEqual({ certainty: 'sure', candidates: ['oxnehaga-centrum'] });
    expect(match('oxnehaga centrum').certainty).toBe('sure');
  });
  it('is doubtful when it is alike, the likeliest first', () => {
    expect(match('Öxnehaga c').candidates[0]).toBe('oxnehaga-centrum');
    expect(match('utanför Öxnehagaskolan, port 4')).toMatchObject({
      certainty: 'doubtful',
      candidates: expect.arrayContaining(['oxnehagaskolan']),
    });
  });
  it('is doubtful when two places have its name', () => {
    const twins = createPlaceMatcher([...SETTING.places, { ...SETTING.places[0], id: 'annat-centrum' } as never]);
    expect(twins('Öxnehaga centrum')).toEqual({
      certainty: 'doubtful',
      candidates: ['oxnehaga-centrum', 'annat-centrum'],
    });
  });
  it('is none when nothing is like it', () => {
    expect(match('Storgatan 12')).toEqual({ certainty: 'none', candidates: [] });
  });
});

describe('A remembered mapping', () => {
  it('survives storing, and what is none is not believed', async () => {
    const { mapping } = await guards(mapped);
    expect(parseMapping(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
    expect([parseMapping(null), parseMapping({}), parseMapping({ ...mapping, coordinates: 'rt90' })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('says what changed in the columns, and takes the guess for those that are gone', async () => {
    const { mapping } = await guards(mapped);
    const now = await imported(
      'Löpnr;Datum;Klockslag;HÄNDELSE;Objekt;Ny\n1;2026-11-16;21:30;Ordningsstörning;Råslätt centrum;x\n',
    );
    expect(changedColumns(mapping, now.table.headings)).toEqual({
      gone: ['Tid', 'Koordinat N', 'Koordinat E', 'Polisanmäld', 'Anteckning'],
      added: ['Klockslag', 'Ny'],
    });
    const fits = fitted(mapping, now.mapping);
    expect(fits.columns).toMatchObject({
      from: 'Datum',
      fromTime: 'Klockslag',
      category: 'Händelse',
      north: null,
      description: null,
    });
    expect(evaluate(now.table, fits, SETTING, OWNER, NOW).rows).toMatchObject([{ categoryId: 'brak' }]);
  });

  it('that lacks what every row needs says so', async () => {
    const { mapping } = await imported(fileBytes('saknar-kolumner.csv'));
    expect(missingInMapping(mapping).map(({ key }) => key)).toEqual(['missingDate', 'missingPosition']);
  });
});

describe('What was written is read the same', () => {
  const minute = fc.integer({ min: epoch('2001-01-01T00:00:00Z') / 60, max: Math.floor(NOW / 60) });
  const event = fc.record({
    minute,
    category: fc.constantFrom(...SETTING.categories.filter(({ active }) => active)),
    lon: fc.integer({ min: 14_000_01, max: 14_499_99 }).map((value) => value / 100_000),
    lat: fc.integer({ min: 57_600_01, max: 58_099_99 }).map((value) => value / 100_000),
    text: fc
      .array(fc.constantFrom('klotter på väggen', 'ny "tagg"', 'glas; splitter', '=1+1', '- vid entrén', 'å, ä'))
      .map((words) => words.join(' ').slice(0, 200)),
  });
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const styles: ((local: string) => string)[] = [
    (local) => local,
    (local) => local.replace(' ', 'T'),
    (local) => `${local.slice(8, 10)}.${local.slice(5, 7)}.${local.slice(0, 4)} ${local.slice(11)}`,
    (local) => `${Number(local.slice(8, 10))}/${Number(local.slice(5, 7))} ${local.slice(0, 4)} ${local.slice(11)}`,
  ];

  it('whatever the text, the style of the date and the encoding', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), fc.nat(3), async (events, style) => {
        // The hour that autumn repeats cannot be told apart by its wall clock.
        const once = events.filter(({ minute: at }) => {
          const date = new Date(at * 60_000);
          return !(date.getUTCMonth() === 9 && date.getUTCDate() > 24 && date.getUTCHours() < 2);
        });
        fc.pre(once.length > 0);
        const write = styles[style] ?? ((local: string) => local);
        const file = csvFile([
          ['nr', 'datum', 'kategori', 'latitud', 'longitud', 'beskrivning'],
          ...once.map(({ minute: at, category, lon, lat, text }, i) => [
            ...[i + 1, write(wall.format(at * 60_000)), category.name, lat, lon, text.trim()],
          ]),
        ]);
        const { rows, refused } = await imported(file, (guess) => ({
          ...guess,
          columns: {
            ...guess.columns,
            from: 'datum',
            category: 'kategori',
            north: 'latitud',
            east: 'longitud',
            description: 'beskrivning',
            id: 'nr',
          },
          coordinates: 'wgs84',
          dateOrder: 'dmy',
          values: { ...guess.values, category: { klotter: 'klotter', glaskross: 'glaskross', brak: 'brak' } },
        }));
        expect(refused).toEqual([]);
        const apostrophe = (text: string): string => text.replace(/^'(?=[=-])/, '');
        expect(
          rows.map(({ occurredFrom, categoryId, lon, lat, description }) => [
            occurredFrom,
            categoryId,
            lon,
            lat,
            apostrophe(description),
          ]),
        ).toEqual(
          once.map(({ minute: at, category, lon, lat, text }) => [
            at * 60,
            category.id,
            lon,
            lat,
            text.trim().replace(/\s+/g, ' '),
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('The worker', () => {
  const talk = (): { said: Response[]; ask: ReturnType<typeof createImportHandler> } => {
    const said: Response[] = [];
    return { said, ask: createImportHandler((response) => said.push(response)) };
  };
  const many = `id;datum;kategori;plats\n${Array.from({ length: 6000 }, (_, i) => `${i};2026-11-16;Klotter;Öxnehaga centrum`).join('\n')}\n`;
  const open = (file: Blob, id = 1) =>
    ({ kind: 'open', id, file, name: 'lista.csv', setting: SETTING, organisation: 'guards' }) as const;

  it('opens a file, tells how far it has come, and hands out its rows', async () => {
    const { said, ask } = talk();
    await ask(open(new Blob([many])));
    const opened = said.at(-1);
    if (opened?.kind !== 'opened') throw new Error('The file was not opened.');
    expect(opened.overview).toMatchObject({ rows: 6000, sheets: [] });
    await ask({ kind: 'evaluate', id: 2, mapping: opened.overview.guess, setting: SETTING, owner: OWNER, now: NOW });
    expect(said.at(-1)).toMatchObject({
      kind: 'evaluated',
      evaluation: { good: 6000, preview: { kind: 'squares', squares: [{ count: 6000 }] } },
    });
    await ask({ kind: 'rows', id: 3, from: 5999, count: 500 });
    expect(said.at(-1)).toMatchObject({
      kind: 'rows',
      rows: [{ row: 6001 }],
      cells: [['5999', '2026-11-16', 'Klotter', 'Öxnehaga centrum']],
    });
  });

  it('gives up a mapping for a newer one', async () => {
    const { said, ask } = talk();
    await ask(open(new Blob([many])));
    const opened = said.at(-1);
    if (opened?.kind !== 'opened') throw new Error('The file was not opened.');
    const request = {
      kind: 'evaluate',
      mapping: opened.overview.guess,
      setting: SETTING,
      owner: OWNER,
      now: NOW,
    } as const;
    await Promise.all([ask({ ...request, id: 2 }), ask({ ...request, id: 3 })]);
    expect(said.filter(({ kind }) => kind === 'evaluated').map(({ id }) => id)).toContain(3);
  });

  it('answers a broken file with its reason', async () => {
    const { said, ask } = talk();
    await ask(open(new Blob(['%PDF-1.7'])));
    expect(said).toEqual([{ kind: 'failed', id: 1, said: { key: 'filePdf', values: { name: 'lista.csv' } } }]);
  });
});
