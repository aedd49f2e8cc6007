/** An organisation as its form holds it. */
import type { ManagedOrganisation } from '../../../domain/membership';
import type { OrganisationKind } from '../../../domain/setting';

export interface OrganisationDraft {
  /** Null: a new one. */
  id: string | null;
  /** Of what the form began with. */
  revision: number;
  name: string;
  kind: OrganisationKind;
  closed: boolean;
  /** Where it works, and whether it is expected to report there. */
  areas: Readonly<Record<string, boolean>>;
}

export const NEW_ORGANISATION: OrganisationDraft = {
  ...{ id: null, revision: 0, name: '', kind: 'housing_company', closed: false, areas: {} },
};

export function draftOf({ id, revision, name, kind, closed, areas }: ManagedOrganisation): OrganisationDraft {
  return {
    ...{ id, revision, name, kind, closed },
    areas: Object.fromEntries(areas.map(({ areaId, expected }) => [areaId, expected])),
  };
}

/** Ticks or unticks one area; where it works it is expected to report, until said otherwise. */
export function withArea(draft: OrganisationDraft, areaId: string, works: boolean, expected = true): OrganisationDraft {
  const others = Object.entries(draft.areas).filter(([id]) => id !== areaId);
  return { ...draft, areas: Object.fromEntries(works ? [...others, [areaId, expected]] : others) };
}

/** As the server takes it. */
export const wishOf = ({ id, name, kind, closed, areas }: OrganisationDraft) => ({
  ...{ id, name: name.trim(), kind, closed },
  areas: Object.entries(areas).map(([areaId, expected]) => ({ areaId, expected })),
});
