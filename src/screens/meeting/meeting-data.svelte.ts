/** What a meeting stands on: the frozen version, which changes only when another is published, and the live rest, asked for every few seconds. */
import { SignedOut } from '../../data/failure';
import { loadMeeting, loadSignal } from '../../data/meeting';
import type { LiveMeeting } from '../../data/meeting';
import { listPictures, loadPublished } from '../../data/pictures';
import type { PictureSummary } from '../../data/pictures';
import { startPolling } from '../../data/polling';
import { expire } from '../../data/session.svelte';
import type { Membership } from '../../domain/setting';
import type { PublishedPicture } from '../../picture/published';
import { readPublished } from '../../picture/read-published';
import { meetingPicture, meetingVersions, seenTogether } from './which-version';

export type MeetingPhase = 'loading' | 'ready' | 'failed' | 'none' | 'unpublished';

/** Milliseconds: how often the others are looked for, while the page is seen and while it is not; and how often a new version. */
const EVERY = { visible: 3_000, hidden: 30_000 };
const NEW_VERSION = 10_000;

export interface MeetingData {
  readonly phase: MeetingPhase;
  /** Newest first; those that can be met about. */
  readonly pictures: readonly PictureSummary[];
  /** The picture of the meeting; null while it is not known, or there is none. */
  readonly summary: PictureSummary | null;
  readonly picture: PublishedPicture | null;
  readonly live: LiveMeeting | null;
  /** The last question had no answer: what is shown is from before. */
  readonly stale: boolean;
  /** Begins anew, with another picture or after a failure. @param wanted id of the picture; null: the newest. */
  open: (wanted: string | null) => Promise<void>;
  /** Asks at once. */
  renew: () => void;
  close: () => void;
}

export function followMeeting(membership: Membership): MeetingData {
  const municipality = membership.municipalityId;
  let phase = $state<MeetingPhase>('loading');
  let pictures = $state.raw<readonly PictureSummary[]>([]);
  let summary = $state.raw<PictureSummary | null>(null);
  let picture = $state.raw<PublishedPicture | null>(null);
  let live = $state.raw<LiveMeeting | null>(null);
  let stale = $state(false);
  let signal = NaN;
  let listedAt = 0;
  let listDue = false;
  /** Counts the openings: an answer for a picture that was left is passed over. */
  let opening = 0;

  async function list(wanted: string | null): Promise<void> {
    const mine = opening;
    listedAt = Date.now();
    const all = (await listPictures(municipality)) ?? [];
    const chosen = meetingPicture(all, wanted);
    const versions = chosen ? meetingVersions(chosen.versions, membership) : [];
    if (mine !== opening) return;
    const newest = versions[0]?.version;
    if (chosen && newest !== undefined && (newest !== picture?.version || chosen.id !== summary?.id)) {
      const stored = await Promise.all(
        versions.map(({ audience, organisationId, version }) =>
          loadPublished(municipality, chosen.id, audience, organisationId, version),
        ),
      );
      if (mine !== opening) return;
      picture = seenTogether(stored.flatMap((one) => (one ? [readPublished(one)] : [])));
    }
    pictures = all;
    summary = chosen;
    phase = !chosen ? 'none' : picture ? 'ready' : 'unpublished';
  }

  async function meet(): Promise<void> {
    const [mine, id] = [opening, summary?.id];
    if (id === undefined) return;
    const next = await loadMeeting(municipality, id);
    if (mine === opening) live = next;
  }

  /** @returns false without an answer. */
  async function trying(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      stale = false;
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      stale = true;
      if (phase === 'loading') phase = 'failed';
      return false;
    }
  }

  const polling = startPolling(
    () =>
      trying(async () => {
        if (phase !== 'ready' && phase !== 'unpublished') return;
        const next = await loadSignal(municipality);
        const changed = next !== signal;
        if (changed || live === null) await meet();
        signal = next;
        // A new version is news, too; but the slides of a presenter are most of the news.
        listDue ||= changed;
        if (listDue && Date.now() - listedAt > NEW_VERSION) {
          listDue = false;
          await list(summary?.id ?? null);
        }
      }),
    EVERY,
  );

  return {
    get phase() {
      return phase;
    },
    get pictures() {
      return pictures;
    },
    get summary() {
      return summary;
    },
    get picture() {
      return picture;
    },
    get live() {
      return live;
    },
    get stale() {
      return stale;
    },
    async open(wanted) {
      opening++;
      [phase, picture, live, summary] = ['loading', null, null, null];
      await trying(() => list(wanted).then(meet));
    },
    renew: polling.now,
    close() {
      opening++;
      polling.stop();
    },
  };
}
