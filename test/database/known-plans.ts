/** An agreement with a focus area, a sub-goal and commitments, as the coordinator enters them in the tests. */
import { periodOf, shiftPeriod } from '../../src/domain/period';
import type { Agreement, Commitment, FocusArea, FollowUp, FollowUpCell, FollowUpTable } from '../../src/domain/plan';
import type { ServicePromise } from '../../src/domain/service';
import { asking } from './known-pictures';
import type { TestDatabase } from './servers';

/** This tertial and the one before it: what has begun. */
export const NOW = periodOf('tertial', Date.now() / 1000);
export const BEFORE = shiftPeriod(NOW, -1);

export const AGREEMENT = '00000000-0000-4000-c000-000000000001';
export const FOCUS = '00000000-0000-4000-c000-000000000002';
export const SUB_GOAL = '00000000-0000-4000-c000-000000000003';
export const PROMISE = '00000000-0000-4000-c000-000000000004';

let made = 100;
export const planId = (): string => {
  made += 1;
  return `00000000-0000-4000-c000-${String(made).padStart(12, '0')}`;
};

/** Two years that hold this tertial and the one before it. */
const YEARS = { from: `${String(BEFORE.year)}-01-01`, to: `${String(NOW.year + 1)}-12-31` };

export const agreement = (values: Partial<Agreement> = {}): Agreement => ({
  ...{ id: planId(), key: `lofte-${String(made)}`, kind: 'promise', title: 'Medborgarlöfte', goal: '', ...YEARS },
  ...{
    parties: ['kommunen', 'polisen'],
    otherParties: '',
    sharing: 'public',
    revision: 0,
    updatedAt: 0,
    mayEdit: true,
  },
  ...values,
});

export const focusArea = (values: Partial<FocusArea> = {}): FocusArea => ({
  ...{ id: planId(), agreementId: AGREEMENT, parentId: null, title: 'Unga', position: 0, revision: 0, mayEdit: true },
  ...values,
});

/** As the app sends it: what the server counts is not among it. */
export type SentCommitment = Omit<Commitment, 'progress'>;
export const commitment = (values: Partial<SentCommitment> = {}): SentCommitment => ({
  ...{ id: planId(), agreementId: AGREEMENT, focusAreaId: FOCUS, title: 'Tio insatser', description: '' },
  ...{ ownerId: 'polisen', otherOwner: '', contributions: [], ...YEARS, timePlan: '', sharing: 'public', position: 0 },
  target: { kind: 'number', number: 10, unit: 'insatser', span: 'whole', direction: 'at_least' },
  ...{ revision: 0, updatedAt: 0, mayEdit: true, mayFollowUp: true },
  ...values,
});

export const told = (commitmentId: string, values: Partial<FollowUp> = {}): FollowUp => ({
  ...{ commitmentId, periodKey: NOW.key, text: 'Enligt plan', state: 'on_track', value: null },
  ...{ revision: 0, updatedAt: 0, mayEdit: true },
  ...values,
});

export const servicePromise = (values: Partial<ServicePromise> = {}): ServicePromise => ({
  ...{
    id: planId(),
    categoryId: 'klotter',
    areaId: null,
    hours: 48,
    ownerId: 'kommunen',
    from: '2020-01-01',
    to: null,
  },
  ...{ revision: 0, mayEdit: true },
  ...values,
});

/** Enters the agreement with a focus area, a sub-goal, and one commitment of the police. */
export async function enterKnown(db: TestDatabase): Promise<void> {
  const ask = asking(db);
  const save = (name: string, values: Record<string, unknown>): Promise<unknown> =>
    ask('coordinator', name, { ...values, p_revision: 0 });
  await save('save_agreement', { p_agreement: agreement({ id: AGREEMENT, key: 'lofte' }) });
  await save('save_focus_area', { p_focus_area: focusArea({ id: FOCUS }) });
  await save('save_focus_area', {
    p_focus_area: focusArea({ id: SUB_GOAL, parentId: FOCUS, title: 'Skola', position: 1 }),
  });
  await save('save_commitment', { p_commitment: commitment({ id: PROMISE }) });
}

/** Looks and publishes, as the coordinator. */
export async function publishFollowUp(
  db: TestDatabase,
  period = NOW.key,
  correction: string | null = null,
): Promise<{ version: number }> {
  const ask = asking(db);
  const at = { p_agreement: AGREEMENT, p_period: period };
  const seen = await ask<{ version: number; stamp: string }>('coordinator', 'preview_follow_up', at);
  return ask('coordinator', 'publish_follow_up', {
    ...{ ...at, p_version: seen.version, p_stamp: seen.stamp, p_correction: correction },
  });
}

export const cellOf = (
  table: FollowUpTable | null,
  commitmentId: string,
  periodKey = NOW.key,
): FollowUpCell | undefined =>
  table?.rows.find((row) => row.commitmentId === commitmentId)?.cells.find((cell) => cell.periodKey === periodKey);

/** As a client sends it that knows none of these keys. */
export function without<T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}
