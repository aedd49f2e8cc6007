/** What is being written: one new activity, shared by the row and the form, and the changes of others; all of it survives a reload. */
import * as v from 'valibot';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { draftStore } from '../../data/local-database';
import { dayOfEpoch } from '../../domain/check-in';
import type { Activity } from '../../domain/meeting';
import type { Membership, Setting } from '../../domain/setting';
import { t } from '../../i18n/i18n.svelte';
import type { FoundPlace } from '../../import/activity-places';
import { newReportId } from '../report/draft';
import type { ActivityDesk } from './activity-desk.svelte';
import type { ActivityDraft } from './activity-draft';
import { activityOf, draftOf, emptyDraft, occasionsOf, parseDraft } from './activity-draft';
import { whereTyped } from './activity-words';

interface Whose {
  userId: string;
  membership: Membership;
  setting: Setting;
  findPlace: (words: string) => FoundPlace;
  desk: ActivityDesk;
}

const kept = v.object({ fresh: v.unknown(), edited: v.unknown(), before: v.unknown(), open: v.boolean() });

const seconds = (): number => Math.floor(Date.now() / 1000);
const empty = (before?: ActivityDraft): ActivityDraft =>
  // Whoever enters several goes on with the same kind and commitment.
  emptyDraft(newReportId(), dayOfEpoch(seconds()), before && { kind: before.kind, commitmentId: before.commitmentId });

export class Writing {
  fresh = $state.raw<ActivityDraft>(empty());
  /** A change of a stored one, made from `#before`; null: the form is for the new one. */
  edited = $state.raw<ActivityDraft | null>(null);
  open = $state(false);
  note = $state('');
  readonly draft: ActivityDraft = $derived(this.edited ?? this.fresh);
  #before: Activity | null = null;
  #keeper: DraftKeeper;

  constructor(private readonly whose: Whose) {
    this.#keeper = createDraftKeeper(draftStore, `activities:${whose.userId}:${whose.membership.id}`, 20, () => {
      this.note = t('activities:unkept');
    });
  }

  async load(): Promise<void> {
    try {
      const found = v.safeParse(kept, await this.#keeper.load());
      if (!found.success) return;
      this.fresh = parseDraft(found.output.fresh) ?? this.fresh;
      this.edited = parseDraft(found.output.edited);
      this.#before = this.edited ? (found.output.before as Activity) : null;
      this.open = found.output.open;
      if (this.open) this.note = t('activities:restored');
    } catch {
      this.note = t('activities:unkept');
    }
  }

  openNew(): void {
    this.edited = null;
    this.open = true;
    this.note = '';
    this.#keep();
  }

  edit(activity: Activity): void {
    // What was written of the same one and not saved is still there.
    if (this.edited?.id !== activity.id || this.edited.revision !== activity.revision) {
      this.edited = draftOf(activity, whereTyped(activity, this.whose.setting));
      this.#before = activity;
    }
    this.open = true;
    this.note = '';
    this.#keep();
  }

  changeNew(patch: Partial<ActivityDraft>): void {
    this.fresh = { ...this.fresh, ...patch };
    this.#keep();
  }

  change(patch: Partial<ActivityDraft>): void {
    if (this.edited) this.edited = { ...this.edited, ...patch };
    else this.fresh = { ...this.fresh, ...patch };
    this.#keep();
  }

  /** Shuts the form; what is written stays. */
  shut(): void {
    this.open = false;
    this.#keep();
  }

  save(): Promise<boolean> {
    return this.edited ? this.#saveEdited(this.edited) : this.saveNew();
  }

  async saveNew(): Promise<boolean> {
    const { desk } = this.whose;
    const draft = this.fresh;
    const saved = draft.rhythm
      ? await desk.addAll(occasionsOf(draft, this.#surroundings(), newReportId))
      : await desk.add(activityOf(draft, this.#surroundings()));
    if (saved) {
      this.fresh = empty(draft);
      this.open = false;
      this.#keep();
    }
    return saved;
  }

  async #saveEdited(draft: ActivityDraft): Promise<boolean> {
    const before = this.#before;
    if (!before) return false;
    const saved = await this.whose.desk.change(activityOf(draft, this.#surroundings()), before);
    if (saved) this.forget();
    return saved;
  }

  /** Shuts the form and forgets the change. */
  forget(): void {
    this.edited = null;
    this.#before = null;
    this.open = false;
    this.#keep();
  }

  /** As it was when its change began; for who removes it from the form. */
  get before(): Activity | null {
    return this.edited ? this.#before : null;
  }

  keepNow(): void {
    void this.#keeper.settle();
  }

  #surroundings() {
    const { membership, findPlace } = this.whose;
    return { organisationId: membership.organisationId, findPlace, now: seconds() };
  }

  #keep(): void {
    this.#keeper.keep({ fresh: this.fresh, edited: this.edited, before: this.#before, open: this.open });
  }
}
