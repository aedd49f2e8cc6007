/** Service promises and their cases. Each throws Unreachable, SignedOut or Refusal, as all of src/data. */
import type { ServiceCase, ServiceClosing, ServicePosition, ServicePromise } from '../domain/service';
import type { MunicipalityId } from '../domain/setting';
import { callFunction } from './rpc';

/** All promises, also those that are over; none for who reads no incidents. */
export async function loadServicePromises(municipality: MunicipalityId): Promise<ServicePromise[]> {
  return (await callFunction<ServicePromise[] | null>('service_promises_of', { p_municipality: municipality })) ?? [];
}

/** `saved` false: somebody else had changed it meanwhile, and the answer holds what that one wrote. */
export interface SavedServicePromise {
  saved: boolean;
  promise: ServicePromise;
}

/** The coordinator stores a promise. One that changes ends on a day, and a new one begins on the next. @param revision of the stored one that this was made from; 0: it is new. */
export function saveServicePromise(
  municipality: MunicipalityId,
  promise: ServicePromise,
  revision: number,
): Promise<SavedServicePromise> {
  return callFunction('save_service_promise', {
    ...{ p_municipality: municipality, p_promise: promise, p_revision: revision },
  });
}

/** Takes back a promise that was just made (within a day). @returns whether one went. */
export function removeServicePromise(municipality: MunicipalityId, id: string): Promise<boolean> {
  return callFunction('remove_service_promise', { p_municipality: municipality, p_id: id });
}

/**
 * The cases of reports that came in the span, and those that are still open however old they are, by time; at most 5,000, the newest. Logged as reading.
 * Only reports that the reader may see: the share kept of a partner is that of its own areas.
 * @param from epoch seconds, inclusive. @param to epoch seconds, exclusive.
 */
export async function loadServiceCases(municipality: MunicipalityId, from: number, to: number): Promise<ServiceCase[]> {
  const iso = (epoch: number): string => new Date(epoch * 1000).toISOString();
  const span = { p_municipality: municipality, p_from: iso(from), p_to: iso(to) };
  return (await callFunction<ServiceCase[] | null>('service_cases_of', span)) ?? [];
}

/** Where the open cases lie, at most 5,000, the newest; none for who reads no incidents. Logged as reading. */
export async function loadServicePositions(municipality: MunicipalityId): Promise<ServicePosition[]> {
  return (await callFunction<ServicePosition[] | null>('service_positions_of', { p_municipality: municipality })) ?? [];
}

export interface SavedServiceCase {
  saved: boolean;
  case: ServiceCase;
}

/** Says that a case is done, or opens it again (`doneAt` null): the undo of the first. @param revision of the case that this was made from. */
export function saveServiceCase(
  municipality: MunicipalityId,
  { incidentId, doneAt, doneBy, actionId }: ServiceClosing,
  revision: number,
): Promise<SavedServiceCase> {
  const given = { incidentId, doneAt, doneBy, actionId };
  return callFunction('save_service_case', { p_municipality: municipality, p_case: given, p_revision: revision });
}
