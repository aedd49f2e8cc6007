/** Contents appear on the map whole: told with a map that loads when the test says so. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPresenter, PATIENCE } from '../../src/map/present';
import type { SceneChange } from '../../src/map/scene';
import type { MapContent } from '../../src/map/shapes';
import { createStill } from '../../src/map/still';

/** A map whose frames and sources are in the hands of the test. */
function fakeMap() {
  const listeners: Record<string, (() => void)[]> = {};
  let once: (() => void)[] = [];
  const map = {
    /** Frames asked for, as MapLibre would have been asked. */
    asked: 0,
    loaded: true,
    triggerRepaint() {
      map.asked++;
    },
    isSourceLoaded: () => map.loaded,
    on(type: string, listener: () => void) {
      (listeners[type] ??= []).push(listener);
    },
    once(_: 'render', listener: () => void) {
      once.push(listener);
    },
    /** Runs the frame that was asked for, if there is one. */
    frame() {
      if (map.asked === 0) return false;
      map.asked = 0;
      const waiting = once;
      once = [];
      for (const listener of listeners['render'] ?? []) listener();
      for (const listener of waiting) listener();
      return true;
    },
    /** All that was asked of the workers has arrived. */
    arrive() {
      map.loaded = true;
      for (const listener of listeners['sourcedata'] ?? []) listener();
    },
  };
  return map;
}

const content = (name: string): MapContent => ({ selectedArea: name }) as MapContent;

function setUp(change: () => SceneChange = () => 'changed') {
  const map = fakeMap();
  const handed: string[] = [];
  const drawn: string[] = [];
  const lost: string[] = [];
  const scene = {
    show(next: MapContent): SceneChange {
      const what = change();
      if (what === 'waiting') return what;
      handed.push(next.selectedArea ?? '');
      map.loaded = false;
      return what;
    },
    sources: () => ['cells', 'hotspots'],
  };
  const still = createStill(map);
  const presenter = createPresenter(map, scene, still, {
    ondrawn: (slice) => drawn.push(slice),
    onlost: (why) => lost.push(why),
  });
  return { map, handed, drawn, presenter, lost };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a content on the map', () => {
  it('is drawn only when all of it has arrived: until then no frame begins', () => {
    const { map, handed, drawn, presenter } = setUp();
    presenter.show(content('w46'), 'w46');
    expect(handed).toEqual(['w46']);
    map.triggerRepaint(); // MapLibre asks for a frame for every tile that arrives
    expect(map.frame()).toBe(false);
    map.arrive();
    expect(drawn).toEqual([]); // arrived is not yet seen
    expect(map.frame()).toBe(true);
    expect(drawn).toEqual(['w46']);
  });

  it('is not handed over before the last frame of the former one: that frame would show a part of it', () => {
    const { map, handed, presenter } = setUp();
    map.triggerRepaint();
    presenter.show(content('w46'), 'w46');
    expect(handed).toEqual([]);
    map.frame();
    expect(handed).toEqual(['w46']);
  });

  it('is finished before the next begins, and of those that came meanwhile only the newest is drawn', () => {
    const { map, handed, drawn, presenter } = setUp();
    for (const week of ['w46', 'w45', 'w44', 'w43']) presenter.show(content(week), week);
    map.arrive();
    map.frame();
    expect(drawn).toEqual(['w46']);
    map.frame();
    map.arrive();
    map.frame();
    expect(handed).toEqual(['w46', 'w43']);
    expect(drawn).toEqual(['w46', 'w43']);
  });

  it('that is handed in once more holds no frame', () => {
    const { map, handed, presenter } = setUp();
    presenter.show(content('w46'), 'w46');
    presenter.show(content('w46'), 'w46');
    map.arrive();
    map.frame();
    presenter.show(content('w46'), 'w46');
    expect(handed).toEqual(['w46']);
    map.triggerRepaint();
    expect(map.frame()).toBe(true);
  });

  it('with sources new to the map lets frames run, since MapLibre looks for their tiles while it draws', () => {
    const { map, drawn, presenter } = setUp(() => 'added');
    presenter.show(content('w46'), 'w46');
    expect(map.frame()).toBe(true);
    expect(drawn).toEqual([]);
    map.arrive();
    map.frame();
    expect(drawn).toEqual(['w46']);
  });

  it('that does not arrive in time lets go of the map and says that it has no name now', () => {
    const { map, drawn, presenter, lost } = setUp();
    presenter.show(content('w46'), 'w46');
    vi.advanceTimersByTime(PATIENCE);
    expect(lost).toEqual(['anew']); // nothing of another week can be on the map
    expect(map.frame()).toBe(true);
    expect(drawn).toEqual([]);
    map.arrive();
    map.frame();
    expect(drawn).toEqual(['w46']);
    presenter.show(content('w45'), 'w45');
    map.frame();
    vi.advanceTimersByTime(PATIENCE);
    expect(lost).toEqual(['anew', 'late']);
  });

  it('that is late is passed over when a newer one waits: who did not wait for the map has gone on to that one', () => {
    const { map, drawn, presenter } = setUp();
    presenter.show(content('w46'), 'w46');
    presenter.show(content('w45'), 'w45');
    vi.advanceTimersByTime(PATIENCE);
    for (let i = 0; i < 3; i++) {
      map.arrive();
      map.frame();
    }
    expect(drawn).toEqual(['w45']);
  });

  it('is drawn anew when another style has been loaded, also when it had been waiting for one', () => {
    let change: SceneChange = 'waiting';
    const { map, drawn, presenter } = setUp(() => change);
    presenter.show(content('w46'), 'w46');
    change = 'added';
    presenter.restart();
    map.frame();
    map.arrive();
    map.frame();
    presenter.restart();
    map.arrive();
    map.frame();
    expect(drawn).toEqual(['w46', 'w46']);
  });
});
