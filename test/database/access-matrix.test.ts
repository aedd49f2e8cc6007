/**
 * Every table and every function, asked by every role of the own and of another municipality and by nobody, as supabase-js asks. The lists come from
 * the database's catalogue: a table or function without an entry here fails. What is expected is written a second time, row by row.
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_FUNCTIONS, ACTION_TABLES, enterActionReminders } from './access-actions';
import { AREA_FUNCTIONS } from './access-areas';
import { enterMapping, MAPPING_FUNCTIONS, MAPPING_TABLES } from './access-mapping';
import { enterPlans, PLAN_FUNCTIONS, PLAN_TABLES } from './access-plans';
import { enterHolidays, SERVICE_FUNCTIONS, SERVICE_TABLES } from './access-service';
import { enterInvitations, SETUP_FUNCTIONS, SETUP_TABLES } from './access-setup';
import { SETTINGS_FUNCTIONS, SETTINGS_TABLES } from './access-settings';
import { emailOf, PEOPLE, POINTS, report, userIdOf, type Person } from './fixture';
import { INCIDENTS, sendKnown } from './known-incidents';
import { action, activity, asking, hotspot, openKnown, PICTURE, publish, versions } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

type Row = Record<string, unknown>;
type Asking = Person | 'anonymous';
const ASKING: Asking[] = [...(Object.keys(PEOPLE) as Person[]), 'anonymous'];

/** Words that stand for what is hidden: whoever may not see the row must not find the word in any answer or error. */
const SECRET = {
  own: 'HEMLIGTEGET',
  authorities: 'HEMLIGTDELAT',
  neighbour: 'Grannby',
  draft: 'HEMLIGTUTKAST',
  forAuthorities: 'HEMLIGTFORMYNDIGHETER',
  forB: 'HEMLIGTFORBOSTADB',
  question: 'HEMLIGFRÅGA',
  proposal: 'HEMLIGPLATS',
  source: 'HEMLIGKÄLLA',
  staged: 'HEMLIGRAD',
};

const who = (asking: Asking) => {
  const [, municipality, organisation, role] = asking === 'anonymous' ? [null, null, null, null] : PEOPLE[asking];
  const isAuthority = organisation === 'polisen' || organisation === 'kommunen';
  return {
    municipality,
    organisation,
    role,
    userId: asking === 'anonymous' ? null : userIdOf(asking),
    isAuthority,
    isAdministrator: role === 'administrator',
    isCoordinator: role === 'coordinator',
    seesAllAreas: isAuthority || organisation === 'raddning',
    reads: role === 'reporter' || role === 'viewer' || role === 'coordinator',
    reports: role === 'reporter' || role === 'coordinator',
  };
};
type Who = ReturnType<typeof who>;

const WORKS_IN: Record<string, string[]> = {
  'bostad-a': ['a'],
  'bostad-b': ['b'],
  polisen: ['a', 'b'],
  raddning: ['a'],
};
const seesArea = (me: Who, area: unknown): boolean =>
  me.seesAllAreas || (WORKS_IN[me.organisation ?? ''] ?? []).includes(String(area));
const isOwn = (me: Who, row: Row): boolean => me.reads && row['organisation_id'] === me.organisation;

interface Table {
  key: string[];
  /** Whether the reader may see a row of the own municipality. */
  sees: (me: Who, row: Row) => boolean;
  /** A row that could be stored in municipality 9001. */
  insert: () => Row;
  update: Row;
  /** Who may write what; everything else must leave the table as it was. */
  writes?: Partial<Record<'insert' | 'update' | 'upsert' | 'delete', (me: Who) => boolean>>;
}

