/** What is published is frozen: each audience reads its own version, nothing changes it afterwards, and what came later is a version of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idAt, unpackColumns } from '../../src/analysis/packed-columns';
import type { PackedIncidents } from '../../src/data/types';
import type { AreaStatus } from '../../src/domain/meeting';
import type { Setting } from '../../src/domain/setting';
import type { Audience } from '../../src/picture/published';
import { emailOf, PEOPLE, report, userIdOf, type Person } from './fixture';
import { INCIDENTS, nameOf, sendKnown } from './known-incidents';
import { action, activity, asking, hotspot, openKnown, PICTURE, publish, versions, WEEK } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Listed {
  id: string;
  periodKey: string;
  areaId: string | null;
  hasDraft: boolean;
  versions: {
    version: number;
    audience: Audience;
    organisationId: string | null;
    publishedAt: number;
    correction: string | null;
  }[];
}
interface Source {
  setting: Setting;
  picture: { id: string; periodKey: string; areaId: string | null };
  parts: { part: string; content: { status?: AreaStatus } }[];
  incidents: { authorities: PackedIncidents; partners: PackedIncidents };
  actions: { id: string }[];
  activities: { id: string }[];
  organisationAreas: { organisationId: string; areaIds: string[] }[];
  previous: number;
  earlier: { audience: string; organisationId: string | null; version: number; content: Record<string, unknown> }[];
}

/** Audience and organisation that each person of the municipality may read, written down a second time. */
const ALL = ['coordinator', 'authorities', 'partners', 'external', 'organisation bostad-a', 'organisation bostad-b'];
const READS: Record<Person, string[]> = {
  reporterA: ['partners', 'external', 'organisation bostad-a'],
  colleagueA: ['partners', 'external', 'organisation bostad-a'],
  viewerA: ['partners', 'external', 'organisation bostad-a'],
  reporterB: ['partners', 'external', 'organisation bostad-b'],
  police: ['authorities', 'partners', 'external'],
  rescue: ['partners', 'external'],
  coordinator: ALL,
  administrator: [],
  stranger: [],
  strangeCoordinator: [],
  nobody: [],
};

