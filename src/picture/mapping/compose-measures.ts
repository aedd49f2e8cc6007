/** What was done in the years of a mapping, for one audience: actions by theme, activities by kind, promises and what was told of them; and who reported. */
import type { MappingAudience, MappingMeasures } from '../../domain/mapping';
import { ACTION_STATUSES, ACTIVITY_KINDS } from '../../domain/meeting';
import type { Action, ActionStatus } from '../../domain/meeting';
import type { Setting } from '../../domain/setting';
import { isoOfEpoch } from '../../domain/stockholm-time';
import type { DocumentMeasures, DocumentReporting, MappedActivities, Named } from './document';

type Theme = Named['name'] | null;

function themeOf({ categoryId }: Action, { categories, categoryGroups }: Setting): Theme {
  const groupId = categories.find(({ id }) => id === categoryId)?.groupId;
  const group = categoryGroups.find(({ id }) => id === groupId);
  return group ? { sv: group.name, en: group.nameEn ?? group.name } : null;
}

const noneOf = (): Record<ActionStatus, number> => ({ planned: 0, ongoing: 0, done: 0, cancelled: 0 });

function themesOf(actions: readonly Action[], setting: Setting): DocumentMeasures['themes'] {
  const themes = new Map<string, { name: Theme; counts: Record<ActionStatus, number> }>();
  for (const action of actions) {
    const name = themeOf(action, setting);
    const key = name?.sv ?? '';
    const theme = themes.get(key) ?? { name, counts: noneOf() };
    theme.counts[action.status]++;
    themes.set(key, theme);
  }
  const all = (counts: Record<ActionStatus, number>): number =>
    ACTION_STATUSES.reduce((total, status) => total + counts[status], 0);
  return [...themes.values()].sort(
    (a, b) =>
      Number(a.name === null) - Number(b.name === null) ||
      all(b.counts) - all(a.counts) ||
      (a.name?.sv ?? '').localeCompare(b.name?.sv ?? '', 'sv'),
  );
}

function activitiesOf({ activities }: MappingMeasures): MappedActivities[] {
  return ACTIVITY_KINDS.flatMap((kind) => {
    const own = activities.filter((activity) => activity.kind === kind);
    const inState = (state: string): number => own.filter((activity) => activity.state === state).length;
    const counted = own.flatMap(({ participants }) => (typeof participants === 'number' ? [participants] : []));
    const participants = counted.length > 0 ? counted.reduce((a, b) => a + b, 0) : null;
    return own.length > 0
      ? [{ kind, done: inState('done'), planned: inState('planned'), cancelled: inState('cancelled'), participants }]
      : [];
  });
}

/** What of the measures the audience may have: an action or a promise that is for the authorities alone is not counted for others either. */
export function measuresFor(audience: MappingAudience, measures: MappingMeasures, setting: Setting): DocumentMeasures {
  const actions = measures.actions.filter(({ sharing }) => audience === 'authorities' || sharing === 'partners');
  const names = new Map(setting.organisations.map(({ id, name }) => [id, name]));
  const areas = new Map(setting.areas.map(({ id, name }) => [id, name]));
  return {
    actions: actions.map((action) => ({
      ...{ what: action.what, problem: action.problem, theme: themeOf(action, setting) },
      // The name of a hotspot may come from what others may not see: they get the area.
      where: (audience === 'authorities' ? action.hotspot?.name : null) ?? areas.get(action.areaId ?? '') ?? '',
      owner: names.get(action.ownerId ?? '') ?? null,
      ...{ status: action.status, outcome: action.outcome, decided: isoOfEpoch(action.createdAt).slice(0, 10) },
    })),
    themes: themesOf(actions, setting),
    activities: activitiesOf(measures),
    promises: measures.commitments
      .filter(({ sharing }) => audience === 'authorities' || sharing !== 'authorities')
      .map(({ agreement, title, owner, target, progress, followUps }) => ({
        ...{ agreement, title, owner, target, progress },
        followUps: followUps.map(({ periodKey, text, state }) => ({ periodKey, text, state })),
      })),
  };
}

/** Numbers of organisations, never their names. */
export function reportingOf({ reporting, coverage }: MappingMeasures, setting: Setting): DocumentReporting {
  return {
    tertials: reporting,
    years: coverage.map(({ year }) => String(year)),
    areas: setting.areas.map(({ id, name }) => ({
      name,
      years: coverage.map(({ areas }) => {
        const own = areas.find(({ areaId }) => areaId === id);
        return own && own.expected > 0 ? { expected: own.expected, reported: own.reported } : null;
      }),
    })),
  };
}
