/**
 * What the tabs of one person do together: one at a time sends what waits, and all of them show the same. One line for each thing that waits in the browser:
 * outbox.svelte.ts and changes.svelte.ts.
 */
import { storedPerson } from './supabase';

/** Milliseconds between two attempts to send. */
const EVERY = 30_000;

export interface TabLine<News> {
  /** One tab at a time. Without Web Locks (a page on plain http) two tabs may send the same thing, which the server stores once. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells the other tabs. A plain object, no reactive proxy. */
  tell: (news: News) => void;
  /**
   * Listens to the other tabs, and sends when the network returns and every half minute.
   * @param send never rejects. @returns ends both.
   */
  follow: (heard: (news: News) => void, send: () => Promise<void>) => () => void;
}

/** @param name of the lock and of the channel; the same in all tabs and in all versions of the app. */
export function createTabLine<News>(name: string): TabLine<News> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    alone: <T>(work: () => Promise<T>) =>
      navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work(),
    tell: (news) => channel?.postMessage(news),
    follow(heard, send) {
      const listen = ({ data }: MessageEvent<News>): void => heard(data);
      const go = (): void => void send();
      channel?.addEventListener('message', listen);
      addEventListener('online', go);
      const timer = setInterval(go, EVERY);
      return () => {
        channel?.removeEventListener('message', listen);
        removeEventListener('online', go);
        clearInterval(timer);
      };
    },
  };
}

/** True when what waits for this person may be sent now: there is a network, and another tab has not signed in as somebody else. */
export function maySend(userId: string): boolean {
  return navigator.onLine !== false && storedPerson()?.id === userId;
}
