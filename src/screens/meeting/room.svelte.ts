/** The room of the meeting: frozen picture, what is decided live, the coordinator's own pen, and which slide is up. */
import { untrack } from 'svelte';
import { withChanges } from '../../data/changes';
import type { Standing } from '../../data/changes';
import { heldChanges, removedChanges, storedChanges } from '../../data/changes.svelte';
import type { LiveMeeting } from '../../data/meeting';
import { readHotspots, readMeeting } from '../../data/picture-parts';
import type { MeetingPart } from '../../data/picture-parts';
import { loadDraft } from '../../data/pictures';
import type { Action, HotspotDecision } from '../../domain/meeting';
import type { Membership, Setting } from '../../domain/setting';
import { mayReport } from '../../domain/setting';
import type { PublishedPicture } from '../../picture/published';
import { ActionDesk } from '../actions/action-desk.svelte';
import { todayOf } from '../actions/action-words';
import { OpenDraft } from '../picture/open-draft.svelte';
import { formatMeeting } from './address';
import { Carried } from './carried.svelte';
import type { MeetingData } from './meeting-data.svelte';
import { decisionsToStore, raisedOf, slides } from './slides';
import type { RaisedHotspot, Slide } from './slides';

interface Whose {
  setting: Setting;
  membership: Membership;
  userId: string;
}

export class Room {
  readonly setting: Setting;
  readonly membership: Membership;
  readonly coordinator: boolean;
  /** Decides on actions; viewers look on. */
  readonly mayAct: boolean;
  readonly desk: ActionDesk;
  readonly carried: Carried;
  /** The coordinator's pen; null for others. */
  readonly draft: OpenDraft | null;
  /** ISO date. */
  readonly today = todayOf(Math.floor(Date.now() / 1000));
  /** Goes where the presenter goes; a coordinator who does shows everyone the own slides. */
  following = $state(true);
  /** The minutes as they were written from the meeting last: as long as nobody changes them by hand they follow it. */
  minutesWritten = '';
  /** What was just said aloud. */
  message = $state('');
  #slideId = $state<string | null>(null);
  /** The presenter's slide is not among those of this version. */
  elsewhere = $state(false);
  #heard = NaN;

  constructor(
    readonly data: MeetingData,
    readonly pictureId: string,
    { setting, membership, userId }: Whose,
    startSlide: string | null,
  ) {
    this.setting = setting;
    this.membership = membership;
    this.coordinator = membership.role === 'coordinator';
    this.mayAct = mayReport(membership.role);
    this.#slideId = startSlide;
    this.desk = new ActionDesk({ userId, membershipId: membership.id, setting });
    this.carried = new Carried(membership.municipalityId, pictureId);
    void this.desk.load((slot) => slot.startsWith(this.slot('')) || this.#isListed(slot));
    const whose = { municipality: membership.municipalityId, userId, membershipId: membership.id };
    this.draft = this.coordinator ? new OpenDraft(pictureId, whose, () => ['meeting', 'hotspots']) : null;
    void this.draft?.load();
    this.#follow();
  }

  #isListed(slot: string): boolean {
    return this.standing.some(({ record }) => record.id === slot);
  }

  readonly picture: PublishedPicture | null = $derived.by(() => this.data.picture);

  /** The part `meeting`: the coordinator's with what is not stored yet. */
  readonly meeting: MeetingPart = $derived.by(() => {
    const live = this.data.live;
    if (this.draft?.phase === 'ready') return readMeeting(this.draft.part('meeting')?.content);
    return {
      held: live?.held ?? null,
      participants: live?.participants ?? [],
      minutes: live?.minutes ?? '',
      step: live?.step ?? 0,
    };
  });

  readonly decisions: LiveMeeting['decisions'] = $derived.by(() =>
    this.draft?.phase === 'ready'
      ? readHotspots(this.draft.part('hotspots')?.content).raised
      : (this.data.live?.decisions ?? []),
  );

  readonly standing: Standing<Action>[] = $derived.by(() =>
    withChanges('action', this.data.live?.actions ?? [], storedChanges(), heldChanges(), removedChanges()),
  );
  readonly actions: Action[] = $derived(this.standing.map(({ record }) => record));
  /** Decided at this meeting, the oldest first. */
  readonly decided: Standing<Action>[] = $derived(
    this.standing
      .filter(({ record }) => record.pictureId === this.pictureId)
      .toSorted((a, b) => a.record.createdAt - b.record.createdAt),
  );
  readonly earlier: Standing<Action>[] = $derived(
    this.standing.filter(({ record }) => record.pictureId !== this.pictureId),
  );

  readonly raised: RaisedHotspot[] = $derived.by(() =>
    this.picture ? raisedOf(this.picture, this.pictureId, this) : [],
  );
  readonly undecided: RaisedHotspot[] = $derived(this.raised.filter(({ decision }) => decision === 'open'));
  readonly slides: Slide[] = $derived.by(() => (this.picture ? slides(this.picture, this.pictureId, this) : []));
  readonly index: number = $derived(
    Math.max(
      0,
      this.slides.findIndex(({ id }) => id === this.#slideId),
    ),
  );
  readonly slide: Slide | null = $derived(this.slides[this.index] ?? null);

  /** Names a form of this meeting: `ny:<picture>:<what it is about>`. */
  slot(about: string): string {
    return `ny:${this.pictureId}:${about}`;
  }

  #show(slide: Slide): void {
    this.#slideId = slide.id;
    history.replaceState(history.state, '', formatMeeting({ id: this.pictureId, slide: slide.id }));
  }

