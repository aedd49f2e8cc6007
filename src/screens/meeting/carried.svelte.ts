/** What earlier meetings left open is taken up again when today's meeting begins: noted once, by the coordinator, and told beside each action. */
import { carryActions, loadActionNotes } from '../../data/follow-through';
import { carriedCounts } from '../actions/trace';

export class Carried {
  /** How many meetings have taken each action up again, by its id. */
  counts = $state.raw<ReadonlyMap<string, number>>(carriedCounts([]));
  #begun = false;

  constructor(
    private readonly municipality: string,
    private readonly pictureId: string,
  ) {
    void this.#load();
  }

  /** The meeting has begun. The server notes it once for each action and meeting, however often it is told. */
  async begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    try {
      await carryActions(this.municipality, this.pictureId);
      await this.#load();
    } catch {
      this.#begun = false; // no contact: the next change of the meeting tries again
    }
  }

  async #load(): Promise<void> {
    try {
      this.counts = carriedCounts(await loadActionNotes(this.municipality));
    } catch {
      // How long an action has been with us is told beside it; without an answer it is not.
    }
  }
}
