/**
 * Whether the server can be reached, as the screens may show it. The browser's own `onLine` only knows of the network card,
 * so every request to Supabase also tells how it went.
 */
const PROBE_EVERY = 10_000;
/** Statuses of a gateway that found no server behind it. */
const GATEWAY = [502, 503, 504];

const state = $state({ reachable: typeof navigator === 'undefined' || navigator.onLine !== false });
let probing: ReturnType<typeof setTimeout> | undefined;
let probe: (() => Promise<unknown>) | undefined;

/** Reactive. False as soon as a request got no answer, true again with the first answer. */
export function reachable(): boolean {
  return state.reachable;
}

function set(next: boolean): void {
  state.reachable = next;
  clearTimeout(probing);
  // A screen at rest asks for nothing: without a probe of our own it would never learn that the server is back.
  if (!next && probe) probing = setTimeout(() => void probe?.().catch(() => set(false)), PROBE_EVERY);
}

/** `fetch` that notes whether an answer came; hand it to the Supabase client. */
export async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(input, init);
    set(!GATEWAY.includes(answer.status));
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
