/** The coordinator at the board: which panel is open, where the pin and the map are, what the keys do, and what is said afterwards. */
import { tick } from 'svelte';
import type { ReviewReport } from '../../domain/review';
import type { Setting } from '../../domain/setting';
import { t } from '../../i18n/i18n.svelte';
import type { MapPoint } from '../../map/shapes';
import type { SheetHeight } from '../situation/sheet-height';
import type { ReviewBoard } from './board.svelte';
import { isHandled } from './decisions';
import type { Decision } from './decisions';
import { keepKeysWanted, keysWanted } from './keys';
import type { Command } from './keys';
import type { Likeness } from './likeness';
import type { QuestionDrafts } from './question-drafts.svelte';
import { headline } from './review-words';

/** What is open beneath the decisions; one at a time. */
export type Panel = 'ask' | 'category' | 'position' | 'same';
const PANEL_OF = { question: 'ask', category: 'category', position: 'position', duplicate: 'same' } as const;
const OPENER_OF = { ask: 'question', category: 'category', position: 'position', same: 'duplicate' } as const;

/** At this zoom the points of the map stand apart. */
const CLOSE = 16;

export class Desk {
  panel = $state<Panel | null>(null);
  /** Where the report is to lie; set while its place is put right. */
  pin = $state.raw<MapPoint | null>(null);
  /** The map goes there whenever it becomes another object. */
  focus = $state.raw<(MapPoint & { zoom?: number }) | null>(null);
  height = $state<SheetHeight>('half');
  dialog = $state<'many' | 'help' | null>(null);
  keys = $state(keysWanted());
  /** For the status region. */
  said = $state('');
  /** What the report that is looked at may be the same as; what has left the list since the comparison is nobody's duplicate. */
  readonly likenesses: readonly Likeness[] = $derived.by(() => {
    const { handled, likenesses, selectedId } = this.board;
    const gone = handled.filter(({ duplicateOf, reviewState }) => duplicateOf !== null || reviewState === 'set_aside');
    return (likenesses.get(selectedId ?? '') ?? []).filter(({ other }) => !gone.some(({ id }) => id === other.id));
  });
  #shown: string | null = null;

  constructor(
    readonly board: ReviewBoard,
    readonly drafts: Pick<QuestionDrafts, 'of' | 'write'>,
    private readonly setting: () => Setting,
  ) {}

  /** Call when another report is looked at: the map goes there, and a question that was begun is open again. */
  follow(report: ReviewReport | null): void {
    if (report?.id === this.#shown) return;
    this.#shown = report?.id ?? null;
    this.panel = report && !isHandled(report) && this.drafts.of(report.id) !== '' ? 'ask' : null;
    this.pin = null;
    if (!report) return;
    this.show(report);
    // It is read from its top, wherever the one before was left.
    document.querySelector('[data-selected]')?.closest('.content')?.scrollTo({ top: 0 });
  }

  show({ lon, lat }: MapPoint): void {
    this.focus = { lon, lat, zoom: CLOSE };
  }

  movePin(to: MapPoint, show: boolean): void {
    this.pin = to;
    if (show) this.focus = { ...to };
  }

  useKeys(wanted: boolean): void {
    this.keys = wanted;
    keepKeysWanted(wanted);
  }

  /** `3 av 41` */
  place(): string {
    return t('review:of', { at: this.board.position + 1, count: this.board.waiting?.length ?? 0 });
  }

  async decide(decision: Decision): Promise<boolean> {
    const had = document.activeElement;
    if (!(await this.board.decide(decision))) return false;
    this.panel = null;
    this.pin = null;
    this.#tell();
    await tick();
    if (!had?.isConnected || document.activeElement === document.body) await this.land();
    return true;
  }

  async ask(question: string): Promise<void> {
    const id = this.board.selectedId;
    if (!id || !(await this.decide({ kind: 'question', change: { question } }))) return;
    this.drafts.write(id, '');
    // The only report that waits is asked about: its form does not open again with what was just sent.
    if (this.board.selectedId === id) this.panel = null;
  }

  same(id: string): Promise<boolean> {
    return this.decide({ kind: 'duplicate', change: { duplicateOf: id } });
  }

  async undo(): Promise<void> {
    if (!(await this.board.undo())) return;
    this.#tell();
    await this.land();
  }

  async reopen(report: ReviewReport): Promise<void> {
    if (!(await this.board.reopen(report))) return;
    this.#tell();
    await this.land();
  }

  async releaseMany(reports: readonly ReviewReport[], texts: boolean): Promise<void> {
    const done = await this.board.releaseMany(reports, texts);
    this.dialog = null;
    if (!done) return;
    this.#tell();
    await this.land();
  }

  select(id: string): void {
    this.board.select(id);
    this.board.done = null;
    this.#tell();
  }

  step(by: 1 | -1): void {
    this.board.step(by);
    this.board.done = null;
    this.#tell();
  }

  /** Past a report that somebody else has decided about. */
  goOn(): void {
    this.board.dismiss();
    const { selected, waiting } = this.board;
    if (selected && isHandled(selected)) this.board.select(waiting?.[0]?.id ?? null);
    this.#tell();
    void this.land();
  }

  async open(wanted: Panel): Promise<void> {
    const { selected } = this.board;
    this.panel = this.panel === wanted ? null : wanted;
    this.pin = this.panel === 'position' && selected ? { lon: selected.lon, lat: selected.lat } : null;
    if (this.height === 'peek') this.height = 'half';
    await tick();
    // A likely duplicate is one press away; only another one is searched for.
    const first = this.panel === 'same' && this.likenesses.length > 0 ? '[data-duplicates] .button' : '[data-panel]';
    document.querySelector<HTMLElement>(`${first}:is(button), ${first} :is(textarea, input, button)`)?.focus();
  }

  close(): void {
    const opener = this.panel;
    this.panel = null;
    this.pin = null;
    if (opener) void this.land(`review-${OPENER_OF[opener]}`);
  }

  run(command: Command): void {
    const { selected, busy } = this.board;
    if (command === 'help') this.dialog = 'help';
    else if (command === 'next') this.step(1);
    else if (command === 'previous') this.step(-1);
    else if (command === 'undo') void this.undo();
    else if (!selected || isHandled(selected) || busy) return;
    else if (command === 'release') void this.decide({ kind: 'release', change: { reviewState: 'released' } });
    else if (command === 'setAside') void this.decide({ kind: 'setAside', change: { reviewState: 'set_aside' } });
    else if (command === 'releaseText') {
      // Without words there is nothing more to release than with `r`.
      const change = { reviewState: 'released', descriptionReleased: true } as const;
      if (selected.description) void this.decide({ kind: 'releaseText', change });
    } else void this.open(PANEL_OF[command]);
  }

  /** Where the keyboard goes when what had the focus is gone: the report, or the heading when none is left. */
  async land(id = 'report-title'): Promise<void> {
    await tick();
    const at = document.getElementById(id) ?? document.querySelector<HTMLElement>('main h1');
    at?.focus({ preventScroll: true });
  }

  /** Says what was done and what is looked at now. */
  #tell(): void {
    const { done, problem, conflict, selected, position } = this.board;
    const what = done && !problem && !conflict ? t(`review:done_${done.kind}`, { count: done.count }) : '';
    const next = selected
      ? t('review:nowNext', { what: headline(selected, this.setting()), left: position >= 0 ? this.place() : '' })
      : t('review:nowClean');
    this.said = `${what} ${next}`.trim();
  }
}
