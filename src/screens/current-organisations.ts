/** Organisations as screens offer them for something new; those that take part no longer keep their names in lists of what has happened. */
import type { Organisation } from '../domain/setting';

/** @param kept ids that stay though they take part no longer: what was chosen before. */
export const currentOrganisations = (
  organisations: readonly Organisation[],
  kept: readonly (string | null)[] = [],
): Organisation[] => organisations.filter(({ id, closed }) => closed !== true || kept.includes(id));
