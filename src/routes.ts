/** The addresses of the app. A screen is fetched when it is first opened: reporting needs no statistics, and the situation no form. */
import wrap from 'svelte-spa-router/wrap';
import type { MessageKey } from './i18n/messages';
import Lazy from './ui/Lazy.svelte';
import NotFound from './ui/NotFound.svelte';
import type { ScreenLoader } from './ui/screen-loader';

const lazy = (load: ScreenLoader): ReturnType<typeof wrap> => wrap({ component: Lazy, props: { load } });

const situation = lazy(() => import('./screens/situation/Situation.svelte'));
const log = lazy(() => import('./screens/log/Log.svelte'));
const loadReport: ScreenLoader = () => import('./screens/report/Report.svelte');
const report = lazy(loadReport);
const plannedEvent = lazy(() => import('./screens/report/PlannedEvent.svelte'));
const checkIn = lazy(() => import('./screens/check-in/CheckIn.svelte'));
const importList = lazy(() => import('./screens/import/Import.svelte'));
const review = lazy(() => import('./screens/review/Review.svelte'));
const places = lazy(() => import('./screens/places/Places.svelte'));
const reporting = lazy(() => import('./screens/reporting/Reporting.svelte'));
const myReports = lazy(() => import('./screens/my-reports/MyReports.svelte'));
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
  '/rapportera/import': importList,
  '/rapportera/mina': myReports,
  '/inkommet': review,
  '/inkommet/vecka': reporting,
  '/inkommet/platser': places,
  '/lagesbild': pictures,
  '/lagesbild/utkast': compose,
  '/lagesbild/las': readPicture,
  '/mote': meeting,
  '/atgarder': actions,
  '/atgarder/effekt': effect,
  '/logg': log,
  '*': wrap({ component: NotFound }),
};

/** Begins to fetch the form for who is on the way to it, while the session is still being looked at. */
export function fetchAhead(hash: string): void {
  // What does not come now is asked for again when the screen opens, and says so there.
  if (/^#\/rapportera(?:$|\?)/.test(hash)) void loadReport().catch(() => undefined);
}

export const SITUATION = '#/laget';
export const REPORT = '#/rapportera';
export const PICTURES = '#/lagesbild';
export const ACTIONS = '#/atgarder';
export const INBOX = '#/inkommet';
export const LOG = '#/logg';

/** Name of the screen at an address (path without query). */
export function titleOf(path: string): MessageKey {
  if (path === '/' || path === '/laget') return 'common:situation';
  if (path === '/logg') return 'log:title';
  if (path === '/rapportera/import') return 'imports:title';
  if (path === '/inkommet') return 'review:title';
  if (path === '/inkommet/platser') return 'proposedPlaces:title';
  if (path === '/mote') return 'meeting:title';
  if (path === '/atgarder') return 'action:title';
  if (path === '/atgarder/effekt') return 'effect:title';
  if (path === '/lagesbild') return 'pictures:title';
  if (path === '/lagesbild/utkast') return 'pictures:draftTitle';
  if (path === '/lagesbild/las') return 'pictures:readTitle';
  if (path === '/rapportera/evenemang') return 'activity:title';
  if (path === '/rapportera/mina') return 'myReports:title';
  if (path === '/rapportera/vecka') return 'checkIn:title';
  if (path === '/inkommet/vecka') return 'reporting:title';
  return path === '/rapportera' ? 'common:report' : 'common:notFound';
}
