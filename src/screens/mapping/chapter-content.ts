/** What is written of a chapter, as it is kept and sent: words, and the two choices beside them. */
import * as v from 'valibot';
import { CHAPTER_TEXT_MAX } from '../../domain/mapping';
import { findPersonalData } from '../../domain/personal-data';
import type { RefusalCode } from '../../data/types';

const shape = v.object({ text: v.string(), included: v.boolean(), sharing: v.picklist(['partners', 'authorities']) });
export type ChapterContent = v.InferOutput<typeof shape>;

/** Of a chapter that nobody has written: in, and for the authorities until the coordinator says otherwise. */
export const UNWRITTEN: ChapterContent = { text: '', included: true, sharing: 'authorities' };

/** An older version of the app may have kept something else. */
export function readChapter(content: unknown): ChapterContent {
  const parsed = v.safeParse(shape, content);
  return parsed.success ? parsed.output : UNWRITTEN;
}

/** Null: nothing speaks against sending it. Personal data never leave the browser. */
export function refuseChapter(content: unknown): RefusalCode | null {
  const { text } = readChapter(content);
  if (text.trim().length > CHAPTER_TEXT_MAX) return 'too-long';
  return findPersonalData(text).some(({ blocked }) => blocked) ? 'personal-data' : null;
}

/** Where the two changed different things both hold; null: a person must choose. */
export function mergeChapter(base: unknown, mine: unknown, theirs: unknown): ChapterContent | null {
  const [was, own, other] = [readChapter(base), readChapter(mine), readChapter(theirs)];
  const differs = (['text', 'included', 'sharing'] as const).some(
    (key) => own[key] !== was[key] && other[key] !== was[key] && own[key] !== other[key],
  );
  if (differs) return null;
  return {
    text: own.text !== was.text ? own.text : other.text,
    included: own.included !== was.included ? own.included : other.included,
    sharing: own.sharing !== was.sharing ? own.sharing : other.sharing,
  };
}
