/**
 * When a session is over by the rule of the municipality: so many hours after signing in. The database holds the same rule; here it is for the words on the screen, and
 * for a start without the server.
 */
import { serverNow } from './connection.svelte';

const HOURS = 'lagesbild-session-hours';
/** setTimeout counts no further. Milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** @param signedIn ISO 8601; unknown: no end. @param hours null: unknown. @returns epoch milliseconds. */
export function endOfSession(signedIn: string | undefined, hours: number | null): number {
  const began = Date.parse(signedIn ?? '');
  return Number.isNaN(began) || hours === null ? Infinity : began + hours * 3_600_000;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Calls back when the session is over; replaces an earlier watch. @param end epoch milliseconds. */
export function watchSessionEnd(end: number, over: () => void): void {
  clearTimeout(timer);
  const left = end - serverNow();
  if (left < LONGEST) timer = setTimeout(over, Math.max(0, left));
}

/** Kept for the next start: a session that is over sees no membership, and so no rule. */
export function keepSessionHours(hours: number): void {
  localStorage.setItem(HOURS, String(hours));
}

export function keptSessionHours(): number | null {
  const hours = Number(localStorage.getItem(HOURS));
  return hours > 0 ? hours : null;
}

/** True when the session is over by the rule as it was kept. @param signedIn ISO 8601. */
export function isOver(signedIn: string | undefined): boolean {
  return endOfSession(signedIn, keptSessionHours()) <= serverNow();
}
