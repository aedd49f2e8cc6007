/** Addresses of the mapping's screens: the list, a draft, a version that is read. */
import { MAPPING_AUDIENCES } from '../../domain/mapping';
import type { MappingAudience } from '../../domain/mapping';

export const MAPPINGS = '#/lagesbild/kartlaggning';

export type MappingAddress =
  | { kind: 'list' }
  | { kind: 'draft'; id: string }
  /** `version` null: the newest. */
  | { kind: 'read'; id: string; audience: MappingAudience; version: number | null };

const isUuid = (value: string | null): value is string => /^[0-9a-f-]{36}$/i.test(value ?? '');

/** @param query what stands after `?`; what names nothing is the list. */
export function mappingAddress(query: string): MappingAddress {
  const params = new URLSearchParams(query);
  const [draft, id] = [params.get('utkast'), params.get('las')];
  if (isUuid(draft)) return { kind: 'draft', id: draft };
  const audience = MAPPING_AUDIENCES.find((one) => one === params.get('for'));
  if (!isUuid(id) || !audience) return { kind: 'list' };
  const version = Number(params.get('version'));
  return { kind: 'read', id, audience, version: Number.isInteger(version) && version > 0 ? version : null };
}

export const draftAddress = (id: string): string => `${MAPPINGS}?utkast=${id}`;
export const readAddress = (id: string, audience: MappingAudience, version: number): string =>
  `${MAPPINGS}?las=${id}&for=${audience}&version=${version}`;
