/** Changes of actions: kept until the server has them, shown to nobody else, and never over another's words unasked. */
import { describe, expect, it } from 'vitest';
import type { Changed, ChangeDoor, ChangeStore, HeldChange } from '../../src/data/changes';
import { changeKey, changesOf, flushChanges, putChange, withChanges, withdrawChange } from '../../src/data/changes';
import { Unreachable } from '../../src/data/failure';
import type { Owner } from '../../src/data/outbox';
import { Refusal } from '../../src/data/types';
import type { Action } from '../../src/domain/meeting';

const POLICE: Owner = { userId: 'u1', membershipId: 'm1' };
const HOUSING: Owner = { userId: 'u2', membershipId: 'm2' };

function action(id: string, patch: Partial<Action> = {}): Action {
  return {
    ...{ id, pictureId: 'p', hotspot: { key: 'h1', name: 'Torget' }, categoryId: null },
    ...{ problem: 'Klotter', what: 'Belysning', areaId: null, position: null, ownerId: null, due: '2026-12-01' },
    ...{ status: 'planned', outcome: '', sharing: 'partners', revision: 0, createdAt: 0, updatedAt: 0, mayEdit: true },
    ...patch,
  };
}
const of = (record: Action): Changed => ({ kind: 'action', record });

function memoryStore(): ChangeStore {
  const rows = new Map<string, HeldChange>();
  return {
    all: () => Promise.resolve([...rows.values()].map((entry) => structuredClone(entry))),
    get: (key) => Promise.resolve(rows.has(key) ? structuredClone(rows.get(key)) : undefined),
    put: (entry) => Promise.resolve(void rows.set(changeKey(entry), structuredClone(entry))),
    remove: (key) => Promise.resolve(void rows.delete(key)),
  };
}

/** Keeps actions with revisions as the database does; can be away, refuse, or lose its answers. */
class Server implements ChangeDoor {
  rows = new Map<string, Action>();
  state: 'there' | 'away' | 'loses-answers' | 'refuses' = 'there';

  save: ChangeDoor['save'] = (_, change, base) => {
    if (change.kind !== 'action') throw new Error('only actions here');
    if (this.state === 'away') return Promise.reject(new Unreachable('no answer'));
    if (this.state === 'refuses') return Promise.reject(new Refusal('personal-data', 'no'));
    const { record } = change;
    const stored = this.rows.get(record.id);
    const saved = stored ? base === stored.revision || base === 0 : base === 0;
    // The same id as new again: the server has it, as it was then.
    if (saved && !(stored && base === 0)) {
      this.rows.set(record.id, { ...record, revision: base + 1, createdAt: 1, updatedAt: 2 });
    }
    const now = this.rows.get(record.id);
    if (!now) return Promise.reject(new Refusal('not-found', 'no'));
    if (this.state === 'loses-answers') return Promise.reject(new Unreachable('the answer was lost'));
    return Promise.resolve({ saved, kind: 'action', record: now });
  };

  remove: ChangeDoor['remove'] = (_, { record: { id } }) => {
    if (this.state === 'away') return Promise.reject(new Unreachable('no answer'));
    this.rows.delete(id);
    return Promise.resolve();
  };
}