const administers = (me: Who): boolean => me.isAdministrator;
const coordinates = (me: Who): boolean => me.isCoordinator;
const KNOWN = INCIDENTS.aPartners.id;
const ID = ['municipality_id', 'id'];
const TABLES: Record<string, Table> = {
  municipality: {
    key: ['id'],
    sees: () => true,
    insert: () => ({ id: '9003', name: 'Tredje' }),
    update: { session_hours: 5 },
    writes: { update: administers },
  },
  area: {
    key: ID,
    sees: (me, row) => seesArea(me, row['id']),
    insert: () => ({ municipality_id: '9001', id: 'ny', name: 'Ny' }),
    update: { name: 'X' },
  },
  organisation: {
    key: ID,
    sees: () => true,
    insert: () => ({ municipality_id: '9001', id: 'ny', name: 'Ny', kind: 'police' }),
    update: { kind: 'police' },
  },
  organisation_area: {
    key: ['municipality_id', 'organisation_id', 'area_id'],
    sees: (me, row) => seesArea(me, row['area_id']),
    insert: () => ({ municipality_id: '9001', organisation_id: 'bostad-a', area_id: 'b' }),
    update: { expected_to_report: false },
  },
  membership: {
    key: ID,
    sees: (me, row) => row['user_id'] === me.userId,
    insert: () => ({
      municipality_id: '9001',
      user_id: userIdOf('nobody'),
      organisation_id: 'kommunen',
      role: 'coordinator',
    }),
    update: { role: 'coordinator' },
  },
  category_group: {
    key: ID,
    sees: () => true,
    insert: () => ({ municipality_id: '9001', id: 'ny', name: 'Ny' }),
    update: { name: 'X' },
  },
  category: {
    key: ID,
    sees: () => true,
    insert: () => ({ municipality_id: '9001', id: 'ny', group_id: 'skador', name: 'Ny' }),
    update: { weight: 2 },
  },
  place: {
    key: ID,
    sees: (me, row) => (row['area_id'] === null ? me.seesAllAreas : seesArea(me, row['area_id'])),
    insert: () => ({ municipality_id: '9001', id: 'ny', name: 'Ny', lon: 14.01, lat: 57.01 }),
    update: { name: 'X' },
  },
  incident: {
    key: ID,
    sees: (me, row) => isOwn(me, row) || (me.isCoordinator && row['sharing'] !== 'own_organisation'),
    insert: () => report(),
    update: { category_id: 'glas' },
    writes: {
      insert: (me) => me.municipality === '9001' && me.reports && me.organisation === 'bostad-a',
      upsert: (me) => me.municipality === '9001' && me.reports && me.organisation === 'bostad-a',
      update: (me) => me.reports,
      delete: (me) => me.reports,
    },
  },
  check_in: {
    key: ID,
    sees: (me, row) => isOwn(me, row) || me.isCoordinator,
    insert: () => ({ municipality_id: '9001', organisation_id: 'bostad-a', area_id: 'a', period_from: '2026-01-12' }),
    update: { nothing_to_report: true },
    writes: { insert: (me) => me.municipality === '9001' && me.reports && me.organisation === 'bostad-a' },
  },
  retention_rule: {
    key: ['municipality_id', 'subject'],
    sees: () => true,
    insert: () => ({ municipality_id: '9001', subject: 'place_and_time', days: 90 }),
    update: { days: 91 },
    writes: { insert: administers, update: administers, upsert: administers, delete: administers },
  },
  audit_log: {
    key: ID,
    sees: () => false,
    insert: () => ({ municipality_id: '9001', action: 'incident.read' }),
    update: { count: 0 },
  },
  // Pictures, actions and activities are reached through functions alone.
  situation_picture: {
    key: ID,
    sees: () => false,
    insert: () => ({ municipality_id: '9001', id: action().id, period_key: '2020-01' }),
    update: { period_key: '2020-02' },
  },
  picture_part: {
    key: ['municipality_id', 'picture_id', 'part'],
    sees: () => false,
    insert: () => ({ municipality_id: '9001', picture_id: PICTURE, part: 'external', content: { text: 'x' } }),
    update: { content: { text: 'x' } },
  },
  picture_version: {
    key: ID,
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      picture_id: PICTURE,
      version: 9,
      audience: 'partners',
      schema: 1,
      content: {},
    }),
    update: { audience: 'external' },
  },
  action: {
    key: ID,
    sees: () => false,
    insert: () => ({ municipality_id: '9001', id: action().id, what: 'X', owner_id: 'bostad-a' }),
    update: { status: 'done' },
  },
  activity: {
    key: ID,
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      id: action().id,
      organisation_id: 'bostad-a',
      title: 'X',
      starts_at: '2026-01-01',
      ends_at: '2026-01-01',
    }),
    update: { title: 'X' },
  },
  // The trace of reports, proposed places, imports and reminders too.
  review_note: {
    key: ID,
    sees: () => false,
    insert: () => ({ municipality_id: '9001', incident_id: KNOWN, kind: 'released', by: 'coordinator' }),
    update: { text: 'X' },
  },
  place_proposal: {
    key: ID,
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      id: action().id,
      organisation_id: 'bostad-a',
      name: 'X',
      lon: 14.01,
      lat: 57.01,
    }),
    update: { state: 'accepted' },
  },
  reminder: {
    key: ID,
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      organisation_id: 'bostad-a',
      area_id: 'a',
      period_from: '2026-01-05',
      recipients: 1,
      delivered: true,
    }),
    update: { recipients: 2 },
  },
  import_source: {
    key: ID,
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      id: action().id,
      organisation_id: 'bostad-a',
      name: 'X',
      mapping: {},
    }),
    update: { name: 'X' },
  },
  import: {
    key: ID,
    sees: () => false,
    insert: () => ({ municipality_id: '9001', id: action().id, organisation_id: 'bostad-a', name: 'X' }),
    update: { state: 'done' },
  },
  import_row: {
    key: ['municipality_id', 'import_id', 'incident_id'],
    sees: () => false,
    insert: () => ({
      municipality_id: '9001',
      import_id: IMPORT,
      incident_id: action().id,
      chunk: 0,
      category_id: 'klotter',
      lon: 14.01,
      lat: 57.01,
      occurred_from: '2026-01-01',
      occurred_to: '2026-01-01',
      place_type: 'street',
      police_reported: 'no',
      sharing: 'partners',
    }),
    update: { sharing: 'partners' },
  },
  meeting_signal: {
    key: ['municipality_id'],
    sees: (me) => me.reads,
    insert: () => ({ municipality_id: '9001' }),
    update: { changes: 0 },
  },
  ...PLAN_TABLES,
  ...ACTION_TABLES,
  ...SERVICE_TABLES,
  ...MAPPING_TABLES,
  ...SETUP_TABLES,
  ...SETTINGS_TABLES,
};

