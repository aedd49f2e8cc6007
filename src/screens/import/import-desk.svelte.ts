/** One person's import up to the server: the file, its source, the mapping and what the rows become with it. */
import { createDraftKeeper } from '../../data/drafts';
import type { DraftKeeper } from '../../data/drafts';
import { Cancelled, createImporter } from '../../data/importer';
import type { ImportSource } from '../../data/imports';
import { draftStore } from '../../data/local-database';
import type { Membership, Setting } from '../../domain/setting';
import { changedColumns, fitted, missingInMapping } from '../../import/mapping';
import { ImportProblem } from '../../import/problem';
import { checkSize } from '../../import/read-file';
import type { Overview } from '../../import/session';
import type { Evaluation, Mapping, Said } from '../../import/types';
import { fold } from '../../import/values';
import { newReportId } from '../report/draft';
import { parseImportDraft, sourceNameOf } from './import-draft';
import type { ImportDraft } from './import-draft';

/** Milliseconds without a change before the rows are read again. */
const PAUSE = 250;

interface Whose {
  userId: string;
  membership: Membership;
  setting: Setting;
}

/** Why the mapping is filled in. */
export type Origin = 'guess' | 'source' | 'draft';

export class ImportDesk {
  readonly importer = createImporter();
  /** Name of the file that is being read; null while none is. */
  reading = $state<string | null>(null);
  fileName = $state('');
  problem = $state.raw<Said | null>(null);
  overview = $state.raw<Overview | null>(null);
  mapping = $state.raw<Mapping | null>(null);
  origin = $state<Origin>('guess');
  changed = $state.raw<{ gone: string[]; added: string[] } | null>(null);
  evaluation = $state.raw<Evaluation | null>(null);
  /** Rows read so far; null when none are being read. */
  evaluated = $state<number | null>(null);
  sources = $state.raw<readonly ImportSource[]>([]);
  sourceId = $state('');
  sourceName = $state('');
  /** What was left when the page went away. */
  left = $state.raw<ImportDraft | null>(null);
  unkept = $state(false);
  readonly source: ImportSource | null = $derived(this.sources.find(({ id }) => id === this.sourceId) ?? null);
  readonly missing: Said[] = $derived(this.mapping ? missingInMapping(this.mapping) : []);
  /** Goes up with each evaluation: pages of rows belong to one of them. */
  generation = $state(0);
  #keeper: DraftKeeper;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;

