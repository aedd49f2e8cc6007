/**
 * Keeps the picture of the map still while something new is being prepared. MapLibre shows each source as soon as its worker is done with it: for a few
 * frames the squares of one week would lie under the hotspots of another. A canvas that is not drawn keeps its last picture, so all that is needed is to
 * let no frame begin.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

export interface Still {
  /** From now on no new frame begins. `quiet` is called when the last one that was already asked for is over: at once, if there is none. */
  hold(quiet: () => void): void;
  /** Lets frames begin again and asks for one. */
  release(): void;
}

/** The part of a map that is used here. */
export type Frames = Pick<MapLibreMap, 'triggerRepaint'> & { on(type: 'render', listener: () => void): unknown };

export function createStill(map: Frames): Still {
  const ask = map.triggerRepaint.bind(map);
  let held = false;
  /** A frame has been asked for and is not drawn yet: MapLibre says so in a private field only. */
  let asked = false;
  let waiting: (() => void) | null = null;

  map.triggerRepaint = () => {
    if (held) return;
    asked = true;
    ask();
  };
  map.on('render', () => {
    asked = false;
    const quiet = waiting;
    waiting = null;
    quiet?.();
  });

  return {
    hold(quiet) {
      held = true;
      if (asked) waiting = quiet;
      else quiet();
    },
    release() {
      held = false;
      waiting = null;
      map.triggerRepaint();
    },
  };
}
