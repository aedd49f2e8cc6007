/** How a municipality looks. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { Logo, Look } from '../domain/look';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** Null for a non-member. */
export function loadLook(municipality: MunicipalityId): Promise<Look | null> {
  return callFunction('look_of', { p_municipality: municipality });
}

/** Also without signing in; null: there is none. */
export function loadLogo(municipality: MunicipalityId): Promise<Logo | null> {
  return callFunction('logo_of', { p_municipality: municipality });
}

/** The logo for something that leaves the app: none where it does not come, since nobody should wait for a picture of it. */
export async function logoFor(municipality: MunicipalityId): Promise<Logo | null> {
  try {
    return await loadLogo(municipality);
  } catch {
    return null;
  }
}

/** `saved` false: it is another by now, and the answer holds it. @param logo undefined: as it is; null: none. */
export function saveLook(
  municipality: MunicipalityId,
  { language, languages, basemap, logoAlt, revision }: Look,
  logo?: string | null,
): Promise<{ saved: boolean; look: Look }> {
  const p_look = { language, languages, basemap, logoAlt, ...(logo === undefined ? {} : { logo }) };
  return callFunction('save_look', { p_municipality: municipality, p_look, p_revision: revision });
}
