/** Reports on their way through review, as the tests of review and of one's own reports work with them. */
import type { ReviewChange, ReviewReport } from '../../src/domain/review';
import { emailOf, POINTS, report, type Person } from './fixture';
import { asking } from './known-pictures';
import type { TestDatabase } from './servers';

export interface Reviewed {
  saved: boolean;
  report: ReviewReport;
}

const WRITER: Record<string, Person> = { 'bostad-a': 'reporterA', 'bostad-b': 'reporterB', polisen: 'police' };

/** What a test of review does again and again. */
export const reviewing = (db: TestDatabase) => {
  const ask = asking(db);
  const stored = async (id: string): Promise<Record<string, unknown>> =>
    (await db.database.query('select * from public.incident where id = $1', [id]))[0] ?? {};
  const tool = {
    /** Sends a report as its organisation's reporter; its id. */
    async send(values: Record<string, unknown> = {}): Promise<string> {
      const row = report(values['organisation_id'] === 'bostad-b' ? { ...POINTS.inB, ...values } : values);
      const client = await db.as(emailOf(WRITER[String(row['organisation_id'])] ?? 'nobody'));
      const { error } = await client.from('incident').insert(row);
      if (error) throw new Error(error.message);
      return row.id;
    },
    stored,
    revisionOf: async (id: string): Promise<number> => Number((await stored(id))['revision']),
    duplicateOf: async (id: string): Promise<unknown> => (await stored(id))['duplicate_of'],
    /** Decides as the coordinator, on what is stored now unless told otherwise. */
    decide: async (id: string, change: ReviewChange, revision?: number): Promise<Reviewed> =>
      ask('coordinator', 'review_report', {
        ...{ p_id: id, p_change: change, p_revision: revision ?? (await tool.revisionOf(id)) },
      }),
    kinds: async (id: string): Promise<string[]> =>
      (
        await db.database.query<{ it: string }>(
          `select kind || ' ' || "by" as it from public.review_note where incident_id = $1 order by n`,
          [id],
        )
      ).map(({ it }) => it),
  };
  return tool;
};
