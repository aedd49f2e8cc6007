/**
 * What the app needs to start without the server: the person's memberships, the setting, and what the person usually reports. No incidents. Kept for the person
 * signed in alone, and removed when the session ends.
 */
import type { Membership, MunicipalityId, Setting } from '../domain/setting';
import { keptStore } from './local-database';
import type { Usual } from './reports';

const membershipsOf = (userId: string): string => `${userId}:memberships`;
const settingOf = (userId: string, municipality: MunicipalityId): string => `${userId}:setting:${municipality}`;
const usualOf = (userId: string, membershipId: string): string => `${userId}:usual:${membershipId}`;

/** Never rejects: a browser that keeps nothing starts with the server alone. */
export async function keepSetting(userId: string, memberships: Membership[], setting: Setting): Promise<void> {
  try {
    await keptStore.put(membershipsOf(userId), memberships);
    await keptStore.put(settingOf(userId, setting.municipality.id), setting);
  } catch {
    // Storage is full or closed to us.
  }
}

export interface Kept {
  memberships: Membership[];
  membership: Membership;
  setting: Setting;
}

/** @param wanted id of the membership to act as; else the first one. @returns null when nothing is kept for it. Never rejects. */
export async function keptSetting(userId: string, wanted: string | null): Promise<Kept | null> {
  try {
    const kept = await keptStore.under(`${userId}:`);
    const memberships = (kept.get(membershipsOf(userId)) ?? []) as Membership[];
    const membership = memberships.find(({ id }) => id === wanted) ?? memberships[0];
    if (!membership) return null;
    const setting = kept.get(settingOf(userId, membership.municipalityId)) as Setting | undefined;
    return setting ? { memberships, membership, setting } : null;
  } catch {
    return null;
  }
}

/** Never rejects. */
export async function keepUsual(userId: string, membershipId: string, usual: Usual): Promise<void> {
  await keptStore.put(usualOf(userId, membershipId), usual).catch(() => undefined);
}

/** Never rejects. */
export async function keptUsual(userId: string, membershipId: string): Promise<Usual | null> {
  try {
    return ((await keptStore.get(usualOf(userId, membershipId))) ?? null) as Usual | null;
  } catch {
    return null;
  }
}

/** For all who have used this browser. Never rejects. */
export async function forgetKept(): Promise<void> {
  await keptStore.clear().catch(() => undefined);
}
