/** Keys and swipes that step through the meeting; a presenter's clicker sends Page Up and Page Down. */
export type Steer = 'next' | 'previous' | 'first' | 'last' | 'fullscreen' | 'help';

const KEYS: Readonly<Record<string, Steer>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
};
const LETTERS: Readonly<Record<string, Steer>> = { f: 'fullscreen', F: 'fullscreen', '?': 'help' };

export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Where the focus is: in a text; in something that uses arrows and letters itself, as a list, a choice or the map; or elsewhere. */
export type FocusKind = 'typing' | 'choosing' | 'free';

const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable], dialog';
const CHOOSING = 'select, input[type="radio"], .maplibregl-map';

/** Gestures that begin here are not ours: they scroll sideways, mark a text or move the map. */
export const NO_SWIPE = `${TYPING}, ${CHOOSING}, .scroll`;

export function focusKind(target: EventTarget | null): FocusKind {
  if (!(target instanceof Element)) return 'free';
  if (target.closest(TYPING)) return 'typing';
  return target.closest(CHOOSING) ? 'choosing' : 'free';
}

/** What a key means. A clicker works wherever nobody types: who holds it does not see the focus. @param letters keys that are letters are switched on. */
export function steerOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { focus, letters }: { focus: FocusKind; letters: boolean },
): Steer | null {
  if (ctrlKey || metaKey || altKey || focus === 'typing') return null;
  if (focus === 'choosing' && !key.startsWith('Page')) return null;
  return KEYS[key] ?? (letters ? (LETTERS[key] ?? null) : null);
}

/** Pixels that a finger must go sideways, and how much more sideways than up or down. */
const FAR = 60;
const STRAIGHT = 2;

/** What a finger's way means; x and y in pixels. */
export function swipeOf(x: number, y: number): 'next' | 'previous' | null {
  if (Math.abs(x) < FAR || Math.abs(x) < STRAIGHT * Math.abs(y)) return null;
  return x < 0 ? 'next' : 'previous';
}
