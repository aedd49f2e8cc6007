/** The areas as they are looked after: what is stored, what is being changed, and the step back. */
import type { MultiPolygon } from 'geojson';
import {
  addAreas,
  checkAreas,
  closeArea,
  loadAreas,
  orderAreas,
  removeArea,
  replaceAreas,
  saveArea,
} from '../../../data/areas';
import { SignedOut } from '../../../data/failure';
import { expire, reloadSetting } from '../../../data/session.svelte';
import { Refusal } from '../../../data/types';
import type { AreaDraft, AreaFinding, KeptArea } from '../../../domain/area-draft';
import { dayOfEpoch } from '../../../domain/check-in';
import { mergeShapes } from '../../../import/areas/operations';
import type { ReadArea } from '../../../import/areas/types';
import { t } from '../../../i18n/i18n.svelte';
import { dayWords } from './area-words';
import { placeIn, refusedWords } from './refusal-words';
import { ShapeEditor } from './shape-editor.svelte';

export type View =
  | { kind: 'list' }
  | { kind: 'area'; id: string | null }
  | { kind: 'split'; id: string }
  | { kind: 'merge' }
  | { kind: 'import' };

/** What is typed of an area. */
export interface AreaFields {
  name: string;
  kind: KeptArea['kind'];
  rhythm: KeptArea['rhythm'];
  weekday: number;
  hour: number;
  activeFrom: string;
}

const LIST: View = { kind: 'list' };

export class AreasDesk {
  all = $state.raw<KeptArea[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  view = $state.raw<View>(LIST);
  message = $state('');
  /** Sentence of what the server refused. */
  problem = $state('');
  /** Where that is. */
  at = $state.raw<{ lon: number; lat: number } | null>(null);
  /** Null while they are asked for; undefined: nobody asked. */
  findings = $state.raw<AreaFinding[] | null | undefined>(undefined);
  shownFinding = $state.raw<AreaFinding | null>(null);
  halves = $state.raw<[MultiPolygon, MultiPolygon] | null>(null);
  private back = $state.raw<(() => Promise<void>) | null>(null);
  /** The border that the editor began with. What is stored may be another by now: only what was drawn here is sent. */
  private begun: MultiPolygon | null = null;
  readonly editor = new ShapeEditor(
    () => (this.findings = undefined),
    (halves) => (this.halves = halves),
  );
  readonly today = dayOfEpoch(Math.floor(Date.now() / 1000));

  constructor(readonly municipality: string) {}

  readonly now = $derived(
    (this.all ?? []).filter(
      ({ activeFrom, activeTo }) => activeFrom <= this.today && (!activeTo || activeTo > this.today),
    ),
  );
  readonly coming = $derived((this.all ?? []).filter(({ activeFrom }) => activeFrom > this.today));
  readonly former = $derived((this.all ?? []).filter(({ activeTo }) => activeTo && activeTo <= this.today));
  readonly area = $derived.by((): KeptArea | null => {
    const view = this.view;
    return view.kind === 'area' || view.kind === 'split' ? (this.all?.find(({ id }) => id === view.id) ?? null) : null;
  });
  get canUndo(): boolean {
    return this.back !== null;
  }

  names(ids: readonly string[]): string {
    return ids.map((id) => this.all?.find((area) => area.id === id)?.name ?? id).join(', ');
  }

  async load(): Promise<void> {
    this.failed = false;
    try {
      this.all = await loadAreas(this.municipality);
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else this.failed = true;
    }
  }

  open(view: View): void {
    this.view = view;
    this.problem = '';
    this.message = '';
    this.at = null;
    this.findings = undefined;
    this.shownFinding = null;
    this.halves = null;
    const id = view.kind === 'area' || view.kind === 'split' ? view.id : null;
    const shape = this.all?.find((area) => area.id === id)?.geometry ?? null;
    this.begun = shape;
    this.editor.begin(
      shape,
      [...this.now, ...this.coming].filter((area) => area.id !== id).map(({ geometry }) => geometry),
    );
    if (view.kind === 'split') this.editor.choose('line');
  }

  /** Does what changes something; a refusal becomes a sentence and a place, and nothing that was typed is lost. @returns what the work answers, or null when it failed. */
  private async doing<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = this.message = '';
    this.at = null;
    try {
      const answer = await work();
      await this.load();
      await reloadSetting();
      return answer;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      this.problem = t('areas:unsaved', { why: refusedWords(error) });
      this.at = error instanceof Refusal ? placeIn(error.message) : null;
      return null;
    } finally {
      this.busy = false;
    }
  }

  private done(message: string, back: (() => Promise<unknown>) | null): void {
    this.open(LIST);
    this.message = message;
    this.back =
      back &&
      (async () => {
        const said = this.message;
        // It can be tried again.
        if ((await this.doing(back)) === null) return void (this.message = said);
        this.back = null;
        this.open(LIST);
        this.message = t('settings:undone');
      });
  }

  undo(): Promise<void> {
    return this.back?.() ?? Promise.resolve();
  }

  private find(id: string): KeptArea {
    const area = this.all?.find((one) => one.id === id);
    if (!area) throw new Refusal('not-found', 'It is gone.');
    return area;
  }

