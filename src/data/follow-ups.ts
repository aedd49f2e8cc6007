/** Tertial follow-up: the table while it is written, publishing it, and what is published. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type {
  FollowUp,
  FollowUpAudience,
  FollowUpCell,
  FollowUpDocument,
  FollowUpTable,
  PublishedFollowUp,
} from '../domain/plan';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** `saved` false: somebody else had changed it meanwhile, and `followUp` is what that one wrote. */
export interface SavedFollowUp {
  saved: boolean;
  followUp: FollowUpCell;
}

/** The table of an agreement with what the log suggests for each cell; null where there is no such agreement for the reader. */
export function loadFollowUps(municipality: MunicipalityId, agreement: string): Promise<FollowUpTable | null> {
  return callFunction('follow_ups_of', { p_municipality: municipality, p_agreement: agreement });
}

/** Stores what is told of a commitment for a tertial. @param revision of the stored cell that this was made from; 0: nothing is stored. */
export function saveFollowUp(
  municipality: MunicipalityId,
  followUp: FollowUp,
  revision: number,
): Promise<SavedFollowUp> {
  return callFunction('save_follow_up', { p_municipality: municipality, p_follow_up: followUp, p_revision: revision });
}

export interface FollowUpPreview {
  /** That it will have. */
  version: number;
  /** Of what was looked at: goes back with publishFollowUp. */
  stamp: string;
  /** The widest audience first; one for which there is no row is left out. */
  documents: FollowUpDocument[];
}

/** What would be published, for the coordinator; null for others. @param period key of a tertial. */
export function previewFollowUp(
  municipality: MunicipalityId,
  agreement: string,
  period: string,
): Promise<FollowUpPreview | null> {
  return callFunction('preview_follow_up', { p_municipality: municipality, p_agreement: agreement, p_period: period });
}

/**
 * Freezes and publishes, for every audience that the agreement may go to.
 * @param correction what was corrected; null for the first version.
 * @throws Refusal `invalid` when something changed after the preview: look once more.
 */
export function publishFollowUp(
  municipality: MunicipalityId,
  agreement: string,
  period: string,
  { version, stamp }: Pick<FollowUpPreview, 'version' | 'stamp'>,
  correction: string | null,
): Promise<{ version: number }> {
  return callFunction('publish_follow_up', {
    ...{ p_municipality: municipality, p_agreement: agreement, p_period: period },
    ...{ p_version: version, p_stamp: stamp, p_correction: correction },
  });
}

/** A published version as it was stored, the newest without `version`; null when there is none for the reader. Logged as reading. */
export function loadPublishedFollowUp(
  municipality: MunicipalityId,
  agreement: string,
  period: string,
  audience: FollowUpAudience,
  version: number | null = null,
): Promise<PublishedFollowUp | null> {
  return callFunction('published_follow_up', {
    ...{ p_municipality: municipality, p_agreement: agreement, p_period: period },
    ...{ p_audience: audience, p_version: version },
  });
}

/** What anybody may read, also without signing in: the newest public version; null when nothing is published. @param key of the agreement. @param period null: the latest that is published. */
export function loadPublicFollowUp(
  municipality: MunicipalityId,
  key: string,
  period: string | null = null,
): Promise<PublishedFollowUp | null> {
  return callFunction('public_follow_up', { p_municipality: municipality, p_key: key, p_period: period });
}

export interface PublicAgreement {
  key: string;
  title: string;
  /** ISO dates. */
  from: string;
  to: string;
  /** Keys of the tertials that are published. */
  periods: string[];
}

/** What a municipality has published for everybody; needs no signing in. */
export async function loadPublicFollowUps(municipality: MunicipalityId): Promise<PublicAgreement[]> {
  return (await callFunction<PublicAgreement[] | null>('public_follow_ups', { p_municipality: municipality })) ?? [];
}
