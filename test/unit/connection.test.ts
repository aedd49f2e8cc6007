/** Whether the server can be reached, from the answers that come and fail to come. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onReturn, reachable, watchConnection, watchedFetch } from '../../src/data/connection.svelte';

const ADDRESS = 'http://server.test/';
/** The requests on their way, in the order in which they were asked. */
let asked: { resolve: (answer: Response) => void; reject: (error: Error) => void }[] = [];
let stop: (() => void) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve, reject) => asked.push({ resolve, reject })));
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page));
  stop = watchConnection(() => watchedFetch(ADDRESS));
});

afterEach(async () => {
  // Leaves the module as it began: reachable.
  dispatchEvent(new Event('online'));
  asked.at(-1)?.resolve(new Response());
  await vi.advanceTimersByTimeAsync(1);
  stop?.();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The clock of the page goes on, and what waits is answered. */
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('the server', () => {
  it('is out of reach when the browser says so, and an answer to what was asked before does not bring it back', async () => {
    const early = watchedFetch(ADDRESS);
    await pass(5);
    dispatchEvent(new Event('offline'));
    expect(reachable()).toBe(false);
    asked[0]?.resolve(new Response());
    await early;
    expect(reachable()).toBe(false);
  });

  it('is back with the answer to what was asked after, even where the browser has not told', async () => {
    let returns = 0;
    const end = onReturn(() => returns++);
    dispatchEvent(new Event('offline'));
    await pass(10_000); // the probe
    expect(asked).toHaveLength(1);
    expect(reachable()).toBe(false);
    asked[0]?.resolve(new Response());
    await pass(1);
    expect(reachable()).toBe(true);
    expect(returns).toBe(1);
    end();
  });

  it('is asked again every ten seconds as long as nothing answers, and a gateway without a server is no answer', async () => {
    const request = watchedFetch(ADDRESS);
    asked[0]?.reject(new TypeError('Failed to fetch'));
    await expect(request).rejects.toThrow('Failed to fetch');
    expect(reachable()).toBe(false);
    await pass(10_000);
    asked[1]?.resolve(new Response(null, { status: 503 }));
    await pass(1);
    expect(reachable()).toBe(false);
    await pass(10_000);
    expect(asked).toHaveLength(3);
  });

  it('is still in reach when we ended the request ourselves', async () => {
    const request = watchedFetch(ADDRESS);
    asked[0]?.reject(new DOMException('ended', 'AbortError'));
    await expect(request).rejects.toThrow('ended');
    expect(reachable()).toBe(true);
  });
});
