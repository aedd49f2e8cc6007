/** When the owner of an action is reminded, and of what. The database holds the same rule (app.reason_to_remind); a test compares the two. */
import { addDays } from './iso-day';
import type { Action } from './meeting';

export const REMINDER_REASONS = ['late', 'due', 'review'] as const;
/** Its day has passed; it comes within three days; or it is time to look at it again. */
export type ReminderReason = (typeof REMINDER_REASONS)[number];

/** Days before a day on which one is reminded of it: on a Friday of what is due on Monday. */
export const REMIND_BEFORE = 3;

/** A reminder that was sent, or whose words were shown to be sent by hand. */
export interface ActionReminder {
  actionId: string;
  reason: ReminderReason;
  /** Epoch seconds. */
  at: number;
  /** Persons of the owner; who they are is not kept. */
  recipients: number;
  /** It left; else it was shown to the coordinator. */
  delivered: boolean;
}

/** @param today ISO date in Sweden. @returns null: there is nothing to remind of. */
export function reasonToRemind(
  { status, due, reviewOn }: Pick<Action, 'status' | 'due' | 'reviewOn'>,
  today: string,
): ReminderReason | null {
  if (status !== 'planned' && status !== 'ongoing') return null;
  const soon = addDays(today, REMIND_BEFORE);
  if (due !== null && due < today) return 'late';
  if (due !== null && due <= soon) return 'due';
  return reviewOn && reviewOn <= soon ? 'review' : null;
}
