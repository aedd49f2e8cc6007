/** Files that cannot be used end in a sentence that says what to do; those that only look odd are read, and what was done is told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportProblem } from '../../src/import/problem';
import { checkSize, openFile } from '../../src/import/read-file';
import type { Table } from '../../src/import/types';
import { importWords, saySentence } from '../../src/import/words';
import { storedZip } from '../../src/import/zip';
import { bytesOf, fileBytes, imported, refusals, sentence } from './import-fixtures';

const told = (table: Table): string[] => table.notes.map((note) => saySentence('sv', note));

describe('A broken file ends in a sentence that says what to do:', () => {
  it.each([
    ['tom.csv', /är tom: exportera listan på nytt/],
    ['bara-rubriker.csv', /rubriker men inga rader/],
    ['fel-avgransare.csv', /spara den som CSV med semikolon, komma eller tabb/],
    ['utan-rubriker.csv', /skriv kolumnernas namn på första raden/],
    ['pdf-som-heter.csv', /är en PDF: be om listan som CSV eller XLSX/],
    ['gammal-excel-som-heter.xlsx', /äldre Excel-bok \(\.xls\): öppna den i Excel och spara/],
    ['losenord.xlsx', /skyddad med lösenord: .* ta bort lösenordet/],
    ['avbruten.xlsx', /skadad eller ofullständig: öppna den i Excel, spara den på nytt/],
    ['webbsida-som-heter.xls', /är en webbsida: öppna den i Excel/],
  ])('%s', async (name, said) => {
    expect(await sentence(fileBytes(name), name)).toMatch(said);
  });

  it('one of 100 MB, by its size alone', () => {
    expect(() => checkSize('stor.csv', 100_000_000)).toThrow(ImportProblem);
    expect(() => checkSize('lagom.csv', 50_000_000)).not.toThrow();
  });

  it('one with more than 50,000 rows', async () => {
    const row = '2026-11-16;Klotter;Öxnehaga centrum\n';
    expect(await sentence(bytesOf(`datum;kategori;plats\n${row.repeat(50_001)}`))).toMatch(
      /fler än 50000 rader: dela upp/,
    );
  });

  it('a workbook that would unpack to gigabytes, before it is unpacked', async () => {
    const zip = new Uint8Array(storedZip(new Map([['xl/workbook.xml', bytesOf('<workbook/>')]])));
    const view = new DataView(zip.buffer);
    const central = zip.length - 22 - 46 - 'xl/workbook.xml'.length;
    view.setUint32(central + 24, 3_000_000_000, true);
    expect(await sentence(zip)).toMatch(/mer än 400 MB när den packas upp/);
  });

  it('an archive that holds no workbook, and an OpenDocument one', async () => {
    const zip = (name: string): Uint8Array => new Uint8Array(storedZip(new Map([[name, bytesOf('<x/>')]])));
    expect(await sentence(zip('lista.csv'))).toMatch(/packa upp det/);
    expect(await sentence(zip('content.xml'))).toMatch(/OpenDocument/);
  });

  it('a file of which no row falls into its columns', async () => {
    expect(await sentence(bytesOf('datum,kategori,plats\n2026,1,1,1,1,1\n2026,1,1,1,1,1\n'))).toMatch(
      /Ingen av de 2 raderna/,
    );
  });
});

describe('What only looks odd is read, and told:', () => {
  it('two encodings in one file', async () => {
    const { table, rows } = await imported(fileBytes('blandad-teckenkodning.csv'));
    expect(rows.map(({ description }) => description)).toEqual(['Bråk på torget', 'Bråk på torget']);
    expect(told(table)).toEqual([
      'Filen blandar två teckenkodningar (rader i UTF-8: 1, i Windows-1252: 1; den första som skiljer sig är rad 3). Varje rad är läst i sin egen: kontrollera å, ä och ö nedan.',
    ]);
  });

  it('merged cells and formulas of a workbook, on the sheet that looks like a list', async () => {
    const { table, rows, refused } = await imported(fileBytes('ronder-sammanslagna-formler.xlsx'));
    expect(table.sheet).toBe('Ronder v47');
    expect(table.sheets).toEqual(['Läs mig', 'Ronder v47']);
    expect(told(table)).toEqual([
      'Rader ovanför rubrikerna, som inte är med: 2.',
      'Bladet har sammanslagna celler (2). Excel lämnar alla utom den första tomma: de är lästa som tomma.',
      'Bladet har formler (2). Det som står är värdet som Excel senast räknade ut.',
    ]);
    expect(rows.map(({ row, description, occurredFrom }) => [row, description, occurredFrom])).toEqual([
      [4, 'Rondad 101', Date.parse('2026-11-16T20:30:00Z') / 1000],
      [6, '', Date.parse('2026-11-18T22:59:00Z') / 1000],
    ]);
    expect(refusals({ refused } as never)).toEqual([[5, 'Läget saknas i kolumnerna Plats.']]);
  });

  it('another sheet when it is chosen', async () => {
    const opened = await openFile(fileBytes('ronder-sammanslagna-formler.xlsx'), 'ronder.xlsx');
    expect(() => opened.table('Läs mig')).toThrow(ImportProblem);
    expect(opened.table('Ronder v47').rows).toHaveLength(3);
  });

  it('dates of three styles, and one that only the American order allows', async () => {
    const { rows, refused } = await imported(fileBytes('tre-datumstilar.csv'));
    const half = Date.parse('2026-11-16T13:30:00Z') / 1000;
    expect(rows.map(({ occurredFrom }) => occurredFrom)).toEqual([half, half, half]);
    expect(refusals({ refused } as never)).toEqual([
      [5, 'Datumet 11/16/2026 i kolumnen datum finns inte; är dag och månad skrivna i en annan ordning än de andra?'],
    ]);
  });

  it('coordinates whose headings have changed places', async () => {
    const { mapping, rows } = await imported(fileBytes('bytta-koordinater.csv'));
    expect([mapping.columns.north, mapping.columns.east]).toEqual(['longitud', 'latitud']);
    expect(rows).toHaveLength(2);
  });

  it('some coordinates that have', async () => {
    const result = await imported(fileBytes('nagra-bytta-koordinater.csv'));
    expect(result.rows).toHaveLength(3);
    expect(refusals(result)).toEqual([[5, 'latitud, longitud ser ut att ha bytt plats (14,2655 och 57,7747).']]);
  });

  it('a list without a date', async () => {
    const { mapping, evaluation } = await imported(fileBytes('saknar-kolumner.csv'));
    expect(mapping.columns.from).toBeNull();
    expect(evaluation.good).toBe(0);
  });

  it('UTF-16 with tabs, as Excel writes "Unicode text"', async () => {
    const text = 'datum\tkategori\tplats\n2026-11-16 21:30\tBråk\tÖxnehaga centrum\n';
    const bytes = new Uint8Array(2 + text.length * 2);
    bytes.set([0xff, 0xfe]);
    [...text].forEach((sign, i) => new DataView(bytes.buffer).setUint16(2 + 2 * i, sign.charCodeAt(0), true));
    expect((await imported(bytes)).rows).toHaveLength(1);
  });

  it('the line on which Excel names the delimiter', async () => {
    const { rows } = await imported('sep=,\r\ndatum,kategori,plats\r\n2026-11-16,Klotter,Öxnehaga centrum\r\n');
    expect(rows.map(({ row }) => row)).toEqual([3]);
  });

  it('two columns of one name, and one without a name', async () => {
    const { table } = await imported('datum;tid;tid;;plats\n2026-11-16;21:30;22:30;x;Öxnehaga centrum\n');
    expect(table.headings).toEqual(['datum', 'tid', 'tid (2)', '(4)', 'plats']);
  });
});

describe('Whatever the bytes are, reading ends', () => {
  const kinds = ['vaktarlogg-windows1252.csv', 'ronder-sammanslagna-formler.xlsx', 'blandad-teckenkodning.csv'];
  const ends = async (bytes: Uint8Array): Promise<void> => {
    try {
      await imported(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportProblem);
      const { said } = error as ImportProblem;
      expect(Object.hasOwn(importWords.sv, said.key), said.key).toBe(true);
      expect(saySentence('en', said)).not.toMatch(/\{\{/);
    }
  };

  it('when they are cut short', async () => {
    for (const name of kinds) {
      const whole = fileBytes(name);
      for (let part = 1; part < 12; part++) await ends(whole.slice(0, Math.floor((whole.length * part) / 12)));
    }
  });

  it('when some are changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }),
        async (name, changes) => {
          const bytes = fileBytes(name);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          await ends(bytes);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('when they are anything', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), ends), { numRuns: 150 });
  });
});
