/** The parts of the screens that have several: reporting, what has come in, the pictures, and what is done. */
import type { Role } from '../domain/setting';
import { t } from '../i18n/i18n.svelte';

export const REPORT_PARTS = {
  incident: '#/rapportera',
  planned: '#/rapportera/evenemang',
  checkIn: '#/rapportera/vecka',
  mine: '#/rapportera/mina',
  import: '#/rapportera/import',
} as const;
export type ReportPart = keyof typeof REPORT_PARTS;

export const INBOX_PARTS = {
  review: '#/inkommet',
  reporting: '#/inkommet/vecka',
  places: '#/inkommet/platser',
} as const;
export type InboxPart = keyof typeof INBOX_PARTS;

/** What the situation looks like, over and above the present one. */
export const PICTURE_PARTS = {
  pictures: '#/lagesbild',
  year: '#/lagesbild/arshjul',
  mapping: '#/lagesbild/kartlaggning',
} as const;
export type PicturePart = keyof typeof PICTURE_PARTS;

/** What is done about it, and what came of it. */
export const ACTION_PARTS = {
  actions: '#/atgarder',
  activities: '#/atgarder/aktiviteter',
  plans: '#/atgarder/loften',
  service: '#/atgarder/service',
  deviations: '#/atgarder/avvikelser',
  effect: '#/atgarder/effekt',
} as const;
export type ActionPart = keyof typeof ACTION_PARTS;

/** How the municipality wants it: for administrators and coordinators. */
export const SETTINGS_PARTS = {
  setup: '#/installningar',
  areas: '#/installningar/omraden',
  organisations: '#/installningar/organisationer',
  members: '#/installningar/medlemmar',
  categories: '#/installningar/kategorier',
  places: '#/installningar/platser',
  rules: '#/installningar/regler',
  look: '#/installningar/utseende',
} as const;
export type SettingsPart = keyof typeof SETTINGS_PARTS;

interface Link {
  href: string;
  label: string;
  current: boolean;
  count?: number | undefined;
}

/** For whoever reports; viewers have none of these. */
export function reportLinks(current: ReportPart, waiting: Partial<Record<ReportPart, number>> = {}): Link[] {
  return (Object.keys(REPORT_PARTS) as ReportPart[]).map((part) => ({
    ...{ href: REPORT_PARTS[part], label: t(`parts:report_${part}`), current: part === current },
    count: waiting[part],
  }));
}

/** For the coordinator alone. */
export function inboxLinks(current: InboxPart, waiting: Partial<Record<InboxPart, number>> = {}): Link[] {
  return (Object.keys(INBOX_PARTS) as InboxPart[]).map((part) => ({
    ...{ href: INBOX_PARTS[part], label: t(`parts:inbox_${part}`), current: part === current },
    count: waiting[part],
  }));
}

/** For all but administrators, who read no incidents. */
export function pictureLinks(current: PicturePart): Link[] {
  return (Object.keys(PICTURE_PARTS) as PicturePart[]).map((part) => ({
    ...{ href: PICTURE_PARTS[part], label: t(`parts:picture_${part}`), current: part === current },
  }));
}

/** For all but administrators. */
export function actionLinks(current: ActionPart): Link[] {
  return (Object.keys(ACTION_PARTS) as ActionPart[]).map((part) => ({
    ...{ href: ACTION_PARTS[part], label: t(`parts:action_${part}`), current: part === current },
  }));
}

/** For administrators and coordinators. */
export function settingsLinks(current: SettingsPart): Link[] {
  return (Object.keys(SETTINGS_PARTS) as SettingsPart[]).map((part) => ({
    ...{ href: SETTINGS_PARTS[part], label: t(`parts:settings_${part}`), current: part === current },
  }));
}

export const mayReview = (role: Role): boolean => role === 'coordinator';

/** Who looks after the settings; the database decides what each may change. */
export const maySettle = (role: Role): boolean => role === 'administrator' || role === 'coordinator';
