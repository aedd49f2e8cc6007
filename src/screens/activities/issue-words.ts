/** Why an activity cannot be saved as it stands, in words beside the field. */
import { ACTIVITY_NOTE_MAX, ACTIVITY_TITLE_MAX } from '../../domain/meeting';
import { t } from '../../i18n/i18n.svelte';
import type { ActivityIssue } from './activity-draft';

export function issueWords({ field, code }: ActivityIssue): string {
  return t(`activities:error_${code}`, { max: field === 'note' ? ACTIVITY_NOTE_MAX : ACTIVITY_TITLE_MAX });
}
