/** The database refuses what the form refuses: the guard in SQL and in TypeScript answers the same on every sentence. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personalDataKinds } from '../../src/domain/personal-data';
import corpus from '../personal-data-corpus/sentences.json';
import { openTestDatabase, type TestDatabase } from './servers';

describe('personal data in a text', () => {
  let db: TestDatabase;
  const kinds = async (texts: string[]): Promise<string[][]> =>
    (
      await db.database.query<{ kinds: string }>(
        'select array_to_string(app.personal_data_kinds(t), $2) as kinds from json_array_elements_text($1::text::json) with ordinality as x (t, n) order by n',
        [JSON.stringify(texts), '|'],
      )
    ).map((row) => (row.kinds === '' ? [] : row.kinds.split('|')));
  /** The texts on which the two do not agree, with both answers. */
  const disagreements = async (texts: string[]): Promise<unknown[]> => {
    const inDatabase = await kinds(texts);
    return texts
      .map((text, i) => ({ text, inDatabase: inDatabase[i], inForm: personalDataKinds(text) }))
      .filter(({ inDatabase, inForm }) => JSON.stringify(inDatabase) !== JSON.stringify(inForm));
  };

  beforeAll(async () => {
    db = await openTestDatabase('empty');
  });
  afterAll(() => db.close());

  it('is found as the same kinds by both on every sentence of the corpus', async () => {
    const texts = [...corpus.ordinary, ...[...corpus.blocked, ...corpus.doubtful].map(({ text }) => text), ''];
    expect(await disagreements(texts)).toEqual([]);
    expect(await kinds(corpus.blocked.map(({ text }) => text))).toEqual(
      corpus.blocked.map((sentence) => sentence.kinds),
    );
  });

  it('is found as the same kinds by both in 6,000 random texts', async () => {
    const pieces = '0123456789 -–/.,:@()+_* ';
    const words =
      '070 +46 0046 (0) 08 036 0381 19 20 85 03 12 72 1234 9801 ABC abc hus HUS åä Q O x se kl tel mobil: snap: instagram bil regnr .com/ (at) punkt';
    const piece = fc.constantFrom(...pieces, ...words.split(' '), 'tel. ', ' reg nr ', '\u00a0', '\u200b', '０', '−');
    const texts = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 16 }).map((parts) => parts.join('')),
      { numRuns: 6000, seed: 47 },
    );
    expect(await disagreements(texts)).toEqual([]);
    expect(texts.filter((text) => personalDataKinds(text).length > 0).length).toBeGreaterThan(500); // the sample does hold some
  });

  it('is refused with a sentence that says what to do', async () => {
    await expect(db.database.query("select app.refuse_personal_data('070-123 45 67')")).rejects.toThrow(
      /personal-data: .*Remove it/,
    );
    await expect(db.database.query("select app.checked_text('  Sågs hos @namn_99.  ', 280)")).rejects.toThrow(
      /personal-data: .*social media/,
    );
    await expect(db.database.query("select app.checked_text('Klotter, hus 12.', 10)")).rejects.toThrow(
      /too-long: .*10 characters/,
    );
    expect(
      await db.database.query(
        "select app.checked_text('  Klotter. ', 280) as kept, app.checked_text('  ', 280) as none",
      ),
    ).toEqual([{ kept: 'Klotter.', none: null }]);
  });
});
