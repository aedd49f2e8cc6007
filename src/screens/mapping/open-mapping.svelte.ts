/** A mapping that is being written: each chapter kept in this browser and saved by itself, the tables, and the figures counted in the worker. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { MappingFigures } from '../../analysis/mapping-figures';
import { reachable, serverNow } from '../../data/connection.svelte';
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { SignedOut } from '../../data/failure';
import { draftStore } from '../../data/local-database';
import { countMapping } from '../../data/mapping-analyst';
import { loadMappingDraft, loadMappingMeasures, loadMappings, saveMappingChapter } from '../../data/mappings';
import { createPartSaver } from '../../data/part-saver';
import type { KeptPart, PartSaver, SaveState } from '../../data/part-saver';
import { loadReleasedIncidents } from '../../data/released-incidents';
import { expire } from '../../data/session.svelte';
import { MAPPING_CHAPTERS, yearsOf } from '../../domain/mapping';
import type {
  MappingChapter,
  MappingChapterKey,
  MappingHead,
  MappingMeasures,
  MappingTable,
} from '../../domain/mapping';
import type { Setting } from '../../domain/setting';
import { composeMapping } from '../../picture/mapping/compose';
import type { MappingDocument } from '../../picture/mapping/document';
import { parseKept, summaryOf } from '../picture/save-summary';
import type { SaveSummary } from '../picture/save-summary';
import { codeTargets } from '../situation/slice';
import type { Lists } from '../situation/slice';
import { mergeChapter, readChapter, refuseChapter, UNWRITTEN } from './chapter-content';

/** Milliseconds without a key before a chapter is sent; before it is kept; between two tries to reach the server. */
const PAUSE = 700;
const KEEP = 20;
const TRY_AGAIN = 10_000;

/** One chapter as the screen reads it. */
export class OpenChapter {
  content = $state.raw(UNWRITTEN);
  state: SaveState = $state.raw({ kind: 'saved', at: null });
  readonly saver: PartSaver;

  constructor(
    readonly key: MappingChapterKey,
    make: (changed: (content: unknown, state: SaveState) => void) => PartSaver,
  ) {
    this.saver = make((content, state) => {
      this.content = readChapter(content);
      this.state = state;
    });
    this.content = readChapter(this.saver.content);
    this.state = this.saver.state;
  }
}

interface Counted {
  figures: MappingFigures;
  lists: Lists;
  measures: MappingMeasures;
  /** Epoch seconds: incidents are known up to then. */
  until: number;
}

export class OpenMapping {
  phase = $state<'loading' | 'ready' | 'failed' | 'missing'>('loading');
  head = $state.raw<MappingHead | null>(null);
  /** Number of the latest published version. */
  published = $state(0);
  tables = $state.raw<MappingTable[]>([]);
  /** Null until it is there. */
  counted = $state.raw<Counted | null>(null);
  countFailed = $state(false);
  unkept = $state(false);
  #chapters = new SvelteMap<MappingChapterKey, OpenChapter>();
  #keepers: DraftKeeper[] = [];
  #timer: ReturnType<typeof setInterval>;

