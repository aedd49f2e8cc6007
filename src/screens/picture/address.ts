/** Addresses of the pictures' screens: the list, a draft, a version that is read, the meeting. */
import { AUDIENCES } from '../../picture/published';
import type { Audience } from '../../picture/published';

export const PICTURES = '#/lagesbild';

export interface VersionAddress {
  id: string;
  /** Null: the newest, and of it the fullest that one may read. */
  version: number | null;
  audience: Audience | null;
  organisation: string | null;
}

const isUuid = (value: string | null): value is string => /^[0-9a-f-]{36}$/i.test(value ?? '');

/** @param query what stands after `?`. @returns null where it names no picture. */
export function idOf(query: string): string | null {
  const id = new URLSearchParams(query).get('id');
  return isUuid(id) ? id : null;
}

export function versionOf(query: string): VersionAddress | null {
  const id = idOf(query);
  if (!id) return null;
  const params = new URLSearchParams(query);
  const version = Number(params.get('version'));
  return {
    id,
    version: Number.isInteger(version) && version > 0 ? version : null,
    audience: AUDIENCES.find((one) => one === params.get('audience')) ?? null,
    organisation: params.get('organisation'),
  };
}

/** The second of two pictures side by side; null: one alone. */
export function comparedOf(query: string): VersionAddress | null {
  const [id = null, version, audience, organisation] = (new URLSearchParams(query).get('med') ?? '').split('.');
  return isUuid(id)
    ? versionOf(
        new URLSearchParams({
          id,
          version: version ?? '',
          audience: audience ?? '',
          ...(organisation && { organisation }),
        }).toString(),
      )
    : null;
}

export const draftAddress = (id: string): string => `${PICTURES}/utkast?id=${id}`;
export const meetingAddress = (id: string): string => `#/mote?id=${id}`;

export function readAddress(
  { id, version, audience, organisation }: VersionAddress,
  compared: VersionAddress | null = null,
): string {
  const parts = [`id=${id}`];
  if (version !== null) parts.push(`version=${version}`);
  if (audience !== null) parts.push(`audience=${audience}`);
  if (organisation !== null) parts.push(`organisation=${organisation}`);
  if (compared) {
    parts.push(
      `med=${[compared.id, compared.version ?? '', compared.audience ?? '', compared.organisation ?? ''].join('.')}`,
    );
  }
  return `${PICTURES}/las?${parts.join('&')}`;
}
