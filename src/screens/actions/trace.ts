/** The trace of an action as lines that are read: its notes, what happened to it, and the reminders of it, oldest first. */
import type { ActionReminder } from '../../domain/action-reminder';
import type { ActionNote } from '../../domain/follow-through';
import type { Action, ActionStatus } from '../../domain/meeting';
import { ACTION_STATUSES } from '../../domain/meeting';
import { parsePeriod, periodOf } from '../../domain/period';
import { periodName } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';

export interface TraceLine {
  key: string;
  at: number;
  kind: ActionNote['kind'] | 'reminded';
  text: string;
  /** Organisation in whose name it was written. */
  organisationId: string | null;
  /** Where it leads: another action, or a meeting. */
  href: string | null;
  /** The note, where it is one of words that may be taken back. */
  note: ActionNote | null;
}

const statusWords = (status: string | null): string => {
  const known: ActionStatus | undefined = ACTION_STATUSES.find((one) => one === status);
  return known ? t(`action:status_${known}`) : (status ?? '');
};

function noteLine(note: ActionNote, periodOfPicture: (id: string) => string | null): TraceLine {
  const { id, at, kind, before, after, pictureId, organisationId } = note;
  const line = { key: id, at, kind, organisationId, href: null, note: null };
  switch (kind) {
    case 'status':
      return {
        ...line,
        text: t('actionViews:line_status', { before: statusWords(before), after: statusWords(after) }),
      };
    case 'carried': {
      const period = pictureId === null ? null : parsePeriod(periodOfPicture(pictureId) ?? '');
      return {
        ...line,
        text: period
          ? t('actionViews:line_carried', {
              period: periodName(period).replace(/^./, (letter) => letter.toLowerCase()),
            })
          : t('actionViews:line_carriedSomewhere'),
        href: period && pictureId !== null ? `#/mote?id=${pictureId}` : null,
      };
    }
    case 'next':
      return { ...line, text: t('actionViews:line_next'), href: after === null ? null : `#/atgarder?id=${after}` };
    case 'note':
      return note.text === '' ? { ...line, text: t('actionViews:line_cleared') } : { ...line, text: note.text, note };
  }
}

/** @param periodOfPicture key of the period that a meeting was about; null: not known. */
export function traceOf(
  notes: readonly ActionNote[],
  reminders: readonly ActionReminder[],
  periodOfPicture: (id: string) => string | null,
): TraceLine[] {
  const reminded = reminders.map(({ at, reason }, i): TraceLine => ({
    ...{ key: `reminded-${String(i)}`, at, kind: 'reminded', organisationId: null, href: null, note: null },
    text: t('actionViews:line_reminded', { reason: t(`actionViews:reason_${reason}`) }),
  }));
  return [...notes.map((note) => noteLine(note, periodOfPicture)), ...reminded].toSorted((a, b) => a.at - b.at);
}

/** How many meetings have taken each action up again, by its id. */
export function carriedCounts(notes: readonly ActionNote[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, actionId } of notes) if (kind === 'carried') counts.set(actionId, (counts.get(actionId) ?? 0) + 1);
  return counts;
}

/** `Följt med sedan vecka 45, 2 möten`; empty when no later meeting has taken it up. */
export function carriedWords({ id, createdAt }: Action, counts: ReadonlyMap<string, number>): string {
  const count = counts.get(id) ?? 0;
  return count === 0 ? '' : t('actionViews:carried', { count, week: periodOf('week', createdAt).number });
}
