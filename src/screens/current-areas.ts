/** Areas as screens draw them and offer them today; those of other times keep their names in lists of what has happened. */
import { areasOfToday } from '../domain/area-life';
import { dayOfEpoch } from '../domain/check-in';
import type { Area } from '../domain/setting';

/** @param kept id of one that stays whatever its life: what was chosen before. */
export const currentAreas = (areas: readonly Area[], kept?: string | null): Area[] =>
  areasOfToday(areas, dayOfEpoch(Math.floor(Date.now() / 1000)), kept);