/** An import of Bostad B that is on its way. */
const IMPORT = '00000000-0000-4000-c000-0000000000b1';

/** The picture, the actions and the activities that are known here lie in municipality 9001. */
const isHere = (me: Who): boolean => me.municipality === '9001';

/** Functions that are asked about no municipality. */
const ABOUT_ONESELF = ['my_memberships', 'begin_session'];

/** Arguments of every function for a municipality, and who gets something other than a refusal, null or an empty list there. */
const FUNCTIONS: Record<
  string,
  // open: for everybody, also without signing in; what it may say is tested where it is about that.
  { values: (municipality: string) => Row; answers: (me: Who) => boolean; reads?: false; open?: true }
> = {
  my_memberships: { values: () => ({}), answers: (me) => me.role !== null },
  begin_session: { values: () => ({ p_membership: null, p_purpose: 'matris' }), answers: (me) => me.role !== null },
  setting_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.role !== null },
  rules_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.role !== null },
  incident_columns_packed: { values: (m) => ({ p_municipality: m }), answers: (me) => me.role !== null },
  incident_changes: { values: (m) => ({ p_municipality: m }), answers: (me) => me.role !== null },
  incident_detail: {
    values: (m) => ({ p_municipality: m, p_id: KNOWN }),
    answers: (me) =>
      me.municipality === '9001' &&
      (me.organisation === 'bostad-a' || me.isCoordinator || (me.seesAllAreas && me.reads)),
  },
  coverage: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-01', p_to: '2026-02-01' }),
    answers: (me) => me.role !== null,
  },
  hidden_totals: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads },
  read_audit_log: { values: (m) => ({ p_municipality: m }), answers: administers },
  apply_retention: { values: (m) => ({ p_municipality: m, p_dry_run: true }), answers: administers },
  pictures_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  picture_draft: {
    values: (m) => ({ p_municipality: m, p_id: PICTURE }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  published_picture: {
    values: (m) => ({ p_municipality: m, p_id: PICTURE, p_audience: 'partners', p_organisation: null, p_version: 1 }),
    answers: (me) => me.reads && isHere(me),
  },
  meeting_of: {
    values: (m) => ({ p_municipality: m, p_picture: PICTURE }),
    answers: (me) => me.reads && isHere(me),
  },
  actions_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads },
  activities_of: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-01', p_to: '2099-01-01' }),
    answers: (me) => me.reads && isHere(me),
  },
  may_publish: {
    values: (m) => ({ p_municipality: m, p_picture: PICTURE }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  // These write, and answer with what they wrote; who may not is refused.
  open_picture: {
    values: (m) => ({ p_municipality: m, p_id: KNOWN, p_period: '2026-01', p_area: null }),
    answers: (me) => me.isCoordinator,
  },
  save_part: {
    values: (m) => ({
      p_municipality: m,
      p_picture: PICTURE,
      p_part: 'external',
      p_content: { text: 'X' },
      p_revision: 0,
    }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  save_action: {
    values: (m) => ({ p_municipality: m, p_action: action(), p_revision: 0 }),
    answers: (me) => me.reports,
  },
  save_activity: {
    values: (m) => ({
      p_municipality: m,
      p_activity: activity({ organisationId: 'kommunen', position: null }),
      p_revision: 0,
    }),
    answers: (me) => me.isCoordinator,
  },
  remove_action: { values: (m) => ({ p_municipality: m, p_id: KNOWN }), answers: () => false },
  remove_activity: { values: (m) => ({ p_municipality: m, p_id: KNOWN }), answers: () => false },
  // Who has reported; Grannby has a check-in of that week too, which stays as it is.
  reporting_status: {
    values: (m) => ({ p_municipality: m, p_back: 0 }),
    answers: (me) => me.isCoordinator || (me.reads && me.organisation !== 'raddning'),
  },
  check_in: {
    values: (m) => ({
      p_municipality: m,
      p_organisation: 'bostad-a',
      p_area: 'a',
      p_period_from: '2026-01-05',
      p_nothing: false,
    }),
    answers: (me) => me.reports && me.organisation === 'bostad-a',
  },
  undo_check_in: {
    values: (m) => ({ p_municipality: m, p_organisation: 'bostad-a', p_area: 'a', p_period_from: '2025-01-06' }),
    answers: () => false,
  },
  set_reporting: {
    values: (m) => ({ p_municipality: m, p_area: 'a', p_rhythm: 'weekly', p_weekday: 1, p_hour: 9 }),
    answers: (me) => me.isCoordinator || me.isAdministrator,
    reads: false,
  },
  may_remind: { values: (m) => ({ p_municipality: m }), answers: coordinates },
  // Review, and one's own reports.
  review_queue: { values: (m) => ({ p_municipality: m }), answers: coordinates },
  review_counts: { values: (m) => ({ p_municipality: m }), answers: coordinates },
  review_report: {
    values: (m) => ({ p_municipality: m, p_id: KNOWN, p_change: {}, p_revision: 1 }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  release_reports: { values: (m) => ({ p_municipality: m, p_ids: [KNOWN], p_texts: false }), answers: coordinates },
  my_reports: {
    values: (m) => ({ p_municipality: m }),
    answers: (me) => [userIdOf('reporterA'), userIdOf('reporterB'), userIdOf('police')].includes(me.userId ?? ''),
  },
  correct_my_report: {
    values: (m) => ({ p_municipality: m, p_report: { id: KNOWN }, p_answer: '', p_revision: 1 }),
    answers: (me) => me.userId === userIdOf('reporterA'),
  },
  // Proposed places. What the coordinators propose and import here is what they find in their lists afterwards.
  propose_place: {
    values: (m) => ({
      p_municipality: m,
      p_proposal: {
        id: action().id,
        name: 'Bakgården',
        organisationId: 'kommunen',
        ...(m === '9001' ? POINTS.inA : POINTS.outside),
      },
    }),
    answers: coordinates,
  },
  place_proposals: {
    values: (m) => ({ p_municipality: m }),
    answers: (me) => me.isCoordinator || me.userId === userIdOf('reporterB'),
  },
  withdraw_place: { values: (m) => ({ p_municipality: m, p_id: KNOWN }), answers: () => false },
  decide_place: { values: (m) => ({ p_municipality: m, p_id: KNOWN, p_accept: true }), answers: () => false },
  // Imports.
  save_import_source: {
    values: (m) => ({
      p_municipality: m,
      p_source: { id: action().id, organisationId: 'kommunen', name: 'Felanmälan', mapping: {} },
      p_revision: 0,
    }),
    answers: coordinates,
  },
  import_sources: {
    values: (m) => ({ p_municipality: m }),
    answers: (me) => me.isCoordinator || me.userId === userIdOf('reporterB'),
  },
  remove_import_source: { values: (m) => ({ p_municipality: m, p_id: KNOWN }), answers: () => false },
  begin_import: {
    values: (m) => ({
      p_municipality: m,
      p_import: { id: action().id, sourceId: null, organisationId: 'kommunen', name: 'fil.csv' },
    }),
    answers: coordinates,
  },
  imports_of: {
    values: (m) => ({ p_municipality: m }),
    answers: (me) => me.isCoordinator || me.userId === userIdOf('reporterB'),
  },
  import_rows: {
    values: (m) => ({ p_municipality: m, p_import: IMPORT, p_chunk: 9, p_rows: [] }),
    answers: (me) => me.userId === userIdOf('reporterB'),
  },
  finish_import: { values: (m) => ({ p_municipality: m, p_import: IMPORT, p_expected: 99 }), answers: () => false },
  undo_import: { values: (m) => ({ p_municipality: m, p_import: IMPORT }), answers: () => false },
  cancel_import: { values: (m) => ({ p_municipality: m, p_import: KNOWN }), answers: () => false, reads: false },
  // For service_role alone.
  reminder_source: { values: (m) => ({ p_municipality: m, p_back: 1 }), answers: () => false },
  log_reminders: {
    values: (m) => ({ p_municipality: m, p_user: userIdOf('coordinator'), p_rows: [], p_delivered: true }),
    answers: () => false,
    reads: false,
  },
  publishing_source: { values: (m) => ({ p_municipality: m, p_picture: PICTURE }), answers: () => false },
  coverage_for_publishing: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-01', p_to: '2026-02-01' }),
    answers: () => false,
  },
  publish_picture: {
    values: (m) => ({
      p_municipality: m,
      p_picture: PICTURE,
      p_user: userIdOf('coordinator'),
      p_version: 2,
      p_versions: versions(),
      p_correction: 'X',
    }),
    answers: () => false,
  },
  // These answer nothing: they do something or refuse.
  state_purpose: {
    values: (m) => ({ p_municipality: m, p_membership: KNOWN, p_purpose: 'Möte' }),
    answers: () => false,
    reads: false,
  },
  log_export: {
    values: (m) => ({ p_municipality: m, p_kind: 'csv', p_filter: {}, p_count: 1 }),
    answers: (me) => me.role !== null,
    reads: false,
  },
  set_member_active: {
    values: (m) => ({ p_municipality: m, p_membership: KNOWN, p_active: false }),
    answers: () => false,
    reads: false,
  },
  correct_report: {
    values: (m) => ({ p_municipality: m, p_id: userIdOf('police'), p_description: null, p_reason: 'Begäran' }),
    answers: () => false,
    reads: false,
  },
  erase_report: {
    values: (m) => ({ p_municipality: m, p_id: userIdOf('police'), p_reason: 'Begäran' }),
    answers: () => false,
    reads: false,
  },
  ...PLAN_FUNCTIONS,
  ...ACTION_FUNCTIONS,
  ...SERVICE_FUNCTIONS,
  ...AREA_FUNCTIONS,
  ...MAPPING_FUNCTIONS,
  ...SETUP_FUNCTIONS,
  ...SETTINGS_FUNCTIONS,
};

describe('the matrix', () => {
  let db: TestDatabase;
  const stored: Record<string, Row[]> = {};
  const heard: Record<string, string[]> = {};

  const client = async (asking: Asking): Promise<SupabaseClient> =>
    asking === 'anonymous' ? db.anonymous : db.as(emailOf(asking));
  /** Notes every answer and error, so that hidden words can be looked for at the end. */
  const listen = async <T extends { data: unknown; error: { message: string; code?: string } | null }>(
    asking: Asking,
    request: PromiseLike<T>,
  ): Promise<T> => {
    const answer = await request;
    (heard[asking] ??= []).push(JSON.stringify([answer.data, answer.error]));
    // A refusal says what it is; it never shows a row, as the details of a broken constraint would.
    if (answer.error) {
      const { status } = answer as { status?: number };
      // A HEAD has no body to say it in; the status does.
      if (answer.error.message === '') expect([401, 403]).toContain(status);
      expect(JSON.stringify(answer.error)).not.toMatch(/Failing row contains|Key \(/);
    }
    return answer;
  };
  const keyOf = (table: string, row: Row): string =>
    (TABLES[table]?.key ?? []).map((column) => String(row[column])).join('/');
  const visible = (asking: Asking, table: string): string[] => {
    const me = who(asking);
    return (stored[table] ?? [])
      .filter(
        (row) =>
          (table === 'municipality' ? row['id'] : row['municipality_id']) === me.municipality &&
          TABLES[table]?.sees(me, row),
      )
      .map((row) => keyOf(table, row))
      .sort();
  };
  const contents = async (table: string): Promise<string> =>
    String(
      (
        await db.database.query(
          `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as it from public.${table} t`,
        )
      )[0]?.['it'],
    );

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await sendKnown(db);
    await db.database.script(`
      update public.incident set description = '${SECRET.own}' where sharing = 'own_organisation';
      update public.incident set description = '${SECRET.authorities}' where sharing = 'authorities';
      insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2026-01-05'), ('9001', 'bostad-b', 'b', '2026-01-05'), ('9002', 'bostad-a', 'a', '2026-01-05');
      insert into public.review_note (municipality_id, incident_id, kind, text, "by") values ('9001', '${KNOWN}', 'question', '${SECRET.question}', 'coordinator');
      insert into public.reminder (municipality_id, organisation_id, area_id, period_from, recipients, delivered) values ('9001', 'bostad-b', 'b', '2026-01-05', 1, true);
      insert into public.retention_rule values ('9001', 'row', 900), ('9002', 'row', 800);`);
    await openKnown(db);
    const coordinator = asking(db);
    for (const [p_part, p_content] of [
      ['general', { text: SECRET.draft }],
      ['meeting', { held: '2026-11-17', participants: [], minutes: SECRET.draft, step: 1 }],
      [
        'hotspots',
        { raised: [hotspot('h1', { decision: 'none', reason: SECRET.forAuthorities, name: SECRET.draft })] },
      ],
    ] as const)
      await coordinator('coordinator', 'save_part', { p_picture: PICTURE, p_part, p_content, p_revision: 0 });
    await publish(db, 1, {
      versions: versions().map((version) => {
        const { audience, organisationId } = version;
        const word =
          audience === 'coordinator'
            ? SECRET.draft
            : audience === 'authorities'
              ? SECRET.forAuthorities
              : organisationId === 'bostad-b'
                ? SECRET.forB
                : '';
        return { ...version, content: { audience, word } };
      }),
    });
    for (const p_action of [action(), action({ sharing: 'authorities', what: SECRET.forAuthorities })])
      await coordinator('coordinator', 'save_action', { p_action, p_revision: 0 });
    await coordinator('coordinator', 'save_activity', { p_activity: activity({ position: null }), p_revision: 0 });
    await coordinator('strangeCoordinator', 'save_action', {
      p_municipality: '9002',
      p_action: action(),
      p_revision: 0,
    });
    const byB = asking(db);
    await byB('reporterB', 'propose_place', {
      p_proposal: { id: action().id, name: SECRET.proposal, organisationId: 'bostad-b', ...POINTS.inB },
    });
    const source = {
      id: action().id,
      organisationId: 'bostad-b',
      name: 'Fel',
      mapping: { [SECRET.source]: 'klotter' },
    };
    await byB('reporterB', 'save_import_source', { p_source: source, p_revision: 0 });
    await byB('reporterB', 'begin_import', {
      p_import: { id: IMPORT, sourceId: source.id, organisationId: 'bostad-b', name: SECRET.source },
    });
    const staged = { row: 2, id: action().id, categoryId: 'klotter', ...POINTS.inB, occurredFrom: 1_760_000_000 };
    await byB('reporterB', 'import_rows', {
      p_import: IMPORT,
      p_chunk: 0,
      p_rows: [{ ...staged, description: SECRET.staged }],
    });
    await enterPlans(db);
    await enterActionReminders(db);
    await enterHolidays(db);
    await enterMapping(db);
    await enterInvitations(db);
    for (const table of Object.keys(TABLES)) await store(table);
  });
  afterAll(() => db.close());
  const store = async (table: string): Promise<void> => {
    const hidden =
      table === 'area'
        ? " - 'geometry'"
        : table === 'municipality'
          ? " - 'boundary'"
          : table === 'incident'
            ? " - 'point'"
            : '';
    const rows = await db.database.query<{ it: string }>(
      `select (to_jsonb(t)${hidden})::text as it from public.${table} t`,
    );
    stored[table] = rows.map(({ it }) => JSON.parse(it) as Row);
  };

  it('has an entry for every table and every function', async () => {
    const names = async (sql: string) => (await db.database.query<{ it: string }>(sql)).map(({ it }) => it).sort();
    expect(
      await names(
        "select relname::text as it from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f')",
      ),
    ).toEqual(Object.keys(TABLES).sort());
    expect(
      await names(`select distinct proname::text as it from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`),
    ).toEqual(Object.keys(FUNCTIONS).sort());
  });

  describe.each(ASKING)('%s', (asking) => {
    const me = who(asking);

    it.each(Object.keys(TABLES))(
      'reads of %s the rows that the table of the README names, by every way of asking',
      async (table) => {
        const { key } = TABLES[table] as Table;
        const door = await client(asking);
        const columns = await db.database.query<{ name: string; open: boolean }>(
          `select attname::text as name, has_column_privilege('authenticated', attrelid, attnum, 'select') as open
         from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
          [`public.${table}`],
        );
        const open = columns.filter((column) => column.open).map(({ name }) => name);
        if (asking === 'anonymous' || open.length === 0) {
          for (const request of [
            door.from(table).select('*'),
            door.from(table).select(key.join()),
            door.from(table).select(key[0], { count: 'exact', head: true }),
          ]) {
            const { data, error, count } = await listen(asking, request);
            expect([data, count ?? null, error === null], table).toEqual([null, null, false]);
          }
          return;
        }
        // Whoever was asked before may have added areas.
        if (table === 'area') await store(table);
        const expected = visible(asking, table);
        const { data, count } = await listen(asking, door.from(table).select(key.join(), { count: 'exact' }));
        expect(((data ?? []) as unknown as Row[]).map((row) => keyOf(table, row)).sort()).toEqual(expected);
        expect(count).toBe(expected.length);
        const municipality = key.includes('municipality_id') ? 'municipality_id' : 'id';
        for (const other of ['9001', '9002']) {
          const { data: there } = await listen(asking, door.from(table).select(key.join()).eq(municipality, other));
          expect((there ?? []).length).toBe(me.municipality === other ? expected.length : 0);
        }
        const either = await listen(
          asking,
          door.from(table).select(key.join()).or(`${municipality}.eq.9001,${municipality}.eq.9002`),
        );
        expect((either.data ?? []).length).toBe(expected.length);
        for (const { name } of columns.filter((column) => !column.open)) {
          for (const request of [
            door.from(table).select(name),
            door.from(table).select(key.join()).order(name),
            door.from(table).select(key.join()).not(name, 'is', null),
          ]) {
            expect((await listen(asking, request)).error?.code, `${table}.${name}`).toBe('42501');
          }
        }
        // Whatever can be embedded holds rows of the own municipality that the reader may also read directly.
        const others = await db.database.query<{ name: string }>(
          "select distinct confrelid::regclass::text as name from pg_constraint where contype = 'f' and conrelid = $1::regclass and connamespace = 'public'::regnamespace and confrelid::regclass::text not like 'auth.%'",
          [`public.${table}`],
        );
        for (const { name } of others) {
          const target = name.replace(/^public\./, '');
          const embeddedKey = (TABLES[target] as Table).key;
          const { data: rows } = await listen(
            asking,
            door.from(table).select(`${key[0] ?? ''}, ${target}(${embeddedKey.join()})`),
          );
          const allowed = visible(asking, target);
          for (const row of (rows ?? []) as unknown as Row[]) {
            for (const embedded of [row[target]]
              .flat()
              .filter((it): it is Row => it !== null && typeof it === 'object')) {
              expect(allowed).toContain(keyOf(target, embedded));
            }
          }
        }
      },
    );

    it.each(Object.keys(TABLES))('writes to %s only what is written down', async (table) => {
      const { insert, update, writes = {}, key } = TABLES[table] as Table;
      const door = await client(asking);
      const before = await contents(table);
      const row = insert();
      const foreign =
        table === 'municipality' ? row : { ...row, municipality_id: me.municipality === '9001' ? '9002' : '9001' };
      const everywhere = table === 'municipality' ? 'id' : 'municipality_id';
      const attempts = {
        insert: () => door.from(table).insert(row),
        upsert: () => door.from(table).upsert(row, { onConflict: key.join() }),
        update: () => door.from(table).update(update).neq(everywhere, ''),
        delete: () => door.from(table).delete().neq(everywhere, ''),
      };
      for (const [name, act] of Object.entries(attempts)) {
        if (writes[name as keyof typeof attempts]?.(me)) continue; // allowed, and tested where it is about that
        await listen(asking, act());
        expect(await contents(table), `${table} ${name}`).toBe(before);
      }
      if (foreign['municipality_id'] !== me.municipality) {
        const { error } = await listen(asking, door.from(table).insert(foreign));
        expect(error, `${table} of another municipality`).not.toBeNull();
        expect(await contents(table)).toBe(before);
      }
    });

    it.each(Object.keys(FUNCTIONS))('gets from %s an answer about the own municipality or none', async (name) => {
      const { values, answers, reads, open } = FUNCTIONS[name] as (typeof FUNCTIONS)[string];
      const door = await client(asking);
      if (open) {
        expect((await door.rpc(name, values('9001'))).error).toBeNull();
        return;
      }
      const isNothing = (data: unknown): boolean =>
        data === null || data === false || (Array.isArray(data) && data.length === 0);
      for (const municipality of ['9001', '9002']) {
        const { data, error } = await listen(asking, door.rpc(name, values(municipality)));
        if (asking === 'anonymous') {
          expect([data, error?.code]).toEqual([null, '42501']);
          continue;
        }
        const about = ABOUT_ONESELF.includes(name) ? me.municipality : municipality;
        const may = answers(me) && about === me.municipality;
        if (reads === false) expect(error === null, `${name} ${municipality}: ${error?.message ?? ''}`).toBe(may);
        else expect(isNothing(data), `${name} ${municipality}`).toBe(!may);
      }
      if (name === 'incident_detail') {
        for (const { id } of Object.values(INCIDENTS))
          await listen(asking, door.rpc(name, { p_municipality: '9001', p_id: id }));
      }
      if (name === 'published_picture') {
        for (const { audience, organisationId } of versions())
          await listen(
            asking,
            door.rpc(name, { ...values('9001'), p_audience: audience, p_organisation: organisationId }),
          );
      }
      // By GET, which PostgREST answers in a read-only transaction, nothing more comes back.
      const { data } = await listen(
        asking,
        door.rpc(name, values(me.municipality === '9001' ? '9002' : '9001'), { get: true }),
      );
      if (name !== 'my_memberships') expect(isNothing(data)).toBe(true);
    });
  });

  it('has let no hidden word through, in no answer and no error', () => {
    for (const asking of ASKING) {
      const me = who(asking);
      const all = (heard[asking] ?? []).join('\n');
      expect(all.length, asking).toBeGreaterThan(1000);
      if (me.municipality !== '9002') expect(all, asking).not.toContain(SECRET.neighbour);
      else expect(all, asking).not.toMatch(/Testby|Bostad A|Bostad B|Torget/);
      const here = me.municipality === '9001' && me.reads;
      expect(all.includes(SECRET.own), asking).toBe(here && me.organisation === 'bostad-a');
      expect(all.includes(SECRET.authorities), asking).toBe(here && (me.organisation === 'bostad-a' || me.isAuthority));
      expect(all.includes(SECRET.draft), asking).toBe(here && me.isCoordinator);
      expect(all.includes(SECRET.forAuthorities), asking).toBe(here && me.isAuthority);
      expect(all.includes(SECRET.forB), asking).toBe(here && (me.isCoordinator || me.organisation === 'bostad-b'));
      expect(all.includes(SECRET.question), asking).toBe(here && (me.isCoordinator || asking === 'reporterA'));
      for (const word of [SECRET.proposal, SECRET.source])
        expect(all.includes(word), asking).toBe(here && (me.isCoordinator || asking === 'reporterB'));
      expect(all, asking).not.toContain(SECRET.staged);
    }
  });
});
