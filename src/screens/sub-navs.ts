/** The parts of the two screens that have several: reporting, and what has come in. */
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

export const mayReview = (role: Role): boolean => role === 'coordinator';
