/** From nothing to a municipality with people in it: set-up, invitations, members and organisations, and what nobody may do with them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf } from './fixture';
import { asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

type Row = Record<string, unknown>;
interface Invitation {
  id: string;
  email: string | null;
  token: string;
}
interface Member {
  id: string;
  organisationId: string;
  role: string;
  active: boolean;
  mine: boolean;
  email: string | null;
}

describe('a municipality', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());
  const ask = <T>(...values: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...values);
  const one = async <T extends Row>(sql: string, values: unknown[] = []): Promise<T> => {
    const [row] = await db.database.query<T>(sql, values);
    if (!row) throw new Error('no row');
    return row;
  };
  const setupToken = async (): Promise<string> =>
    (await one<{ it: string }>('select app.create_setup_link() as it')).it;
  const invite = async (
    organisation: string,
    role: string,
    emails: string[] = [],
    handsOver = false,
  ): Promise<Invitation[]> =>
    ask('administrator', 'invite_member', {
      ...{ p_organisation: organisation, p_role: role, p_emails: emails, p_hands_over: handsOver },
    });
  const accept = async (person: Parameters<typeof emailOf>[0], token: string): Promise<unknown> => {
    const { data, error } = await (await db.as(emailOf(person))).rpc('accept_invitation', { p_token: token });
    if (error) throw new Error(error.message);
    return data as unknown;
  };
  const members = (): Promise<Member[]> => ask('administrator', 'members_of');
  const memberOf = async (person: Parameters<typeof emailOf>[0], role: string): Promise<Member> => {
    const found = (await members()).find((it) => it.email === emailOf(person) && it.role === role);
    if (!found) throw new Error(`${person} is no ${role}`);
    return found;
  };

  describe('begins', () => {
    it('with a link that makes one, once', async () => {
      const token = await setupToken();
      const person = await db.as(emailOf('nobody'));
      const setup = { code: '9010', municipality: 'Nyby', organisation: 'Nyby kommun' };
      const begin = (p_setup: Row) => person.rpc('accept_invitation', { p_token: token, p_setup });
      expect((await begin({ ...setup, code: '9001' })).error?.message).toMatch(/^taken: /);
      expect((await begin({ ...setup, code: '901' })).error?.message).toMatch(/^invalid: /);
      expect((await begin({ ...setup, organisation: ' ' })).error?.message).toMatch(/^invalid: /);
      expect((await begin(setup)).data).toEqual({ municipalityId: '9010' });
      // A second press is no second municipality.
      expect((await begin({ ...setup, code: '9011' })).data).toEqual({ municipalityId: '9010' });
      const memberships = (await person.rpc('my_memberships')).data as Row[];
      expect(memberships.map(({ role, municipalityId }) => [role, municipalityId])).toEqual([
        ['administrator', '9010'],
        ['coordinator', '9010'],
      ]);
      const start = (await person.rpc('begin_session', { p_membership: null, p_purpose: 'test' })).data as {
        setting: { areas: unknown[]; categories: { name: string }[]; categoryGroups: unknown[] };
      };
      expect([
        start.setting.areas.length,
        start.setting.categoryGroups.length,
        start.setting.categories.length,
      ]).toEqual([0, 5, 27]);
      expect((await person.rpc('setup_status', { p_municipality: '9010' })).data).toMatchObject({
        ...{
          ownBoundary: false,
          areas: 0,
          organisations: 1,
          people: 1,
          categories: 27,
          retentionRules: 3,
          hasIncident: false,
        },
      });
      // Somebody else has nothing of the link, and the one used says nothing to the server either.
      const other = await db.as(emailOf('viewerA'));
      expect((await other.rpc('accept_invitation', { p_token: token, p_setup: setup })).data).toBeNull();
      expect(await one('select public.join_look($1, $2)::jsonb as it', [token, 'here'])).toMatchObject({
        it: { means: null },
      });
    });

    it('takes reports anywhere until it has its own boundary, which is mended and held to reason', async () => {
      const save = async (p_values: Row) =>
        (await (await db.as(emailOf('nobody'))).rpc('save_municipality', { p_municipality: '9010', p_values })).error
          ?.message ?? 'saved';
      const box = (lon: number, lat: number, size: number) => ({
        ...{
          type: 'Polygon',
          coordinates: [
            [
              [lon, lat],
              [lon + size, lat],
              [lon + size, lat + size],
              [lon, lat + size],
              [lon, lat],
            ],
          ],
        },
      });
      expect(await save({ boundary: box(57, 14, 0.2) })).toMatch(/^invalid: .*outside Sweden/);
      expect(await save({ boundary: box(14, 57, 0.001) })).toMatch(/^invalid: /);
      expect(await save({ boundary: { type: 'Point', coordinates: [14, 57] } })).toMatch(/^invalid: /);
      expect(await save({ boundary: { type: 'Polygon', coordinates: [[['x']]] } })).toMatch(/^invalid: /);
      expect(await save({ name: '19121212-1212' })).toMatch(/^personal-data: /);
      expect(await save({ name: 'Nystad', review_required: false })).toMatch(/^invalid: /);
      // A bow tie is two triangles.
      const crossed = {
        type: 'Polygon',
        coordinates: [
          [
            [14, 57],
            [14.2, 57.2],
            [14.2, 57],
            [14, 57.2],
            [14, 57],
          ],
        ],
      };
      expect(await save({ name: 'Nystad', boundary: crossed })).toBe('saved');
      expect(
        await one(
          `select name, extensions.st_isvalid(boundary) as valid, app.has_own_boundary(id) as own from public.municipality where id = '9010'`,
        ),
      ).toEqual({ name: 'Nystad', valid: true, own: true });
    });

    it('is made by the operator too, and never twice', async () => {
      const make = (id: string) => db.database.query(`select app.create_municipality($1, 'Operatörsby')`, [id]);
      await make('9012');
      await expect(make('9012')).rejects.toThrow(/taken: /);
      await expect(make('12')).rejects.toThrow(/invalid: /);
    });
  });

  describe('invites', () => {
    it('one address a link, which works once, for that address alone', async () => {
      const [first, second] = await invite('bostad-b', 'viewer', [' Nobody@TEST ', emailOf('stranger'), 'nobody@test']);
      expect([first?.email, second?.email]).toEqual([emailOf('nobody'), emailOf('stranger')]);
      if (!first || !second) throw new Error('two invitations');
      expect(first.token).toMatch(/^9001-[0-9a-f]{32}$/);
      expect(await one('select public.join_look($1, $2)::jsonb as it', [first.token, 'here'])).toMatchObject({
        it: {
          means: {
            kind: 'invitation',
            municipality: 'Testby',
            organisation: 'Bostad B',
            role: 'viewer',
            email: 'nobody@test',
          },
        },
      });
      await expect(accept('viewerA', first.token)).rejects.toThrow(/^not-allowed: .*another e-mail/);
      expect(await accept('nobody', first.token)).toEqual({
        municipalityId: '9001',
        organisationId: 'bostad-b',
        role: 'viewer',
      });
      expect(await accept('nobody', first.token)).toMatchObject({ role: 'viewer' });
      expect(await accept('viewerA', first.token)).toBeNull();
      // What nobody needs any more is forgotten; the token never lay there.
      const stored = await one<{ it: string }>(
        `select jsonb_agg(to_jsonb(i))::text as it from public.invitation i where id = $1`,
        [first.id],
      );
      expect(stored.it).not.toContain('nobody@test');
      expect(stored.it).not.toContain(first.token.slice(5));
    });

    it('no longer once the link has run out, was renewed or withdrawn', async () => {
      const [it] = await invite('bostad-b', 'reporter');
      if (!it) throw new Error('one invitation');
      await db.database.query(`update public.invitation set expires_at = now() - interval '1 minute' where id = $1`, [
        it.id,
      ]);
      expect(await accept('viewerA', it.token)).toBeNull();
      const renewed = await ask<Invitation>('administrator', 'renew_invitation', { p_id: it.id });
      expect(await accept('viewerA', it.token)).toBeNull();
      expect(await ask('administrator', 'withdraw_invitation', { p_id: it.id })).toBe(true);
      expect(await ask('administrator', 'withdraw_invitation', { p_id: it.id })).toBe(false);
      expect(await accept('viewerA', renewed.token)).toBeNull();
      await expect(ask('administrator', 'renew_invitation', { p_id: it.id })).rejects.toThrow(/^not-found: /);
    });

    it('nobody through a token of another municipality, and slows down who guesses', async () => {
      const [it] = await invite('bostad-b', 'reporter');
      if (!it) throw new Error('one invitation');
      expect(await accept('reporterB', it.token.replace('9001', '9002'))).toBeNull();
      const look = async (token: string, source: string) =>
        (
          await one<{ it: { means: unknown; tooMany: boolean } }>('select public.join_look($1, $2)::jsonb as it', [
            token,
            source,
          ])
        ).it;
      for (let n = 0; n < 10; n++)
        expect(await look(`9001-${String(n).padStart(32, '0')}`, 'guesser')).toEqual({ means: null, tooMany: false });
      // Who guesses waits; who has a link that works is let in, also from behind the same address.
      expect(await look('9001-wrong', 'guesser')).toEqual({ means: null, tooMany: true });
      expect(await look('9001-wrong', 'somebody')).toEqual({ means: null, tooMany: false });
      expect(await look(it.token, 'guesser')).toMatchObject({ means: { kind: 'invitation' }, tooMany: false });
      for (let n = 0; n < 9; n++) expect(await accept('reporterB', `9001-${String(n).padStart(32, '0')}`)).toBeNull();
      await expect(accept('reporterB', '9001-wrong')).rejects.toThrow(/^not-allowed: Too many/);
      expect(await accept('reporterB', it.token)).toMatchObject({ role: 'reporter' });
    });

    it('nobody who was suspended from just that, and ends what a former administrator left open', async () => {
      const viewer = await memberOf('viewerA', 'viewer');
      const [it] = await invite('bostad-a', 'viewer');
      await ask('administrator', 'set_member_active', { p_membership: viewer.id, p_active: false });
      await expect(accept('viewerA', it?.token ?? '')).rejects.toThrow(/^not-allowed: .*suspended/);
      await ask('administrator', 'set_member_active', { p_membership: viewer.id, p_active: true });
      // A second administrator invites, and is one no more.
      const [second] = await invite('kommunen', 'administrator', [emailOf('police')]);
      await accept('police', second?.token ?? '');
      const [left] = await ask<Invitation[]>('police', 'invite_member', {
        p_organisation: 'kommunen',
        p_role: 'administrator',
      });
      await ask('administrator', 'set_member_active', {
        p_membership: (await memberOf('police', 'administrator')).id,
        p_active: false,
      });
      expect(await accept('viewerA', left?.token ?? '')).toBeNull();
      await ask('administrator', 'remove_member', { p_membership: (await memberOf('police', 'administrator')).id });
    });
  });

  describe('looks after its members', () => {
    it('with addresses for the administrator alone', async () => {
      expect((await members()).every(({ email }) => email !== null)).toBe(true);
      const seen = await ask<Member[]>('coordinator', 'members_of');
      expect(seen.length).toBe((await members()).length);
      expect(seen.every(({ email }) => email === null)).toBe(true);
      expect(await ask('reporterA', 'members_of')).toBeNull();
    });

    it('and is never without an administrator', async () => {
      const { id } = await memberOf('administrator', 'administrator');
      const last = /^last-administrator: /;
      await expect(ask('administrator', 'set_member_active', { p_membership: id, p_active: false })).rejects.toThrow(
        last,
      );
      await expect(ask('administrator', 'set_member_role', { p_membership: id, p_role: 'viewer' })).rejects.toThrow(
        last,
      );
      await expect(ask('administrator', 'remove_member', { p_membership: id })).rejects.toThrow(last);
      const kommunen = (
        await ask<(Row & { id: string; revision: number })[]>('administrator', 'organisations_of')
      ).find((it) => it.id === 'kommunen');
      await expect(
        ask('administrator', 'save_organisation', {
          p_organisation: { id: 'kommunen', name: 'Testby kommun', kind: 'municipality', closed: true, areas: [] },
          p_revision: kommunen?.revision,
        }),
      ).rejects.toThrow(last);
    });

    it('whose role changes at once', async () => {
      const { id } = await memberOf('colleagueA', 'reporter');
      await ask('administrator', 'set_member_role', { p_membership: id, p_role: 'viewer' });
      await expect(
        ask('colleagueA', 'check_in', {
          p_organisation: 'bostad-a',
          p_area: 'a',
          p_period_from: '2026-01-05',
          p_nothing: true,
        }),
      ).rejects.toThrow(/^not-allowed: /);
      await ask('administrator', 'set_member_role', { p_membership: id, p_role: 'reporter' });
      await expect(ask('coordinator', 'set_member_role', { p_membership: id, p_role: 'coordinator' })).rejects.toThrow(
        /^not-allowed: /,
      );
      await expect(
        ask('administrator', 'set_member_role', { p_municipality: '9002', p_membership: id, p_role: 'viewer' }),
      ).rejects.toThrow(/^not-allowed: /);
    });

    it('and hands over in one step, to a member or to somebody invited', async () => {
      const coordinator = await memberOf('coordinator', 'coordinator');
      const [open] = await invite('bostad-b', 'viewer');
      const [unnamed] = await invite('kommunen', 'administrator');
      await ask('administrator', 'hand_over', { p_to: coordinator.id });
      await expect(
        ask('administrator', 'invite_member', { p_organisation: 'bostad-a', p_role: 'viewer' }),
      ).rejects.toThrow(/^not-allowed: /);
      const now = await ask<Member[]>('coordinator', 'members_of');
      expect(now.filter(({ mine }) => mine).map(({ role }) => role)).toEqual(['administrator', 'coordinator']);
      // The open invitation goes on; a link to become administrator that has no address does not.
      const left = (await ask<Row[]>('coordinator', 'invitations_of')).map(({ id }) => id);
      expect(left).toContain(open?.id);
      expect(left).not.toContain(unnamed?.id);
      // And back, by a link.
      const [link] = await ask<Invitation[]>('coordinator', 'invite_member', {
        ...{
          p_organisation: 'kommunen',
          p_role: 'administrator',
          p_emails: [emailOf('administrator')],
          p_hands_over: true,
        },
      });
      expect(await accept('administrator', link?.token ?? '')).toMatchObject({ role: 'administrator' });
      expect((await members()).filter(({ role }) => role === 'administrator').map(({ email }) => email)).toEqual([
        emailOf('administrator'),
      ]);
      expect(
        (await ask<Member[]>('coordinator', 'members_of')).filter(({ mine }) => mine).map(({ role }) => role),
      ).toEqual(['coordinator']);
      await expect(
        ask('administrator', 'hand_over', { p_to: (await memberOf('administrator', 'administrator')).id }),
      ).rejects.toThrow(/^invalid: /);
    });

    it('and sees what each sees, by the rules that decide it', async () => {
      const look = async (person: Parameters<typeof emailOf>[0], role: string): Promise<Row> =>
        ask('administrator', 'preview_of_member', { p_membership: (await memberOf(person, role)).id });
      expect(await look('viewerA', 'viewer')).toMatchObject({
        roles: [{ organisationId: 'bostad-a', role: 'viewer', active: true }],
        rights: { read: true, report: false, review: false, administer: false },
        ...{ areas: ['a'], allAreas: false, whoReported: false },
        sharing: { own: ['bostad-a'], partners: true, authorities: false },
      });
      expect(await look('coordinator', 'coordinator')).toMatchObject({
        ...{ allAreas: true, whoReported: true, rights: { review: true, administer: false } },
        sharing: { authorities: true },
      });
      expect(await look('administrator', 'administrator')).toMatchObject({
        areas: [],
        rights: { read: false, administer: true },
        counts: { incidents: 0 },
      });
      // Looking is not becoming: the administrator is still who asks.
      expect((await members()).find(({ mine }) => mine)?.email).toBe(emailOf('administrator'));
      // A member who sees the list is told what it holds, and no more than a number.
      const before = (await look('reporterA', 'reporter'))['counts'] as Row;
      await (await db.as(emailOf('reporterA'))).from('incident').insert({
        ...{
          municipality_id: '9001',
          id: '00000000-0000-4000-9000-0000000000f1',
          organisation_id: 'bostad-a',
          category_id: 'klotter',
          lon: 14.01,
          lat: 57.01,
        },
        ...{
          occurred_from: new Date(Date.now() - 3_600_000).toISOString(),
          occurred_to: new Date(Date.now() - 3_600_000).toISOString(),
        },
        ...{ place_type: 'street', police_reported: 'no', sharing: 'partners' },
      });
      expect((await look('reporterA', 'reporter'))['counts']).toMatchObject({
        incidents: Number(before['incidents']) + 1,
      });
      // Others see it when it is released.
      expect((await look('viewerA', 'viewer'))['counts']).toMatchObject({ own: 1 });
      expect((await look('reporterB', 'reporter'))['counts']).toMatchObject({ incidents: 0 });
      const trace = await one<{ n: number }>(
        `select count(*)::int as n from public.audit_log where action = 'membership.previewed'`,
      );
      expect(trace.n).toBeGreaterThan(4);
      await expect(
        ask('coordinator', 'preview_of_member', { p_membership: (await memberOf('viewerA', 'viewer')).id }),
      ).rejects.toThrow(/^not-allowed: /);
    });
  });

  describe('looks after its organisations', () => {
    interface Organisation extends Row {
      id: string;
      name: string;
      revision: number;
      closed: boolean;
    }
    const save = (p_organisation: Row, p_revision = 0): Promise<{ saved: boolean; organisation: Organisation }> =>
      ask('administrator', 'save_organisation', { p_organisation, p_revision });

    it('adds, renames, gives areas, and loses nothing when two write', async () => {
      const areas = [{ areaId: 'b', expected: true }];
      const { organisation } = await save({ id: null, name: 'Östra Väktarna', kind: 'guards', closed: false, areas });
      expect(organisation).toMatchObject({ id: 'ostra-vaktarna', areas, members: 0, revision: 1 });
      const renamed = { id: organisation.id, name: 'Östra väktarna AB', kind: 'guards', closed: false, areas: [] };
      expect(await save(renamed, 1)).toMatchObject({
        saved: true,
        organisation: { id: 'ostra-vaktarna', revision: 2, areas: [] },
      });
      expect(await save({ ...renamed, name: 'Annat' }, 1)).toMatchObject({
        saved: false,
        organisation: { name: 'Östra väktarna AB' },
      });
      await expect(save({ ...renamed, id: null, name: 'ÖSTRA VÄKTARNA ab' })).rejects.toThrow(/^taken: /);
      await expect(save({ ...renamed, areas: [{ areaId: 'nowhere', expected: true }] }, 2)).rejects.toThrow(
        /^invalid: /,
      );
      await expect(save({ ...renamed, name: 'Anna Ek 070-123 45 67' }, 2)).rejects.toThrow(/^personal-data: /);
      expect(await ask('administrator', 'remove_organisation', { p_id: 'ostra-vaktarna' })).toBe(true);
      await expect(ask('administrator', 'remove_organisation', { p_id: 'bostad-a' })).rejects.toThrow(/^in-use: /);
      await expect(ask('coordinator', 'remove_organisation', { p_id: 'polisen' })).rejects.toThrow(/^not-allowed: /);
    });

    it('and closes one that takes no part any more: its members see nothing, what it did stays', async () => {
      const before = (await ask<Organisation[]>('administrator', 'organisations_of')).find(
        ({ id }) => id === 'bostad-b',
      );
      if (!before) throw new Error('bostad-b');
      const [open] = await invite('bostad-b', 'viewer');
      // An administrator of it, who invites to others than it.
      const [second] = await invite('bostad-b', 'administrator', [emailOf('reporterB')]);
      await accept('reporterB', second?.token ?? '');
      const [elsewhere] = await ask<Invitation[]>('reporterB', 'invite_member', {
        ...{ p_organisation: 'kommunen', p_role: 'viewer' },
      });
      const { id, name, revision } = before;
      const values = { id, name, kind: 'housing_company', areas: [{ areaId: 'b', expected: true }] };
      expect(await save({ ...values, closed: true }, revision)).toMatchObject({
        organisation: { closed: true, areas: [{ expected: false }] },
      });
      expect((await (await db.as(emailOf('reporterB'))).rpc('my_memberships')).data).toEqual([]);
      expect((await (await db.as(emailOf('reporterB'))).rpc('setting_of', { p_municipality: '9001' })).data).toBeNull();
      expect(await accept('viewerA', open?.token ?? '')).toBeNull();
      expect(await accept('viewerA', elsewhere?.token ?? '')).toBeNull();
      const setting = await ask<{ organisations: Organisation[] }>('coordinator', 'setting_of');
      expect(setting.organisations).toContainEqual({ id, name, kind: 'housing_company', closed: true });
      await save({ ...values, closed: false }, revision + 1);
      expect((await (await db.as(emailOf('reporterB'))).rpc('my_memberships')).data).toHaveLength(2);
    });
  });

  it('writes down each change, without tokens and addresses', async () => {
    const log = await one<{ it: string; actions: string[] }>(
      `select string_agg(filter::text, ' ') as it, array_agg(distinct action) as actions from public.audit_log where municipality_id = '9001' and action not like 'session.%'`,
    );
    expect(log.it).not.toMatch(/@test|[0-9a-f]{32}/);
    for (const action of [
      'invitation.created',
      'invitation.accepted',
      'invitation.withdrawn',
      'invitation.renewed',
      'membership.handed_over',
      'members.read',
      'organisation.updated',
    ])
      expect(log.actions).toContain(action);
  });
});
