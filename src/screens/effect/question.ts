/** From the address and the action to the question for the analysis, or to what is missing for it. */
import type { EffectPlace, EffectQuestion } from '../../analysis/effect-types';
import { epochOfLocal, localOfEpoch } from '../../domain/stockholm-time';
import type { Action } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import { fieldsOfEpoch } from '../report/when';
import type { Lists } from '../situation/slice';
import type { EffectView, Point } from './address';

/** Comparison places that are proposed; decision 0032: more of them tell better how places change by themselves. */
export const PROPOSED = 8;

/** The view with what the action says filled in. */
export interface Chosen {
  place: { kind: 'point'; at: Point } | { kind: 'area'; id: string } | null;
  start: string | null;
  end: string | null;
  /** `all`, `g:` and a group, or a category. */
  category: string;
}

/** The last instant before today: today is not over, and what it holds is half of it. */
export function endOfKnown(now: number): number {
  const { year, month, day } = localOfEpoch(now);
  return epochOfLocal(year, month, day, 0, 0, 0);
}

/**
 * A point wins over an area. Of an action the start is the day on which it was decided; its end is its due date when it is done, and otherwise there is none yet.
 * @param action null where none is named or it cannot be seen.
 */
export function chosenOf(view: EffectView, action: Action | null, setting: Setting): Chosen {
  const area = (id: string | null): Chosen['place'] =>
    id !== null && setting.areas.some((one) => one.id === id) ? { kind: 'area', id } : null;
  const own = action && (action.position ? { kind: 'point' as const, at: action.position } : area(action.areaId));
  const place = view.point ? { kind: 'point' as const, at: view.point } : (area(view.area) ?? own);
  const start = view.start ?? (action && fieldsOfEpoch(action.createdAt).date);
  const due =
    action?.status === 'done' && action.due !== null && start !== null && action.due >= start ? action.due : null;
  const known = (category: string | null): boolean =>
    category === 'all' ||
    setting.categories.some(({ id }) => id === category) ||
    setting.categoryGroups.some(({ id }) => `g:${id}` === category);
  const group = setting.categories.find(({ id }) => id === action?.categoryId)?.groupId;
  return {
    ...{ place, start },
    end: view.end === 'none' ? null : (view.end ?? due),
    category: view.category !== null && known(view.category) ? view.category : group ? `g:${group}` : 'all',
  };
}

function categoriesOf(category: string, { categories }: Lists): number[] | null {
  if (category === 'all') return null;
  return categories.flatMap(({ id, groupId }, i) => (id === category || `g:${groupId}` === category ? [i] : []));
}

/** @param until epoch seconds, as `endOfKnown`. @returns null where place or start is missing. */
export function questionOf(
  view: EffectView,
  { place, start, end, category }: Chosen,
  setting: Setting,
  lists: Lists,
  until: number,
): EffectQuestion | null {
  if (!place || start === null) return null;
  const areaOf = (id: string): EffectPlace[] => {
    const area = setting.areas.findIndex((one) => one.id === id);
    return area < 0 ? [] : [{ kind: 'area', area }];
  };
  const circle = (at: Point): EffectPlace => ({ kind: 'circle', ...at, radius: view.radius });
  const [own] = place.kind === 'point' ? [circle(place.at)] : areaOf(place.id);
  if (!own) return null;
  const chosen = place.kind === 'point' ? view.points.map(circle) : view.areas.flatMap(areaOf);
  const groups = [...new Set(lists.categories.map(({ groupId }) => groupId))];
  return {
    ...{ place: own, ring: view.ring, start, end, weeksBefore: view.before, weeksLeftOut: view.leftOut },
    ...{ weeksAfter: view.after, until, measured: end === null ? 'since' : view.measured },
    categories: categoriesOf(category, lists),
    groupOf: lists.categories.map(({ groupId }) => groups.indexOf(groupId)),
    against:
      view.against === 'years'
        ? { kind: 'years' }
        : view.against === 'chosen'
          ? { kind: 'chosen', places: chosen }
          : { kind: 'proposed', most: PROPOSED },
  };
}
