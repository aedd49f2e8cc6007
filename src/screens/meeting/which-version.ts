/** Which picture a meeting is about, and which version of it the person has on the screen. */
import type { PictureSummary, PictureVersion } from '../../data/pictures';
import type { Membership } from '../../domain/setting';
import { AUTHORITY_KINDS } from '../../domain/setting';
import type { Audience } from '../../picture/published';

/** Round the table everyone looks at the same areas: partners see the version of all partners, and their own alone where there is no other. */
function audiencesOf({ role, organisationKind }: Pick<Membership, 'role' | 'organisationKind'>): readonly Audience[] {
  if (role === 'coordinator') return ['coordinator'];
  return AUTHORITY_KINDS.includes(organisationKind) ? ['authorities', 'partners'] : ['partners', 'organisation'];
}

/** The newest publication, as the member gets it; null: nothing is published for them. */
export function meetingVersion(versions: readonly PictureVersion[], membership: Membership): PictureVersion | null {
  const readable = versions.filter(
    ({ audience, organisationId }) =>
      audience !== 'external' && (audience !== 'organisation' || organisationId === membership.organisationId),
  );
  const newest = Math.max(...readable.map(({ version }) => version));
  for (const audience of audiencesOf(membership)) {
    const found = readable.find((one) => one.version === newest && one.audience === audience);
    if (found) return found;
  }
  return null;
}

/** The picture of the address, or else the newest that is published; of coordinators also one that is not. */
export function meetingPicture(pictures: readonly PictureSummary[], wanted: string | null): PictureSummary | null {
  if (wanted !== null) return pictures.find(({ id }) => id === wanted) ?? null;
  return pictures.find(({ versions }) => versions.length > 0) ?? pictures[0] ?? null;
}
