/** What the access matrix expects of plans, follow-up, the log of activities, the trace of actions and service promises; access-matrix.test.ts takes it in. */
import { randomUUID } from 'node:crypto';
import { INCIDENTS } from './known-incidents';
import { action, activity, asking } from './known-pictures';
import {
  agreement,
  AGREEMENT,
  commitment,
  enterKnown,
  FOCUS,
  focusArea,
  NOW,
  planId,
  PROMISE,
  publishFollowUp,
  servicePromise,
  told,
} from './known-plans';
import { userIdOf } from './fixture';
import type { TestDatabase } from './servers';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  organisation: string | null;
  isCoordinator: boolean;
  isAuthority: boolean;
  reads: boolean;
  reports: boolean;
  seesAllAreas: boolean;
}
const HERE = '9001';
const isHere = (me: Who): boolean => me.municipality === HERE;
const here = { municipality_id: HERE };

/** Words that stand for what is hidden. */
const HIDDEN = 'HEMLIGTFORMYNDIGHETER';
const KNOWN_ACTION = '00000000-0000-4000-b000-0000000000f1';

/** Everything goes through functions: no table is read or written. */
const closed = (key: string[], insert: Row, update: Row) => ({
  key: ['municipality_id', ...key],
  sees: () => false,
  insert: () => ({ ...here, ...insert }),
  update,
});
const days = { starts_on: '2026-01-01', ends_on: '2026-12-31' };
export const PLAN_TABLES = {
  agreement: closed(['id'], { id: planId(), key: 'nytt', title: 'X', ...days }, { title: 'X' }),
  agreement_party: closed(
    ['agreement_id', 'organisation_id'],
    { agreement_id: AGREEMENT, organisation_id: 'bostad-a' },
    { organisation_id: 'bostad-b' },
  ),
  focus_area: closed(['id'], { id: planId(), agreement_id: AGREEMENT, title: 'X' }, { title: 'X' }),
  commitment: closed(
    ['id'],
    { id: planId(), agreement_id: AGREEMENT, focus_area_id: FOCUS, title: 'X', ...days },
    { title: 'X' },
  ),
  commitment_contribution: closed(
    ['commitment_id', 'organisation_id'],
    { commitment_id: PROMISE, organisation_id: 'bostad-a' },
    { text: 'X' },
  ),
  commitment_follow_up: closed(
    ['commitment_id', 'period_key'],
    { commitment_id: PROMISE, period_key: '2026-T1' },
    { text: 'X' },
  ),
  follow_up_version: closed(
    ['id'],
    { agreement_id: AGREEMENT, period_key: '2026-T1', version: 9, audience: 'public', content: {} },
    { audience: 'public' },
  ),
  activity_party: closed(
    ['activity_id', 'organisation_id'],
    { activity_id: planId(), organisation_id: 'bostad-a' },
    { organisation_id: 'bostad-b' },
  ),
  action_note: closed(['id'], { id: planId(), action_id: KNOWN_ACTION, kind: 'note' }, { text: 'X' }),
  service_promise: closed(
    ['id'],
    { id: planId(), category_id: 'klotter', hours: 24, starts_on: '2026-01-01' },
    { hours: 1 },
  ),
  service_case: closed(['incident_id'], { incident_id: INCIDENTS.aPartners.id }, { minutes: 1 }),
};

/** Those that anybody may call; everything else is refused to who is not signed in. */
export const PUBLIC_FUNCTIONS = ['logo_of', 'public_follow_up', 'public_follow_ups'];

const p_revision = 0;
export const PLAN_FUNCTIONS: Record<
  string,
  { values: (m: string) => Row; answers: (me: Who) => boolean; open?: true }
