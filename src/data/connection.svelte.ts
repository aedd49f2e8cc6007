/**
 * Whether the server can be reached, as the screens may show it. The browser's own `onLine` only knows of the network card,
 * so every request to Supabase also tells how it went.
 */
import { CLOCK_TOLERANCE, offsetOf } from './clock';

const PROBE_EVERY = 10_000;
/** Statuses of a gateway that found no server behind it. */
const GATEWAY = [502, 503, 504];

const state = $state({ reachable: typeof navigator === 'undefined' || navigator.onLine !== false });
/** Milliseconds to add to this device's clock; null as long as no answer has said. */
let clock = $state<number | null>(null);
let returned: readonly (() => void)[] = [];
let probing: ReturnType<typeof setTimeout> | undefined;
let probe: (() => Promise<unknown>) | undefined;
/** When a request or the browser last told of a loss, by `performance.now()`. */
let lost = 0;

/** Reactive. False as soon as a request got no answer, true again with the first answer. */
export function reachable(): boolean {
  return state.reachable;
}

const MINUTE = 60_000;

/** Reactive: milliseconds to add to this device's clock, in whole minutes, where that matters: negative when it is ahead, 0 when it is right or nobody knows. */
export function clockError(): number {
  return clock !== null && Math.abs(clock) > CLOCK_TOLERANCE ? Math.round(clock / MINUTE) * MINUTE : 0;
}

/** As of `offsetOf`; null: not known yet. */
export function clockOffset(): number | null {
  return clock;
}

/** Epoch milliseconds by the server's clock, as far as it is known. */
export function serverNow(): number {
  return Date.now() + clockError();
}

/** Calls back each time the server answers again after it could not be reached. @returns ends that. */
export function onReturn(listener: () => void): () => void {
  returned = [...returned, listener];
  return () => {
    returned = returned.filter((one) => one !== listener);
  };
}

function set(next: boolean): void {
  const back = next && !state.reachable;
  if (!next) lost = performance.now();
  state.reachable = next;
  if (back) for (const listener of returned) listener();
  clearTimeout(probing);
  // A screen at rest asks for nothing: without a probe of our own it would never learn that the server is back.
  if (!next && probe) probing = setTimeout(() => void probe?.().catch(() => set(false)), PROBE_EVERY);
}

/** `fetch` that notes whether an answer came; hand it to the Supabase client. */
export async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const asked = Date.now();
  const begun = performance.now();
  try {
    const answer = await fetch(input, init);
    clock = offsetOf(answer.headers.get('date'), asked, Date.now()) ?? clock;
    if (GATEWAY.includes(answer.status)) set(false);
    // What was asked before the network went may be answered after it: that is no word of its return.
    else if (begun > lost) set(true);
    return answer;
  } catch (error) {
    // An abort by ourselves says nothing about the server; a timeout does.
    if (!(error instanceof DOMException && error.name === 'AbortError')) set(false);
    throw error;
  }
}

/**
 * Begins to listen to the browser.
 * @param ask any cheap request through `watchedFetch`; it is repeated while the server cannot be reached.
 * @returns stops listening.
 */
export function watchConnection(ask: () => Promise<unknown>): () => void {
  probe = ask;
  const online = (): void => void ask().catch(() => set(false));
  const offline = (): void => set(false);
  addEventListener('online', online);
  addEventListener('offline', offline);
  if (!state.reachable) set(false);
  return () => {
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    clearTimeout(probing);
    probe = undefined;
  };
}
