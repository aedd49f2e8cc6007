/** What the screen of actions shows, as its address: the view, the filters, and the action that is open. */
import { ACTION_STATUSES } from '../../domain/meeting';
import type { Action, ActionStatus } from '../../domain/meeting';
import { isLate, isOpen } from './action-words';

export const ACTIONS_PATH = '/atgarder';

export const ACTION_VIEWS = ['list', 'board', 'map', 'timeline'] as const;
export type ActionView = (typeof ACTION_VIEWS)[number];
const VIEW_NAMES: Record<ActionView, string> = { list: 'lista', board: 'tavla', map: 'karta', timeline: 'tidslinje' };

export type StatusFilter = 'open' | 'all' | ActionStatus;
export const STATUS_FILTERS: readonly StatusFilter[] = ['open', ...ACTION_STATUSES, 'all'];
const STATUS_NAMES: Record<StatusFilter, string> = {
  ...{ open: 'oppna', all: 'alla', planned: 'planerade', ongoing: 'pagar', done: 'klara', cancelled: 'avbrutna' },
};

export interface ActionsAddress {
  view: ActionView;
  status: StatusFilter;
  /** Ids; null: all; `-`: those without one. */
  owner: string | null;
  area: string | null;
  category: string | null;
  /** Late ones alone. */
  late: boolean;
  /** The action whose page is open. */
  id: string | null;
}

const slug = (text: string | null): string | null =>
  text !== null && /^[\p{L}\p{N}_-]{1,80}$/u.test(text) ? text : null;

/** @param query what stands after `?`. What it does not say, or says wrongly, is as usual. */
export function parseActions(query: string): ActionsAddress {
  const params = new URLSearchParams(query);
  const id = params.get('id') ?? '';
  return {
    view: ACTION_VIEWS.find((one) => VIEW_NAMES[one] === params.get('vy')) ?? 'list',
    status: STATUS_FILTERS.find((one) => STATUS_NAMES[one] === params.get('status')) ?? 'open',
    owner: slug(params.get('ansvarig')),
    area: slug(params.get('omrade')),
    category: slug(params.get('kategori')),
    late: params.get('sena') === '1',
    id: /^[0-9a-f-]{36}$/i.test(id) ? id : null,
  };
}

/** @returns the address without `#`; what is as usual is left out. */
export function formatActions({ view, status, owner, area, category, late, id }: ActionsAddress): string {
  const parts = [
    view !== 'list' && `vy=${VIEW_NAMES[view]}`,
    status !== 'open' && `status=${STATUS_NAMES[status]}`,
    owner && `ansvarig=${owner}`,
    area && `omrade=${area}`,
    category && `kategori=${category}`,
    late && 'sena=1',
    id && `id=${id}`,
  ].filter(Boolean);
  return `${ACTIONS_PATH}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** The page of an action. */
export const actionAddress = (id: string): string => `#${ACTIONS_PATH}?id=${id}`;

/** Whether an action passes the filters. The board shows every status side by side. @param today ISO date. */
export function passes(action: Action, address: ActionsAddress, today: string): boolean {
  const { view, status, owner, area, category, late } = address;
  const among = (value: string | null, wanted: string | null): boolean => wanted === null || (value ?? '-') === wanted;
  return (
    (view === 'board' || status === 'all' || (status === 'open' ? isOpen(action) : action.status === status)) &&
    among(action.ownerId, owner) &&
    among(action.areaId, area) &&
    among(action.categoryId, category) &&
    (!late || isLate(action, today))
  );
}
