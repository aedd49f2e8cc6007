/** How everything that waits in the browser is sent: one thing after another, so that nothing is lost and nothing holds up the rest. */
import { SignedOut, Unreachable } from './failure';
import { Refusal } from './types';

/** Why something still waits; null when nothing does. */
export type Stopped = 'unreachable' | 'signed-out' | null;

/**
 * Sends what waits, oldest first. One that is refused is handed to `refused` and does not hold up the rest; without contact, or signed out, everything left stays as it was.
 * Call it from one tab at a time.
 * @throws what is not an answer of the server, such as a store that cannot be written.
 */
export async function flushEach<Entry extends { queuedAt: number }>(
  waiting: readonly Entry[],
  send: (entry: Entry) => Promise<void>,
  refused: (entry: Entry, refusal: Refusal) => Promise<void>,
): Promise<Stopped> {
  let stopped: Stopped = null;
  let unanswered = 0;
  for (const entry of [...waiting].sort((a, b) => a.queuedAt - b.queuedAt)) {
    try {
      await send(entry);
      unanswered = 0;
    } catch (error) {
      if (error instanceof Refusal) {
        unanswered = 0;
        await refused(entry, error);
      } else if (error instanceof SignedOut) {
        return 'signed-out';
      } else if (error instanceof Unreachable) {
        stopped = 'unreachable';
        // One that the server stumbles over must not hold up the rest; a second in a row means that there is no server.
        if (++unanswered === 2) return stopped;
      } else {
        throw error;
      }
    }
  }
  return stopped;
}
