/** The addresses of the app. A screen is fetched when it is first opened: reporting needs no statistics, and the situation no form. */
import wrap from 'svelte-spa-router/wrap';
import { allWords } from './i18n/i18n.svelte';
import type { MessageKey } from './i18n/messages';
import Lazy from './ui/Lazy.svelte';
import NotFound from './ui/NotFound.svelte';
import type { ScreenLoader } from './ui/screen-loader';

const loadReport: ScreenLoader = () => import('./screens/report/Report.svelte');

interface Screen {
  title: MessageKey;
  load: ScreenLoader;
}

const situation: Screen = {
  title: 'common:situation',
  load: () => import('./screens/situation/Situation.svelte'),
};

/** With the words that a start leaves out. */
const withWords =
  (load: ScreenLoader): ScreenLoader =>
  () =>
    Promise.all([load(), allWords()]).then(([screen]) => screen);

/** Path -> name of the screen, and where its code is. */
const screens: Record<string, Screen> = {
  '/': situation,
  '/laget': situation,
  '/rapportera': { title: 'common:report', load: loadReport },
  '/rapportera/evenemang': { title: 'activity:title', load: () => import('./screens/report/PlannedEvent.svelte') },
  '/rapportera/vecka': { title: 'checkIn:title', load: () => import('./screens/check-in/CheckIn.svelte') },
  '/rapportera/import': { title: 'imports:title', load: () => import('./screens/import/Import.svelte') },
  '/rapportera/mina': { title: 'myReports:title', load: () => import('./screens/my-reports/MyReports.svelte') },
  '/inkommet': { title: 'review:title', load: () => import('./screens/review/Review.svelte') },
  '/inkommet/vecka': { title: 'reporting:title', load: () => import('./screens/reporting/Reporting.svelte') },
  '/inkommet/platser': { title: 'proposedPlaces:title', load: () => import('./screens/places/Places.svelte') },
  '/lagesbild': { title: 'pictures:title', load: () => import('./screens/picture/Pictures.svelte') },
  '/lagesbild/utkast': { title: 'pictures:draftTitle', load: () => import('./screens/picture/Compose.svelte') },
  '/lagesbild/kartlaggning': { title: 'mapping:title', load: () => import('./screens/mapping/Mapping.svelte') },
  '/lagesbild/las': { title: 'pictures:readTitle', load: () => import('./screens/picture/Read.svelte') },
  '/lagesbild/arshjul': { title: 'year:title', load: () => import('./screens/year/Year.svelte') },
  '/mote': { title: 'meeting:title', load: () => import('./screens/meeting/Meeting.svelte') },
  '/atgarder': { title: 'action:title', load: () => import('./screens/actions/Actions.svelte') },
  '/atgarder/aktiviteter': {
    title: 'activities:title',
    load: () => import('./screens/activities/Activities.svelte'),
  },
  '/atgarder/avvikelser': {
    title: 'deviations:title',
    load: () => import('./screens/deviations/Deviations.svelte'),
  },
  '/atgarder/avvikelser/rapport': {
    title: 'deviations:reportTitle',
    load: () => import('./screens/deviations/CouncilReport.svelte'),
  },
  '/atgarder/effekt': { title: 'effect:title', load: () => import('./screens/effect/Effect.svelte') },
  '/atgarder/service': { title: 'service:title', load: () => import('./screens/service/Service.svelte') },
  '/atgarder/loften': { title: 'plans:title', load: () => import('./screens/plans/Plans.svelte') },
  '/atgarder/loften/uppfoljning': {
    title: 'plans:followTitle',
    load: () => import('./screens/plans/FollowUps.svelte'),
  },
  '/atgarder/loften/las': { title: 'plans:readTitle', load: () => import('./screens/plans/ReadFollowUp.svelte') },
  '/installningar/kategorier': {
    title: 'settings:categoriesTitle',
    load: () => import('./screens/settings/categories/Categories.svelte'),
  },
  '/installningar/platser': {
    title: 'settings:placesTitle',
    load: () => import('./screens/settings/places/Places.svelte'),
  },
  '/installningar/regler': {
    title: 'settings:rulesTitle',
    load: () => import('./screens/settings/rules/Rules.svelte'),
  },
  '/installningar/utseende': { title: 'settings:lookTitle', load: () => import('./screens/settings/look/Look.svelte') },
  '/installningar/omraden': { title: 'areas:title', load: () => import('./screens/settings/areas/Areas.svelte') },
  '/installningar': { title: 'setup:setupTitle', load: () => import('./screens/settings/setup/GuidedSetup.svelte') },
  '/installningar/organisationer': {
    title: 'members:organisationsTitle',
    load: () => import('./screens/settings/organisations/Organisations.svelte'),
  },
  '/installningar/medlemmar': {
    title: 'members:membersTitle',
    load: () => import('./screens/settings/members/Members.svelte'),
  },
  '/logg': { title: 'log:title', load: () => import('./screens/log/Log.svelte') },
};

export const routes = Object.fromEntries([
  ...Object.entries(screens).map(([path, { load }]) => {
    // The form speaks with the words of the start: nothing may hold it up.
    const props = { load: load === loadReport ? load : withWords(load) };
    return [path, wrap({ component: Lazy, props })] as const;
  }),
  ['*', wrap({ component: NotFound })] as const,
]);

/** Whether somebody is on the way to the form: its parts are then fetched and read before they are asked for. */
export const leadsToForm = (hash: string): boolean => /^#\/rapportera(?:$|\?)/.test(hash);

/** Begins to fetch the form while the session is still being looked at. */
export function fetchAhead(hash: string): void {
  // What does not come now is asked for again when the screen opens, and says so there.
  if (leadsToForm(hash)) void loadReport().catch(() => undefined);
}

export const SITUATION = '#/laget';
export const REPORT = '#/rapportera';
export const PICTURES = '#/lagesbild';
export const ACTIONS = '#/atgarder';
export const INBOX = '#/inkommet';
export const SETTINGS = '#/installningar';
export const LOG = '#/logg';

/** Name of the screen at an address (path without query). */
export function titleOf(path: string): MessageKey {
  return screens[path]?.title ?? 'common:notFound';
}
