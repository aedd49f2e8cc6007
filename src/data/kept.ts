/**
 * What the app needs to start without the server: the person's memberships, the setting, and what the person usually reports. No incidents. Kept for the person
 * signed in alone, and removed when the session ends.
 */
import type { Membership, MunicipalityId, Setting } from '../domain/setting';
import { forgetIncidents } from './incident-memory';
import { keptStore } from './local-database';
import type { Usual } from './reports';

const membershipsOf = (userId: string): string => `${userId}:memberships`;
const settingOf = (userId: string, municipality: MunicipalityId): string => `${userId}:setting:${municipality}`;
/** The last start, beside the rest: IndexedDB answers an old phone after a quarter of a second, and nothing is drawn before. */
const LAST_START = 'lagesbild-last-start';
/** Characters; a larger setting takes a moment to read, and the browser gives some five million for all. */
const LAST_START_AT_MOST = 400_000;
const usualOf = (userId: string, membershipId: string): string => `${userId}:usual:${membershipId}`;

interface LastStart {
  userId: string;
  memberships: Membership[];
  setting: Setting;
}

function keepLastStart(start: LastStart): void {
  const text = JSON.stringify(start);
  try {
    // An older one must not outlive the newer that has no room.
    localStorage.removeItem(LAST_START);
    if (text.length <= LAST_START_AT_MOST) localStorage.setItem(LAST_START, text);
  } catch {
    // IndexedDB has it, if anything has.
  }
}

/** Never rejects: a browser that keeps nothing starts with the server alone. */
export async function keepSetting(userId: string, memberships: Membership[], setting: Setting): Promise<void> {
  keepLastStart({ userId, memberships, setting });
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

function actingAs(memberships: Membership[], wanted: string | null): Membership | undefined {
  return memberships.find(({ id }) => id === wanted) ?? memberships[0];
}

/** As `keptSetting`, at once, where this was the last start; null also where only `keptSetting` knows it. */
export function lastStart(userId: string, wanted: string | null): Kept | null {
  try {
    const last = JSON.parse(localStorage.getItem(LAST_START) ?? 'null') as LastStart | null;
    if (last?.userId !== userId) return null;
    const { memberships, setting } = last;
    const membership = actingAs(memberships, wanted);
    return membership?.municipalityId === setting.municipality.id ? { memberships, membership, setting } : null;
  } catch {
    return null;
  }
}

/** @param wanted id of the membership to act as; else the first one. @returns null when nothing is kept for it. Never rejects. */
export async function keptSetting(userId: string, wanted: string | null): Promise<Kept | null> {
  try {
    const kept = await keptStore.under(`${userId}:`);
    const memberships = (kept.get(membershipsOf(userId)) ?? []) as Membership[];
    const membership = actingAs(memberships, wanted);
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

/** For all who have used this browser, and what this page has read. Never rejects. */
export async function forgetKept(): Promise<void> {
  forgetIncidents();
  try {
    localStorage.removeItem(LAST_START);
  } catch {
    // Storage is closed to us: nothing was kept there either.
  }
  await keptStore.clear().catch(() => undefined);
}
