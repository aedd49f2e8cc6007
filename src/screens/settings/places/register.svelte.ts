/** The register of places and what is done to it: each step is stored at once and knows its way back. */
import type { KeptPlace, PlaceEntry } from '../../../data/place-register';
import {
  importPlaces,
  loadPlaces,
  mergePlaces,
  removePlaces,
  savePlace,
  unmergePlace,
} from '../../../data/place-register';
import { reloadSetting } from '../../../data/session.svelte';
import { t } from '../../../i18n/i18n.svelte';
import type { ListedPlace } from '../../../import/place-list';
import { Changed } from '../parts/work.svelte';
import type { Done } from '../parts/work.svelte';

export class Register {
  /** Null until they are there. */
  all = $state.raw<readonly KeptPlace[] | null>(null);
  failed = $state(false);
  /** In use, by name. */
  readonly active: readonly KeptPlace[] = $derived(this.all?.filter(({ active }) => active) ?? []);

  constructor(private readonly municipality: string) {}

  async load(): Promise<void> {
    try {
      this.all = (await loadPlaces(this.municipality)) ?? [];
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  named(id: string | null): string {
    return this.all?.find((place) => place.id === id)?.name ?? '';
  }

  async #done(said: string, undo?: () => Promise<Done>): Promise<Done> {
    await Promise.all([this.load(), reloadSetting()]);
    return undo ? { said, undo } : { said };
  }

  async #put(entry: PlaceEntry, revision: number): Promise<KeptPlace> {
    const { saved, place } = await savePlace(this.municipality, entry, revision);
    if (saved) return place;
    await Promise.all([this.load(), reloadSetting()]);
    throw new Changed();
  }

  readonly #undone = (): Promise<Done> => this.#done(t('settings:undone'));

  /** @param before what it was; null: it is new. */
  async save(entry: PlaceEntry, before: KeptPlace | null): Promise<Done> {
    const stored = await this.#put(entry, before?.revision ?? 0);
    const said =
      before && before.active !== stored.active
        ? t(stored.active ? 'settings:takenUp' : 'settings:retiredName', { name: stored.name })
        : t('settings:savedName', { name: stored.name });
    return this.#done(said, async () => {
      if (before) await this.#put(before, stored.revision);
      else await removePlaces(this.municipality, [stored.id]);
      return this.#undone();
    });
  }

  async merge(keep: string, other: string): Promise<Done> {
    const said = t('settings:merged', { keep: this.named(keep), other: this.named(other) });
    await mergePlaces(this.municipality, keep, [other]);
    return this.#done(said, async () => {
      await unmergePlace(this.municipality, other);
      return this.#undone();
    });
  }

  async unmerge(place: KeptPlace): Promise<Done> {
    await unmergePlace(this.municipality, place.id);
    return this.#done(t('settings:placeUnmerged', { name: place.name }));
  }

  async take(list: readonly ListedPlace[]): Promise<Done> {
    const { added } = await importPlaces(this.municipality, list, false);
    return this.#done(t('settings:imported', { count: added.length }), async () => {
      await removePlaces(this.municipality, added);
      return this.#undone();
    });
  }
}
