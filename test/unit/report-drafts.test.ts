/** Half-typed reports survive a reload, and a sent one does not come back. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf, SignedOut, Unreachable } from '../../src/data/failure';
import type { DraftStore } from '../../src/data/drafts';
import { createDraftKeeper } from '../../src/data/drafts';
import { Refusal } from '../../src/data/types';

function memoryStore(): DraftStore & { rows: Map<string, unknown> } {
  const rows = new Map<string, unknown>();
  return {
    rows,
    get: (key) => Promise.resolve(rows.get(key)),
    put: (key, draft) => Promise.resolve(void rows.set(key, draft)),
    remove: (key) => Promise.resolve(void rows.delete(key)),
  };
}
const never = (): void => expect.unreachable('the store failed');

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is written once after a pause in the typing', async () => {
    const store = memoryStore();
    const put = vi.spyOn(store, 'put');
    const keeper = createDraftKeeper(store, 'u1:m1', 400, never);
    for (const text of ['k', 'kl', 'klo']) {
      keeper.keep({ text });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(put).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(400);
    expect(put).toHaveBeenCalledTimes(1);
    expect(await keeper.load()).toEqual({ text: 'klo' });
  });

  it('is written at once when the page closes', async () => {
    const store = memoryStore();
    const keeper = createDraftKeeper(store, 'u1:m1', 400, never);
    keeper.keep({ text: 'klo' });
    await keeper.settle();
    expect(store.rows.get('u1:m1')).toEqual({ text: 'klo' });
  });

  it('does not come back after it was sent, however short the pause', async () => {
    const store = memoryStore();
    const keeper = createDraftKeeper(store, 'u1:m1', 400, never);
    keeper.keep({ text: 'klo' });
    void keeper.settle();
    keeper.keep({ text: 'klotter' });
    await keeper.clear();
    await vi.advanceTimersByTimeAsync(1000);
    await keeper.settle();
    expect(store.rows.size).toBe(0);
  });

  it('belongs to one person as one member', async () => {
    const store = memoryStore();
    const keeper = createDraftKeeper(store, 'u1:m1', 0, never);
    keeper.keep({ text: 'klo' });
    await keeper.settle();
    expect(await createDraftKeeper(store, 'u2:m1', 0, never).load()).toBeUndefined();
  });

  it('says when the browser keeps nothing, and goes on', async () => {
    const store = memoryStore();
    vi.spyOn(store, 'put').mockRejectedValueOnce(new Error('no room'));
    const failed = vi.fn();
    const keeper = createDraftKeeper(store, 'u1:m1', 0, failed);
    keeper.keep({ text: 'a' });
    await keeper.settle();
    expect(failed).toHaveBeenCalledTimes(1);
    keeper.keep({ text: 'ab' });
    await keeper.settle();
    expect(store.rows.get('u1:m1')).toEqual({ text: 'ab' });
  });
});

describe('the answer of the server', () => {
  const failure = (status: number, message: string, code?: string): ReturnType<typeof failureOf> =>
    failureOf({ status, error: { message, ...(code ? { code } : {}) } });

  it('is a refusal when it begins with a code, also behind the severity that the embedded server writes', () => {
    for (const message of ['outside-municipality: Outside.', 'error: outside-municipality: Outside.']) {
      const refusal = failure(500, message, 'SUP');
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ code: 'outside-municipality', message: 'Outside.' });
    }
  });

  it('is an outage when it says nothing of the report', () => {
    expect(failure(500, 'the server is tired of outside-municipality: x')).toBeInstanceOf(Unreachable);
    expect(failure(0, 'TypeError: Failed to fetch')).toBeInstanceOf(Unreachable);
    expect(failure(429, 'slow down')).toBeInstanceOf(Unreachable);
    // A gateway without a word, and the page of a hotel's network.
    expect(failureOf({ status: 500, error: {} })).toBeInstanceOf(Unreachable);
    expect(failure(403, '<html>Please pay for the network')).toBeInstanceOf(Unreachable);
    expect(failure(403, 'permission denied', '42501')).toMatchObject({ code: 'not-allowed' });
  });

  it('is the end of the session at 401, and no refusal', () => {
    expect(failure(401, 'JWT expired', 'PGRST303')).toBeInstanceOf(SignedOut);
    expect(failureOf({ status: 200, error: null })).toBeNull();
  });
});
