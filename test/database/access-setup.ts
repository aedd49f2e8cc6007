/** What the access matrix expects of set-up, invitations, members and organisations; access-matrix.test.ts takes it in. */
import { asking } from './known-pictures';
import { userIdOf } from './fixture';
import type { TestDatabase } from './servers';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  role: string | null;
  isCoordinator: boolean;
  isAdministrator: boolean;
}
const administers = (me: Who): boolean => me.isAdministrator;
const settles = (me: Who): boolean => me.isAdministrator || me.isCoordinator;
/** Of nobody: what is asked about it is refused, or is nothing. */
const NONE = '00000000-0000-4000-c000-00000000005f';

export const SETUP_TABLES = {
  invitation: {
    key: ['municipality_id', 'id'],
    sees: () => false, // through functions alone
    insert: () => ({
      ...{ municipality_id: '9001', organisation_id: 'kommunen', role: 'administrator', token_hash: 'x' },
      expires_at: '2099-01-01',
    }),
    update: { role: 'administrator' },
  },
};

export const SETUP_FUNCTIONS: Record<
  string,
  { values: (m: string) => Row; answers: (me: Who) => boolean; reads?: false }
> = {
  setup_status: { values: (m) => ({ p_municipality: m }), answers: settles },
  save_municipality: { values: (m) => ({ p_municipality: m, p_values: {} }), answers: administers, reads: false },
  organisations_of: { values: (m) => ({ p_municipality: m }), answers: settles },
  // Sent with an old revision: the answer is what is stored, and nothing changes.
  save_organisation: {
    values: (m) => ({
      p_municipality: m,
      p_organisation: { id: 'kommunen', name: 'X', kind: 'municipality', closed: false, areas: [] },
      p_revision: 0,
    }),
    answers: administers,
  },
  remove_organisation: { values: (m) => ({ p_municipality: m, p_id: 'ingen' }), answers: () => false },
  members_of: { values: (m) => ({ p_municipality: m }), answers: settles },
  set_member_role: {
    values: (m) => ({ p_municipality: m, p_membership: NONE, p_role: 'administrator' }),
    answers: () => false,
    reads: false,
  },
  remove_member: { values: (m) => ({ p_municipality: m, p_membership: NONE }), answers: () => false },
  hand_over: { values: (m) => ({ p_municipality: m, p_to: NONE }), answers: () => false, reads: false },
  preview_of_member: { values: (m) => ({ p_municipality: m, p_membership: NONE }), answers: () => false },
  may_invite: { values: (m) => ({ p_municipality: m }), answers: administers },
  invite_member: {
    values: (m) => ({ p_municipality: m, p_organisation: 'kommunen', p_role: 'viewer' }),
    answers: administers,
  },
  // The one that waits is of Testby.
  invitations_of: { values: (m) => ({ p_municipality: m }), answers: settles },
  withdraw_invitation: { values: (m) => ({ p_municipality: m, p_id: NONE }), answers: () => false },
  renew_invitation: { values: (m) => ({ p_municipality: m, p_id: NONE }), answers: () => false },
  accept_invitation: { values: (m) => ({ p_token: `${m}-${'0'.repeat(32)}` }), answers: () => false },
  // For service_role alone.
  join_look: { values: (m) => ({ p_token: `${m}-${'0'.repeat(32)}`, p_source: 'x' }), answers: () => false },
  join_take: {
    values: (m) => ({ p_token: `${m}-${'0'.repeat(32)}`, p_user: userIdOf('nobody') }),
    answers: () => false,
  },
};

/** What lies there when the matrix is walked: an invitation in each municipality. */
export async function enterInvitations(db: TestDatabase): Promise<void> {
  await asking(db)('administrator', 'invite_member', {
    ...{ p_organisation: 'kommunen', p_role: 'viewer', p_emails: ['hemlig.inbjuden@test'] },
  });
  await db.database.query(`select app.create_invitation('9002', 'kommunen', 'viewer', null, null)`);
}
