/** What the meeting works with: status of an area, what is decided, and what is planned. The value lists equal those of the database (a test compares them). */

export const AREA_STATUSES = ['green', 'yellow', 'red'] as const;
/** How safe the coordinator judges an area to be in the period; a judgement, never computed. */
export type AreaStatus = (typeof AREA_STATUSES)[number];

/** What the meeting made of a hotspot that was raised. `open` until it has decided. */
export const HOTSPOT_DECISIONS = ['open', 'action', 'none'] as const;
export type HotspotDecision = (typeof HOTSPOT_DECISIONS)[number];

export const ACTION_STATUSES = ['planned', 'ongoing', 'done', 'cancelled'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** Who sees an action: everyone in EST, or police and municipality alone. */
export const ACTION_SHARING = ['partners', 'authorities'] as const;
export type ActionSharing = (typeof ACTION_SHARING)[number];

export const ACTION_TEXT_MAX = 280;

/** A decided measure (åtgärd). */
export interface Action {
  /** UUID chosen by the client: sending twice stores once. */
  id: string;
  /** The picture whose meeting decided it; null: decided between meetings. */
  pictureId: string | null;
  /** Key of the raised hotspot that it answers, within that picture, and its name then; null: it answers none. */
  hotspot: { key: string; name: string } | null;
  categoryId: string | null;
  problem: string;
  what: string;
  areaId: string | null;
  /** WGS 84; null: the whole area. */
  position: { lon: number; lat: number } | null;
  /** Null: nobody has taken it yet. */
  ownerId: string | null;
  /** ISO date. */
  due: string | null;
  status: ActionStatus;
  outcome: string;
  sharing: ActionSharing;
  /** Counts up with each change; what is sent back must carry the revision that it was made from. */
  revision: number;
  /** Epoch seconds. */
  createdAt: number;
  updatedAt: number;
  /** The asking member may change it; decided by the server. */
  mayEdit: boolean;
  /** The server always says the following; what a client leaves out stays as it is stored. ISO dates: from when to when it has worked, and when the meeting looks at it next. */
  startsOn?: string | null;
  endsOn?: string | null;
  reviewOn?: string | null;
  /** How often it comes again; null: once. */
  repeats?: ActionRepeat | null;
  /** The action that this one continues; set by continue_action alone. */
  parentId?: string | null;
}

export const ACTION_REPEATS = ['week', 'fortnight', 'month', 'tertial'] as const;
export type ActionRepeat = (typeof ACTION_REPEATS)[number];

export const ACTIVITY_KINDS = [
  'event',
  'dialogue',
  'safety_walk',
  'operation',
  'training',
  'meeting',
  'other',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_STATES = ['planned', 'done', 'cancelled'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

export const ACTIVITY_TITLE_MAX = 120;

/** Something planned or done at a time and place, such as a football match or a safety walk; never an incident. */
export interface Activity {
  /** UUID chosen by the client. */
  id: string;
  organisationId: string;
  title: string;
  kind: ActivityKind;
  /** Epoch seconds. */
  startsAt: number;
  endsAt: number;
  /** WGS 84; null: the whole area. */
  position: { lon: number; lat: number } | null;
  /** Found by the server where there is a position. */
  areaId: string | null;
  /** Persons expected; null where nobody knows. */
  visitors: number | null;
  state: ActivityState;
  revision: number;
  mayEdit: boolean;
  /** The server always says the following; what a client leaves out stays as it is stored. What it is about: `ungdomar`, `grannsamverkan`. */
  theme?: string;
  /** Where, in words, when it is no area and no point: `Rosenlund`. */
  place?: string;
  /** Its times are whole days. */
  allDay?: boolean;
  /** UUID shared by the occasions of a series; null: it stands alone. */
  seriesKey?: string | null;
  /** Organisations that take part beside its own. */
  parties?: string[];
  otherParties?: string;
  /** Persons who came; kept only of one that is done. */
  participants?: number | null;
  /** What came of it. */
  note?: string;
  /** The commitment that it counts for. */
  commitmentId?: string | null;
}

export const ACTIVITY_NOTE_MAX = 500;
