/** The proposed places and what the coordinator decides about them: at once, on the server, and with a way back. */
import { SignedOut, Unreachable } from '../../data/failure';
import type { RefusalCode } from '../../data/types';
import { Refusal } from '../../data/types';
import { findPersonalData } from '../../domain/personal-data';
import type { PlaceProposal } from '../../domain/review';
import type { Setting } from '../../domain/setting';
import { fold } from '../../ui/match';
import { roundedPosition, whereabouts } from '../report/where';
import type { Position } from '../report/where';

export const PLACE_NAME_MAX = 80;

export interface ProposalDoors {
  load(): Promise<PlaceProposal[]>;
  accept(id: string, place: { name: string } & Position): Promise<PlaceProposal>;
  decline(id: string): Promise<PlaceProposal>;
  /** The list of places has changed. */
  placesChanged(): Promise<void>;
  reachable(): boolean;
  signedOut(): void;
}

/** What is typed and moved before a decision. */
export interface PlaceDraft extends Position {
  name: string;
}

export type PlaceIssue = 'nameEmpty' | 'nameLong' | 'namePerson' | 'nameTaken' | 'outside';

/** Why a place cannot be accepted like this; null when it can. */
export function placeIssue({ name, lon, lat }: PlaceDraft, setting: Setting): PlaceIssue | null {
  const wanted = name.trim();
  if (wanted === '') return 'nameEmpty';
  if (wanted.length > PLACE_NAME_MAX) return 'nameLong';
  if (findPersonalData(wanted).some(({ blocked }) => blocked)) return 'namePerson';
  if (setting.places.some((place) => fold(place.name) === fold(wanted))) return 'nameTaken';
  return whereabouts({ lon, lat }, setting).kind === 'outside' ? 'outside' : null;
}

export type DoneWith = 'accepted' | 'declined' | 'takenBack';

export class Proposals {
  /** Null until they are there. */
  all = $state.raw<readonly PlaceProposal[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  problem = $state<'offline' | RefusalCode | null>(null);
  selectedId = $state<string | null>(null);
  done = $state.raw<{ what: DoneWith; proposal: PlaceProposal } | null>(null);
  /** Typed and moved, by id: going to another one loses nothing. */
  #drafts = $state.raw<Readonly<Record<string, PlaceDraft>>>({});
  readonly waiting: readonly PlaceProposal[] = $derived.by(() => this.#in('proposed'));
  readonly decided: readonly PlaceProposal[] = $derived(this.all?.filter(({ state }) => state !== 'proposed') ?? []);
  readonly selected: PlaceProposal | null = $derived(this.waiting.find(({ id }) => id === this.selectedId) ?? null);

  constructor(private readonly doors: ProposalDoors) {}

  #in(wanted: PlaceProposal['state']): PlaceProposal[] {
    return this.all?.filter(({ state }) => state === wanted) ?? [];
  }

  async load(): Promise<void> {
    try {
      this.all = await this.doors.load();
      this.failed = false;
      if (!this.selected) this.selectedId = this.waiting[0]?.id ?? null;
    } catch (error) {
      if (error instanceof SignedOut) this.doors.signedOut();
      this.failed = true;
    }
  }

  select(id: string): void {
    this.selectedId = id;
    this.problem = null;
  }

  draftOf({ id, name, lon, lat }: PlaceProposal): PlaceDraft {
    return this.#drafts[id] ?? { name, lon, lat };
  }

  change(proposal: PlaceProposal, patch: Partial<PlaceDraft>): void {
    this.#drafts = { ...this.#drafts, [proposal.id]: { ...this.draftOf(proposal), ...patch } };
  }

  accept(proposal: PlaceProposal): Promise<boolean> {
    const { name, lon, lat } = this.draftOf(proposal);
    const place = { name: name.trim(), ...roundedPosition({ lon, lat }) };
    return this.#decide('accepted', () => this.doors.accept(proposal.id, place));
  }

  /** Declines it; one that was accepted goes from the places again. */
  decline(proposal: PlaceProposal): Promise<boolean> {
    return this.#decide(proposal.state === 'accepted' ? 'takenBack' : 'declined', () =>
      this.doors.decline(proposal.id),
    );
  }

  async #decide(what: DoneWith, send: () => Promise<PlaceProposal>): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    if (!this.doors.reachable()) {
      this.problem = 'offline';
      return false;
    }
    this.busy = true;
    try {
      const proposal = await send();
      const ids = this.waiting.map(({ id }) => id);
      const at = ids.indexOf(proposal.id);
      this.all = (this.all ?? []).map((one) => (one.id === proposal.id ? proposal : one));
      if (at >= 0) this.selectedId = ids[at + 1] ?? ids[at - 1] ?? null;
      this.done = { what, proposal };
      if (what !== 'declined') await this.doors.placesChanged();
      return true;
    } catch (error) {
      if (error instanceof SignedOut) this.doors.signedOut();
      else if (error instanceof Unreachable) this.problem = 'offline';
      else if (error instanceof Refusal) this.problem = error.code;
      else throw error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
