/** From the view of the screen to the slice of the analysis, and what the analysis is loaded with. */
import type { CodeTargets } from '../../analysis/packed-table';
import type { Slice } from '../../analysis/types';
import type { PackedIncidents } from '../../data/types';
import type { Category, Organisation, Setting } from '../../domain/setting';
import type { SituationView } from './view';

/** Sides of the cells in metres: all areas, or one. */
export const CELL_ALL = 250;
export const CELL_ONE = 125;

/** Lists that the indexes of the table point into: those of the setting, and after them slugs that only the incidents know. */
export interface Lists {
  categories: Category[];
  organisations: Organisation[];
}

/** The slice of the view. Ids that the lists do not hold must have been taken out (knownView). */
export function sliceOf(view: SituationView, setting: Setting, lists: Lists): Slice {
  const area = setting.areas.findIndex(({ id }) => id === view.area);
  const chosen = view.groups.length + view.categories.length > 0;
  return {
    period: view.period,
    areas: area < 0 ? null : [area],
    categories: chosen
      ? lists.categories.flatMap(({ id, groupId }, i) =>
          view.groups.includes(groupId) || view.categories.includes(id) ? [i] : [],
        )
      : null,
    organisations: view.organisations.length
      ? lists.organisations.flatMap(({ id }, i) => (view.organisations.includes(id) ? [i] : []))
      : null,
    weekdays: view.weekdays.length ? view.weekdays : null,
    hours: view.hours,
    cell: area < 0 ? CELL_ALL : CELL_ONE,
    shape: view.shape,
  };
}

/** One text for all that decides the numbers: map, panels and table carry it, so that a test sees when they differ. */
export function sliceKey(slice: Slice): string {
  const { period, areas, categories, organisations, weekdays, hours, cell, shape } = slice;
  const list = (values: number[] | null): string => values?.join('.') ?? 'all';
  return [
    period.key,
    list(areas),
    list(categories),
    list(organisations),
    list(weekdays),
    hours ? `${hours.from}-${hours.to}` : 'all',
    `${cell}${shape === 'hexagon' ? 'h' : ''}`,
  ].join('|');
}

/** Indexes of the columns' slugs in a list; slugs that it lacks are appended by `make`. */
function recode<T extends { id: string }>(slugs: string[], list: T[], make: (slug: string) => T): number[] {
  return slugs.map((slug) => {
    const at = list.findIndex(({ id }) => id === slug);
    return at >= 0 ? at : list.push(make(slug)) - 1;
  });
}

/**
 * The server's codes in the terms of the setting.
 * @returns for each code of the server its index in the lists, and the lists. An area that the reader's setting lacks becomes -1.
 */
export function codeTargets(
  slugs: Pick<PackedIncidents, 'categories' | 'organisations' | 'areas'>,
  setting: Setting,
): { targets: CodeTargets; lists: Lists } {
  const lists: Lists = { categories: [...setting.categories], organisations: [...setting.organisations] };
  const category = recode(slugs.categories, lists.categories, (id) => ({
    id,
    groupId: '',
    name: id,
    nameEn: null,
    active: false,
  }));
  const organisation = recode(slugs.organisations, lists.organisations, (id) => ({ id, name: id, kind: 'business' }));
  const area = slugs.areas.map((slug) => setting.areas.findIndex(({ id }) => id === slug));
  return { targets: { category, organisation, area }, lists };
}
