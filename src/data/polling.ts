/**
 * Asks again and again, and so sees within seconds what others do. Every server can answer; where one can also push (Supabase Realtime), a push would only have to
 * call `now`.
 */
export interface Polling {
  /** Asks at once: something has just changed. */
  now: () => void;
  stop: () => void;
}

export interface PollingOptions {
  /** Milliseconds between an answer and the next question while the page is seen; and while it is not. */
  visible: number;
  hidden: number;
}

/** Without an answer the pauses double up to this. Milliseconds. */
const LONGEST = 30_000;

/** @param ask true: there was an answer. It must not throw. It never runs twice at once. */
export function startPolling(ask: () => Promise<boolean>, { visible, hidden }: PollingOptions): Polling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let again = false;
  let stopped = false;
  let failures = 0;

  const pause = (): number => {
    const usual = document.visibilityState === 'visible' ? visible : hidden;
    return Math.min(usual * 2 ** failures, Math.max(usual, LONGEST));
  };

  async function turn(): Promise<void> {
    clearTimeout(timer);
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    failures = (await ask()) ? 0 : failures + 1;
    asking = false;
    if (stopped) return;
    timer = setTimeout(() => void turn(), again ? 0 : pause());
    again = false;
  }

  const now = (): void => {
    if (!stopped) void turn();
  };
  const onvisible = (): void => {
    if (document.visibilityState === 'visible') now();
  };
  document.addEventListener('visibilitychange', onvisible);
  addEventListener('online', now);
  now();
  return {
    now,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onvisible);
      removeEventListener('online', now);
    },
  };
}