  constructor(
    readonly id: string,
    private readonly setting: Setting,
    private readonly whose: string,
  ) {
    this.#timer = setInterval(() => this.#retry(), TRY_AGAIN);
    $effect(() => {
      if (reachable()) untrack(() => this.#retry());
    });
  }

  readonly summary: SaveSummary = $derived(summaryOf([...this.#chapters.values()].map(({ state }) => state)));

  /** The draft as police and municipality would get it now; null until the figures are there. */
  readonly document: MappingDocument | null = $derived.by(() => {
    const { head, counted } = this;
    if (!head || !counted) return null;
    const chapters = [...this.#chapters.values()].map(({ key, content }): MappingChapter => ({
      ...{ mappingId: head.id, key, ...content, revision: 0, updatedAt: 0 },
    }));
    return composeMapping(
      {
        ...{ setting: this.setting, categories: counted.lists.categories, measures: counted.measures },
        draft: { mapping: head, chapters, tables: this.tables },
        ...{ version: 0, publishedAt: counted.until, correction: null },
      },
      { audience: 'authorities', figures: counted.figures },
    );
  });

  chapter(key: MappingChapterKey): OpenChapter | null {
    return this.#chapters.get(key) ?? null;
  }

  async load(): Promise<void> {
    this.phase = 'loading';
    const municipality = this.setting.municipality.id;
    try {
      const [draft, all] = await Promise.all([loadMappingDraft(municipality, this.id), loadMappings(municipality)]);
      if (!draft) {
        this.phase = 'missing';
        return;
      }
      for (const key of MAPPING_CHAPTERS) {
        if (this.#chapters.has(key)) continue;
        const stored = draft.chapters.find((chapter) => chapter.key === key) ?? null;
        this.#chapters.set(key, await this.#make(key, stored));
      }
      this.tables = draft.tables;
      this.head = draft.mapping;
      this.published = all.find(({ id }) => id === this.id)?.versions[0]?.version ?? 0;
      this.phase = 'ready';
      void this.count();
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else this.phase = 'failed';
    }
  }

  /** Gathers the incidents and what was done, and counts in the worker. */
  async count(): Promise<void> {
    const { head, setting } = this;
    if (!head) return;
    this.countFailed = false;
    try {
      const municipality = setting.municipality.id;
      const [{ packed }, measures] = await Promise.all([
        loadReleasedIncidents(municipality),
        loadMappingMeasures(municipality, head.fromYear, head.toYear),
      ]);
      if (!measures) throw new Error('Only the coordinator gathers what was done.');
      const coded = codeTargets(packed, setting);
      const until = Math.floor(serverNow() / 1000);
      const ground = {
        areas: setting.areas.map(({ id, name, geometry }) => ({ id, name, geometry })),
        places: setting.places.map(({ name, lon, lat }) => ({ name, lon, lat })),
      };
      const figures = await countMapping(packed, coded.targets, ground, { years: yearsOf(head), until });
      this.counted = { figures, lists: coded.lists, measures, until };
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else this.countFailed = true;
    }
  }

  async #make(key: MappingChapterKey, stored: MappingChapter | null): Promise<OpenChapter> {
    const keeper = createDraftKeeper(
      draftStore,
      `mapping:${this.whose}:${this.id}:${key}`,
      KEEP,
      () => (this.unkept = true),
    );
    this.#keepers.push(keeper);
    let kept: KeptPart | null = null;
    try {
      kept = parseKept(await keeper.load());
    } catch {
      this.unkept = true;
    }
    const ofChapter = (chapter: MappingChapter): { content: unknown; revision: number; updatedAt: number } => ({
      content: { text: chapter.text, included: chapter.included, sharing: chapter.sharing },
      ...{ revision: chapter.revision, updatedAt: chapter.updatedAt },
    });
    return new OpenChapter(key, (changed) =>
      createPartSaver({
        stored: stored && ofChapter(stored),
        kept,
        keep: (next) => (next ? keeper.keep(next) : void keeper.clear()),
        save: async (content, revision) => {
          try {
            const chapter = { mappingId: this.id, key, ...readChapter(content), revision, updatedAt: 0 };
            const answer = await saveMappingChapter(this.setting.municipality.id, chapter, revision);
            return { saved: answer.saved, ...ofChapter(answer.chapter) };
          } catch (error) {
            if (error instanceof SignedOut) {
              await keeper.settle();
              expire();
            }
            throw error;
          }
        },
        ...{ merge: mergeChapter, refuse: refuseChapter, changed, pause: PAUSE },
      }),
    );
  }

  #retry(): void {
    for (const { saver } of this.#chapters.values()) saver.retry();
  }

  /** Sends everything that waits for a pause. */
  async settle(): Promise<void> {
    await Promise.all([...this.#chapters.values()].map(({ saver }) => saver.settle()));
  }

  /** The page may be about to go: what is typed is written down here. */
  keepNow(): void {
    for (const keeper of this.#keepers) void keeper.settle();
  }

  close(): void {
    clearInterval(this.#timer);
    this.keepNow();
    void this.settle();
  }
}
