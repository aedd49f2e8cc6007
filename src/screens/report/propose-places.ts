/** Names for places, proposed beside the reports that were made there. */
import { submitChange } from '../../data/changes.svelte';
import type { IncidentReport } from '../../domain/incident';
import type { Setting } from '../../domain/setting';
import { newReportId } from './draft';
import { isNameless } from './where';

/** Each name once, where the place has none yet. @throws when this browser cannot keep them. */
export async function proposePlaces(
  reports: readonly { report: IncidentReport; placeName: string }[],
  setting: Setting,
): Promise<void> {
  const proposed = new Set<string>();
  for (const { report, placeName: name } of reports) {
    const { lon, lat, municipalityId, organisationId } = report;
    const key = `${name} ${lon} ${lat}`;
    if (name === '' || proposed.has(key) || !isNameless({ lon, lat }, setting)) continue;
    proposed.add(key);
    const record = { id: newReportId(), name, lon, lat, organisationId, revision: 0 };
    await submitChange(municipalityId, { kind: 'place-proposal', record }, 0);
  }
}
