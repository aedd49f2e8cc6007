/** The tree of a plan: focus areas, their sub-goals and commitments in the order that was chosen, and changing that order. */
import type { Commitment, FocusArea, Plan } from '../../domain/plan';

export interface FocusBranch {
  area: FocusArea;
  /** Directly under it. */
  commitments: Commitment[];
  /** None under a sub-goal. */
  subGoals: FocusBranch[];
}

/** The server hands out both lists in their order; what belongs nowhere that the reader sees is left out. */
export function treeOf({ focusAreas, commitments }: Pick<Plan, 'focusAreas' | 'commitments'>): FocusBranch[] {
  const under = (parent: string | null): FocusBranch[] =>
    focusAreas
      .filter(({ parentId }) => parentId === parent)
      .map((area) => ({
        area,
        commitments: commitments.filter(({ focusAreaId }) => focusAreaId === area.id),
        subGoals: parent === null ? under(area.id) : [],
      }));
  return under(null);
}

/** The commitments of a branch as a table has them: those directly under it, then those of its sub-goals. */
export const commitmentsOf = ({ commitments, subGoals }: FocusBranch): Commitment[] => [
  ...commitments,
  ...subGoals.flatMap(commitmentsOf),
];

/**
 * Moves one among its siblings.
 * @param siblings in their order. @param by -1 up, 1 down.
 * @returns those whose position changes, with the new one; none where it cannot go further.
 */
export function moved<T extends { id: string; position: number }>(siblings: readonly T[], id: string, by: -1 | 1): T[] {
  const at = siblings.findIndex((one) => one.id === id);
  const one = siblings[at];
  const other = siblings[at + by];
  if (!one || !other) return [];
  const order = siblings.map((each) => (each === one ? other : each === other ? one : each));
  return order.flatMap((each, i) => (each.position === i + 1 ? [] : [{ ...each, position: i + 1 }]));
}

/** The position after the last. */
export const nextPosition = (siblings: readonly { position: number }[]): number =>
  Math.min(1000, Math.max(0, ...siblings.map(({ position }) => position)) + 1);

export interface TargetCount {
  /** Commitments with a target that can be held against something. */
  held: number;
  met: number;
}

export function targetsOf(commitments: readonly Commitment[]): TargetCount {
  const held = commitments.filter(({ progress }) => progress.met !== null);
  return { held: held.length, met: held.filter(({ progress }) => progress.met === true).length };
}
