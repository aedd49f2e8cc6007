/** Half-typed forms, kept a moment after each change, so that neither a reload nor an expired session loses them. */

/** Where drafts lie; IndexedDB in the browser. Keys belong to a person as a member. */
export interface DraftStore {
  get: (key: string) => Promise<unknown>;
  put: (key: string, draft: unknown) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

export interface DraftKeeper {
  /** What was kept, or undefined. Its shape is the reader's to check: an older version may have written it. */
  load: () => Promise<unknown>;
  /** Keeps the draft after a pause in the typing; a plain object, no reactive proxy. */
  keep: (draft: unknown) => void;
  /** Writes what still waits to be kept, at once. */
  settle: () => Promise<void>;
  /** Forgets the draft: it has been sent. */
  clear: () => Promise<void>;
}

/** Of the sheet that a person writes as this member. */
export const reportDraftKey = (userId: string, membershipId: string): string => `${userId}:${membershipId}`;

const open = new Set<DraftKeeper['settle']>();

/** Writes every draft that still waits to be kept: the page is about to be left. */
export async function settleDrafts(): Promise<void> {
  await Promise.all([...open].map((settle) => settle()));
}

/**
 * @param pause milliseconds without a change before the draft is written.
 * @param failed called when the store cannot be written: the form still works, but survives no reload.
 */
export function createDraftKeeper(store: DraftStore, key: string, pause: number, failed: () => void): DraftKeeper {
  let waiting: { draft: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Writes follow one another: an older draft must not overtake a newer one, nor the clearing. */
  let last: Promise<void> = Promise.resolve();

  const queue = (work: () => Promise<void>): Promise<void> => (last = last.then(work).catch(failed));

  function settle(): Promise<void> {
    clearTimeout(timer);
    if (!waiting) return last;
    const { draft } = waiting;
    waiting = null;
    const written = queue(() => store.put(key, draft));
    void written.then(() => waiting ?? open.delete(settle));
    return written;
  }

  return {
    load: () => store.get(key),
    keep(draft) {
      waiting = { draft };
      open.add(settle);
      clearTimeout(timer);
      timer = setTimeout(() => void settle(), pause);
    },
    settle,
    clear() {
      clearTimeout(timer);
      waiting = null;
      open.delete(settle);
      return queue(() => store.remove(key));
    },
  };
}