  /** The person steps: a coordinator takes everyone along, others go their own way. */
  go(index: number): void {
    const slide = this.slides[Math.min(Math.max(0, index), this.slides.length - 1)];
    if (!slide || slide.id === this.slide?.id) return;
    this.#show(slide);
    this.elsewhere = false;
    if (!this.coordinator) this.following = false;
    else if (this.following && this.draft?.phase === 'ready') {
      this.#heard = slide.step;
      this.change({ step: slide.step });
    }
  }

  goTo(id: string): void {
    const index = this.slides.findIndex((slide) => slide.id === id);
    if (index >= 0) this.go(index);
  }

  follow(on: boolean): void {
    this.following = on;
    if (!on) this.elsewhere = false;
    else if (this.coordinator && this.slide) this.change({ step: this.slide.step });
    else this.#join(this.meeting.step);
  }

  #join(step: number): void {
    const slide = this.slides.find((one) => one.step === step);
    this.elsewhere = slide === undefined;
    if (slide && slide.id !== this.slide?.id) this.#show(slide);
  }

  /** Goes along when the presenter steps, and to where the meeting is at the beginning. */
  #follow(): void {
    $effect(() => {
      const { step } = this.meeting;
      const begun = this.draft ? this.draft.phase === 'ready' : (this.data.live?.revision ?? 0) > 0;
      const ready = this.slides.length > 0;
      untrack(() => {
        if (!ready || !begun || step === this.#heard) return;
        const first = Number.isNaN(this.#heard);
        this.#heard = step;
        if (!this.following) return;
        // The coordinator who opens a link to a slide, or has stepped before the pen was there, shows that one to everyone.
        if (first && this.coordinator && this.#slideId !== null && this.slide) {
          this.#heard = this.slide.step;
          if (step !== this.slide.step) this.change({ step: this.slide.step });
        } else this.#join(step);
      });
    });
    $effect(() => {
      const live = this.data.live;
      untrack(() => live && this.#hear(live));
    });
    // A day that was set today says that the meeting is held now, not that an old one is looked at.
    $effect(() => {
      const begun = this.draft?.phase === 'ready' && this.meeting.held === this.today;
      if (begun) untrack(() => void this.carried.begin());
    });
    // An action that answers a hotspot is its decision: the draft says so too, and with it the next version.
    $effect(() => {
      if (this.draft?.phase !== 'ready' || !this.data.live) return;
      const missing = decisionsToStore(this.raised, this.decisions);
      untrack(() => missing.forEach(({ key, decision }) => this.decide(key, decision)));
    });
  }

  /** What another coordinator, or another screen of one's own, has written. */
  #hear(live: LiveMeeting): void {
    const draft = this.draft;
    if (draft?.phase !== 'ready') return;
    const updatedAt = Math.floor(Date.now() / 1000);
    const part = draft.part('meeting');
    if (part && live.revision > part.saver.revision) {
      const { held, participants, minutes, step, revision } = live;
      part.saver.refresh({
        content: { held, participants, minutes: minutes ?? '', step } satisfies MeetingPart,
        revision,
        updatedAt,
      });
    }
    const hotspots = draft.part('hotspots');
    if (hotspots && live.hotspotsRevision > hotspots.saver.revision && hotspots.state.kind === 'saved') {
      void loadDraft(this.membership.municipalityId, this.pictureId).then(
        (fresh) => {
          const stored = fresh?.parts.find((one) => one.part === 'hotspots');
          if (stored) hotspots.saver.refresh(stored);
        },
        () => undefined, // no contact: the next answer of the poll tries again
      );
    }
  }

  /** The coordinator writes on the part `meeting`; a day is set with the first word. */
  change(patch: Partial<MeetingPart>, soon = true): void {
    const draft = this.draft;
    if (draft?.phase !== 'ready') return;
    const heldNow = patch.participants || patch.minutes !== undefined ? { held: this.meeting.held ?? this.today } : {};
    draft.edit('meeting', { ...this.meeting, ...heldNow, ...patch });
    if (soon) void draft.part('meeting')?.saver.settle();
  }

  /** The coordinator says what became of a hotspot. */
  decide(key: string, decision: HotspotDecision, reason?: string): void {
    const draft = this.draft;
    if (draft?.phase !== 'ready') return;
    const { raised } = readHotspots(draft.part('hotspots')?.content);
    if (!raised.some((one) => one.key === key)) return;
    draft.edit('hotspots', {
      raised: raised.map((one) => (one.key === key ? { ...one, decision, reason: reason ?? one.reason } : one)),
    });
  }

  close(): void {
    this.desk.keepNow();
    this.draft?.close();
  }
}