describe('published versions', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const read = (person: Person, name: string, p_version: number | null = 1): Promise<{ word?: string } | null> => {
    const [p_audience, p_organisation = null] = name.split(' ');
    return ask(person, 'published_picture', { p_id: PICTURE, p_audience, p_organisation, p_version });
  };
  const source = async (id = PICTURE): Promise<Source | null> =>
    (await db.database.query<{ it: Source | null }>("select public.publishing_source('9001', $1) as it", [id]))[0]
      ?.it ?? null;
  const frozen = async (): Promise<unknown> =>
    db.database.query('select md5(string_agg(v::text, chr(10) order by v::text)) as it from public.picture_version v');

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
    await openKnown(db);
    await ask('coordinator', 'save_part', {
      p_picture: PICTURE,
      p_part: 'hotspots',
      p_content: { raised: [hotspot('h1')] },
      p_revision: 0,
    });
  });
  afterAll(() => db.close());

  it('are none to begin with: only coordinators know of the picture', async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const listed = await ask<Listed[] | null>(person, 'pictures_of');
      if (person === 'coordinator')
        expect(listed).toEqual([{ id: PICTURE, periodKey: WEEK.key, areaId: null, hasDraft: true, versions: [] }]);
      else if (['administrator', 'stranger', 'strangeCoordinator', 'nobody'].includes(person))
        expect(listed).toBeNull();
      else expect(listed).toEqual([]);
      const meeting = await ask<{ step: number } | null>(person, 'meeting_of', { p_picture: PICTURE });
      expect(meeting?.step, person).toBe(person === 'coordinator' ? 0 : undefined);
      expect(await ask(person, 'may_publish', { p_picture: PICTURE }), person).toBe(person === 'coordinator');
    }
  });

  describe('come from', () => {
    it('released incidents alone, cut by how they are shared, without whose they are', async () => {
      const made = await source();
      const names = (packed?: PackedIncidents): string[] => {
        if (!packed) throw new Error('no incidents');
        expect(unpackColumns(packed).area).toHaveLength(packed.size);
        return Array.from({ length: packed.size }, (_, row) => nameOf(idAt(packed.id, row))).sort();
      };
      expect(names(made?.incidents.partners)).toEqual(['aPartners', 'bPartners']);
      expect(names(made?.incidents.authorities)).toEqual([
        'aAuthorities',
        'aPartners',
        'bPartners',
        'policeAuthorities',
      ]);
      expect(made?.incidents.partners).toMatchObject({ organisations: [], areas: ['a', 'b', 'later', 'over'] });
      expect(await source('00000000-0000-4000-a000-00000000dead')).toBeNull();
    });

    it('the setting and the coverage that the coordinator sees', async () => {
      const made = await source();
      expect(made?.setting).toEqual(await ask('coordinator', 'setting_of'));
      expect(made?.picture).toEqual({ id: PICTURE, periodKey: WEEK.key, areaId: null });
      expect(made?.organisationAreas).toContainEqual({ organisationId: 'polisen', areaIds: ['a', 'b'] });
      const span = { p_from: new Date(WEEK.from * 1000).toISOString(), p_to: new Date().toISOString() };
      const [row] = await db.database.query<{ it: unknown }>(
        "select public.coverage_for_publishing('9001', $1::timestamptz, $2::timestamptz) as it",
        [span.p_from, span.p_to],
      );
      expect(row?.it).toEqual(await ask('coordinator', 'coverage', span));
      expect(JSON.stringify(row?.it)).toContain('missing');
    });

    it('every action that the meeting has and every event that is planned', async () => {
      const [hidden, planned, over] = [action({ sharing: 'authorities' }), activity(), activity({ state: 'done' })];
      await ask('coordinator', 'save_action', { p_action: hidden, p_revision: 0 });
      for (const p_activity of [planned, over])
        await ask('coordinator', 'save_activity', { p_activity, p_revision: 0 });
      const made = await source();
      expect(made?.actions.map(({ id }) => id)).toEqual([hidden.id]);
      expect(made?.activities.map(({ id }) => id)).toEqual([planned.id]);
      expect(made?.parts).toMatchObject([{ part: 'hotspots' }]);
      expect([made?.previous, made?.earlier]).toEqual([0, []]);
    });
  });

  it('are stored by the server function alone', async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const client = await db.as(emailOf(person));
      for (const [name, values] of [
        ['publishing_source', { p_picture: PICTURE }],
        ['coverage_for_publishing', { p_from: '2026-01-01', p_to: '2026-02-01' }],
        [
          'publish_picture',
          {
            p_picture: PICTURE,
            p_user: userIdOf('coordinator'),
            p_version: 1,
            p_versions: versions(),
            p_correction: null,
          },
        ],
      ] as const) {
        const { error } = await client.rpc(name, { p_municipality: '9001', ...values });
        expect(error?.code, `${person} ${name}`).toBe('42501');
      }
    }
    await db.database.script(`begin; set local role service_role; select public.publishing_source('9001', '${PICTURE}');
      select public.publish_picture('9001', '${PICTURE}', '${userIdOf('coordinator')}', 1, '${JSON.stringify(versions('prov'))}', null); rollback;`);
    await expect(
      db.database.script('begin; set local role service_role; delete from public.picture_version; commit;'),
    ).rejects.toThrow(/permission denied/);
    await expect(
      db.database.script(
        `begin; set local role service_role; insert into public.picture_version (municipality_id, picture_id, version, audience, schema, content) values ('9001', '${PICTURE}', 1, 'external', 1, '{}'); commit;`,
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('are stored for a coordinator of the municipality, whole or not at all', async () => {
    for (const person of ['reporterA', 'police', 'administrator', 'strangeCoordinator', 'nobody'] as const)
      await expect(publish(db, 1, { person }), person).rejects.toThrow(/^not-allowed: /);
    await db.database.query('update public.membership set active = false where user_id = $1', [
      userIdOf('coordinator'),
    ]);
    await expect(publish(db, 1)).rejects.toThrow(/^not-allowed: /);
    await db.database.query('update public.membership set active = true where user_id = $1', [userIdOf('coordinator')]);
    await expect(publish(db, 1, { picture: '00000000-0000-4000-a000-00000000dead' })).rejects.toThrow(/^not-found: /);
    await expect(publish(db, 2)).rejects.toThrow(/^conflict: /);
    await expect(publish(db, 0)).rejects.toThrow(/^conflict: /);
    await expect(publish(db, 1, { versions: [] })).rejects.toThrow(/^invalid: /);
    await expect(publish(db, 1, { versions: versions().slice(1) })).rejects.toThrow(/^invalid: /);
    for (const wrong of [
      { audience: 'everyone', organisationId: null, schema: 1, content: {} },
      { audience: 'organisation', organisationId: null, schema: 1, content: {} },
      { audience: 'partners', organisationId: 'bostad-a', schema: 1, content: {} },
      { audience: 'organisation', organisationId: 'elsewhere', schema: 1, content: {} },
      { audience: 'organisation', organisationId: 'polisen', schema: 1, content: [] },
      { audience: 'organisation', organisationId: 'polisen', schema: null, content: {} },
      versions()[0],
    ])
      await expect(publish(db, 1, { versions: [...versions(), wrong] }), JSON.stringify(wrong)).rejects.toThrow();
    expect(await db.database.query('select 1 from public.picture_version')).toEqual([]);
  });

  it('are stored once when two publish at the same moment', async () => {
    const both = await Promise.allSettled([
      publish(db, 1, { versions: versions('ena') }),
      publish(db, 1, { versions: versions('andra') }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason)).toMatch(
      /conflict: Version 1 /,
    );
    expect(await db.database.query('select count(*)::integer as n from public.picture_version')).toEqual([{ n: 6 }]);
  });

  describe.each(Object.keys(PEOPLE) as Person[])('read by %s', (person) => {
    it('are those of the own audience, of the own organisation and of no other', async () => {
      for (const name of ALL) {
        const content = await read(person, name);
        if (READS[person].includes(name)) expect(content, name).toMatchObject({ audience: name.split(' ')[0] });
        else expect(content, name).toBeNull();
      }
      // Another way to name an organisation is no way in.
      for (const wrong of [
        'partners bostad-a',
        'organisation',
        'organisation polisen',
        'ORGANISATION bostad-a',
        "' or true",
      ])
        expect(await read(person, wrong), wrong).toBeNull();
      const { data } = await (
        await db.as(emailOf(person))
      ).rpc('published_picture', {
        p_municipality: '9002',
        p_id: PICTURE,
        p_audience: 'partners',
        p_version: 1,
      });
      expect(data).toBeNull();
    });

    it('are listed as far as they can be read, and no further', async () => {
      const listed = await ask<Listed[] | null>(person, 'pictures_of');
      const names = listed?.flatMap((picture) =>
        picture.versions.map(({ audience, organisationId }) => `${audience} ${organisationId ?? ''}`.trim()),
      );
      if (READS[person].length === 0) expect(listed).toBeNull();
      else expect(names?.sort()).toEqual([...READS[person]].sort());
      expect(listed?.some(({ hasDraft }) => hasDraft) ?? false).toBe(person === 'coordinator');
    });
  });

  it('cannot be read from any table', async () => {
    for (const person of Object.keys(PEOPLE) as Person[])
      for (const table of ['picture_version', 'picture_part', 'situation_picture'])
        expect((await (await db.as(emailOf(person))).from(table).select('*')).error?.code, `${person} ${table}`).toBe(
          '42501',
        );
    expect(
      (await db.anonymous.rpc('published_picture', { p_municipality: '9001', p_id: PICTURE, p_audience: 'external' }))
        .error?.code,
    ).toBe('42501');
  });

  it('of version 1 stay as they were when incidents, words, areas, names and actions change and version 2 comes', async () => {
    const before = await frozen();
    const word = await read('reporterA', 'partners');
    // A late report of the published week, and all else that a picture is made of.
    const late = report({
      occurred_from: new Date((WEEK.from + 3600) * 1000).toISOString(),
      occurred_to: new Date((WEEK.from + 3600) * 1000).toISOString(),
    });
    expect(
      (await (await db.as(emailOf('coordinator'))).from('incident').insert({ ...late, organisation_id: 'kommunen' }))
        .error,
    ).toBeNull();
    await db.database
      .script(`update public.incident set category_id = 'glas', review_state = 'released'; delete from public.incident where id = '${INCIDENTS.bPartners.id}';
      update public.area set name = 'Nytt namn', geometry = extensions.st_multi(extensions.st_makeenvelope(14.3, 57.3, 14.31, 57.31, 4326)) where municipality_id = '9001' and id = 'over';
      update public.organisation set name = 'Nytt namn AB' where municipality_id = '9001' and id = 'bostad-a'; delete from public.action; delete from public.activity;`);
    await ask('coordinator', 'save_part', {
      p_picture: PICTURE,
      p_part: 'general',
      p_content: { text: 'Nytt' },
      p_revision: 0,
    });
    expect(await frozen()).toEqual(before);
    expect(await read('reporterA', 'partners')).toEqual(word);

    expect(await publish(db, 2, { versions: versions('andra gången') })).toEqual({ version: 2 });
    expect(await read('reporterA', 'partners', 1)).toEqual(word);
    expect(await read('reporterA', 'partners', 2)).toMatchObject({ word: 'partners null andra gången' });
    expect(await read('reporterA', 'partners', null)).toEqual(await read('reporterA', 'partners', 2));
    expect(await read('reporterA', 'partners', 3)).toBeNull();
    const listed = await ask<Listed[]>('viewerA', 'pictures_of');
    expect(listed[0]?.versions.filter(({ audience }) => audience === 'partners')).toMatchObject([
      { version: 2, correction: 'Efter mötet' },
      { version: 1, correction: null },
    ]);
    expect(Math.abs((listed[0]?.versions[0]?.publishedAt ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('after the first say what they change, in words about no person', async () => {
    await expect(publish(db, 3, { correction: null })).rejects.toThrow(/^invalid: /);
    await expect(publish(db, 3, { correction: '  ' })).rejects.toThrow(/^invalid: /);
    await expect(publish(db, 3, { correction: 'Ring 070-174 06 05' })).rejects.toThrow(/^personal-data: /);
    await expect(publish(db, 3, { correction: 'x'.repeat(501) })).rejects.toThrow(/^too-long: /);
  });

  it('that partners and outsiders have had are handed to the next publication, without words and maps', async () => {
    const made = await source();
    expect(made?.previous).toBe(2);
    expect(made?.earlier.map(({ audience, version }) => `${audience} ${String(version)}`).sort()).toEqual([
      'external 1',
      'external 2',
      'partners 1',
      'partners 2',
    ]);
    for (const { content } of made?.earlier ?? []) {
      expect(content).not.toHaveProperty('maps');
      expect(content).toHaveProperty('word');
    }
    const old = '00000000-0000-4000-a000-0000000000ff';
    await ask('coordinator', 'open_picture', { p_id: old, p_period: '2020-01' });
    expect((await source(old))?.earlier).toEqual([]);
  });

  it.each([
    ['changed', 'update public.picture_version set correction = null'],
    ['changed in its content', "update public.picture_version set content = '{}'"],
    [
      'given to another audience',
      "update public.picture_version set audience = 'external' where audience = 'partners'",
    ],
    ['removed', 'delete from public.picture_version'],
    ['removed with its picture', 'delete from public.situation_picture'],
  ])('are not %s, not even by the owner of the database', async (_name, sql) => {
    const before = await frozen();
    await expect(db.database.query(sql)).rejects.toThrow(/^not-allowed: |not-allowed: A published/);
    expect(await frozen()).toEqual(before);
  });

  it('follow an organisation that gets another id, and an account that is removed', async () => {
    await db.database.query(
      "update public.organisation set id = 'bostad-c' where municipality_id = '9001' and id = 'bostad-b'",
    );
    expect(await read('reporterB', 'organisation bostad-c', null)).toMatchObject({ organisationId: 'bostad-b' });
    await db.database.script("begin; delete from auth.users where email = 'coordinator@test'; commit;");
    expect(await db.database.query('select distinct published_by from public.picture_version')).toEqual([
      { published_by: null },
    ]);
  });

  it('are logged when they are stored and when they are read, found or not', async () => {
    const log = await db.database.query<{
      action: string;
      filter: Record<string, unknown>;
      count: number;
      who: string;
    }>(
      "select action, filter, count, user_id::text as who from public.audit_log where action in ('picture.published', 'picture.read') order by id",
    );
    expect(log.filter((entry) => entry.action === 'picture.published')).toMatchObject([
      { filter: { picture: PICTURE, version: 1 }, count: 6, who: userIdOf('coordinator') },
      { filter: { picture: PICTURE, version: 2 }, count: 6, who: userIdOf('coordinator') },
    ]);
    const mine = log.filter((entry) => entry.action === 'picture.read' && entry.who === userIdOf('viewerA'));
    expect(mine).toContainEqual(
      expect.objectContaining({
        filter: { picture: PICTURE, audience: 'organisation', organisation: 'bostad-a', version: 1 },
        count: 1,
      }),
    );
    expect(mine).toContainEqual(
      expect.objectContaining({ filter: { picture: PICTURE, audience: 'authorities', version: 1 }, count: 0 }),
    );
    expect(log.filter((entry) => entry.who === userIdOf('nobody'))).toEqual([]);
  });

  it('go with their municipality', async () => {
    await db.database
      .script(`begin; delete from public.incident where municipality_id = '9001'; delete from public.category where municipality_id = '9001';
      delete from public.municipality where id = '9001'; commit;`);
    for (const table of [
      'picture_version',
      'picture_part',
      'situation_picture',
      'action',
      'activity',
      'meeting_signal',
    ])
      expect(await db.database.query(`select 1 from public.${table}`), table).toEqual([]);
  });
});
