/** Which picture a meeting is about, and which versions of it the person has on the screen. */
import type { PictureSummary, PictureVersion } from '../../data/pictures';
import type { Membership } from '../../domain/setting';
import { AUTHORITY_KINDS } from '../../domain/setting';
import type { Audience, PublishedPicture } from '../../picture/published';

type Member = Pick<Membership, 'role' | 'organisationKind' | 'organisationId'>;

/** What is seen together; the first that is there is the ground, and the own organisation's adds what is exact in its areas. */
function audiencesOf({ role, organisationKind }: Member): readonly Audience[] {
  if (role === 'coordinator') return ['coordinator'];
  return AUTHORITY_KINDS.includes(organisationKind) ? ['authorities'] : ['partners', 'organisation'];
}

/** Those of the newest publication that the member has on the screen; none: nothing is published for them. */
export function meetingVersions(versions: readonly PictureVersion[], member: Member): PictureVersion[] {
  const wanted = audiencesOf(member);
  const readable = versions.filter(
    ({ audience, organisationId }) =>
      wanted.includes(audience) && (audience !== 'organisation' || organisationId === member.organisationId),
  );
  const newest = Math.max(...readable.map(({ version }) => version));
  return readable
    .filter(({ version }) => version === newest)
    .toSorted((a, b) => wanted.indexOf(a.audience) - wanted.indexOf(b.audience));
}

/** The picture of the address, or else the newest that is published; of coordinators also one that is not. */
export function meetingPicture(pictures: readonly PictureSummary[], wanted: string | null): PictureSummary | null {
  if (wanted !== null) return pictures.find(({ id }) => id === wanted) ?? null;
  return pictures.find(({ versions }) => versions.length > 0) ?? pictures[0] ?? null;
}

/**
 * Round the table everyone looks at the same areas. Partners have all of them in blocks, and their own, in a version of its own, exactly: one picture of the two, areas in
 * the order of the first, so that its slides have the numbers of everybody's.
 * @param versions as `meetingVersions` orders them.
 */
export function seenTogether([ground, own]: readonly PublishedPicture[]): PublishedPicture | null {
  if (!ground || !own) return ground ?? null;
  const exact = own.hotspots.filter(({ raised }) => raised);
  return {
    ...ground,
    areas: ground.areas.map((area) => own.areas.find(({ id }) => id === area.id) ?? area),
    hotspots: [...exact, ...ground.hotspots.filter(({ key }) => !exact.some((one) => one.key === key))],
    grid: own.grid,
    density: own.density,
  };
}
