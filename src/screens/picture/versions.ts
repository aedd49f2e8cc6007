/** Which of the versions that one may read to open, and what their audiences are called. */
import type { PictureSummary, PictureVersion } from '../../data/pictures';
import type { Setting } from '../../domain/setting';
import { t } from '../../i18n/i18n.svelte';
import type { Audience } from '../../picture/published';
import type { VersionAddress } from './address';

/** The fullest first. */
const FULLNESS: readonly Audience[] = ['coordinator', 'authorities', 'organisation', 'partners', 'external'];

/** Each once, newest first. */
export function versionNumbers(versions: readonly PictureVersion[]): number[] {
  return [...new Set(versions.map(({ version }) => version))].sort((a, b) => b - a);
}

/** Those of the newest publication, the fullest first. */
export function newestOf(versions: readonly PictureVersion[]): PictureVersion[] {
  const [newest] = versionNumbers(versions);
  return versions
    .filter(({ version }) => version === newest)
    .toSorted((a, b) => FULLNESS.indexOf(a.audience) - FULLNESS.indexOf(b.audience));
}

/**
 * The one to open when nothing else is asked for.
 * @param organisation of the reader: a coordinator may read every organisation's, but none of them before the own view.
 */
export function bestVersion(versions: readonly PictureVersion[], organisation: string): PictureVersion | null {
  const newest = newestOf(versions);
  const readable = newest.filter((one) => one.audience !== 'organisation' || one.organisationId === organisation);
  return readable[0] ?? newest[0] ?? null;
}

/** `Alla parter`, or the organisation's name. */
export function audienceName(
  { audience, organisationId }: Pick<PictureVersion, 'audience' | 'organisationId'>,
  setting: Pick<Setting, 'organisations'>,
): string {
  const name = setting.organisations.find(({ id }) => id === organisationId)?.name;
  return audience === 'organisation' && name ? name : t(`pictures:audience_${audience}`);
}

/** The version that an address names: what it leaves open is chosen for the reader; null when there is none that the reader may have. */
export function namedVersion(
  address: VersionAddress,
  pictures: readonly PictureSummary[],
  organisation: string,
): { picture: PictureSummary; version: PictureVersion } | null {
  const picture = pictures.find(({ id }) => id === address.id);
  if (!picture) return null;
  const candidates = picture.versions.filter(
    (one) =>
      (address.version === null || one.version === address.version) &&
      (address.audience === null || one.audience === address.audience) &&
      (address.organisation === null || one.organisationId === address.organisation),
  );
  const version = bestVersion(candidates, organisation);
  return version && { picture, version };
}

/** As little else changed as can be: the same audience in another version or picture, or else the fullest there. */
export function alikeVersion(
  versions: readonly PictureVersion[],
  like: Pick<PictureVersion, 'audience' | 'organisationId'>,
  organisation: string,
): PictureVersion | null {
  const same = versions.filter((one) => one.audience === like.audience && one.organisationId === like.organisationId);
  return bestVersion(same, organisation) ?? bestVersion(versions, organisation);
}
