/** The database refuses what the form refuses: the patterns in SQL and in TypeScript find the same. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPersonalData, PERSONAL_DATA_KINDS } from '../../src/domain/personal-data';
import { openTestDatabase, type TestDatabase } from './servers';

const REFUSED: [string, string][] = [
  ['19850312-1234', 'personal-number'],
  ['850312-1234', 'personal-number'],
  ['8503121234', 'personal-number'],
  ['850312+1234', 'personal-number'],
  ['850372-1234', 'personal-number'], // coordination number: day + 60
  ['född 1985-03-12 1234.', 'personal-number'],
  ['070-123 45 67', 'phone'],
  ['Ring 0846500450 ikväll', 'phone'],
  ['+46 70 123 45 67', 'phone'],
  ['0046701234567', 'phone'],
  ['036-10 50 00', 'phone'],
  ['namn@exempel.se', 'email'],
  ['åsa.öberg@kommun.exempel.se', 'email'],
  ['ABC123', 'registration-plate'],
  ['ABC 12D', 'registration-plate'],
  ['bilen abc12d stod', 'registration-plate'],
];
const KEPT = [
  'Klotter på fasaden vid hus 123.',
  'rum 12b, plan 3',
  'Mellan kl 0830-0915 och 22:30-23:15.',
  'Tre fönster krossade, ca 12 000 kr.',
  'Linje 1 och 27, 2026-11-22.',
  'Bräckagatan 14, port B, 4 tr.',
  'Ring 114 14 eller 112.',
  'ÅÄÖ 123 och VIQ123',
  '',
];

describe('personal data in a text', () => {
  let db: TestDatabase;
  const kinds = async (texts: string[]): Promise<string[][]> =>
    (
      await db.database.query<{ kinds: string }>(
        'select array_to_string(app.personal_data_kinds(t), $2) as kinds from json_array_elements_text($1::text::json) with ordinality as x (t, n) order by n',
        [JSON.stringify(texts), '|'],
      )
    ).map((row) => (row.kinds === '' ? [] : row.kinds.split('|')));

  beforeAll(async () => {
    db = await openTestDatabase('empty');
  });
  afterAll(() => db.close());

  it('is found as the same kind by both', async () => {
    const found = await kinds(REFUSED.map(([text]) => text));
    REFUSED.forEach(([text, kind], i) => {
      expect(found[i], text).toContain(kind);
      expect(
        findPersonalData(text).map((finding) => finding.kind),
        text,
      ).toContain(kind);
    });
    expect(new Set(REFUSED.map(([, kind]) => kind))).toEqual(new Set(PERSONAL_DATA_KINDS));
  });

  it('is not seen by either where there is none', async () => {
    const found = await kinds(KEPT);
    KEPT.forEach((text, i) => {
      expect(found[i], text).toEqual([]);
      expect(findPersonalData(text), text).toEqual([]);
    });
  });

  it('is found in the same of 3,000 random texts', async () => {
    const piece = fc.constantFrom(
      ...'0123456789',
      '070',
      '+46',
      '0046',
      '(0)',
      '19',
      '20',
      '85',
      '03',
      '12',
      '72',
      '1234',
      'ABC',
      'abc',
      'åä',
      'Q',
      'O',
      'x',
      ' ',
      '-',
      '–',
      '/',
      '.',
      ',',
      ':',
      '@',
      'se',
      'kl ',
      '\u00a0',
    );
    const texts = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 14 }).map((parts) => parts.join('')),
      { numRuns: 3000, seed: 47 },
    );
    const found = await kinds(texts);
    const differing = texts.filter((text, i) => (found[i]?.length === 0) !== (findPersonalData(text).length === 0));
    expect(differing).toEqual([]);
    expect(found.filter((kind) => kind.length > 0).length).toBeGreaterThan(100); // the sample does hold some
  });

  it('is refused with a sentence that says what to do', async () => {
    await expect(db.database.query("select app.refuse_personal_data('070-123 45 67')")).rejects.toThrow(
      /personal-data: .*Remove it/,
    );
    await expect(db.database.query("select app.refuse_personal_data('Klotter.')")).resolves.toHaveLength(1);
  });
});
