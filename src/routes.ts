/** The addresses of the app. A screen is fetched when it is first opened: reporting needs no statistics, and the situation no form. */
import wrap from 'svelte-spa-router/wrap';
import type { MessageKey } from './i18n/messages';
import Lazy from './ui/Lazy.svelte';
import NotFound from './ui/NotFound.svelte';
import type { ScreenLoader } from './ui/screen-loader';

const lazy = (load: ScreenLoader): ReturnType<typeof wrap> => wrap({ component: Lazy, props: { load } });

const situation = lazy(() => import('./screens/situation/Situation.svelte'));
const log = lazy(() => import('./screens/log/Log.svelte'));
const report = lazy(() => import('./screens/report/Report.svelte'));
const plannedEvent = lazy(() => import('./screens/report/PlannedEvent.svelte'));
const checkIn = lazy(() => import('./screens/check-in/CheckIn.svelte'));
const reporting = lazy(() => import('./screens/reporting/Reporting.svelte'));
const pictures = lazy(() => import('./screens/picture/Pictures.svelte'));
const compose = lazy(() => import('./screens/picture/Compose.svelte'));
const meeting = lazy(() => import('./screens/meeting/Meeting.svelte'));
const actions = lazy(() => import('./screens/actions/Actions.svelte'));
const effect = lazy(() => import('./screens/effect/Effect.svelte'));
const readPicture = lazy(() => import('./screens/picture/Read.svelte'));

export const routes = {
  '/': situation,
  '/laget': situation,
  '/rapportera': report,
  '/rapportera/evenemang': plannedEvent,
  '/rapportera/vecka': checkIn,
  '/inkommet/vecka': reporting,
  '/lagesbild': pictures,
  '/lagesbild/utkast': compose,
  '/lagesbild/las': readPicture,
  '/mote': meeting,
  '/atgarder': actions,
  '/atgarder/effekt': effect,
  '/logg': log,
  '*': wrap({ component: NotFound }),
};

export const SITUATION = '#/laget';
export const REPORT = '#/rapportera';
export const PICTURES = '#/lagesbild';
export const ACTIONS = '#/atgarder';
export const LOG = '#/logg';

/** Name of the screen at an address (path without query). */
export function titleOf(path: string): MessageKey {
  if (path === '/' || path === '/laget') return 'common:situation';
  if (path === '/logg') return 'log:title';
  if (path === '/mote') return 'meeting:title';
  if (path === '/atgarder') return 'action:title';
  if (path === '/atgarder/effekt') return 'effect:title';
  if (path === '/lagesbild') return 'pictures:title';
  if (path === '/lagesbild/utkast') return 'pictures:draftTitle';
  if (path === '/lagesbild/las') return 'pictures:readTitle';
  if (path === '/rapportera/evenemang') return 'activity:title';
  if (path === '/rapportera/vecka') return 'checkIn:title';
  if (path === '/inkommet/vecka') return 'reporting:title';
  return path === '/rapportera' ? 'common:report' : 'common:notFound';
}
