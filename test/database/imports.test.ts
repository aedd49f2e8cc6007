/** Imports: rows are checked as reports are, stored all or not at all, once however often they come, and taken back as a whole. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, PEOPLE, POINTS, report, userIdOf, type Person } from './fixture';
import { asking } from './known-pictures';
import { reviewing } from './known-review';
import { openTestDatabase, type TestDatabase } from './servers';

type Row = Record<string, unknown> & { id: string };
interface Staged {
  staged: number;
  known: number;
  refused: { row: number; code: string }[];
}
interface Listed {
  id: string;
  state: string;
  stored: number;
  mine: boolean;
  mayUndo: boolean;
  name: string;
}
const HOUR_AGO = Math.floor(Date.now() / 1000) - 3600;

let line = 1;
const row = (values: Record<string, unknown> = {}): Row => {
  line += 1;
  return {
    ...{
      row: line,
      id: randomUUID(),
      categoryId: 'klotter',
      ...POINTS.inA,
      occurredFrom: HOUR_AGO,
      occurredTo: HOUR_AGO,
    },
    ...{ placeType: 'street', description: '', policeReported: 'no', sharing: 'partners' },
    ...values,
  };
};
const rows = (count: number, values: Record<string, unknown> = {}): Row[] =>
  Array.from({ length: count }, () => row(values));

describe('an import', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const begin = async (person: Person = 'reporterA', values: Record<string, unknown> = {}): Promise<string> => {
    const id = randomUUID();
    const p_import = { id, sourceId: null, organisationId: PEOPLE[person][2], name: 'logg.csv', ...values };
    return (await ask<{ id: string }>(person, 'begin_import', { p_import })).id;
  };
  const stage = (p_import: string, p_rows: unknown, p_chunk = 0, person: Person = 'reporterA'): Promise<Staged> =>
    ask(person, 'import_rows', { p_import, p_chunk, p_rows });
  const finish = (p_import: string, p_expected: number, person: Person = 'reporterA'): Promise<{ stored: number }> =>
    ask(person, 'finish_import', { p_import, p_expected });
  const undo = (p_import: string, person: Person = 'reporterA'): Promise<{ removed: number }> =>
    ask(person, 'undo_import', { p_import });
  const listed = async (person: Person, id: string): Promise<Listed | undefined> =>
    (await ask<Listed[] | null>(person, 'imports_of'))?.find((it) => it.id === id);
  const count = async (where: string): Promise<number> =>
    (await db.database.query<{ n: number }>(`select count(*)::integer as n from ${where}`))[0]?.n ?? -1;
  /** Staged and stored in one go. */
  const stored = async (given: Row[], person: Person = 'reporterA'): Promise<string> => {
    const id = await begin(person);
    const { staged } = await stage(id, given, 0, person);
    await finish(id, staged, person);
    return id;
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  describe('of rows', () => {
    it('stores each as the report that it is, waiting for review, of who imported it', async () => {
      const [a, b] = [
        row({ description: ' Glas vid porten. ', occurredTo: HOUR_AGO + 600 }),
        row({ ...POINTS.nowhere }),
      ];
      const id = await begin();
      expect(await stage(id, [a, b])).toEqual({ staged: 2, known: 0, refused: [] });
      expect(await count('public.incident')).toBe(0);
      expect(await finish(id, 2)).toEqual({ stored: 2 });
      expect(
        await db.database.query(
          `select id::text, organisation_id, reporter_id::text, category_id, area_id, lon, lat, description, place_type, police_reported, sharing, review_state,
             description_released, coarse, revision, import_id::text, extract(epoch from occurred_to - occurred_from)::integer as lasting
           from public.incident order by description nulls last`,
        ),
      ).toEqual(
        [a, b].map((each, i) => ({
          ...{ id: each.id, organisation_id: 'bostad-a', reporter_id: userIdOf('reporterA'), category_id: 'klotter' },
          ...{
            area_id: i === 0 ? 'a' : null,
            lon: each['lon'],
            lat: each['lat'],
            description: i === 0 ? 'Glas vid porten.' : null,
          },
          ...{ place_type: 'street', police_reported: 'no', sharing: 'partners', review_state: 'new' },
          ...{ description_released: false, coarse: false, revision: 1, import_id: id, lasting: i === 0 ? 600 : 0 },
        })),
      );
      expect(await count('public.import_row')).toBe(0);
    });

    it('of a coordinator, or where nothing is reviewed, is released at once', async () => {
      const given = [row()];
      await stored(given, 'coordinator');
      expect(await db.database.query('select review_state from public.incident where id = $1', [given[0]?.id])).toEqual(
        [{ review_state: 'released' }],
      );
    });

    it.each<[string, Record<string, unknown>, string]>([
      ['outside', { ...POINTS.outside }, 'outside-municipality'],
      ['swapped coordinates', { lon: 57.01, lat: 14.01 }, 'outside-municipality'],
      ['that end before they begin', { occurredTo: HOUR_AGO - 60 }, 'end-before-start'],
      ['of tomorrow', { occurredFrom: HOUR_AGO + 90_000, occurredTo: HOUR_AGO + 90_000 }, 'in-the-future'],
      ['of the last century', { occurredFrom: 900_000_000, occurredTo: 900_000_000 }, 'before-2000'],
      ['with a phone number', { description: 'Ring 070-174 06 05' }, 'personal-data'],
      ['with a long text', { description: 'å'.repeat(281) }, 'too-long'],
      ['of a category out of use', { categoryId: 'gammal' }, 'invalid'],
      ['of no category', { categoryId: null }, 'invalid'],
      ['of a category elsewhere', { categoryId: "x'; drop table public.incident; --" }, 'invalid'],
      ['of an unknown place', { placeType: 'moon' }, 'invalid'],
      ['shared with everybody', { sharing: 'everybody' }, 'invalid'],
      ['without a position', { lon: null }, 'invalid'],
      ['with a position in words', { lat: '57,01' }, 'invalid'],
      ['with a huge number', { lon: 1e300 }, 'invalid'],
      ['at a huge time', { occurredFrom: 1e300, occurredTo: 1e300 }, 'in-the-future'],
      ['with a time in words', { occurredFrom: '2026-11-01' }, 'invalid'],
      ['without an id', { id: 'x' }, 'invalid'],
      ['with a text that is none', { description: { a: 1 } }, 'invalid'],
    ])('leaves out those %s and stages the rest', async (_name, values, code) => {
      const id = await begin();
      const bad = row(values);
      expect(await stage(id, [row(), bad, row()])).toEqual({
        staged: 2,
        known: 0,
        refused: [{ row: bad['row'], code }],
      });
    });

    it('refuses what a report is refused for, by the same code', async () => {
      const client = await db.as(emailOf('reporterA'));
      const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
      for (const [staged, sent] of [
        [{ ...POINTS.outside }, { ...POINTS.outside }],
        [{ occurredTo: HOUR_AGO - 60 }, { occurred_from: at(HOUR_AGO), occurred_to: at(HOUR_AGO - 60) }],
        [{ occurredTo: HOUR_AGO + 90_000 }, { occurred_from: at(HOUR_AGO), occurred_to: at(HOUR_AGO + 90_000) }],
        [{ description: 'bilen ABC 12A' }, { description: 'bilen ABC 12A' }],
        [{ categoryId: 'gammal' }, { category_id: 'gammal' }],
      ]) {
        const { error } = await client.from('incident').insert(report(sent));
        const { refused } = await stage(await begin(), [row(staged)]);
        expect(error?.message.replace(/^error: /i, ''), JSON.stringify(staged)).toMatch(
          new RegExp(`^${refused[0]?.code ?? 'none'}: `),
        );
      }
    });

    it.each<[string, unknown]>([
      ['more than 500', rows(501)],
      ['no list', { row: 1 }],
      ['a list of words', ['x']],
      ['nothing', null],
    ])('takes no chunk of %s', async (_name, given) => {
      await expect(stage(await begin(), given)).rejects.toThrow(/^invalid: /);
    });

    it('takes a chunk of 500, and no more than four hundred of them', async () => {
      const id = await begin();
      expect(await stage(id, rows(500))).toMatchObject({ staged: 500, refused: [] });
      for (const chunk of [-1, 400]) await expect(stage(id, [row()], chunk)).rejects.toThrow(/^too-long: /);
    });
  });

  describe('is all or nothing', () => {
    it('and stores nothing when not all has arrived', async () => {
      const id = await begin();
      await stage(id, rows(3));
      const before = await count('public.incident');
      await expect(finish(id, 4)).rejects.toThrow(/^invalid: 3 rows have arrived and 4 were expected/);
      expect(await count('public.incident')).toBe(before);
      expect(await finish(id, 3)).toEqual({ stored: 3 });
    });

    it('and a chunk that is sent again replaces itself', async () => {
      const id = await begin();
      const chunk = rows(4);
      await stage(id, chunk);
      expect(await stage(id, chunk)).toEqual({ staged: 4, known: 0, refused: [] });
      expect(await stage(id, chunk.slice(0, 2))).toMatchObject({ staged: 2 });
      expect(await stage(id, rows(3), 1)).toMatchObject({ staged: 3 });
      expect(await finish(id, 5)).toEqual({ stored: 5 });
    });

    it('and answers the same when it is finished twice, also at the same moment', async () => {
      const id = await begin();
      await stage(id, rows(20));
      const answers = await Promise.all([finish(id, 20), finish(id, 20), finish(id, 20)]);
      expect(answers).toEqual([{ stored: 20 }, { stored: 20 }, { stored: 20 }]);
      expect(await finish(id, 20)).toEqual({ stored: 20 });
      expect(await count(`public.incident where import_id = '${id}'`)).toBe(20);
      await expect(stage(id, [row()])).rejects.toThrow(/^not-allowed: /);
    });

    it('and a row that came before, in it or in another, is stored once', async () => {
      const given = rows(3);
      await stored(given);
      const id = await begin();
      const fresh = row();
      expect(await stage(id, [...given, fresh, fresh])).toEqual({ staged: 1, known: 4, refused: [] });
      expect(await stage(id, [fresh], 1)).toEqual({ staged: 0, known: 1, refused: [] });
      expect(await finish(id, 1)).toEqual({ stored: 1 });
    });

    it('and two of the same list at the same time store it once', async () => {
      const given = rows(10);
      const [a, b] = [await begin(), await begin('colleagueA')];
      await stage(a, given);
      await stage(b, given, 0, 'colleagueA');
      expect(await finish(a, 10)).toEqual({ stored: 10 });
      expect(await finish(b, 10, 'colleagueA')).toEqual({ stored: 0 });
    });

    it('and is forgotten when it is given up, or left for a day', async () => {
      const id = await begin();
      await stage(id, rows(5));
      await ask('reporterA', 'cancel_import', { p_import: id });
      await ask('reporterA', 'cancel_import', { p_import: id });
      expect(await count(`public.import_row where import_id = '${id}'`)).toBe(0);
      await expect(finish(id, 5)).rejects.toThrow(/^not-allowed: /);
      const left = await begin();
      await stage(left, rows(2));
      await db.database.query("update public.import set created_at = now() - interval '25 hours' where id = $1", [
        left,
      ]);
      await db.database.query("select app.clear_incidents('9001', false)");
      expect(await count(`public.import_row where import_id = '${left}'`)).toBe(0);
      expect(await listed('reporterA', left)).toMatchObject({ state: 'cancelled', stored: 0 });
    });

    it('and one line in the log, however many rows', async () => {
      const [last] = await db.database.query<{ id: string }>('select max(id)::text as id from public.audit_log');
      const id = await stored(rows(300));
      await undo(id);
      expect(
        await db.database.query(
          'select action, filter, count, user_id from public.audit_log where id > $1::bigint order by id',
          [last?.id],
        ),
      ).toEqual(
        ['import.finished', 'import.undone'].map((action) => ({
          ...{ action, filter: { import: id, organisation: 'bostad-a' }, count: 300, user_id: userIdOf('reporterA') },
        })),
      );
      // The setting that lets it through ends with it: a report afterwards is checked and logged.
      const client = await db.as(emailOf('reporterA'));
      const { error } = await client.from('incident').insert(report({ ...POINTS.outside }));
      expect(error?.message).toMatch(/outside-municipality: /);
    });
  });

  describe('is undone', () => {
    it('as a whole, and can be made again', async () => {
      const given = rows(12);
      const id = await stored(given);
      expect(await undo(id)).toEqual({ removed: 12 });
      expect(await undo(id)).toEqual({ removed: 12 });
      expect(await count(`public.incident where import_id = '${id}'`)).toBe(0);
      expect(await listed('reporterA', id)).toMatchObject({ state: 'undone', mayUndo: false });
      await expect(ask('reporterA', 'cancel_import', { p_import: id })).rejects.toThrow(/^not-allowed: /);
      await stored(given);
      expect(await count(`public.incident where id = any ('{${given.map((each) => each.id).join()}}'::uuid[])`)).toBe(
        12,
      );
    });

    it('by who made it and by the coordinator, within thirty days', async () => {
      for (const person of Object.keys(PEOPLE) as Person[]) {
        const id = await stored([row()]);
        if (['reporterA', 'coordinator'].includes(person)) {
          expect(await listed(person, id), person).toMatchObject({ mayUndo: true, mine: person === 'reporterA' });
          expect(await undo(id, person), person).toEqual({ removed: 1 });
        } else {
          if (person === 'colleagueA') expect(await listed(person, id)).toMatchObject({ mayUndo: false, mine: false });
          else expect(await listed(person, id), person).toBeUndefined();
          await expect(undo(id, person), person).rejects.toThrow(
            ['reporterB', 'police'].includes(person) ? /^not-found: / : /^not-allowed: /,
          );
        }
      }
      const old = await stored([row()]);
      await db.database.query("update public.import set created_at = now() - interval '31 days' where id = $1", [old]);
      expect(await listed('reporterA', old)).toMatchObject({ mayUndo: false });
      await expect(undo(old)).rejects.toThrow(/^not-allowed: .*30 days/);
    });

    it('with the trace of its reports; what was the same as one of them counts again, once', async () => {
      const given = rows(2);
      const id = await stored(given);
      const tool = reviewing(db);
      const [b, c] = [
        await tool.send({ organisation_id: 'bostad-b' }),
        await tool.send({ organisation_id: 'polisen' }),
      ];
      for (const each of [b, c]) await tool.decide(each, { duplicateOf: given[0]?.id ?? '' });
      await tool.decide(given[1]?.id ?? '', { reviewState: 'released' });
      await undo(id);
      expect(await tool.duplicateOf(b)).toBeNull();
      expect(await tool.duplicateOf(c)).toBe(b);
      expect(await count(`public.review_note where incident_id = '${given[1]?.id ?? ''}'`)).toBe(0);
    });
  });

  it('is begun, filled and stored by reporters and coordinators for their own organisation, and by nobody else', async () => {
    const id = await begin();
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const writes = ['reporterA', 'colleagueA', 'reporterB', 'police', 'coordinator'].includes(person);
      if (writes) expect(await begin(person), person).toMatch(/^[0-9a-f-]{36}$/);
      else await expect(begin(person, { organisationId: 'bostad-a' }), person).rejects.toThrow(/^not-allowed: /);
      if (person === 'reporterA') continue;
      for (const attempt of [
        () => stage(id, [row()], 0, person),
        () => finish(id, 0, person),
        () => ask(person, 'cancel_import', { p_import: id }),
      ])
        await expect(attempt(), person).rejects.toThrow(writes ? /^not-found: / : /^not-allowed: /);
    }
    await expect(begin('reporterA', { organisationId: 'polisen' })).rejects.toThrow(/^not-allowed: /);
    await expect(begin('colleagueA', { id })).rejects.toThrow(/^invalid: .*another import/);
    expect(await begin('reporterA', { id })).toBe(id);
  });

  it.each<[string, string]>([
    ['vecka 47.csv', 'vecka 47.csv'],
    ['rapport_202611201415.xlsx', 'rapport_############.xlsx'],
    ['19640823-3234.csv', '########-####.csv'],
  ])('keeps the name %s as %s', async (name, kept) => {
    expect(await listed('reporterA', await begin('reporterA', { name }))).toMatchObject({
      name: kept,
      state: 'receiving',
    });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ id: 'x' }, /^invalid: /],
    [{ name: '' }, /^invalid: /],
    [{ name: 5 }, /^invalid: /],
    [{ name: 'å'.repeat(121) }, /^too-long: /],
    [{ name: 'mejla x.y@exempel.se' }, /^personal-data: /],
    [{ sourceId: randomUUID() }, /^not-found: /],
    [{ state: 'done' }, /^invalid: /],
  ])('is never begun with %j', async (values, refusal) => {
    await expect(begin('reporterA', values)).rejects.toThrow(refusal);
  });

  it('is not led back to who made it once retention has forgotten the reporter', async () => {
    const before = HOUR_AGO - 60 * 86_400;
    const id = await stored(rows(2, { occurredFrom: before, occurredTo: before }));
    await db.database.script("insert into public.retention_rule values ('9001', 'place_and_time', 40)");
    await ask('administrator', 'apply_retention', { p_dry_run: false });
    expect(await count(`public.incident where import_id = '${id}'`)).toBe(0);
    expect(await count('public.incident where coarse and reporter_id is null')).toBe(2);
    await db.database.script('delete from public.retention_rule');
  });

  describe('from a source', () => {
    const source = (values: Record<string, unknown> = {}): Record<string, unknown> => ({
      ...{ id: randomUUID(), organisationId: 'bostad-a', name: 'Felanmälan' },
      ...{ mapping: { columns: { from: 'Datum' }, values: { category: { klotter: 'klotter' } } } },
      ...values,
    });
    const save = (
      person: Person,
      p_source: unknown,
      p_revision = 0,
    ): Promise<{ saved: boolean; source: Record<string, unknown> }> =>
      ask(person, 'save_import_source', { p_source, p_revision });
    const sources = async (person: Person): Promise<unknown[] | undefined> =>
      (await ask<{ id: unknown }[] | null>(person, 'import_sources'))?.map(({ id }) => id);

    it('remembers its mapping for the organisation and the coordinator', async () => {
      const mine = source();
      const { saved, source: kept } = await save('reporterA', mine);
      expect([saved, kept]).toMatchObject([true, { ...mine, revision: 1 }]);
      for (const person of Object.keys(PEOPLE) as Person[]) {
        const seen = await sources(person);
        if (['reporterA', 'colleagueA', 'coordinator'].includes(person)) expect(seen, person).toEqual([mine['id']]);
        else expect(seen ?? [], person).toEqual([]);
      }
      const id = await begin('reporterA', { sourceId: mine['id'] });
      expect(await listed('reporterA', id)).toMatchObject({ sourceId: mine['id'] });
      await expect(begin('reporterB', { sourceId: mine['id'] })).rejects.toThrow(/^not-found: /);
      expect(await ask('reporterB', 'remove_import_source', { p_id: mine['id'] })).toBe(false);
      expect(await ask('colleagueA', 'remove_import_source', { p_id: mine['id'] })).toBe(true);
      expect(await listed('reporterA', id)).toMatchObject({ sourceId: null });
    });

    it('is changed by two at once: the second gets what the first wrote', async () => {
      const mine = source();
      await save('reporterA', mine);
      const first = await save('colleagueA', { ...mine, name: 'Ett' }, 1);
      expect(first).toMatchObject({ saved: true, source: { name: 'Ett', revision: 2 } });
      expect(await save('reporterA', { ...mine, name: 'Två' }, 1)).toEqual({ saved: false, source: first.source });
      expect(await save('reporterA', { ...mine, name: 'Ett' }, 1)).toEqual({ saved: true, source: first.source });
      await expect(save('reporterB', { ...mine, name: 'Mitt' }, 2)).rejects.toThrow(/^not-allowed: /);
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ name: ' ' }, /^invalid: /],
      [{ name: 'Ring 070-174 06 05' }, /^personal-data: /],
      [{ mapping: { places: { 'mejla x.y@exempel.se': '-' } } }, /^personal-data: /],
      [{ mapping: { a: [{ b: '19640823-3234' }] } }, /^personal-data: /],
      [{ mapping: 'x' }, /^invalid: /],
      [{ mapping: null }, /^invalid: /],
      [{ mapping: { long: 'å'.repeat(100_001) } }, /^too-long: /],
      [{ organisationId: 'polisen' }, /^not-allowed: /],
      [{ id: 'x' }, /^invalid: /],
      [{ owner: 'x' }, /^invalid: /],
    ])('is never %j', async (values, refusal) => {
      await expect(save('reporterA', source(values))).rejects.toThrow(refusal);
    });
  });
});
