/** The keys of the board: one letter a decision. None of them does anything while somebody types, and all of them can be switched off (WCAG 2.1.4). */

export const COMMANDS = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  release: ['r'],
  releaseText: ['t'],
  question: ['q'],
  category: ['c'],
  position: ['p'],
  duplicate: ['d'],
  setAside: ['x'],
  undo: ['u'],
  help: ['?'],
} as const;
export type Command = keyof typeof COMMANDS;

const TYPED = 'input, textarea, select, [contenteditable="true"]';
/** Things with arrow keys of their own: the map, the sheet's handle, a list of choices. */
const STEERED = '.maplibregl-map, [role="listbox"], [data-arrows]';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'repeat'>;

/** What the key means here, or null. @param typing somebody types. @param steering arrow keys belong to what has the focus. */
export function commandOf(pressed: Pressed, typing: boolean, steering: boolean): Command | null {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented, repeat } = pressed;
  if (typing || defaultPrevented || altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' && !repeat ? 'undo' : null;
  const arrow = key.startsWith('Arrow');
  if (arrow && steering) return null;
  for (const command of Object.keys(COMMANDS) as Command[]) {
    const keys: readonly string[] = COMMANDS[command];
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (!keys.includes(name)) continue;
    // A held key walks through the list; it never decides about one report after another.
    return repeat && command !== 'next' && command !== 'previous' ? null : command;
  }
  return null;
}

export function commandOfEvent(event: KeyboardEvent): Command | null {
  const at = event.target instanceof Element ? event.target : null;
  const typing = at?.closest(TYPED) !== null && at?.closest(TYPED) !== undefined;
  return commandOf(event, typing, !!at?.closest(STEERED));
}

const KEPT = 'lagesbild-review-keys';

export function keysWanted(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true; // storage may be closed to us
  }
}

export function keepKeysWanted(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'off');
  } catch {
    // The choice then lasts for this visit.
  }
}
