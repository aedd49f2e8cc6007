/**
 * The version of the app that runs in this tab, and the one that waits to take its place. A new one is fetched quietly (src/service-worker.ts) and waits until the
 * person asks for it: what is typed is written down first, and what waits to be sent lies in IndexedDB, which every version reads.
 */
import { settleDrafts } from './drafts';

/** Milliseconds. */
const HOUR = 3_600_000;

let waiting = $state.raw<ServiceWorker | null>(null);
/** Another tab has let the new version in: this one still runs the old. */
let overtaken = $state(false);
let asked = false;

/** Reactive: a newer version is there and is not used in this tab. */
export function newerVersion(): boolean {
  return waiting !== null || overtaken;
}

/** Reloads the page with the newer version, once everything typed is kept. */
export async function takeNewerVersion(): Promise<void> {
  await settleDrafts();
  asked = true;
  if (waiting && !overtaken) waiting.postMessage('take-over');
  else location.reload();
}

/** Begins to keep the app for starts without network, in a build; call it once, when the page has nothing better to do. Never rejects. */
export async function followVersion(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  /** At the very first visit there is nothing to be replaced. */
  let first = serviceWorker.controller === null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    else if (!first) overtaken = true;
    first = false;
  });
  try {
    const registration = await serviceWorker.register('./service-worker.js');
    const look = (): void => {
      if (serviceWorker.controller) waiting = registration.waiting;
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    const ask = (): void => void registration.update().catch(() => undefined);
    setInterval(ask, HOUR);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  } catch {
    // Not allowed here, or out of space: the app works as a page.
  }
}
