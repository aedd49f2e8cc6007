/** What the access matrix expects of the map of service cases and of school holidays; access-matrix.test.ts takes it in. */
import type { TestDatabase } from './servers';
import { asking } from './known-pictures';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  organisation: string | null;
  isCoordinator: boolean;
  reads: boolean;
}
const isHere = (me: Who): boolean => me.municipality === '9001';

export const HOLIDAY = '00000000-0000-4000-c000-0000000000c1';
export const schoolHoliday = (values: Row = {}): Row => ({
  ...{ id: HOLIDAY, name: 'Höstlov', from: '2026-10-26', to: '2026-10-30', revision: 0, mayEdit: true },
  ...values,
});

export const SERVICE_TABLES = {
  school_holiday: {
    key: ['municipality_id', 'id'],
    sees: () => false, // through functions alone
    insert: () => ({
      ...{ municipality_id: '9001', id: '00000000-0000-4000-c000-0000000000c2', name: 'X' },
      ...{ starts_on: '2026-01-01', ends_on: '2026-01-02' },
    }),
    update: { name: 'X' },
  },
};

export const SERVICE_FUNCTIONS: Record<string, { values: (m: string) => Row; answers: (me: Who) => boolean }> = {
  // Of the open cases in the areas that one sees.
  service_positions_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  school_holidays_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.reads && isHere(me) },
  save_school_holiday: {
    values: (m) => ({
      p_municipality: m,
      p_holiday: schoolHoliday({ id: '00000000-0000-4000-c000-0000000000c3' }),
      p_revision: 0,
    }),
    answers: (me) => me.isCoordinator,
  },
  remove_school_holiday: {
    values: (m) => ({ p_municipality: m, p_id: '00000000-0000-4000-c000-0000000000cf' }),
    answers: () => false,
  },
  coverage_by_week: {
    values: (m) => ({ p_municipality: m, p_from: '2026-01-05', p_to: '2026-02-02' }),
    answers: (me) => me.reads,
  },
};

/** What lies there when the matrix is walked. */
export async function enterHolidays(db: TestDatabase): Promise<void> {
  await asking(db)('coordinator', 'save_school_holiday', { p_holiday: schoolHoliday(), p_revision: 0 });
}
