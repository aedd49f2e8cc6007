/** Fetches one published version, and another when another is asked for; an answer that comes too late is dropped. */
import { untrack } from 'svelte';
import { SignedOut } from '../../data/failure';
import { loadPublished } from '../../data/pictures';
import type { PictureVersion } from '../../data/pictures';
import { expire } from '../../data/session.svelte';
import { language } from '../../i18n/i18n.svelte';
import type { PublishedPicture } from '../../picture/published';
import { UserError } from '../../picture/user-error';

export interface Published {
  readonly phase: 'none' | 'loading' | 'ready' | 'failed';
  /** Null until it is there, and where there is none that may be read. */
  readonly content: PublishedPicture | null;
  /** Why it cannot be read, where the file says so itself; else empty. */
  readonly sentence: string;
  retry: () => void;
}

interface Wanted {
  picture: string;
  version: PictureVersion;
}

/** Call while a component is made. @param wanted null: nothing is fetched. */
export function fetchPublished(municipality: () => string, wanted: () => Wanted | null): Published {
  let phase = $state<Published['phase']>('none');
  let content = $state.raw<PublishedPicture | null>(null);
  let sentence = $state('');
  let attempt = $state(0);
  let asked = 0;

  async function load(where: string, { picture, version }: Wanted): Promise<void> {
    const turn = ++asked;
    phase = 'loading';
    content = null;
    sentence = '';
    try {
      const { audience, organisationId } = version;
      const found = await loadPublished(where, picture, audience, organisationId, version.version, language());
      if (turn !== asked) return;
      content = found;
      phase = found ? 'ready' : 'failed';
    } catch (error) {
      if (turn !== asked) return;
      if (error instanceof SignedOut) expire();
      else if (error instanceof UserError) sentence = error.message;
      phase = 'failed';
    }
  }

  // The same version handed in as another object is not fetched, and not logged, again.
  const key = $derived.by(() => {
    const now = wanted();
    return now ? [now.picture, now.version.version, now.version.audience, now.version.organisationId ?? ''].join() : '';
  });
  $effect(() => {
    void key;
    void attempt;
    untrack(() => {
      const now = wanted();
      if (now) void load(municipality(), now);
      else {
        asked++;
        [phase, content] = ['none', null];
      }
    });
  });

  return {
    get phase() {
      return phase;
    },
    get content() {
      return content;
    },
    get sentence() {
      return sentence;
    },
    retry: () => void attempt++,
  };
}
