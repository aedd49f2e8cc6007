/** What the screen of activities shows, as its address: the view, the month and every filter, so that the same view can be sent to somebody. */
import type { ActivityKind, ActivityState } from '../../domain/meeting';
import { ACTIVITY_KINDS, ACTIVITY_STATES } from '../../domain/meeting';

export const ACTIVITIES_PATH = '/atgarder/aktiviteter';

export const VIEWS = ['calendar', 'list', 'map', 'paste'] as const;
export type ViewKind = (typeof VIEWS)[number];
const VIEW_NAMES: Record<ViewKind, string> = {
  ...{ calendar: 'kalender', list: 'lista', map: 'karta', paste: 'klistra' },
};

/** `due`: planned and over, so that somebody should say how it went. */
export type StateFilter = ActivityState | 'due';
const STATE_NAMES: Record<StateFilter, string> = {
  ...{ planned: 'planerad', done: 'genomford', cancelled: 'installd', due: 'att-folja-upp' },
};

export interface ActivityFilters {
  kind: ActivityKind | null;
  /** `-`: in no area. */
  area: string | null;
  state: StateFilter | null;
  theme: string | null;
  owner: string | null;
  /** Commitment that it counts for. */
  commitment: string | null;
}

export interface ActivitiesView extends ActivityFilters {
  view: ViewKind;
  /** `2026-11`; the list and the map show its year. */
  month: string;
  /** Of an activity that is looked at. */
  id: string | null;
}

export const NO_FILTERS: ActivityFilters = {
  ...{ kind: null, area: null, state: null, theme: null, owner: null, commitment: null },
};

const slug = (text: string | null): string | null =>
  text !== null && /^[\p{L}\p{N}_-]{1,80}$/u.test(text) ? text : null;

/** @param query what stands after `?`; what it does not say, or says wrongly, is as usual. @param thisMonth `2026-11`. */
export function parseActivities(query: string, thisMonth: string): ActivitiesView {
  const params = new URLSearchParams(query);
  const month = params.get('manad') ?? '';
  const theme = params.get('tema');
  const uuid = (name: string): string | null => {
    const text = params.get(name);
    return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
  };
  return {
    view: VIEWS.find((one) => VIEW_NAMES[one] === params.get('vy')) ?? 'calendar',
    month: /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(month) ? month : thisMonth,
    kind: ACTIVITY_KINDS.find((one) => one === params.get('slag')) ?? null,
    area: slug(params.get('omrade')),
    state: ([...ACTIVITY_STATES, 'due'] as const).find((one) => STATE_NAMES[one] === params.get('lage')) ?? null,
    theme: theme !== null && theme.length <= 120 && theme !== '' ? theme : null,
    owner: slug(params.get('organisation')),
    commitment: uuid('lofte'),
    id: uuid('id'),
  };
}

/** @returns the address without `#`; what is as usual is left out. */
export function formatActivities(view: ActivitiesView, thisMonth: string): string {
  const parts: [string, string | null][] = [
    ['vy', view.view === 'calendar' ? null : VIEW_NAMES[view.view]],
    ['manad', view.month === thisMonth ? null : view.month],
    ['slag', view.kind],
    ['omrade', view.area],
    ['lage', view.state && STATE_NAMES[view.state]],
    ['tema', view.theme],
    ['organisation', view.owner],
    ['lofte', view.commitment],
    ['id', view.id],
  ];
  const query = parts.flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return `${ACTIVITIES_PATH}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** The month so many months later. @param month `2026-11`. */
export function shiftMonth(month: string, steps: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + steps;
  const [year, number] = [Math.floor(months / 12), (months % 12) + 1];
  return year < 2000 || year > 2099 ? month : `${year}-${String(number).padStart(2, '0')}`;
}
