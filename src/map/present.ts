/**
 * Shows contents whole: a content is on the map from one frame to the next, all its layers together, and only then is it said to be drawn. One is
 * prepared at a time; of those handed in meanwhile the newest waits.
 */
import type { Scene } from './scene';
import type { MapContent } from './shapes';
import type { Still } from './still';

/** Milliseconds after which the old picture is no longer held: something is wrong, and a map that moves is better than one that does not. */
export const PATIENCE = 2000;

export interface Presenter {
  /** @param slice key of what the content shows; handed back when it is drawn. */
  show(content: MapContent, slice: string): void;
  /** Call when the style has been loaded and the scene drawn again: what was shown is not there any more. */
  restart(): void;
  close(): void;
}

/** The part of a map that is used here. */
export interface PresentedMap {
  isSourceLoaded(id: string): unknown;
  on(type: 'sourcedata' | 'error', listener: () => void): unknown;
  once(type: 'render', listener: () => void): unknown;
}

export interface PresenterEvents {
  /** Called inside the frame that shows the content, after the map has drawn: what is changed now is seen together with it. */
  ondrawn(slice: string): void;
  /**
   * What the map shows now has no name. `late`: it was not ready in time and is drawn piece by piece, so that it may show parts of two contents.
   * `anew`: nothing but the present content is put on the ground, which is new.
   */
  onlost(why: 'late' | 'anew'): void;
}

interface Step {
  content: MapContent;
  slice: string;
}

/** `holding`: waiting for the last frame of the old picture. `loading`: handed over, not all of it has arrived. `drawing`: the next frame shows it. */
type Phase = 'holding' | 'loading' | 'drawing';

function isSame(one: MapContent, other: MapContent): boolean {
  return (Object.keys(other) as (keyof MapContent)[]).every((part) => one[part] === other[part]);
}

export function createPresenter(
  map: PresentedMap,
  scene: Pick<Scene, 'show' | 'sources'>,
  still: Still,
  { ondrawn, onlost }: PresenterEvents,
): Presenter {
  let next: Step | null = null;
  let now: (Step & { phase: Phase }) | null = null;
  let last: Step | null = null;
  let limit: ReturnType<typeof setTimeout> | undefined;
  let late = false;
  /** An earlier content lies on this ground. */
  let covered = false;
  let closed = false;

  function begin(): void {
    if (now || !next || closed) return;
    const step = { ...next, phase: 'holding' as Phase };
    now = step;
    last = next;
    next = null;
    clearTimeout(limit);
    limit = setTimeout(() => {
      if (now !== step) return;
      still.release();
      if (step.phase === 'holding') load(step);
      late = true;
      onlost(covered ? 'late' : 'anew');
    }, PATIENCE);
    still.hold(() => load(step));
  }

  function load(step: Step & { phase: Phase }): void {
    if (now !== step || step.phase !== 'holding') return;
    const change = scene.show(step.content);
    if (change === 'waiting') return; // for a style: restart() goes on
    step.phase = 'loading';
    // MapLibre finds the tiles of a new source while it draws: without frames it would never be loaded.
    if (change === 'added') still.release();
    check();
  }

  function check(): void {
    const step = now;
    if (step?.phase !== 'loading' || !scene.sources().every((source) => map.isSourceLoaded(source))) return;
    step.phase = 'drawing';
    clearTimeout(limit);
    map.once('render', () => {
      if (closed || now !== step) return;
      now = null;
      covered = true;
      // Who did not wait for a late map has gone on to the newest: an older one is passed over in silence.
      if (!late || !next) {
        late = false;
        ondrawn(step.slice);
      }
      begin();
    });
    still.release();
  }

  // Told of every tile that has arrived; a tile that fails is loaded as far as it will be.
  map.on('sourcedata', check);
  map.on('error', check);

  return {
    show(content, slice) {
      const handed = next ?? now ?? last;
      // A view that changes in what is not on the map hands in the same once more: no frame is held for that.
      if (handed && handed.slice === slice && isSame(handed.content, content)) return;
      next = { content, slice };
      begin();
    },
    restart() {
      if (!now && !last) return;
      next ??= now ?? last;
      now = null;
      covered = false;
      onlost('anew');
      begin();
      // Everything is new to this style, so nothing is loaded without frames.
      still.release();
    },
    close() {
      closed = true;
      clearTimeout(limit);
    },
  };
}
