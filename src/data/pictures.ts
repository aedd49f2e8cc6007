/**
 * Situation pictures: the list, the draft and its parts, publishing, and what was published. Each throws Unreachable, SignedOut or Refusal, as all of src/data;
 * publishing also Outrun.
 */
import type { MunicipalityId } from '../domain/setting';
import type { Audience, PublishedPicture } from '../picture/published';
import { readPublished } from '../picture/read-published';
import type { Language } from '../picture/types';
import { callFunction } from './rpc';
import { callServer } from './server-function';

/** Publishing analyses everything: it may take longer than other requests. Milliseconds. */
const PUBLISHING = 180_000;

/** One published version, as one audience got it. */
export interface PictureVersion {
  version: number;
  audience: Audience;
  /** Set for the audience `organisation` alone. */
  organisationId: string | null;
  /** Epoch seconds. */
  publishedAt: number;
  correction: string | null;
}

export interface PictureSummary {
  id: string;
  periodKey: string;
  /** Null: the whole municipality. */
  areaId: string | null;
  /** The asking member may open its draft. */
  hasDraft: boolean;
  /** Those that the asking member may read. */
  versions: PictureVersion[];
}

/** A part of the draft as it is stored. `content` is checked by picture-parts.ts. */
export interface StoredPart {
  part: string;
  content: unknown;
  revision: number;
  /** Epoch seconds. */
  updatedAt: number;
  byMe: boolean;
}

export interface PictureDraft {
  id: string;
  periodKey: string;
  areaId: string | null;
  parts: StoredPart[];
}

/** What the server has after a save: `saved` false means that another had written meanwhile, and `content` is what that one wrote. */
export interface SavedPart {
  saved: boolean;
  revision: number;
  content: unknown;
  updatedAt: number;
}

/** Another has published meanwhile: look at that version first. */
export class Outrun extends Error {
  override name = 'Outrun';
}

/** Newest period first; null for a member who reads no incidents. */
export function listPictures(municipality: MunicipalityId): Promise<PictureSummary[] | null> {
  return callFunction('pictures_of', { p_municipality: municipality });
}

/**
 * Makes the picture of a period and area, or finds the one that is there; for coordinators.
 * @param id UUID for a new one, chosen by the client. @param areaId null: the whole municipality.
 * @returns the id that it has, which is another's when it was there.
 */
export function openPicture(
  municipality: MunicipalityId,
  id: string,
  periodKey: string,
  areaId: string | null,
): Promise<{ id: string }> {
  return callFunction('open_picture', { p_municipality: municipality, p_id: id, p_period: periodKey, p_area: areaId });
}

/** Null for who is no coordinator, or when there is no such picture. */
export function loadDraft(municipality: MunicipalityId, id: string): Promise<PictureDraft | null> {
  return callFunction('picture_draft', { p_municipality: municipality, p_id: id });
}

/**
 * @param part `general`, `external`, `area:<id>`, `hotspots`, `map:<uuid>` or `meeting`. @param content null deletes it.
 * @param revision of the stored part that this was made from; 0: there was none.
 */
export function savePart(
  municipality: MunicipalityId,
  picture: string,
  part: string,
  content: unknown,
  revision: number,
): Promise<SavedPart> {
  return callFunction('save_part', {
    p_municipality: municipality,
    p_picture: picture,
    p_part: part,
    p_content: content,
    p_revision: revision,
  });
}

/**
 * Freezes the draft as the next version, cut to each audience by the server.
 * @param correction what is new in it; null for the first version.
 * @throws Outrun when another has published meanwhile.
 */
export async function publishPicture(
  municipality: MunicipalityId,
  picture: string,
  correction: string | null,
): Promise<{ version: number }> {
  try {
    return await callServer('publish', { municipality, picture, correction }, PUBLISHING);
  } catch (error) {
    if (error instanceof Error && /^(error: )?conflict:/i.test(error.message)) throw new Outrun(error.message);
    throw error;
  }
}

/**
 * Null where there is no such version, or none that the asking member may read. The reading is logged.
 * @param organisation set for the audience `organisation` alone. @param language of the sentence when it cannot be read.
 * @throws also UserError with that sentence: a newer app wrote it, or it is damaged.
 */
export async function loadPublished(
  municipality: MunicipalityId,
  id: string,
  audience: Audience,
  organisation: string | null,
  version: number,
  language: Language = 'sv',
): Promise<PublishedPicture | null> {
  const content = await callFunction<unknown>('published_picture', {
    p_municipality: municipality,
    p_id: id,
    p_audience: audience,
    p_organisation: organisation,
    p_version: version,
  });
  return content === null ? null : readPublished(content, language);
}
