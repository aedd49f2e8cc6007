/** A published follow-up on its way out, to paper or to a file: traced first, then written by the format's own writer. */
import { logExport } from '../../data/audit-log';
import type { PublishedFollowUp } from '../../domain/plan';
import { language } from '../../i18n/i18n.svelte';
import { followUpView } from '../../picture/formats/follow-up/view';
import type { BytesFile } from '../../ui/download';

/** What leaves is in the log before it is made. @throws as `logExport`. */
export async function traceFollowUp(published: PublishedFollowUp, format: 'docx' | 'print'): Promise<void> {
  const { municipality, agreement, periodKey: period, version, audience, focusAreas } = published;
  const rows = focusAreas.reduce((sum, area) => sum + area.rows.length, 0);
  await logExport(
    municipality.id,
    `follow-up-${format}`,
    { agreement: agreement.key, period, version, audience },
    rows,
  );
}

/** @throws as `logExport`. */
export async function followUpFile(published: PublishedFollowUp): Promise<BytesFile> {
  await traceFollowUp(published, 'docx');
  const { followUpDocx } = await import('../../picture/formats/follow-up/docx');
  const view = followUpView(published, language());
  return {
    name: `${view.fileName}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await followUpDocx(view),
  };
}
