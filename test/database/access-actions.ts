/** What the access matrix expects of the reminders and the history of actions; access-matrix.test.ts takes it in. */
import { planId } from './known-plans';
import type { TestDatabase } from './servers';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  reads: boolean;
}
const HERE = '9001';

/** Everything goes through functions: no table is read or written. */
export const ACTION_TABLES = {
  action_reminder: {
    key: ['municipality_id', 'id'],
    sees: () => false,
    insert: (): Row => ({
      ...{ municipality_id: HERE, id: planId(), action_id: planId(), organisation_id: 'bostad-a', reason: 'late' },
      ...{ recipients: 1, delivered: true },
    }),
    update: { recipients: 99 },
  },
};

export const ACTION_FUNCTIONS: Record<string, { values: (m: string) => Row; answers: (me: Who) => boolean }> = {
  action_reminder_source: { values: (m) => ({ p_municipality: m }), answers: () => false },
  log_action_reminders: {
    values: (m) => ({ p_municipality: m, p_user: planId(), p_rows: [], p_delivered: true }),
    answers: () => false,
  },
  action_reminders_of: {
    values: (m) => ({ p_municipality: m }),
    answers: (me) => me.reads && me.municipality === HERE,
  },
  action_history_of: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-01', p_to: '2099-01-01' }),
    answers: (me) => me.reads,
  },
};

/** A reminder of each action that has an owner: of what is hidden, too. */
export async function enterActionReminders(db: TestDatabase): Promise<void> {
  await db.database.query(
    `insert into public.action_reminder (municipality_id, action_id, organisation_id, reason, recipients, delivered)
     select municipality_id, id, 'bostad-b', 'late', 1, true from public.action where municipality_id = $1`,
    [HERE],
  );
}
