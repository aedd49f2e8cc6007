/** Addresses of the list of members, and of what one of them sees. */
import { SETTINGS_PARTS } from '../../sub-navs';

export const MEMBERS = SETTINGS_PARTS.members;

/** Id of the membership; null for the list. @param query what stands after `?`. */
export function previewedMember(query: string): string | null {
  const id = new URLSearchParams(query).get('ser') ?? '';
  return /^[0-9a-f-]{36}$/i.test(id) ? id : null;
}

export const previewAddress = (id: string): string => `${MEMBERS}?ser=${id}`;