describe('an action that is decided', () => {
  it('waits while the server is away, survives, and goes once', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'away';
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    expect((await flushChanges(store, 'u1', server)).stopped).toBe('unreachable');
    expect(await changesOf(store, POLICE)).toHaveLength(1);
    server.state = 'there';
    const result = await flushChanges(store, 'u1', server);
    expect(result.stored.map(({ record }) => record.revision)).toEqual([1]);
    expect(await changesOf(store, POLICE)).toEqual([]);
  });

  it('is nobody else’s to see or to send', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    expect(await changesOf(store, HOUSING)).toEqual([]);
    await flushChanges(store, 'u2', server);
    expect(server.rows.size).toBe(0);
  });

  it('goes as it was left when it was changed twice before it could be sent', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    await putChange(store, POLICE, '0680', of(action('a', { what: 'Kamera' })), 0, 2);
    await flushChanges(store, 'u1', server);
    expect(server.rows.get('a')).toMatchObject({ what: 'Kamera', revision: 1 });
  });

  it('is not taken for another’s when the answer was lost, also when it was changed since', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    server.state = 'loses-answers';
    await flushChanges(store, 'u1', server);
    await putChange(store, POLICE, '0680', of(action('a', { what: 'Kamera' })), 0, 2);
    server.state = 'there';
    const { stored } = await flushChanges(store, 'u1', server);
    expect(stored.map(({ record }) => (record as Action).what)).toEqual(['Kamera']);
    expect(server.rows.get('a')?.what).toBe('Kamera');
  });

  it('keeps both wordings when somebody else has changed it meanwhile', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.rows.set('a', action('a', { what: 'Deras', revision: 4 }));
    await putChange(store, POLICE, '0680', of(action('a', { what: 'Min', revision: 3 })), 3, 1);
    await flushChanges(store, 'u1', server);
    const [entry] = await changesOf(store, POLICE);
    expect(entry?.record).toMatchObject({ what: 'Min' });
    expect(entry?.other).toMatchObject({ what: 'Deras', revision: 4 });
    expect(server.rows.get('a')?.what).toBe('Deras');
    // Waits for the person: another flush changes nothing.
    await flushChanges(store, 'u1', server);
    expect(server.rows.get('a')?.what).toBe('Deras');
  });

  it('sends what was typed while an older wording was being sent', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putChange(store, POLICE, '0680', of(action('a', { what: 'Ett' })), 0, 1);
    const slow: ChangeDoor = {
      ...server,
      remove: server.remove,
      save: async (...given) => {
        if (given[1].kind === 'action' && given[1].record.what === 'Ett') {
          await putChange(store, POLICE, '0680', of(action('a', { what: 'Två' })), 0, 2);
        }
        return server.save(...given);
      },
    };
    await flushChanges(store, 'u1', slow);
    expect(await changesOf(store, POLICE)).toMatchObject([{ base: 1, record: { what: 'Två' } }]);
    await flushChanges(store, 'u1', server);
    expect(server.rows.get('a')).toMatchObject({ what: 'Två', revision: 2 });
  });

  it('is kept with the reason when it is refused', async () => {
    const [store, server] = [memoryStore(), new Server()];
    server.state = 'refuses';
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    await flushChanges(store, 'u1', server);
    expect(await changesOf(store, POLICE)).toMatchObject([{ refusal: 'personal-data', record: { what: 'Belysning' } }]);
  });

  it('is taken back where it lies: here, or on the server when contact is back', async () => {
    const [store, server] = [memoryStore(), new Server()];
    await putChange(store, POLICE, '0680', of(action('a')), 0, 1);
    await withdrawChange(store, POLICE, '0680', of(action('a')), 2);
    expect(await store.all()).toEqual([]);

    await putChange(store, POLICE, '0680', of(action('b')), 0, 3);
    await flushChanges(store, 'u1', server);
    server.state = 'away';
    await withdrawChange(store, POLICE, '0680', of(action('b', { revision: 1 })), 4);
    await flushChanges(store, 'u1', server);
    expect(server.rows.has('b')).toBe(true);
    server.state = 'there';
    expect((await flushChanges(store, 'u1', server)).removed).toEqual(['b']);
    expect(server.rows.has('b')).toBe(false);
  });
});

describe('the list of actions', () => {
  const entry = (record: Action, patch: Partial<HeldChange> = {}): HeldChange =>
    ({
      ...{ ...POLICE, kind: 'action', record, municipalityId: '0680', base: 0, queuedAt: 1 },
      ...{ refusal: null, other: null, attempted: false, withdrawn: false },
      ...patch,
    }) as HeldChange;

  it('shows what is on its way beside what is stored, and leaves out what was taken back', () => {
    const shown = withChanges(
      'action',
      [action('a', { revision: 1 }), action('b', { revision: 1 }), action('c', { revision: 1 })],
      [of(action('a', { revision: 2, what: 'Nyare' })), of(action('b', { revision: 0, what: 'Äldre' }))],
      [
        entry(action('b', { what: 'Ändras' }), { refusal: 'personal-data' }),
        entry(action('c'), { withdrawn: true }),
        entry(action('d')),
      ],
      ['e'],
    );
    expect(shown.map(({ record, state }) => [record.id, record.what, state])).toEqual([
      ['a', 'Nyare', 'stored'],
      ['b', 'Ändras', 'refused'],
      ['d', 'Belysning', 'waiting'],
    ]);
  });
});
