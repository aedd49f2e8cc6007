/** Keeping categories: each change is stored at once and knows its way back. */
import type {
  CategoryDraft,
  GroupDraft,
  KeptCategories,
  KeptCategory,
  KeptGroup,
} from '../../../data/category-settings';
import {
  addTemplate,
  loadCategories,
  orderCategories,
  removeCategory,
  removeGroup,
  saveCategory,
  saveGroup,
} from '../../../data/category-settings';
import { reloadSetting } from '../../../data/session.svelte';
import { t } from '../../../i18n/i18n.svelte';
import { Changed } from '../parts/work.svelte';
import type { Done } from '../parts/work.svelte';

export class CategoryDesk {
  /** Null until they are there. */
  all = $state.raw<KeptCategories | null>(null);
  failed = $state(false);

  constructor(private readonly municipality: string) {}

  async load(): Promise<void> {
    try {
      this.all = (await loadCategories(this.municipality)) ?? { groups: [], categories: [] };
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** What is stored changed: the list here, and what every other screen knows. */
  async #renew(all?: KeptCategories): Promise<void> {
    if (all) this.all = all;
    else await this.load();
    await reloadSetting();
  }

  async #done(said: string, undo?: () => Promise<Done>, all?: KeptCategories): Promise<Done> {
    await this.#renew(all);
    return undo ? { said, undo } : { said };
  }

  async #putGroup(draft: GroupDraft, revision: number): Promise<KeptGroup> {
    const { saved, group } = await saveGroup(this.municipality, draft, revision);
    if (saved) return group;
    await this.#renew();
    throw new Changed();
  }

  async #put(draft: CategoryDraft, revision: number): Promise<KeptCategory> {
    const { saved, category } = await saveCategory(this.municipality, draft, revision);
    if (saved) return category;
    await this.#renew();
    throw new Changed();
  }

  /** @param before what it was; null: it is new. */
  async group(draft: GroupDraft, before: KeptGroup | null): Promise<Done> {
    const stored = await this.#putGroup(draft, before?.revision ?? 0);
    return this.#done(t('settings:savedName', { name: stored.name }), async () => {
      if (before) await this.#putGroup(before, stored.revision);
      else await removeGroup(this.municipality, stored.id);
      return this.#done(t('settings:undone'));
    });
  }

  async category(draft: CategoryDraft, before: KeptCategory | null): Promise<Done> {
    const stored = await this.#put(draft, before?.revision ?? 0);
    const said =
      before && before.active !== stored.active
        ? t(stored.active ? 'settings:takenUp' : 'settings:retiredName', { name: stored.name })
        : t('settings:savedName', { name: stored.name });
    return this.#done(said, async () => {
      if (before) await this.#put(before, stored.revision);
      else await removeCategory(this.municipality, stored.id);
      return this.#done(t('settings:undone'));
    });
  }

  async order(group: string | null, ids: string[]): Promise<Done> {
    const { groups, categories } = this.all ?? { groups: [], categories: [] };
    const before = (group === null ? groups : categories.filter(({ groupId }) => groupId === group)).map(
      ({ id }) => id,
    );
    const all = await orderCategories(this.municipality, group, ids);
    const undo = async (): Promise<Done> =>
      this.#done(t('settings:undone'), undefined, await orderCategories(this.municipality, group, before));
    return this.#done(t('settings:ordered'), undo, all);
  }

  async template(): Promise<Done> {
    const added = await addTemplate(this.municipality);
    const said = t('settings:templateAdded', { count: added.categories.length });
    if (added.categories.length + added.groups.length === 0) return this.#done(said);
    return this.#done(said, async () => {
      for (const id of added.categories) await removeCategory(this.municipality, id);
      for (const id of added.groups) await removeGroup(this.municipality, id);
      return this.#done(t('settings:undone'));
    });
  }

  async removeCategory(category: KeptCategory): Promise<Done> {
    await removeCategory(this.municipality, category.id);
    return this.#done(t('settings:removedName', { name: category.name }), async () => {
      await this.#put(category, 0);
      return this.#done(t('settings:undone'));
    });
  }

  async removeGroup(group: KeptGroup): Promise<Done> {
    await removeGroup(this.municipality, group.id);
    return this.#done(t('settings:removedName', { name: group.name }), async () => {
      await this.#putGroup(group, 0);
      return this.#done(t('settings:undone'));
    });
  }
}
