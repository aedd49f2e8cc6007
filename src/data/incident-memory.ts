/**
 * The incidents that this page has read, and how far: what is asked for next is only what is new. In the page's memory and nowhere else: incidents are not kept on the
 * device (decision 27), so they are gone with the tab, and when the session ends.
 */
import type { MunicipalityId } from '../domain/setting';
import type { PackedIncidents } from './types';

export interface ReadIncidents {
  municipality: MunicipalityId;
  /** How far they were read; the database's own words. */
  cursor: string;
  incidents: PackedIncidents;
}

let read: ReadIncidents | null = null;
/** Counts how often all was forgotten: an answer that was asked for before that is not kept. */
let sessions = 0;

/** Of the municipality shown last alone: who changes between two has few of the other's left that are worth the memory. */
export function incidentsRead(municipality: MunicipalityId): ReadIncidents | null {
  return read?.municipality === municipality ? read : null;
}

/** To be taken before the question and handed back with its answer. */
export const sessionOfReading = (): number => sessions;

export function rememberIncidents(next: ReadIncidents, session: number): void {
  if (session === sessions) read = next;
}

export function forgetIncidents(): void {
  sessions++;
  read = null;
}
