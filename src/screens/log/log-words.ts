/** Rows of the log in words. */
import type { LogRow } from '../../data/audit-log';
import { isoOfEpoch } from '../../domain/stockholm-time';
import { number } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { namespaces } from '../../i18n/messages';
import type { MessageKey } from '../../i18n/messages';
import { AUDIENCES } from '../../picture/published';
import type { Organisation } from '../../domain/setting';

const ACTIONS: Record<string, MessageKey> = {
  'session.purpose': 'log:action_purpose',
  'incident.read': 'log:action_incident_read',
  'incidents.read': 'log:action_incidents_read',
  'incident.inserted': 'log:action_incident_inserted',
  'incident.updated': 'log:action_incident_updated',
  'incident.deleted': 'log:action_incident_deleted',
  'picture.read': 'log:action_picture_read',
  'picture.draft_read': 'log:action_picture_draft_read',
  'picture.part_saved': 'log:action_picture_part_saved',
  'picture.part_removed': 'log:action_picture_part_removed',
  'picture.published': 'log:action_picture_published',
  'log.read': 'log:action_log_read',
  'area.reporting_set': 'log:action_area_reporting_set',
  'area.added': 'log:action_area_added',
  'area.changed': 'log:action_area_changed',
  'area.closed': 'log:action_area_closed',
  'area.opened': 'log:action_area_opened',
  'area.replaced': 'log:action_area_replaced',
  'area.removed': 'log:action_area_removed',
  'area.ordered': 'log:action_area_ordered',
  'check_in.undone': 'log:action_check_in_undone',
  'my_reports.read': 'log:action_my_reports_read',
  'reminder.sent': 'log:action_reminder_sent',
  'review.read': 'log:action_review_read',
  'incident.corrected': 'log:action_incident_corrected',
  'place.accepted': 'log:action_place_accepted',
  'place.taken_back': 'log:action_place_taken_back',
  'place.imported': 'log:action_place_imported',
  'place.merged': 'log:action_place_merged',
  'place.unmerged': 'log:action_place_unmerged',
  'retention.applied': 'log:action_retention_applied',
  'look.updated': 'log:action_look_updated',
  'invitation.created': 'log:action_invitation_created',
  'invitation.renewed': 'log:action_invitation_renewed',
  'invitation.withdrawn': 'log:action_invitation_withdrawn',
  'invitation.accepted': 'log:action_invitation_accepted',
  'membership.handed_over': 'log:action_membership_handed_over',
  'membership.previewed': 'log:action_membership_previewed',
  'members.read': 'log:action_members_read',
  'municipality.begun': 'log:action_municipality_begun',
  'municipality.bounded': 'log:action_municipality_bounded',
  'import.finished': 'log:action_import_finished',
  'import.undone': 'log:action_import_undone',
};
const SUBJECTS: Record<string, MessageKey> = {
  membership: 'log:subject_membership',
  municipality: 'log:subject_municipality',
  organisation: 'log:subject_organisation',
  organisation_area: 'log:subject_organisation_area',
  retention_rule: 'log:subject_retention_rule',
  category: 'log:subject_category',
  category_group: 'log:subject_category_group',
  place: 'log:subject_place',
  situation_picture: 'log:subject_situation_picture',
  action: 'log:subject_action',
  activity: 'log:subject_activity',
};
const CHANGES: Record<string, MessageKey> = {
  inserted: 'log:change_inserted',
  updated: 'log:change_updated',
  deleted: 'log:change_deleted',
};

/** What was done. An action that has no words yet is shown as it is stored: a log hides nothing. */
export function actionInWords({ action, filter }: LogRow): string {
  const known = ACTIONS[action];
  if (known) return t(known);
  const [subject = '', change = ''] = action.split('.');
  if (subject === 'export') {
    return t('log:action_export', { kind: typeof filter['kind'] === 'string' ? filter['kind'] : change });
  }
  const [what, how] = [SUBJECTS[subject], CHANGES[change]];
  return what && how ? t('log:action_change', { what: t(what), how: t(how) }) : action;
}

/** Who did it: organisation and role; a person is shown by the first signs of the membership's id alone. */
export function whoInWords(row: LogRow, organisations: readonly Organisation[]): string {
  if (row.userId === null) return t('log:operator');
  const organisation = organisations.find(({ id }) => id === row.organisationId);
  const id = (row.membershipId ?? row.userId).slice(0, 8);
  if (!organisation || !row.role) return t('log:someMember', { id });
  return t('log:member', { organisation: organisation.name, role: t(`common:role_${row.role}` as MessageKey), id });
}

const isKnown = (key: string): key is keyof (typeof namespaces)['log']['sv'] => key in namespaces.log.sv;

/** A key of the filter; one that has no word yet is shown as it is stored. */
function keyInWords(key: string): string {
  const known = `filter_${key}`;
  return isKnown(known) ? t(`log:${known}` as MessageKey) : key;
}

function valueInWords(key: string, value: unknown): string {
  if (Array.isArray(value))
    return value.length > 3 ? number(value.length) : value.map((one) => valueInWords(key, one)).join(', ');
  const audience = key.startsWith('audience') ? AUDIENCES.find((one) => one === value) : undefined;
  if (audience) return t(`pictures:audience_${audience}`).toLowerCase();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The filter, short: keys and values; long lists as their number. */
export function filterInWords({ filter }: LogRow): string {
  return Object.entries(filter)
    .filter(([key]) => key !== 'kind')
    .map(([key, value]) => `${keyInWords(key)}: ${valueInWords(key, value)}`)
    .join('; ');
}

/** `2026-11-18 14:30:05`, Swedish time: a log goes back over years, and the order of two rows of the same minute matters. */
function momentInWords({ at }: LogRow): string {
  return isoOfEpoch(at).slice(0, 19).replace('T', ' ');
}

export function logHead(): string[] {
  return [t('log:when'), t('log:who'), t('log:what'), t('log:selection'), t('log:count'), t('log:purpose')];
}

/** One row as cells, in the order of the head. */
export function logCells(row: LogRow, organisations: readonly Organisation[]): string[] {
  return [
    momentInWords(row),
    whoInWords(row, organisations),
    actionInWords(row),
    filterInWords(row),
    row.count === null ? '' : number(row.count),
    row.purpose ?? '',
  ];
}
