/** Service promises: a category of reports is put right within so many hours, in some areas sooner. The clock runs from the report to done. */

/** One more than a year is no promise. */
export const SERVICE_HOURS_MAX = 8784;

export interface ServicePromise {
  /** UUID chosen by the client. */
  id: string;
  categoryId: string;
  /** Null: everywhere that no promise of an area says otherwise. */
  areaId: string | null;
  /** Hours from report to done. */
  hours: number;
  /** Organisation that puts it right; null: not said. */
  ownerId: string | null;
  /** ISO dates of the reports that it holds for, both in it; null: it goes on. */
  from: string;
  to: string | null;
  revision: number;
  mayEdit: boolean;
}

/** A report that a promise holds for: open until it is done. */
export interface ServiceCase {
  incidentId: string;
  categoryId: string;
  areaId: string | null;
  promiseId: string;
  hours: number;
  ownerId: string | null;
  /** Epoch seconds. */
  reportedAt: number;
  dueAt: number;
  /** Null: open. */
  doneAt: number | null;
  /** From report to done; exact also after retention has left days of the two times. Null: open. */
  minutes: number | null;
  /** Organisation that put it right. */
  doneBy: string | null;
  /** The action that closed it, where one did. */
  actionId: string | null;
  /** 0: nothing was stored yet. */
  revision: number;
  mayEdit: boolean;
}

/** Where an open case lies. WGS 84. */
export interface ServicePosition {
  incidentId: string;
  lon: number;
  lat: number;
}

/** What is said when a case is closed; doneAt null opens it again. */
export type ServiceClosing = Pick<ServiceCase, 'incidentId' | 'doneAt' | 'doneBy' | 'actionId'>;