  /** @param anew ISO date from which the new border holds; null: the border holds at all times. */
  async save(fields: AreaFields, anew: string | null): Promise<void> {
    const before = this.area;
    const { weekday, hour, ...rest } = fields;
    const geometry = this.editor.value;
    const shape = geometry && geometry !== this.begun ? { geometry } : {};
    const draft: AreaDraft = { ...rest, reportBy: { weekday, hour }, ...shape };
    if (before && anew && 'geometry' in shape) return this.replace(anew, [before], [draft]);
    const answer = await this.doing(() =>
      saveArea(this.municipality, before ? { ...draft, id: before.id } : draft, before?.revision ?? 0),
    );
    if (!answer) return;
    if (!answer.saved) {
      this.problem = t('areas:meanwhile');
      return;
    }
    const { id } = answer.area;
    const old: AreaDraft | null = before && {
      ...{ id, name: before.name, kind: before.kind, rhythm: before.rhythm, reportBy: before.reportBy },
      ...{ activeFrom: before.activeFrom, ...('geometry' in shape ? { geometry: before.geometry } : {}) },
    };
    this.done(t('areas:saved', { name: answer.area.name }), () =>
      old ? saveArea(this.municipality, old, this.find(id).revision) : removeArea(this.municipality, this.find(id)),
    );
  }

  async add(areas: readonly ReadArea[], activeFrom: string): Promise<void> {
    const drafts = areas.map(({ name, geometry }): AreaDraft => ({ name, geometry, activeFrom }));
    const answer = await this.doing(() => addAreas(this.municipality, drafts));
    if (!answer) return;
    const ids = answer.areas.map(({ id }) => id);
    this.done(t('areas:added', { count: ids.length }), async () => {
      for (const id of ids) await removeArea(this.municipality, this.find(id));
    });
  }

  async replace(from: string, old: readonly KeptArea[], next: AreaDraft[]): Promise<void> {
    const answer = await this.doing(() => replaceAreas(this.municipality, from, old, next));
    if (!answer) return;
    if (!answer.saved) {
      this.problem = t('areas:meanwhile');
      return;
    }
    const ids = old.map(({ id }) => id);
    const born = answer.areas.filter(
      ({ activeFrom, succeeds }) => activeFrom === from && succeeds.some((id) => ids.includes(id)),
    );
    const names = born.map(({ name }) => name).join(', ');
    this.done(t('areas:replaced', { date: dayWords(from), names }), async () => {
      for (const { id } of born) await removeArea(this.municipality, this.find(id));
    });
  }

  split(from: string, names: readonly [string, string]): Promise<void> {
    const { area, halves } = this;
    if (!area || !halves) return Promise.resolve();
    return this.replace(
      from,
      [area],
      halves.map((geometry, i) => ({ name: names[i], geometry })),
    );
  }

  merge(from: string, ids: readonly string[], name: string): Promise<void> {
    const old = ids.map((id) => this.find(id));
    const geometry = mergeShapes(old.map((area) => area.geometry));
    if (!geometry) {
      this.problem = t('areas:ringNothing');
      return Promise.resolve();
    }
    return this.replace(from, old, [{ name, geometry }]);
  }

  async close(area: KeptArea, to: string | null): Promise<void> {
    const answer = await this.doing(() => closeArea(this.municipality, area, to));
    if (!answer) return;
    const said = to
      ? t('areas:closed', { name: area.name, date: dayWords(to) })
      : t('areas:opened', { name: area.name });
    this.done(said, () => closeArea(this.municipality, this.find(area.id), area.activeTo));
  }

  async remove(area: KeptArea): Promise<void> {
    if (!(await this.doing(() => removeArea(this.municipality, area)))) return;
    const { name, kind, rhythm, reportBy, activeFrom, geometry } = area;
    // What it followed goes on again, so that only one that followed none can be put back as it was.
    const again: AreaDraft = { name, kind, rhythm, reportBy, activeFrom, geometry };
    this.done(
      t('areas:removed', { name }),
      area.succeeds.length > 0 ? null : () => saveArea(this.municipality, again, 0),
    );
  }

  /** Moves an area among those of its list. */
  async move(area: KeptArea, by: -1 | 1): Promise<void> {
    const list = [...this.now];
    const at = list.indexOf(area);
    const other = list[at + by];
    if (!other) return;
    const before = list.map(({ id }) => id);
    list[at + by] = area;
    list[at] = other;
    const ids = list.map(({ id }) => id);
    if ((await this.doing(() => orderAreas(this.municipality, ids))) === null) return;
    this.message = t('areas:ordered');
    this.back = async () => {
      const said = this.message;
      if ((await this.doing(() => orderAreas(this.municipality, before))) === null) return void (this.message = said);
      this.back = null;
      this.message = t('settings:undone');
    };
  }

  /** Asks for what may be a slip: of the shape at hand, or of all as they are. */
  async check(name: string): Promise<void> {
    const shape = this.editor.value;
    const drafts =
      shape && this.view.kind === 'area'
        ? [{ ...(this.view.id ? { id: this.view.id } : {}), name, geometry: shape }]
        : [];
    await this.ask(drafts, []);
  }

  async ask(
    drafts: { id?: string; name: string; geometry: MultiPolygon }[],
    without: readonly string[],
  ): Promise<void> {
    this.findings = null;
    this.shownFinding = null;
    try {
      this.findings = await checkAreas(this.municipality, this.today, drafts, without);
    } catch (error) {
      if (error instanceof SignedOut) expire();
      this.findings = undefined;
      this.problem = refusedWords(error);
      this.at = error instanceof Refusal ? placeIn(error.message) : null;
    }
  }
}
