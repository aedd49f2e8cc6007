/** Categories and their groups as administrator and coordinator keep them. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { CategoryIcon } from '../domain/category-icon';
import type { CategoryGroup, MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

export interface KeptGroup extends CategoryGroup {
  revision: number;
  /** Holds categories. */
  used: boolean;
}

export interface KeptCategory {
  id: string;
  groupId: string;
  name: string;
  nameEn: string | null;
  /** 0 to 10. */
  weight: number;
  icon: CategoryIcon;
  active: boolean;
  revision: number;
  /** Something was reported, decided or promised with it: it is retired rather than removed. */
  used: boolean;
}

export interface KeptCategories {
  groups: KeptGroup[];
  /** Retired ones too, in the order of the groups. */
  categories: KeptCategory[];
}

/** What is written; without an id it is new and gets one from its name. */
export type GroupDraft = Pick<KeptGroup, 'name' | 'nameEn'> & { id: string | null };
export type CategoryDraft = Omit<KeptCategory, 'id' | 'revision' | 'used'> & { id: string | null };

/** Null for others than administrator and coordinator. */
export function loadCategories(municipality: MunicipalityId): Promise<KeptCategories | null> {
  return callFunction('categories_of', { p_municipality: municipality });
}

/** `saved` false: somebody else had changed it meanwhile, and the answer holds what that one wrote. @param revision of the stored one that this was made from; 0: it is new. */
export function saveGroup(
  municipality: MunicipalityId,
  { id, name, nameEn }: GroupDraft,
  revision: number,
): Promise<{ saved: boolean; group: KeptGroup }> {
  const p_group = { id, name, nameEn };
  return callFunction('save_category_group', { p_municipality: municipality, p_group, p_revision: revision });
}

/** As `saveGroup`. */
export function saveCategory(
  municipality: MunicipalityId,
  { id, groupId, name, nameEn, weight, icon, active }: CategoryDraft,
  revision: number,
): Promise<{ saved: boolean; category: KeptCategory }> {
  const p_category = { id, groupId, name, nameEn, weight, icon, active };
  return callFunction('save_category', { p_municipality: municipality, p_category, p_revision: revision });
}

/** @param group whose categories are ordered; null: the groups themselves. @param ids all of them, in their order. @returns everything as it is ordered now. */
export function orderCategories(
  municipality: MunicipalityId,
  group: string | null,
  ids: readonly string[],
): Promise<KeptCategories> {
  return callFunction('order_categories', { p_municipality: municipality, p_group: group, p_ids: ids });
}

/** Takes in what the template has and the municipality lacks. @returns ids of what was added. */
export function addTemplate(municipality: MunicipalityId): Promise<{ groups: string[]; categories: string[] }> {
  return callFunction('add_category_template', { p_municipality: municipality });
}

/** Takes away what nothing was said with; Refusal `in-use` otherwise. @returns whether one went. */
export function removeCategory(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_category', { p_municipality: municipality, p_id: id });
}

export function removeGroup(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_category_group', { p_municipality: municipality, p_id: id });
}
