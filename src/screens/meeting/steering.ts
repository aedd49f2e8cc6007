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

/**
 * What a key means.
 * @param typing the focus is where these keys have a meaning of their own: a field, a choice, the map. @param letters keys that are letters are switched on.
 */
export function steerOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { typing, letters }: { typing: boolean; letters: boolean },
): Steer | null {
  if (ctrlKey || metaKey || altKey || typing) return null;
  return KEYS[key] ?? (letters ? (LETTERS[key] ?? null) : null);
}

/** Fields, choices and the map use arrows themselves. */
export const TYPING = 'input, textarea, select, [contenteditable], .maplibregl-map, [role="combobox"], dialog';

/** Pixels that a finger must go sideways, and how much more sideways than up or down. */
const FAR = 60;
const STRAIGHT = 2;

/** What a finger's way means; x and y in pixels. */
export function swipeOf(x: number, y: number): 'next' | 'previous' | null {
  if (Math.abs(x) < FAR || Math.abs(x) < STRAIGHT * Math.abs(y)) return null;
  return x < 0 ? 'next' : 'previous';
}
