/** Every namespace, one file each, both languages in it. Add a file here when a screen gets its own words. */
import { action } from './action';
import { activities } from './activities';
import { actionViews } from './action-views';
import { activity } from './activity';
import { areas } from './areas';
import { charts } from './charts';
import { checkIn } from './check-in';
import { common } from './common';
import { deviations } from './deviations';
import { effect } from './effect';
import { imports } from './imports';
import { log } from './log';
import { map } from './map';
import { mapping } from './mapping';
import { meeting } from './meeting';
import { members } from './members';
import { method } from './method';
import { myReports } from './my-reports';
import { parts } from './parts';
import { period } from './period';
import { picture } from './picture';
import { pictures } from './picture-screen';
import { plans } from './plans';
import { proposedPlaces } from './proposed-places';
import { report } from './report';
import { review } from './review';
import { reporting } from './reporting';
import { service } from './service';
import { settings } from './settings';
import { setup } from './setup';
import { signIn } from './sign-in';
import { situation } from './situation';
import { year } from './year';

export const namespaces = {
  action,
  activities,
  actionViews,
  activity,
  areas,
  charts,
  checkIn,
  common,
  deviations,
  effect,
  imports,
  log,
  map,
  mapping,
  meeting,
  members,
  method,
  myReports,
  parts,
  period,
  picture,
  pictures,
  plans,
  proposedPlaces,
  report,
  review,
  reporting,
  service,
  settings,
  setup,
  signIn,
  situation,
  year,
} as const;

export type Namespaces = typeof namespaces;
export type Namespace = keyof Namespaces;
/**
 * What is read before any screen but the report form is there, and by that form: fetched at once. All else comes with the other screens (a test holds the form to it).
 */
export const startNamespaces: readonly Namespace[] = ['common', 'signIn', 'parts', 'report', 'action', 'map', 'period'];

type Key<N extends Namespace> = Extract<keyof Namespaces[N]['sv'], string>;
/** `left` stands for `left_one` and `left_other`: the count chooses. */
type Counted<K extends string> = K extends `${infer Base}_other` ? Base : never;
/** `situation:title`, `common:close` … */
export type MessageKey = { [N in Namespace]: `${N}:${Key<N> | Counted<Key<N>>}` }[Namespace];
