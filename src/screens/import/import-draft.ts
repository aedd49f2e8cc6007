/** What is kept of an import in this browser when the page goes away: the source and the mapping, never the file. */
import * as v from 'valibot';
import { parseMapping } from '../../import/mapping';
import type { Mapping } from '../../import/types';

const shape = v.object({
  sourceId: v.string(),
  sourceName: v.string(),
  fileName: v.string(),
  /** The import that was under way on the server. */
  importId: v.nullable(v.string()),
  mapping: v.unknown(),
});

export interface ImportDraft {
  sourceId: string;
  sourceName: string;
  fileName: string;
  importId: string | null;
  mapping: Mapping;
}

/** A draft that was kept; null when it is none, or one of an older version. */
export function parseImportDraft(kept: unknown): ImportDraft | null {
  const parsed = v.safeParse(shape, kept);
  const mapping = parsed.success ? parseMapping(parsed.output.mapping) : null;
  return parsed.success && mapping ? { ...parsed.output, mapping } : null;
}

/** `Ronder_vecka-47 (2).csv` becomes `Ronder vecka`: lists of one source differ in their numbers. */
export function sourceNameOf(fileName: string): string {
  return fileName
    .replace(/\.[^.]*$/, '')
    .replace(/\d+/g, ' ')
    .replace(/[\s_.()[\]-]+/g, ' ')
    .trim()
    .slice(0, 80);
}
