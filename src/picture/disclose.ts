/** What of a picture each audience may have: words, lists and names are cut here, numbers in disclose-blocks.ts. */
import type { PublishedAction, PublishedArea, PublishedPicture } from './published';

export type Recipient =
  /** All there is. */
  | { audience: 'coordinator' }
  /** Police and municipality: all but who has not reported. */
  | { audience: 'authorities' }
  /** One organisation. The picture must be made of its own areas alone, which it may see incident by incident anyway. */
  | { audience: 'organisation'; organisation: { id: string; name: string } }
  /** All of EST. The picture must be in blocks. */
  | { audience: 'partners' }
  /** Outside EST, without a word that was not written for them. The picture must be in blocks. */
  | { audience: 'external'; text: string };

const withoutMissing = (area: PublishedArea): PublishedArea => ({
  ...area,
  coverage: area.coverage && { ...area.coverage, missing: null },
});

/** What those see who see no single incident of others: shared actions, and no reason that was given among authorities. */
function shared(picture: PublishedPicture): PublishedPicture {
  const keys = new Set(picture.hotspots.map(({ key }) => key));
  // A hotspot that is not in this version is not named by what answers it either.
  const unnamed = (action: PublishedAction): PublishedAction =>
    action.hotspot === null || keys.has(action.hotspot)
      ? action
      : { ...action, hotspot: null, where: picture.areas.find(({ id }) => id === action.areaId)?.name ?? '' };
  return {
    ...picture,
    areas: picture.areas.map(withoutMissing),
    hotspots: picture.hotspots.map((spot) => ({ ...spot, reason: '' })),
    actions: picture.actions.filter(({ sharing }) => sharing === 'partners').map(unnamed),
    maps: [],
  };
}

/** Actions of the organisation itself, in its areas, or in none. */
function forOrganisation(picture: PublishedPicture, organisation: { id: string; name: string }): PublishedPicture {
  const own = new Set(picture.areas.map(({ id }) => id));
  const version = shared(picture);
  return {
    ...version,
    audience: 'organisation',
    organisation: { ...organisation },
    // Incidents in no area are in none of its areas.
    outside: [0, null],
    actions: version.actions.filter(
      ({ areaId, owner }) => areaId === null || own.has(areaId) || owner === organisation.name,
    ),
  };
}

/** Nobody's words, names or decisions, but the text written for them. */
function forOutsiders(picture: PublishedPicture, text: string): PublishedPicture {
  return {
    ...picture,
    ...{ audience: 'external', general: text, correction: null, actions: [], meeting: null },
    areas: picture.areas.map((area) => ({ ...area, note: '', coverage: null })),
    hotspots: picture.hotspots.map((spot) => ({ ...spot, decision: 'open' as const, reason: '' })),
  };
}

function checkedBlocks(picture: PublishedPicture): PublishedPicture {
  if (picture.disclosure.rule === 'blocks') return picture;
  throw new TypeError('Partners and outsiders get a picture in blocks: cut its numbers with inBlocks first.');
}

/**
 * @param full as `composePublished` makes it for this recipient, in exact numbers or, where the recipient gets no others, through `inBlocks`.
 * @returns the version that the recipient may have; the picture given is not changed.
 * @throws TypeError when the picture is exact and must not be.
 */
export function disclose(full: PublishedPicture, recipient: Recipient): PublishedPicture {
  const picture = structuredClone(full);
  switch (recipient.audience) {
    case 'coordinator':
      return { ...picture, audience: 'coordinator' };
    case 'authorities':
      return { ...picture, audience: 'authorities', areas: picture.areas.map(withoutMissing) };
    case 'organisation':
      return forOrganisation(picture, recipient.organisation);
    case 'partners':
      return { ...shared(checkedBlocks(picture)), audience: 'partners' };
    case 'external':
      return forOutsiders(shared(checkedBlocks(picture)), recipient.text);
  }
}
