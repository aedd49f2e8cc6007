/** What came of one's own reports, and mending one: nothing is told that the reporter may not see otherwise. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MyReport } from '../../src/domain/review';
import { emailOf, PEOPLE, POINTS, userIdOf, type Person } from './fixture';
import { action, asking, openKnown, PICTURE, publish, versions, WEEK } from './known-pictures';
import { reviewing } from './known-review';
import { openTestDatabase, type TestDatabase } from './servers';

interface Mended {
  saved: boolean;
  report: MyReport;
}
/** A published hotspot around a point, as PublishedHotspot of src/picture/published.ts, of which the database reads these keys. */
const hotspotAt = (key: string, name: string, { lon, lat }: { lon: number; lat: number }, raised = true): unknown => ({
  ...{ key, name, raised, centre: { lon, lat } },
  outline: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [lon - 0.002, lat - 0.001],
          [lon + 0.002, lat - 0.001],
          [lon + 0.002, lat + 0.001],
          [lon - 0.002, lat + 0.001],
          [lon - 0.002, lat - 0.001],
        ],
      ],
    ],
  },
});

describe('one’s own reports', () => {
  let db: TestDatabase;
  let tool: ReturnType<typeof reviewing>;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const mine = (person: Person, values: Record<string, unknown> = {}): Promise<MyReport[] | null> =>
    ask(person, 'my_reports', values);
  const one = async (person: Person, id: string): Promise<MyReport> => {
    const found = (await mine(person))?.find((it) => it.id === id);
    if (!found) throw new Error('not among the own reports');
    return found;
  };
  const mend = (
    person: Person,
    p_report: unknown,
    p_answer: string,
    p_revision: number,
    p_id?: string,
  ): Promise<Mended> => ask(person, 'correct_my_report', { p_report, p_answer, p_revision, ...(p_id ? { p_id } : {}) });

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    tool = reviewing(db);
    await openKnown(db);
  });
  afterAll(() => db.close());

  describe('the list', () => {
    it('holds the caller’s own, newest first, and leaves a line in the log', async () => {
      const first = await tool.send({ description: 'Glas.' });
      const second = await tool.send({ sharing: 'own_organisation' });
      await tool.send({ organisation_id: 'bostad-b' });
      const reports = await mine('reporterA');
      expect(reports?.map(({ id }) => id)).toEqual([second, first]);
      expect(reports?.[1]).toEqual({
        ...{ id: first, organisationId: 'bostad-a', categoryId: 'klotter', areaId: 'a', ...POINTS.inA },
        ...{ occurredFrom: expect.any(Number) as number, occurredTo: expect.any(Number) as number },
        ...{ placeType: 'street', policeReported: 'no', sharing: 'partners', description: 'Glas.' },
        ...{ descriptionReleased: false, reviewState: 'new', importId: null, createdAt: expect.any(Number) as number },
        ...{ revision: 1, notes: [], duplicate: false, asked: false, hotspots: [], actions: [] },
      });
      for (const person of ['colleagueA', 'viewerA', 'rescue', 'coordinator'] as const)
        expect(await mine(person), person).toEqual([]);
      for (const person of ['administrator', 'stranger', 'nobody'] as const)
        expect(await mine(person), person).toBeNull();
      expect(
        await db.database.query(
          "select user_id, count from public.audit_log where action = 'my_reports.read' and count > 0",
        ),
      ).toEqual([{ user_id: userIdOf('reporterA'), count: 2 }]);
    });

    it('goes back half a year, or as far as asked', async () => {
      const old = await tool.send();
      await db.database.script(
        `alter table public.incident disable trigger user; update public.incident set created_at = now() - interval '200 days' where id = '${old}'; alter table public.incident enable trigger user;`,
      );
      const ids = async (values = {}): Promise<string[]> =>
        (await mine('reporterA', values))?.map(({ id }) => id) ?? [];
      expect(await ids()).not.toContain(old);
      expect(await ids({ p_since: new Date(Date.now() - 365 * 86_400_000).toISOString() })).toContain(old);
    });

    it('says that a report is the same as another only to who may read the other', async () => {
      const seen = await tool.send();
      await tool.decide(seen, { duplicateOf: await released('bostad-a', 'partners') });
      expect(await one('reporterA', seen)).toMatchObject({ duplicate: true, notes: [] });
      const hidden = await tool.send({ sharing: 'authorities' });
      const original = await released('polisen', 'authorities');
      await tool.decide(hidden, { duplicateOf: original });
      expect(await tool.duplicateOf(hidden)).toBe(original);
      const told = await one('reporterA', hidden);
      expect(told).toMatchObject({ duplicate: false, notes: [] });
      expect(JSON.stringify(await mine('reporterA'))).not.toContain(original);
      expect(Object.keys(told)).not.toContain('duplicateOf');
      // Nor from the table.
      const { error } = await (await db.as(emailOf('reporterA'))).from('incident').select('duplicate_of');
      expect(error?.code).toBe('42501');
      const theirs = await tool.send({ organisation_id: 'polisen', sharing: 'authorities' });
      await tool.decide(theirs, { duplicateOf: original });
      expect(await one('police', theirs)).toMatchObject({ duplicate: true });
    });

    const released = async (organisation_id: string, sharing: string): Promise<string> => {
      const id = await tool.send({ organisation_id, sharing });
      await tool.decide(id, { reviewState: 'released' });
      return id;
    };

    it('shows the coordinator’s steps without who took them', async () => {
      const id = await tool.send();
      await tool.decide(id, { categoryId: 'glas' });
      await tool.decide(id, { reviewState: 'released' });
      const { notes } = await one('reporterA', id);
      expect(notes.map(({ kind, by, before, after }) => [kind, by, before, after])).toEqual([
        ['category', 'coordinator', 'klotter', 'glas'],
        ['released', 'coordinator', null, null],
      ]);
      expect(JSON.stringify(notes)).not.toContain(userIdOf('coordinator'));
    });
  });

  describe('what came of a report', () => {
    const inWeek = new Date((WEEK.from + 3 * 86_400) * 1000).toISOString();
    let inside: string;

    beforeAll(async () => {
      inside = await tool.send({ occurred_from: inWeek, occurred_to: inWeek });
      const hotspots = (audience: unknown, organisation: unknown): unknown[] =>
        audience === 'coordinator'
          ? [hotspotAt('h1', 'Exakta porten', POINTS.inA), hotspotAt('h2', 'Hemliga platsen', POINTS.inA)]
          : audience === 'authorities'
            ? [hotspotAt('h1', 'Porten', POINTS.inA), hotspotAt('h2', 'Hemliga platsen', POINTS.inA)]
            : organisation === 'bostad-b'
              ? [hotspotAt('h3', 'Bara för B', POINTS.inA)]
              : [
                  hotspotAt('h1', 'Kvarteret', POINTS.inA),
                  hotspotAt('h4', 'Inte lyft', POINTS.inA, false),
                  hotspotAt('h5', 'Långt borta', POINTS.inB),
                ];
      await publish(db, 1, {
        versions: versions().map((version) => ({
          ...version,
          content: { hotspots: hotspots(version['audience'], version['organisationId']) },
        })),
      });
    });

    it('is the hotspots it lies in, by the name of a version that the reporter may read, and no other', async () => {
      expect((await one('reporterA', inside)).hotspots).toEqual([
        { pictureId: PICTURE, periodKey: WEEK.key, name: 'Kvarteret' },
      ]);
      expect(JSON.stringify(await mine('reporterA'))).not.toMatch(/Hemliga|Exakta|Bara för B|Inte lyft|Långt borta/);
      const police = await tool.send({ organisation_id: 'polisen', occurred_from: inWeek, occurred_to: inWeek });
      expect((await one('police', police)).hotspots.map(({ name }) => name).sort()).toEqual([
        'Hemliga platsen',
        'Porten',
      ]);
    });

    it('is nothing outside the hotspot or its period', async () => {
      const before = new Date((WEEK.from - 3600) * 1000).toISOString();
      const [early, away] = [
        await tool.send({ occurred_from: before, occurred_to: before }),
        await tool.send({ occurred_from: inWeek, occurred_to: inWeek, lon: 14.03, lat: 57.03 }),
      ];
      for (const id of [early, away]) expect((await one('reporterA', id)).hotspots).toEqual([]);
    });

    it('is the actions on these hotspots that the reporter may see', async () => {
      const save = (values: Parameters<typeof action>[0]): Promise<unknown> =>
        ask('coordinator', 'save_action', { p_action: action({ pictureId: PICTURE, ...values }), p_revision: 0 });
      const hotspot = { key: 'h1', name: 'Porten' };
      await save({ hotspot, what: 'Lås dörren', status: 'done', outcome: 'Låst.', due: '2026-12-01' });
      await save({ hotspot, what: 'Hemlig spaning', sharing: 'authorities' });
      await save({ hotspot, what: 'I område b', areaId: 'b' });
      await save({ hotspot: { key: 'h2', name: 'Hemliga platsen' }, what: 'På den andra' });
      expect((await one('reporterA', inside)).actions).toMatchObject([
        { what: 'Lås dörren', status: 'done', due: '2026-12-01', outcome: 'Låst.' },
      ]);
    });

    it('follows a correction of the picture', async () => {
      await publish(db, 2, {
        versions: versions().map((version) => ({
          ...version,
          content: { hotspots: [hotspotAt('h1', 'Gården', POINTS.inA)] },
        })),
      });
      expect((await one('reporterA', inside)).hotspots.map(({ name }) => name)).toEqual(['Gården']);
      await publish(db, 3, { versions: versions() });
      expect((await one('reporterA', inside)).hotspots).toEqual([]);
    });
  });

  describe('mending', () => {
    const asReport = (it: MyReport, values: Record<string, unknown> = {}): Record<string, unknown> => ({
      ...{ id: it.id, municipalityId: '9001', organisationId: it.organisationId, categoryId: it.categoryId },
      ...{
        lon: it.lon,
        lat: it.lat,
        occurredFrom: it.occurredFrom,
        occurredTo: it.occurredTo,
        placeType: it.placeType,
      },
      ...{ description: it.description ?? '', policeReported: it.policeReported, sharing: it.sharing, ...values },
    });

    it('changes what was typed while the report is new, and leaves one step', async () => {
      const id = await tool.send({ description: 'Första.' });
      const before = await one('reporterA', id);
      const { saved, report } = await mend(
        'reporterA',
        asReport(before, { description: 'Andra.', ...POINTS.inB, placeType: 'garage' }),
        '',
        1,
      );
      expect([saved, report]).toMatchObject([
        true,
        { description: 'Andra.', areaId: 'b', placeType: 'garage', revision: 2 },
      ]);
      expect(report.notes.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['corrected reporter']);
      // The answer was lost, and it is sent again.
      expect(await mend('reporterA', asReport(report), '', 1)).toEqual({ saved: true, report });
    });

    it('answers a question, alone or with a correction, and once', async () => {
      const id = await tool.send();
      await tool.decide(id, { question: 'Vilken port?' });
      expect(await one('reporterA', id)).toMatchObject({ asked: true, reviewState: 'new' });
      const answered = await mend('reporterA', null, ' Port 3. ', 2, id);
      expect(answered).toMatchObject({ saved: true, report: { asked: false, revision: 3 } });
      expect(answered.report.notes.map(({ kind, by, text }) => [kind, by, text])).toEqual([
        ['question', 'coordinator', 'Vilken port?'],
        ['answer', 'reporter', 'Port 3.'],
      ]);
      expect(await mend('reporterA', { id }, 'Port 3.', 2)).toEqual(answered);
      await expect(mend('reporterA', null, 'Mer.', 3, id)).rejects.toThrow(/^invalid: Nobody has asked/);
      await tool.decide(id, { question: 'Och när?' });
      expect(await mend('reporterA', { id, description: 'Klockan nio.' }, 'Nio.', 4)).toMatchObject({
        saved: true,
        report: { asked: false, description: 'Klockan nio.', revision: 5 },
      });
    });

    it('of what the coordinator changed meanwhile is not stored', async () => {
      const id = await tool.send();
      await tool.decide(id, { categoryId: 'glas' });
      expect(await mend('reporterA', { id, description: 'Andra.' }, '', 1)).toMatchObject({
        saved: false,
        report: { categoryId: 'glas', description: null, revision: 2 },
      });
      await tool.decide(id, { reviewState: 'released' });
      expect(await mend('reporterA', { id, description: 'Andra.' }, '', 2)).toMatchObject({
        saved: false,
        report: { reviewState: 'released' },
      });
      await expect(mend('reporterA', { id, description: 'Andra.' }, '', 3)).rejects.toThrow(/^not-allowed: /);
    });

    it('is for one’s own alone; another’s answers like one that is not there', async () => {
      const [own, hidden] = [
        await tool.send(),
        await tool.send({ organisation_id: 'polisen', sharing: 'authorities' }),
      ];
      for (const person of Object.keys(PEOPLE) as Person[]) {
        if (person === 'reporterA') continue;
        const refusal = ['colleagueA', 'reporterB', 'police', 'coordinator'].includes(person)
          ? /^not-found: /
          : /^not-allowed: /;
        await expect(mend(person, { id: own, description: 'Min.' }, '', 1), person).rejects.toThrow(refusal);
      }
      const guess = (id: string): Promise<unknown> => mend('reporterA', { id, description: 'x' }, '', 1).catch(String);
      expect(await guess(hidden)).toBe(await guess('00000000-0000-4000-9000-00000000dead'));
    });

    it.each<[Record<string, unknown>, RegExp]>([
      [{ description: 'Ring 070-174 06 05' }, /^personal-data: /],
      [{ description: 'å'.repeat(281) }, /^too-long: /],
      [{ occurredFrom: 4_000_000_000, occurredTo: 4_000_000_000 }, /^in-the-future: /],
      [{ occurredTo: 0 }, /^end-before-start: /],
      [{ occurredFrom: 1, occurredTo: 2 }, /^before-2000: /],
      [{ ...POINTS.outside }, /^outside-municipality: /],
      [{ categoryId: 'gammal' }, /^invalid: /],
      [{ placeType: 'moon' }, /^invalid: /],
      [{ sharing: 'everybody' }, /^invalid: /],
      [{ organisationId: 'polisen' }, /^not-allowed: /],
      [{ municipalityId: '9002' }, /^not-allowed: /],
      [{ reviewState: 'released' }, /^invalid: /],
      [{ duplicateOf: null }, /^invalid: /],
    ])('is never %j', async (values, refusal) => {
      const id = await tool.send();
      await expect(mend('reporterA', { id, ...values }, '', 1)).rejects.toThrow(refusal);
      expect(await tool.revisionOf(id)).toBe(1);
    });

    it('answers with no words about a person', async () => {
      const id = await tool.send();
      await tool.decide(id, { question: 'Vem?' });
      await expect(mend('reporterA', { id }, 'mejla x.y@exempel.se', 2)).rejects.toThrow(/^personal-data: /);
    });
  });
});