  constructor(readonly whose: Whose) {
    this.sourceId = newReportId();
    this.#keeper = createDraftKeeper(
      draftStore,
      `import:${whose.userId}:${whose.membership.id}`,
      20,
      () => (this.unkept = true),
    );
  }

  async load(): Promise<void> {
    try {
      this.left = parseImportDraft(await this.#keeper.load());
    } catch {
      this.unkept = true;
    }
  }

  /** Reads a file; what was shown of another is gone. */
  async open(file: File): Promise<void> {
    const run = ++this.#run;
    this.importer.cancel();
    this.#forget();
    this.problem = null;
    try {
      checkSize(file.name, file.size);
      this.reading = file.name;
      const { setting, membership } = this.whose;
      const overview = await this.importer.open(file, file.name, setting, membership.organisationKind);
      if (run !== this.#run) return;
      this.fileName = file.name;
      this.#take(overview);
    } catch (error) {
      if (run !== this.#run || error instanceof Cancelled) return;
      this.problem = saidOf(error, file.name);
    } finally {
      if (run === this.#run) this.reading = null;
    }
  }

  async chooseSheet(sheet: string): Promise<void> {
    const { setting, membership } = this.whose;
    try {
      this.#take(await this.importer.sheet(sheet, setting, membership.organisationKind));
      this.problem = null;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.problem = saidOf(error, this.fileName);
    }
  }

  /** Stops reading; the mapping stays for the next file. */
  cancel(): void {
    this.#run++;
    this.importer.cancel();
    this.reading = null;
    this.#forget();
  }

  change(patch: Partial<Mapping>): void {
    if (!this.mapping) return;
    this.mapping = { ...this.mapping, ...patch };
    this.#keep();
    this.#evaluateSoon();
  }

  chooseSource(id: string): void {
    this.sourceId = id;
    const source = this.source;
    if (source) this.sourceName = source.name;
    if (source?.mapping && this.overview) this.#remember(source.mapping, 'source');
    else this.#keep();
    // Ids of rows depend on the source.
    this.#evaluateSoon();
  }

  newSource(): void {
    this.sourceName = sourceNameOf(this.fileName);
    // What another source remembers is not this one's.
    if (this.origin === 'source' && this.overview) {
      this.mapping = this.overview.guess;
      this.origin = 'guess';
      this.changed = null;
    }
    this.chooseSource(newReportId());
  }

  rename(name: string): void {
    this.sourceName = name;
    this.#keep();
  }

  /** Notes which import is under way on the server; null: none any more. */
  noteImport(importId: string | null): void {
    this.#importId = importId;
    this.#keep();
  }
  #importId: string | null = null;

  /** Done: nothing is left to come back to. */
  async finish(): Promise<void> {
    this.#importId = null;
    this.left = null;
    await this.#keeper.clear();
  }

  startOver(): void {
    this.cancel();
    this.problem = null;
    this.sourceId = newReportId();
    this.sourceName = '';
  }

  keepNow(): void {
    void this.#keeper.settle();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.keepNow();
    this.#run++;
    this.importer.cancel();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.overview = null;
    this.mapping = null;
    this.evaluation = null;
    this.evaluated = null;
    this.changed = null;
  }

  #take(overview: Overview): void {
    this.evaluation = null;
    this.overview = overview;
    const likely = this.#likelySource(overview.headings);
    const draft = this.left && sameColumns(this.left.mapping, overview.headings) ? this.left : null;
    if (draft) {
      this.sourceId = draft.sourceId;
      this.sourceName = draft.sourceName;
      this.#remember(draft.mapping, 'draft');
    } else if (likely?.mapping) {
      this.sourceId = likely.id;
      this.sourceName = likely.name;
      this.#remember(likely.mapping, 'source');
    } else {
      if (this.source) this.sourceId = newReportId();
      this.sourceName = sourceNameOf(this.fileName);
      this.mapping = overview.guess;
      this.origin = 'guess';
      this.changed = null;
    }
    this.#keep();
    this.#evaluateSoon(0);
  }

  #remember(mapping: Mapping, origin: Origin): void {
    if (!this.overview) return;
    const changed = changedColumns(mapping, this.overview.headings);
    this.changed = changed.gone.length + changed.added.length > 0 ? changed : null;
    this.mapping = fitted(mapping, this.overview.guess);
    this.origin = origin;
    this.#keep();
  }

  /** The source of the own organisation whose columns the file has most of, if it has more than half of them; of equal ones the latest. */
  #likelySource(headings: readonly string[]): ImportSource | undefined {
    const now = headings.map(fold);
    return this.sources
      .filter(({ organisationId, mapping }) => mapping && organisationId === this.whose.membership.organisationId)
      .map((source) => {
        const before = source.mapping?.headings.filter((heading) => heading !== '') ?? [];
        return {
          source,
          share: before.filter((heading) => now.includes(fold(heading))).length / Math.max(1, before.length),
        };
      })
      .filter(({ share }) => share > 0.5)
      .sort((a, b) => b.share - a.share || b.source.updatedAt - a.source.updatedAt)[0]?.source;
  }

  #keep(): void {
    const { mapping, sourceId, sourceName, fileName } = this;
    if (!mapping) return;
    const kept: ImportDraft = { sourceId, sourceName, fileName, importId: this.#importId, mapping };
    this.left = kept;
    this.#keeper.keep(kept);
  }

  #evaluateSoon(pause = PAUSE): void {
    clearTimeout(this.#timer);
    if (this.missing.length > 0) {
      this.evaluation = null;
      return;
    }
    this.evaluated ??= 0;
    this.#timer = setTimeout(() => void this.#evaluate(), pause);
  }

  async #evaluate(): Promise<void> {
    const { mapping, whose, sourceId } = this;
    if (!mapping) return;
    const { municipalityId, organisationId } = whose.membership;
    const owner = { municipalityId, organisationId, sourceId };
    this.evaluated = 0;
    try {
      const now = Math.floor(Date.now() / 1000);
      const found = await this.importer.evaluate(mapping, whose.setting, owner, now, (done) => (this.evaluated = done));
      this.evaluation = found;
      this.generation++;
      this.evaluated = null;
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.problem = saidOf(error, this.fileName);
      this.evaluated = null;
    }
  }
}

const sameColumns = (mapping: Mapping, headings: readonly string[]): boolean => {
  const { gone, added } = changedColumns(mapping, headings);
  return gone.length + added.length === 0;
};

function saidOf(error: unknown, name: string): Said {
  return error instanceof ImportProblem ? error.said : { key: 'fileUnexpected', values: { name } };
}