> = {
  plans_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  follow_ups_of: {
    values: (m) => ({ p_municipality: m, p_agreement: AGREEMENT }),
    answers: (me) => me.reads && isHere(me),
  },
  preview_follow_up: {
    values: (m) => ({ p_municipality: m, p_agreement: AGREEMENT, p_period: NOW.key }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  published_follow_up: {
    values: (m) => ({ p_municipality: m, p_agreement: AGREEMENT, p_period: NOW.key, p_audience: 'authorities' }),
    answers: (me) => me.reads && me.isAuthority && isHere(me),
  },
  // A version that nobody looked at: who may publish is refused as well.
  publish_follow_up: {
    values: (m) => ({ p_municipality: m, p_agreement: AGREEMENT, p_period: NOW.key, p_version: 9, p_stamp: '' }),
    answers: () => false,
  },
  public_follow_up: {
    values: (m) => ({ p_municipality: m, p_key: 'lofte', p_period: null }),
    answers: () => true,
    open: true,
  },
  public_follow_ups: { values: (m) => ({ p_municipality: m }), answers: () => true, open: true },
  save_agreement: {
    values: (m) => ({ p_municipality: m, p_agreement: agreement({ parties: [] }), p_revision }),
    answers: (me) => me.isCoordinator,
  },
  save_focus_area: {
    values: (m) => ({ p_municipality: m, p_focus_area: focusArea(), p_revision }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  save_commitment: {
    values: (m) => ({ p_municipality: m, p_commitment: commitment(), p_revision }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  save_follow_up: {
    values: (m) => ({ p_municipality: m, p_follow_up: told(PROMISE), p_revision }),
    answers: (me) => isHere(me) && (me.isCoordinator || (me.reports && me.organisation === 'polisen')),
  },
  remove_agreement: { values: (m) => ({ p_municipality: m, p_id: planId() }), answers: () => false },
  remove_focus_area: { values: (m) => ({ p_municipality: m, p_id: planId() }), answers: () => false },
  remove_commitment: { values: (m) => ({ p_municipality: m, p_id: planId() }), answers: () => false },
  save_activities: {
    values: (m) => ({
      p_municipality: m,
      p_activities: [activity({ organisationId: 'kommunen', position: null })],
    }),
    answers: (me) => me.isCoordinator,
  },
  // Answers how many went: none of these.
  undo_activities: { values: (m) => ({ p_municipality: m, p_ids: [planId()] }), answers: (me) => me.reports },
  continue_action: {
    values: (m) => ({ p_municipality: m, p_action: KNOWN_ACTION, p_id: planId(), p_due: null }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  action_notes_of: {
    values: (m) => ({ p_municipality: m, p_action: KNOWN_ACTION }),
    answers: (me) => me.reads && isHere(me),
  },
  add_action_note: {
    values: (m) => ({ p_municipality: m, p_action: KNOWN_ACTION, p_id: randomUUID(), p_text: 'Ny not' }),
    answers: (me) => me.reports && isHere(me),
  },
  remove_action_note: {
    values: (m) => ({ p_municipality: m, p_id: planId(), p_reason: 'Begäran' }),
    answers: () => false,
  },
  carry_actions: {
    values: (m) => ({ p_municipality: m, p_picture: '00000000-0000-4000-a000-000000000001' }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
  deviations_of: {
    values: (m) => ({ p_municipality: m, p_month: new Date().toISOString().slice(0, 7) }),
    answers: (me) => me.reads,
  },
  service_promises_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  save_service_promise: {
    values: (m) => ({
      p_municipality: m,
      p_promise: servicePromise({ id: '00000000-0000-4000-c000-0000000000b7', categoryId: 'klotter', areaId: 'a' }),
      p_revision,
    }),
    answers: (me) => me.isCoordinator,
  },
  remove_service_promise: { values: (m) => ({ p_municipality: m, p_id: planId() }), answers: () => false },
  service_cases_of: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-01', p_to: '2099-01-01' }),
    answers: (me) => me.reads && isHere(me),
  },
  save_service_case: {
    values: (m) => ({ p_municipality: m, p_case: { incidentId: INCIDENTS.aPartners.id, doneAt: null }, p_revision }),
    answers: (me) => me.isCoordinator && isHere(me),
  },
};

/** What lies there when the matrix is walked, in municipality 9001: of each audience something, published. */
export async function enterPlans(db: TestDatabase): Promise<void> {
  const ask = asking(db);
  await enterKnown(db);
  const hidden = commitment({ title: HIDDEN, sharing: 'authorities' });
  await ask('coordinator', 'save_commitment', { p_commitment: hidden, p_revision });
  await ask('coordinator', 'save_follow_up', { p_follow_up: told(hidden.id, { text: HIDDEN }), p_revision });
  await publishFollowUp(db);
  await ask('coordinator', 'save_action', { p_action: action({ id: KNOWN_ACTION }), p_revision });
  const kept = action({ sharing: 'authorities', what: HIDDEN, due: '2026-01-02' });
  await ask('coordinator', 'save_action', { p_action: kept, p_revision });
  for (const [p_action, p_text] of [
    [KNOWN_ACTION, 'Låset är beställt'],
    [kept.id, HIDDEN],
  ])
    await ask('coordinator', 'add_action_note', { p_action, p_id: randomUUID(), p_text });
  await ask('coordinator', 'save_service_promise', { p_promise: servicePromise(), p_revision });
  await db.database.query(
    `insert into public.activity_party (municipality_id, activity_id, organisation_id) select municipality_id, id, 'bostad-b' from public.activity where municipality_id = $1 limit 1`,
    [HERE],
  );
  await db.database.query(
    `insert into public.service_case (municipality_id, incident_id, done_at, minutes, updated_by) values ($1, $2, now(), 5, $3)`,
    [HERE, INCIDENTS.aPartners.id, userIdOf('coordinator')],
  );
}
