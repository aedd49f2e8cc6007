/** A real server alone: what is written at the same time is lost to nobody, in whatever order it is committed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackedIncidents } from '../../src/data/types';
import { unpack } from '../unit/packed-incidents';
import { emailOf, report } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

interface Changes {
  cursor: string;
  full: boolean;
  removed: string;
  incidents: PackedIncidents;
}

interface Writer {
  run(sql: string): Promise<void>;
  release(): void;
}

describe('changes of incidents that are written at the same time', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  async function writer(): Promise<Writer> {
    const { connection } = db.database;
    if (connection.dialect !== 'postgres' || !('reserve' in connection.driver)) throw new Error('not a server');
    const reserved = await connection.driver.reserve();
    return { run: async (sql) => void (await reserved.unsafe(sql).simple()), release: () => reserved.release() };
  }
  const changes = async (after?: string): Promise<Changes> => {
    const answer = await (
      await db.as(emailOf('coordinator'))
    ).rpc('incident_changes', { p_municipality: '9001', ...(after === undefined ? {} : { p_after: after }) });
    if (answer.error) throw new Error(answer.error.message);
    return answer.data as Changes;
  };
  const insert = (row: Record<string, unknown>): string => {
    const columns = Object.keys(row);
    return `insert into public.incident (${columns.join(', ')}) values (${columns.map((column) => (row[column] === null ? 'null' : `'${String(row[column])}'`)).join(', ')});`;
  };

  it('come also when the transaction that began first ends last', async () => {
    const [slow, quick] = [await writer(), await writer()];
    const [first, second, third] = [report(), report(), report()];
    let { cursor } = await changes();
    const news = async (): Promise<string[]> => {
      const answer = await changes(cursor);
      expect(answer.full).toBe(false);
      cursor = answer.cursor;
      return unpack(answer.incidents).id.toSorted();
    };
    try {
      await slow.run(`begin; ${insert(first)}`);
      await quick.run(insert(second));
      expect(await news()).toEqual([second.id]);
      await quick.run(insert(third));
      // What came while the first is under way comes again, until nothing earlier can come any more.
      expect(await news()).toEqual([second.id, third.id]);
      await slow.run('commit');
      expect(await news()).toEqual([first.id, second.id, third.id]);
      expect(await news()).toEqual([]);

      // What leaves the sight in such a transaction is told of too.
      await slow.run(`begin; update public.incident set review_state = 'set_aside' where id = '${first.id}';`);
      await quick.run(`delete from public.incident where id = '${second.id}'`);
      const [hexOfFirst, hexOfSecond] = [first, second].map(({ id }) => id.replaceAll('-', ''));
      const gone = async (): Promise<string> => {
        const answer = await changes(cursor);
        cursor = answer.cursor;
        return Buffer.from(answer.removed, 'base64').toString('hex');
      };
      expect(await gone()).toBe(hexOfSecond);
      await slow.run('commit');
      expect(await gone()).toBe(`${hexOfFirst ?? ''}${hexOfSecond ?? ''}`);
      await slow.run(`begin; delete from public.incident where id = '${third.id}'; rollback;`);
      expect(await gone()).toBe('');
    } finally {
      slow.release();
      quick.release();
    }
  });
});
