/** Review: the coordinator's queue, what is decided, its trace, and duplicates that count once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewChange, ReviewReport } from '../../src/domain/review';
import { emailOf, PEOPLE, POINTS, userIdOf, type Person } from './fixture';
import { asking } from './known-pictures';
import { reviewing } from './known-review';
import { openTestDatabase, type TestDatabase } from './servers';

interface Queue {
  waiting: ReviewReport[];
  handled: ReviewReport[];
}

describe('review', () => {
  let db: TestDatabase;
  let tool: ReturnType<typeof reviewing>;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const queue = async (): Promise<{ waiting: string[]; handled: string[] }> => {
    const { waiting, handled } = await ask<Queue>('coordinator', 'review_queue');
    return { waiting: waiting.map(({ id }) => id), handled: handled.map(({ id }) => id) };
  };
  /** Ids that count for the coordinator: in the columns, as every figure and map is made of them. */
  const counting = async (ids: string[]): Promise<string[]> =>
    (
      await db.database.query<{ id: string }>(
        "select id::text from public.incident where duplicate_of is null and review_state <> 'set_aside' and id = any ($1::uuid[]) order by 1",
        [`{${ids.join()}}`],
      )
    ).map(({ id }) => id);

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    tool = reviewing(db);
  });
  afterAll(() => db.close());

  describe('the queue', () => {
    it('holds what is new and shared, oldest first, and leaves a line in the log', async () => {
      const first = await tool.send({ description: 'Glas på trappan.' });
      const second = await tool.send({ organisation_id: 'bostad-b', sharing: 'authorities' });
      const hidden = await tool.send({ sharing: 'own_organisation' });
      const { waiting, handled } = await ask<Queue>('coordinator', 'review_queue');
      expect(waiting.map(({ id }) => id)).toEqual([first, second]);
      expect(handled).toEqual([]);
      expect(waiting[0]).toMatchObject({
        id: first,
        organisationId: 'bostad-a',
        areaId: 'a',
        ...POINTS.inA,
        description: 'Glas på trappan.',
        descriptionReleased: false,
        reviewState: 'new',
        duplicateOf: null,
        importId: null,
        revision: 1,
        notes: [],
      });
      expect(JSON.stringify([waiting, handled])).not.toContain(hidden);
      expect(Object.keys(waiting[0] ?? {})).not.toContain('reporterId');
      expect(
        await db.database.query(
          "select user_id, count from public.audit_log where action = 'review.read' order by id desc limit 1",
        ),
      ).toEqual([{ user_id: userIdOf('coordinator'), count: 2 }]);
    });

    it('is the coordinator’s alone', async () => {
      for (const person of Object.keys(PEOPLE) as Person[]) {
        const [list, counts] = [await ask(person, 'review_queue'), await ask(person, 'review_counts')];
        expect([list === null, counts === null], person).toEqual(
          person === 'coordinator' ? [false, false] : [true, true],
        );
      }
    });

    it('counts what waits, what was asked and what places were proposed', async () => {
      const { waiting } = await queue();
      expect(await ask('coordinator', 'review_counts')).toEqual({ waiting: waiting.length, asked: 0, places: 0 });
      await tool.decide(waiting[0] ?? '', { question: 'Vilken port?' });
      expect(await ask('coordinator', 'review_counts')).toEqual({ waiting: waiting.length, asked: 1, places: 0 });
    });

    it('keeps for seven days what was handled, the newest first', async () => {
      const [a, b] = [await tool.send(), await tool.send()];
      await tool.decide(a, { reviewState: 'released' });
      await tool.decide(b, { reviewState: 'set_aside' });
      expect((await queue()).handled).toEqual([b, a]);
      await db.database.script(
        `alter table public.review_note disable trigger user; update public.review_note set at = now() - interval '8 days' where incident_id = '${a}'; alter table public.review_note enable trigger user;`,
      );
      expect((await queue()).handled).toEqual([b]);
    });
  });

  describe('a decision', () => {
    it.each<[string, ReviewChange, Partial<ReviewReport>, string[]]>([
      ['release', { reviewState: 'released' }, { reviewState: 'released' }, ['released coordinator']],
      [
        'release with its words',
        { reviewState: 'released', descriptionReleased: true },
        { reviewState: 'released', descriptionReleased: true },
        ['released coordinator', 'text_released coordinator'],
      ],
      ['setting aside', { reviewState: 'set_aside' }, { reviewState: 'set_aside' }, ['set_aside coordinator']],
      ['another category', { categoryId: 'glas' }, { categoryId: 'glas' }, ['category coordinator']],
      ['another place', { position: POINTS.inB }, { ...POINTS.inB, areaId: 'b' }, ['position coordinator']],
      ['a question', { question: ' Vilken port? ' }, { reviewState: 'new' }, ['question coordinator']],
    ])('%s changes what it says and leaves its step', async (_name, change, expected, kinds) => {
      const id = await tool.send({ description: 'Klotter i porten.' });
      const { saved, report } = await tool.decide(id, change);
      expect(saved).toBe(true);
      expect(report).toMatchObject({ ...expected, revision: 2 });
      expect(report.notes.map(({ kind, by }) => `${kind} ${by}`)).toEqual(kinds);
      expect(await tool.kinds(id)).toEqual(kinds);
    });

    it('keeps what was before and after in its step, and who did it out of sight', async () => {
      const id = await tool.send();
      await tool.decide(id, { categoryId: 'glas' });
      const { report } = await tool.decide(id, { position: POINTS.inB });
      expect(report.notes).toMatchObject([
        { kind: 'category', before: 'klotter', after: 'glas', text: '' },
        { kind: 'position', before: '14.01,57.01', after: '14.15,57.05' },
      ]);
      expect(JSON.stringify(report)).not.toContain(userIdOf('coordinator'));
      expect(
        await db.database.query('select distinct created_by from public.review_note where incident_id = $1', [id]),
      ).toEqual([{ created_by: userIdOf('coordinator') }]);
    });

    it('opens a report again', async () => {
      const id = await tool.send();
      await tool.decide(id, { reviewState: 'released' });
      expect((await tool.decide(id, { reviewState: 'new' })).report).toMatchObject({ reviewState: 'new', revision: 3 });
      expect(await tool.kinds(id)).toEqual(['released coordinator', 'reopened coordinator']);
      expect((await queue()).waiting).toContain(id);
    });

    it('on what another has changed meanwhile is not stored, and answers with what is', async () => {
      const id = await tool.send();
      const first = await tool.decide(id, { reviewState: 'released' }, 1);
      const second = await tool.decide(id, { reviewState: 'set_aside' }, 1);
      expect(second).toEqual({ saved: false, report: first.report });
      const client = await db.as(emailOf('reporterA'));
      const mine = await tool.send();
      await client.from('incident').update({ description: 'Andra ord.' }).eq('id', mine);
      expect(await tool.decide(mine, { reviewState: 'released' }, 1)).toMatchObject({
        saved: false,
        report: { description: 'Andra ord.', reviewState: 'new', revision: 2 },
      });
    });

    it('that is sent once more is no conflict and no second step', async () => {
      const id = await tool.send();
      const other = await tool.send();
      for (const change of [
        { reviewState: 'new', question: 'När?' },
        { duplicateOf: other },
        { duplicateOf: null },
        { reviewState: 'released' },
      ] as const) {
        const before = await tool.revisionOf(id);
        const first = await tool.decide(id, change, before);
        expect(first.saved).toBe(true);
        const kinds = await tool.kinds(id);
        expect(await tool.decide(id, change, before)).toEqual(first);
        expect(await tool.kinds(id)).toEqual(kinds);
      }
    });

    it('of two at the same moment is one', async () => {
      const id = await tool.send();
      const answers = await Promise.all([
        tool.decide(id, { reviewState: 'released' }, 1),
        tool.decide(id, { reviewState: 'set_aside' }, 1),
      ]);
      expect(answers.filter(({ saved }) => saved)).toHaveLength(1);
      expect(await tool.kinds(id)).toHaveLength(1);
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ reviewState: 'gone' }, /^invalid: /],
      [{ descriptionReleased: 'yes' }, /^invalid: /],
      [{ categoryId: 'gammal' }, /^invalid: .*category/],
      [{ categoryId: 'nowhere' }, /^invalid: .*category/],
      [{ position: { lon: 14 } }, /^invalid: /],
      [{ position: POINTS.outside }, /^outside-municipality: /],
      [{ duplicateOf: 'x' }, /^invalid: /],
      [{ duplicateOf: '00000000-0000-4000-9000-00000000dead' }, /^not-found: /],
      [{ question: 'Ring 070-174 06 05' }, /^personal-data: /],
      [{ question: 'å'.repeat(281) }, /^too-long: /],
      [{ reviewState: 'released', question: 'När?' }, /^invalid: .*stays new/],
      [{ description: 'Mina ord' }, /^invalid: /],
      [{ sharing: 'partners' }, /^invalid: /],
    ])('is never %j', async (change, refusal) => {
      const id = await tool.send();
      await expect(tool.decide(id, change)).rejects.toThrow(refusal);
      expect(await tool.revisionOf(id)).toBe(1);
      expect(await tool.kinds(id)).toEqual([]);
    });

    it('is the coordinator’s of the municipality alone, about what is shared; an id tells nobody anything', async () => {
      const [shared, hidden] = [await tool.send(), await tool.send({ sharing: 'own_organisation' })];
      for (const person of Object.keys(PEOPLE) as Person[]) {
        if (person === 'coordinator') continue;
        for (const name of ['review_report', 'release_reports'])
          await expect(
            ask(
              person,
              name,
              name === 'review_report'
                ? { p_id: shared, p_change: { reviewState: 'released' }, p_revision: 1 }
                : { p_ids: [shared], p_texts: true },
            ),
            `${person} ${name}`,
          ).rejects.toThrow(/^not-allowed: /);
      }
      const guess = (id: string): Promise<string> =>
        tool.decide(id, { reviewState: 'released' }, 1).then(
          () => 'saved',
          (error: unknown) => String(error),
        );
      expect(await guess(hidden)).toBe(await guess('00000000-0000-4000-9000-00000000dead'));
      await expect(tool.decide(shared, { duplicateOf: hidden })).rejects.toThrow(/^not-found: /);
      expect((await tool.stored(shared))['review_state']).toBe('new');
    });
  });

  describe('many at once', () => {
    it('are released when they are new, with their words where asked, and others are left alone', async () => {
      const ids = [
        await tool.send({ description: 'Ett.' }),
        await tool.send(),
        await tool.send({ sharing: 'own_organisation' }),
      ];
      const aside = await tool.send();
      await tool.decide(aside, { reviewState: 'set_aside' });
      expect(await ask('coordinator', 'release_reports', { p_ids: [...ids, aside], p_texts: true })).toEqual({
        released: 2,
      });
      expect(await Promise.all([...ids, aside].map(async (id) => (await tool.stored(id))['review_state']))).toEqual([
        'released',
        'released',
        'new',
        'set_aside',
      ]);
      expect(await tool.kinds(ids[0] ?? '')).toEqual(['released coordinator', 'text_released coordinator']);
      expect(await tool.kinds(ids[1] ?? '')).toEqual(['released coordinator']);
      expect(await ask('coordinator', 'release_reports', { p_ids: ids, p_texts: true })).toEqual({ released: 0 });
    });

    it('are a thousand at most', async () => {
      const p_ids = Array.from({ length: 1001 }, () => '00000000-0000-4000-9000-00000000dead');
      await expect(ask('coordinator', 'release_reports', { p_ids, p_texts: false })).rejects.toThrow(/^invalid: /);
      expect(await ask('coordinator', 'release_reports', { p_ids: [], p_texts: false })).toEqual({ released: 0 });
    });
  });

  describe('duplicates', () => {
    it('count once: the one that was named stays', async () => {
      const [a, b] = [await tool.send(), await tool.send({ organisation_id: 'bostad-b' })];
      const { report } = await tool.decide(a, { duplicateOf: b });
      expect(report.duplicateOf).toBe(b);
      expect(await counting([a, b])).toEqual([b]);
      expect(await tool.kinds(a)).toEqual(['duplicate coordinator']);
      expect((await queue()).waiting).not.toContain(a);
      expect((await queue()).handled).toContain(a);
    });

    it('count once: the wider one stays, whichever was named', async () => {
      const wide = await tool.send();
      const narrow = await tool.send({ organisation_id: 'polisen', sharing: 'authorities' });
      expect((await tool.decide(wide, { duplicateOf: narrow })).report.duplicateOf).toBeNull();
      expect(await tool.duplicateOf(narrow)).toBe(wide);
      expect((await tool.decide(wide, { duplicateOf: null })).saved).toBe(true);
      expect(await counting([wide, narrow])).toEqual([wide, narrow].sort());
      await tool.decide(narrow, { duplicateOf: wide });
      expect(await counting([wide, narrow])).toEqual([wide]);
    });

    it('never make a chain: what one of them is the same as is meant, and what was the same moves along', async () => {
      const [a, b, c, d] = [await tool.send(), await tool.send(), await tool.send(), await tool.send()];
      await tool.decide(b, { duplicateOf: a });
      await tool.decide(c, { duplicateOf: b });
      expect(await tool.duplicateOf(c)).toBe(a);
      await tool.decide(a, { duplicateOf: d });
      expect(await Promise.all([a, b, c].map((id) => tool.duplicateOf(id)))).toEqual([d, d, d]);
      expect(await counting([a, b, c, d])).toEqual([d]);
      expect(
        await db.database.query(
          'select count(*)::integer as n from public.incident i join public.incident o on o.id = i.duplicate_of where o.duplicate_of is not null',
        ),
      ).toEqual([{ n: 0 }]);
    });

    it('are told apart again one by one, and the others stay the same', async () => {
      const [a, b, c] = [await tool.send(), await tool.send(), await tool.send()];
      await tool.decide(b, { duplicateOf: a });
      await tool.decide(c, { duplicateOf: a });
      await tool.decide(b, { duplicateOf: null });
      expect(await counting([a, b, c])).toEqual([a, b].sort());
      await tool.decide(b, { duplicateOf: a });
      await tool.decide(a, { duplicateOf: null });
      expect(await tool.duplicateOf(a)).toBeNull();
      expect(await counting([a, b, c])).toHaveLength(2);
      expect(await tool.kinds(b)).toContain('not_duplicate coordinator');
    });

    it('stay counted when the one that counts is set aside, taken back or erased', async () => {
      for (const end of ['set aside', 'taken back', 'erased', 'cleared'] as const) {
        const [a, b, c] = [
          await tool.send(),
          await tool.send({ organisation_id: 'bostad-b' }),
          await tool.send({ organisation_id: 'polisen', sharing: 'authorities' }),
        ];
        await tool.decide(b, { duplicateOf: a });
        await tool.decide(c, { duplicateOf: a });
        if (end === 'set aside') await tool.decide(a, { reviewState: 'set_aside' });
        else if (end === 'taken back')
          expect((await (await db.as(emailOf('reporterA'))).from('incident').delete().eq('id', a)).error).toBeNull();
        else if (end === 'erased') await ask('coordinator', 'erase_report', { p_id: a, p_reason: 'På begäran' });
        else await db.database.query('delete from public.incident where id = $1', [a]);
        expect(await counting([a, b, c]), end).toEqual([b]);
        expect(await tool.duplicateOf(c), end).toBe(b);
      }
    });

    it('that go together, go', async () => {
      const [a, b, c] = [await tool.send(), await tool.send(), await tool.send()];
      await tool.decide(b, { duplicateOf: a });
      await tool.decide(c, { duplicateOf: a });
      await db.database.query('delete from public.incident where id = any ($1::uuid[])', [`{${[a, b].join()}}`]);
      expect(await counting([a, b, c])).toEqual([c]);
    });

    it('count as the widest when the reporter shares the one that counts with fewer', async () => {
      const [a, b] = [await tool.send(), await tool.send({ organisation_id: 'bostad-b' })];
      await tool.decide(b, { duplicateOf: a });
      const client = await db.as(emailOf('reporterA'));
      expect((await client.from('incident').update({ sharing: 'authorities' }).eq('id', a)).error).toBeNull();
      expect(await counting([a, b])).toEqual([b]);
    });

    it('are never a report and itself, one that was set aside, or one of another municipality', async () => {
      const [a, aside] = [await tool.send(), await tool.send()];
      await tool.decide(aside, { reviewState: 'set_aside' });
      await expect(tool.decide(a, { duplicateOf: a })).rejects.toThrow(/^invalid: /);
      await expect(tool.decide(a, { duplicateOf: aside })).rejects.toThrow(/^invalid: .*set aside/);
      await expect(tool.decide(aside, { duplicateOf: a })).rejects.toThrow(/^invalid: .*set aside/);
      const [foreign] = await db.database.query<{ id: string }>(
        `insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to)
         values ('9002', gen_random_uuid(), 'bostad-a', 'klotter', 15.01, 57.01, now(), now()) returning id::text`,
      );
      await expect(tool.decide(a, { duplicateOf: foreign?.id ?? '' })).rejects.toThrow(/^not-found: /);
      expect(await tool.duplicateOf(a)).toBeNull();
    });

    it('of one another, marked by two at the same moment, are one', async () => {
      const [a, b] = [await tool.send(), await tool.send()];
      await Promise.all([tool.decide(a, { duplicateOf: b }, 1), tool.decide(b, { duplicateOf: a }, 1)]);
      expect(await counting([a, b])).toHaveLength(1);
    });
  });

  describe('the trace', () => {
    it('is only added to, whoever asks', async () => {
      const id = await tool.send();
      await tool.decide(id, { reviewState: 'released' });
      for (const sql of ["update public.review_note set text = 'x'", 'delete from public.review_note'])
        await expect(db.database.query(sql), sql).rejects.toThrow(/^(error: )?not-allowed: /i);
    });

    it('notes the reporter’s own corrections without their words, and goes with the report', async () => {
      const id = await tool.send({ description: 'Första.' });
      const client = await db.as(emailOf('reporterA'));
      await client.from('incident').update({ description: 'Andra.', category_id: 'glas' }).eq('id', id);
      expect(
        await db.database.query(
          'select kind, text, before, after, "by" from public.review_note where incident_id = $1',
          [id],
        ),
      ).toEqual([{ kind: 'corrected', text: '', before: null, after: null, by: 'reporter' }]);
      await client.from('incident').delete().eq('id', id);
      expect(await tool.kinds(id)).toEqual([]);
    });

    it('loses its words, its positions and its authors by the rules of retention and on request', async () => {
      const id = await tool.send({ description: 'Första.' });
      const long = new Date(Date.now() - 50 * 86_400_000).toISOString();
      const old = await tool.send({ occurred_from: long, occurred_to: long });
      for (const each of [id, old]) {
        await tool.decide(each, { position: POINTS.inB });
        await tool.decide(each, { question: 'Vilken port?' });
      }
      await ask('coordinator', 'correct_report', { p_id: id, p_description: null, p_reason: 'På begäran' });
      const notes = (of: string): Promise<unknown[]> =>
        db.database.query(
          'select kind, text, before, after, created_by is null as nobody from public.review_note where incident_id = $1 order by n',
          [of],
        );
      expect(await notes(id)).toEqual([
        { kind: 'position', text: '', before: '14.01,57.01', after: '14.15,57.05', nobody: false },
        { kind: 'question', text: '', before: null, after: null, nobody: false },
      ]);
      await db.database.script(
        "insert into public.retention_rule values ('9001', 'free_text', 30), ('9001', 'place_and_time', 40)",
      );
      await ask('administrator', 'apply_retention', { p_dry_run: true }).then((counts) => {
        expect(counts).toMatchObject({ freeText: 1, placeAndTime: 1 });
      });
      expect(await ask('administrator', 'apply_retention', { p_dry_run: false })).toMatchObject({
        freeText: 1,
        placeAndTime: 1,
      });
      expect(await notes(old)).toEqual([
        { kind: 'position', text: '', before: null, after: null, nobody: true },
        { kind: 'question', text: '', before: null, after: null, nobody: true },
      ]);
      await db.database.script('delete from public.retention_rule');
    });
  });
});
