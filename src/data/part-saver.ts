/**
 * One part of a draft on its way to the server, without a browser: kept here at the first key, sent after a pause, sent again when contact is back, and never over
 * something that was not seen. What is kept tells a reload which stored revision it was made from.
 */
import { SignedOut } from './failure';
import { jsonEqual } from './json-equal';
import type { SavedPart } from './pictures';
import { Refusal } from './types';
import type { RefusalCode } from './types';

/** What lies in this browser until the server has it. */
export interface KeptPart {
  content: unknown;
  /** The stored content and revision that it was made from. */
  base: unknown;
  revision: number;
  /** Sent, but no answer came: the server may have any of them. */
  unanswered: unknown[];
}

export type SaveState =
  /** `at`: epoch seconds; null where nothing has been written. */
  | { kind: 'saved'; at: number | null }
  /** Kept here; goes within a second. */
  | { kind: 'typing' }
  | { kind: 'saving' }
  /** No contact: kept here. */
  | { kind: 'waiting' }
  /** The session is over: kept here. */
  | { kind: 'signed-out' }
  /** Another has written meanwhile, and the two cannot be joined without a person. `at`: epoch seconds. */
  | { kind: 'conflict'; theirs: unknown; revision: number; at: number }
  /** Kept here, never sent as it is. */
  | { kind: 'refused'; code: RefusalCode };

export interface PartSaverOptions {
  stored: { content: unknown; revision: number; updatedAt: number } | null;
  kept: KeptPart | null;
  /** Null: the server has everything. */
  keep: (kept: KeptPart | null) => void;
  /** As `savePart`. */
  save: (content: unknown, revision: number) => Promise<SavedPart>;
  /** As `mergePart`. */
  merge: (base: unknown, mine: unknown, theirs: unknown) => unknown;
  /** Why a content would be refused: it is then not sent at all. */
  refuse: (content: unknown) => RefusalCode | null;
  changed: (content: unknown, state: SaveState) => void;
  /** Milliseconds without a change before it is sent. */
  pause: number;
}

export interface PartSaver {
  readonly content: unknown;
  /** Of the stored content that this is made from. */
  readonly revision: number;
  readonly state: SaveState;
  edit(content: unknown): void;
  /** Ends a conflict with what the person made of the two. */
  resolve(content: unknown): void;
  /** Contact may be back. */
  retry(): void;
  /** The server has this now; what is being written here stays. */
  refresh(stored: { content: unknown; revision: number; updatedAt: number }): void;
  /** Sends at once what waits for a pause. Resolves when nothing is on its way any more. */
  settle(): Promise<void>;
}

export function createPartSaver(options: PartSaverOptions): PartSaver {
  const { stored, kept, keep, save, merge, refuse, changed, pause } = options;
  let base: unknown = kept ? kept.base : (stored?.content ?? null);
  let revision = kept ? kept.revision : (stored?.revision ?? 0);
  let mine: unknown = kept ? kept.content : base;
  let unanswered: unknown[] = kept ? kept.unanswered : [];
  let state: SaveState = { kind: 'saved', at: stored?.updatedAt ?? null };
  let at = stored?.updatedAt ?? null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | null = null;

  function become(next: SaveState): void {
    state = next;
    changed(mine, next);
  }

  function keepHere(): void {
    keep({ content: mine, base, revision, unanswered });
  }

  function settled(): void {
    unanswered = [];
    keep(null);
    become({ kind: 'saved', at });
  }

  /** The server's content becomes what mine was made from. */
  function rebase(answer: Pick<SavedPart, 'content' | 'revision' | 'updatedAt'>): void {
    base = answer.content;
    ({ revision } = answer);
    at = answer.updatedAt;
    unanswered = [];
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), pause);
  }

  async function sendOnce(): Promise<'again' | 'done'> {
    const sending = mine;
    become({ kind: 'saving' });
    unanswered = [...unanswered, sending].slice(-8);
    keepHere();
    const answer = await save(sending, revision);
    if (answer.saved) {
      rebase({ ...answer, content: sending });
    } else if (jsonEqual(answer.content, mine)) {
      rebase(answer);
    } else if (unanswered.some((one) => one !== sending && jsonEqual(one, answer.content))) {
      rebase(answer); // my own words, whose answer was lost
    } else {
      const joined = merge(base, mine, answer.content);
      if (joined === null) {
        become({ kind: 'conflict', theirs: answer.content, revision: answer.revision, at: answer.updatedAt });
        unanswered = [];
        keepHere();
        return 'done';
      }
      rebase(answer);
      mine = joined;
    }
    if (jsonEqual(mine, base)) {
      settled();
      return 'done';
    }
    keepHere();
    return 'again';
  }

  function failed(error: unknown): void {
    keepHere();
    if (error instanceof Refusal) {
      unanswered = [];
      become({ kind: 'refused', code: error.code });
    } else become({ kind: error instanceof SignedOut ? 'signed-out' : 'waiting' });
  }

  function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (underWay) return underWay;
    if (state.kind === 'conflict' || state.kind === 'refused' || (state.kind === 'saved' && jsonEqual(mine, base))) {
      return Promise.resolve();
    }
    const code = refuse(mine);
    if (code) {
      become({ kind: 'refused', code });
      return Promise.resolve();
    }
    underWay = (async () => {
      try {
        while ((await sendOnce()) === 'again') {
          const next = refuse(mine);
          if (next) return become({ kind: 'refused', code: next });
        }
      } catch (error) {
        failed(error);
      } finally {
        underWay = null;
      }
    })();
    return underWay;
  }

  function edit(content: unknown): void {
    mine = content;
    if (state.kind === 'conflict') {
      keepHere();
      return changed(mine, state);
    }
    if (!underWay && unanswered.length === 0 && jsonEqual(mine, base)) {
      clearTimeout(timer);
      return settled();
    }
    keepHere();
    const code = refuse(content);
    if (code) {
      clearTimeout(timer);
      return become({ kind: 'refused', code });
    }
    if (state.kind === 'waiting' || state.kind === 'signed-out') changed(mine, state);
    else if (!underWay) become({ kind: 'typing' });
    else changed(mine, state);
    later();
  }

  // What an earlier visit left behind goes at once.
  if (kept) {
    const code = refuse(mine);
    if (stored && jsonEqual(stored.content, mine)) {
      rebase(stored);
      settled();
    } else if (code) become({ kind: 'refused', code });
    else {
      become({ kind: 'typing' });
      later();
    }
  }

  return {
    get content() {
      return mine;
    },
    get revision() {
      return revision;
    },
    get state() {
      return state;
    },
    edit,
    resolve(content) {
      if (state.kind !== 'conflict') return;
      rebase({ content: state.theirs, revision: state.revision, updatedAt: state.at });
      mine = content;
      if (jsonEqual(mine, base)) return settled();
      keepHere();
      become({ kind: 'typing' });
      void send();
    },
    retry() {
      if (state.kind === 'waiting' || state.kind === 'signed-out') void send();
    },
    refresh(next) {
      if (underWay || state.kind !== 'saved' || next.revision <= revision) return;
      rebase(next);
      mine = next.content;
      become({ kind: 'saved', at });
    },
    async settle() {
      if (underWay || timer !== undefined || state.kind === 'typing') await send();
    },
  };
}
