/** The page asks for all incidents once, and from then on for what has changed; nothing of it outlives the session. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetIncidents } from '../../src/data/incident-memory';
import { loadIncidents } from '../../src/data/incidents';
import type { PackedIncidents } from '../../src/data/types';
import { pack, unpack } from './packed-incidents';

type Asked = { p_municipality: string; p_after?: string };
const server = vi.hoisted(() => ({ answer: (_: unknown): unknown => null, asked: [] as unknown[] }));
vi.mock('../../src/data/supabase', () => ({
  client: () =>
    Promise.resolve({
      rpc: (name: string, values: unknown) => {
        server.asked.push(name === 'incident_changes' ? values : name);
        const answer = Promise.resolve({ data: server.answer(values), error: null, status: 200 });
        return { abortSignal: () => answer };
      },
    }),
}));

const idOf = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
function packed(numbers: number[], areas = ['raslatt']): PackedIncidents {
  const all = <T>(value: T): T[] => numbers.map(() => value);
  return pack({
    ...{ id: numbers.map(idOf), lon: all(14.1), lat: all(57.7), category: all(0), organisation: all(-1), area: all(0) },
    ...{ from: numbers.map((n) => 1_800_000_000 + n), to: numbers.map((n) => 1_800_000_100 + n) },
    ...{ categories: ['klotter'], organisations: [], areas },
  });
}
const changes = (cursor: string, full: boolean, numbers: number[], removed: number[] = [], areas?: string[]) => ({
  ...{ cursor, full, incidents: packed(numbers, areas) },
  removed: Buffer.from(removed.map(idOf).join('').replaceAll('-', ''), 'hex').toString('base64'),
});
const numbersOf = (incidents: PackedIncidents): number[] => unpack(incidents).from.map((from) => from - 1_800_000_000);

describe('the incidents that a page has read', () => {
  beforeEach(() => {
    forgetIncidents();
    server.asked = [];
  });

  it('are asked for whole once, then from where it stands, and stay the same object while nothing changes', async () => {
    server.answer = () => changes('c1', true, [1, 2, 3]);
    const first = await loadIncidents('0680');
    server.answer = () => changes('c2', false, []);
    expect(await loadIncidents('0680')).toBe(first);
    server.answer = () => changes('c3', false, [2, 5], [1, 2]);
    expect(numbersOf(await loadIncidents('0680'))).toEqual([2, 3, 5]);
    server.answer = () => changes('c4', true, [7]);
    expect(numbersOf(await loadIncidents('0680'))).toEqual([7]);
    expect(server.asked.map((asked) => (asked as Asked).p_after)).toEqual([undefined, 'c1', 'c2', 'c3']);
  });

  it('begin anew in another municipality, after the session, and where the lists do not fit', async () => {
    server.answer = () => changes('c1', true, [1]);
    await loadIncidents('0680');
    await loadIncidents('0617');
    forgetIncidents();
    await loadIncidents('0617');
    server.answer = (asked) => changes('c2', !(asked as Asked).p_after, [2], [], ['oxnehaga']);
    expect(numbersOf(await loadIncidents('0617'))).toEqual([2]);
    expect(server.asked).toEqual([
      { p_municipality: '0680' },
      { p_municipality: '0617' },
      { p_municipality: '0617' },
      { p_municipality: '0617', p_after: 'c1' },
      { p_municipality: '0617' },
    ]);
  });

  it('are not kept when the session ended before the answer came', async () => {
    server.answer = () => changes('c1', true, [1]);
    const answer = loadIncidents('0680');
    forgetIncidents();
    await answer;
    await loadIncidents('0680');
    expect(server.asked.map((asked) => (asked as Asked).p_after)).toEqual([undefined, undefined]);
  });

  it('are refused to who is no member any more', async () => {
    server.answer = () => null;
    await expect(loadIncidents('0680')).rejects.toThrow('no longer a member');
  });
});
