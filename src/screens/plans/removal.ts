/** Taking a part of a plan away so that one press brings it back, with what was told of it and what counted for it. */
import { loadActivities, saveActivity } from '../../data/activities';
import { loadFollowUps, saveFollowUp } from '../../data/follow-ups';
import {
  removeAgreement,
  removeCommitment,
  removeFocusArea,
  saveAgreement,
  saveCommitment,
  saveFocusArea,
} from '../../data/plans';
import type { Commitment, FocusArea, Plan } from '../../domain/plan';

export type Removable =
  | { type: 'agreement'; plan: Plan }
  | { type: 'focusArea'; focusArea: FocusArea }
  | { type: 'commitment'; commitment: Commitment };

const DAY = 86_400;
const epoch = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** What lies under commitments and would be lost with them; the way to write it once more. */
async function rememberBelow(
  municipality: string,
  agreement: string,
  commitments: readonly Commitment[],
): Promise<() => Promise<void>> {
  if (commitments.length === 0) return () => Promise.resolve();
  const ids = new Set(commitments.map(({ id }) => id));
  const from = Math.min(...commitments.map((one) => epoch(one.from))) - DAY;
  const to = Math.max(...commitments.map((one) => epoch(one.to))) + 2 * DAY;
  const [table, activities] = await Promise.all([
    loadFollowUps(municipality, agreement),
    loadActivities(municipality, from, to),
  ]);
  const cells = (table?.rows ?? [])
    .filter(({ commitmentId }) => ids.has(commitmentId))
    .flatMap((row) => row.cells.filter(({ revision }) => revision > 0));
  const counted = activities.filter(({ commitmentId }) => commitmentId && ids.has(commitmentId));
  return async () => {
    // The suggestion goes with it and is not read.
    for (const cell of cells) await saveFollowUp(municipality, cell, 0);
    for (const activity of counted) {
      // Without its commitment it is another content of the same revision, or one more when the server counted the loss.
      const { saved, activity: now } = await saveActivity(municipality, activity, activity.revision);
      if (!saved) await saveActivity(municipality, { ...now, commitmentId: activity.commitmentId }, now.revision);
    }
  };
}

/** @returns the way back; null when it was not there any more. Throws as all of src/data: Refusal `not-allowed` for what has been followed up or published. */
export async function removeWithWayBack(municipality: string, what: Removable): Promise<(() => Promise<void>) | null> {
  switch (what.type) {
    case 'focusArea': {
      const gone = await removeFocusArea(municipality, what.focusArea.id);
      return gone ? async () => void (await saveFocusArea(municipality, what.focusArea, 0)) : null;
    }
    case 'commitment': {
      const { commitment } = what;
      const below = await rememberBelow(municipality, commitment.agreementId, [commitment]);
      if (!(await removeCommitment(municipality, commitment.id))) return null;
      return async () => {
        await saveCommitment(municipality, commitment, 0);
        await below();
      };
    }
    case 'agreement': {
      const { focusAreas, commitments, ...agreement } = what.plan;
      const below = await rememberBelow(municipality, agreement.id, commitments);
      if (!(await removeAgreement(municipality, agreement.id))) return null;
      return async () => {
        await saveAgreement(municipality, agreement, 0);
        // Focus areas before their sub-goals.
        const ordered = focusAreas.toSorted((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null));
        for (const area of ordered) await saveFocusArea(municipality, area, 0);
        for (const commitment of commitments) await saveCommitment(municipality, commitment, 0);
        await below();
      };
    }
  }
}
