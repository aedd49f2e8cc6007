/**
 * Which areas there are on a day and in a period. An area takes part from a date, may end on one, and may follow areas that were split, merged or drawn anew; the
 * database gives an incident the area of its own day (`app.area_at`), and these are the same rules.
 */
import type { Area } from './setting';
import { epochOfLocal } from './stockholm-time';

/** When an area counts. Epoch seconds; -Infinity: as far back as anybody knows, Infinity: until further notice. */
export interface AreaLife {
  from: number;
  to: number;
  /** Midnight of the day from which it takes part: what happened before was found in no area, though it lies in this one. */
  began: number;
  succeeds: readonly string[];
}

type Dated = Pick<Area, 'id' | 'activeFrom' | 'activeTo' | 'succeeds'>;

const midnight = (iso: string): number => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return epochOfLocal(year, month, day, 0, 0, 0);
};

/** True while the area takes part. @param day ISO date. */
export function livesOn({ activeFrom, activeTo }: Pick<Dated, 'activeFrom' | 'activeTo'>, day: string): boolean {
  return activeFrom <= day && (!activeTo || activeTo > day);
}

/**
 * Areas to choose from and to draw today: those that take part, and those that will and follow none. Areas that ended, and those that are to follow others,
 * lie over them.
 * @param kept id of one that stays in the list whatever its life: what was chosen before.
 */
export function areasOfToday<T extends Dated>(areas: readonly T[], today: string, kept?: string | null): T[] {
  return areas.filter(
    ({ id, activeFrom, activeTo, succeeds }) =>
      id === kept || ((!activeTo || activeTo > today) && (activeFrom <= today || !succeeds?.length)),
  );
}

/**
 * When each area counts, as it stands on a day: what is planned for later has not happened. An area that follows none counts for the time before it began
 * too, once it has begun: what was imported from then is compared with.
 * @param today ISO date.
 */
export function lifeOf({ activeFrom, activeTo, succeeds }: Omit<Dated, 'id'>, today: string): AreaLife {
  const began = activeFrom <= today;
  return {
    from: !began ? Infinity : succeeds?.length ? midnight(activeFrom) : -Infinity,
    to: activeTo && activeTo <= today ? midnight(activeTo) : Infinity,
    began: midnight(activeFrom),
    succeeds: succeeds ?? [],
  };
}

/** Areas as the analysis takes them, in the order of the setting: the indexes of its table point into them. @param today ISO date. */
export function areasToStudy(
  areas: readonly Area[],
  today: string,
): (Pick<Area, 'id' | 'name' | 'geometry'> & { life: AreaLife })[] {
  return areas.map((area) => ({ id: area.id, name: area.name, geometry: area.geometry, life: lifeOf(area, today) }));
}
