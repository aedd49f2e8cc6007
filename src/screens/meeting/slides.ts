/** The slides of a meeting, made of the published picture and what is decided while it goes on. */
import type { LiveMeeting } from '../../data/meeting';
import type { Action, AreaStatus, HotspotDecision } from '../../domain/meeting';
import type { PublishedArea, PublishedHotspot, PublishedPicture } from '../../picture/published';

const FIXED = ['start', 'coverage', 'before', 'new', 'events', 'ahead', 'end'] as const;
type FixedKind = (typeof FIXED)[number];

interface Place {
  /** Names the slide in the address. */
  id: string;
  /** Number of the slide, the same in the versions of all audiences: followers may have another list than the presenter. */
  step: number;
}

export interface RaisedHotspot {
  hotspot: PublishedHotspot;
  /** Position among those raised, from 1, as on the map. */
  number: number;
  decision: HotspotDecision;
  /** Empty for who may not have the words. */
  reason: string;
  /** What answers it. */
  actions: Action[];
}

export type Slide = Place &
  ({ kind: FixedKind } | { kind: 'area'; area: PublishedArea } | { kind: 'hotspot'; raised: RaisedHotspot });

const FIXED_IDS: Record<FixedKind, string> = {
  start: 'start',
  coverage: 'tackning',
  before: 'forra',
  new: 'nya',
  events: 'evenemang',
  ahead: 'framat',
  end: 'protokoll',
};
/** Numbers of areas and hotspots begin here; the fixed slides are below. The database takes 0 to 10,000. */
const AREAS_FROM = 100;
const HOTSPOTS_FROM = 1000;

const fixed = (kind: FixedKind): Slide => ({ kind, id: FIXED_IDS[kind], step: FIXED.indexOf(kind) });
const numberOf = (key: string): number => Number(/^h(\d+)$/.exec(key)?.[1] ?? 0);
const STATUS_ORDER: readonly (AreaStatus | null)[] = ['red', 'yellow', 'green', null];

/** What was decided of a hotspot: an action answers it unless it was cancelled, whatever the part says; "no action" needs the coordinator's word. */
export function decisionOf(
  key: string,
  pictureId: string,
  live: Pick<LiveMeeting, 'actions' | 'decisions'>,
): Pick<RaisedHotspot, 'decision' | 'reason' | 'actions'> {
  const actions = live.actions.filter(({ pictureId: of, hotspot }) => of === pictureId && hotspot?.key === key);
  const stored = live.decisions.find((one) => one.key === key);
  const answered = actions.some(({ status }) => status !== 'cancelled');
  // Where the reader may not see the action itself, the part still says that there is one.
  const decision = answered ? 'action' : (stored?.decision ?? 'open');
  return { decision, reason: decision === 'none' ? (stored?.reason ?? '') : '', actions };
}

/** The raised hotspots in the order in which they were raised. */
export function raisedOf(
  picture: PublishedPicture,
  pictureId: string,
  live: Pick<LiveMeeting, 'actions' | 'decisions'>,
): RaisedHotspot[] {
  return picture.hotspots
    .filter(({ raised }) => raised)
    .sort((a, b) => numberOf(a.key) - numberOf(b.key))
    .map((hotspot, i) => ({ hotspot, number: i + 1, ...decisionOf(hotspot.key, pictureId, live) }));
}

/** Red areas first, each colour in the order of the picture. */
export function areasInOrder(picture: PublishedPicture): PublishedArea[] {
  return STATUS_ORDER.flatMap((status) => picture.areas.filter((area) => area.status === status));
}

/** @returns at least the fixed slides; areas and hotspots as the version has them. */
export function slides(
  picture: PublishedPicture,
  pictureId: string,
  live: Pick<LiveMeeting, 'actions' | 'decisions'>,
): Slide[] {
  return [
    fixed('start'),
    fixed('coverage'),
    ...areasInOrder(picture).map((area): Slide => ({
      ...{ kind: 'area', area, id: `omrade-${area.id}` },
      step: AREAS_FROM + picture.areas.indexOf(area),
    })),
    ...raisedOf(picture, pictureId, live).map((raised): Slide => ({
      ...{ kind: 'hotspot', raised, id: `plats-${raised.hotspot.key}` },
      step: HOTSPOTS_FROM + numberOf(raised.hotspot.key),
    })),
    fixed('before'),
    fixed('new'),
    fixed('events'),
    fixed('ahead'),
    fixed('end'),
  ];
}

/** What the coming week is about: raised hotspots, and areas that are not green. */
export function focusOf(
  picture: PublishedPicture,
  raised: readonly RaisedHotspot[],
): { areas: PublishedArea[]; hotspots: RaisedHotspot[] } {
  return {
    areas: areasInOrder(picture).filter(({ status }) => status === 'red' || status === 'yellow'),
    hotspots: [...raised],
  };
}

/** The decisions that the part should hold but does not: an action that answers a hotspot, or one that went again. */
export function decisionsToStore(
  raised: readonly RaisedHotspot[],
  stored: LiveMeeting['decisions'],
): { key: string; decision: HotspotDecision }[] {
  return raised.flatMap(({ hotspot, decision, actions }) => {
    const held = stored.find(({ key }) => key === hotspot.key)?.decision ?? 'open';
    const answered = actions.some(({ status }) => status !== 'cancelled');
    if (held === 'action' && !answered) return [{ key: hotspot.key, decision: 'open' as const }];
    return held !== decision ? [{ key: hotspot.key, decision }] : [];
  });
}
