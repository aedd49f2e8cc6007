/** Changing the status of an action with one press: closing one asks what came of it, and every step can be taken back. */
import { submitChange } from '../../data/changes.svelte';
import type { Action, ActionStatus } from '../../domain/meeting';
import { t } from '../../i18n/i18n.svelte';

type Before = Pick<Action, 'id' | 'what' | 'status' | 'outcome'>;

export class StatusDesk {
  /** Waits for the outcome. */
  closing = $state.raw<{ action: Action; status: ActionStatus } | null>(null);
  /** How it was before the last change. */
  before = $state.raw<Before | null>(null);
  /** What was just done, or why it could not be. */
  message = $state('');

  constructor(private readonly municipality: string) {}

  /** Changes the status, or asks for the outcome first. */
  async move(action: Action, status: ActionStatus): Promise<void> {
    if (status === action.status) return;
    if ((status === 'done' || status === 'cancelled') && action.outcome === '') this.closing = { action, status };
    else await this.#store(action, status, action.outcome);
  }

  /** Closes it with what came of it. */
  async close(outcome: string): Promise<void> {
    const waiting = this.closing;
    if (!waiting) return;
    if (await this.#store(waiting.action, waiting.status, outcome)) this.closing = null;
  }

  /** @param current the action as it stands now. */
  async undo(current: Action): Promise<void> {
    const before = this.before;
    if (before?.id !== current.id) return;
    if (await this.#send({ ...current, status: before.status, outcome: before.outcome })) {
      this.before = null;
      this.message = t('actionViews:undone', { what: before.what, status: t(`action:status_${before.status}`) });
    }
  }

  async #store(action: Action, status: ActionStatus, outcome: string): Promise<boolean> {
    if (!(await this.#send({ ...action, status, outcome }))) return false;
    this.before = { id: action.id, what: action.what, status: action.status, outcome: action.outcome };
    this.message = t('actionViews:moved', { what: action.what, status: t(`action:status_${status}`) });
    return true;
  }

  async #send(action: Action): Promise<boolean> {
    try {
      const record = { ...action, updatedAt: Math.floor(Date.now() / 1000) };
      await submitChange(this.municipality, { kind: 'action', record }, action.revision);
      return true;
    } catch {
      this.message = t('action:saveFailed');
      return false;
    }
  }
}
