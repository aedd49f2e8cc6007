/** Map, panels and table of one slice: the panels follow the map, one whole picture at a time. */
import { describe, expect, it } from 'vitest';
import type { Shown } from '../../src/screens/situation/shown';
import { createStage } from '../../src/screens/situation/stage.svelte';

const picture = (key: string, analysis: object = {}): Shown => ({ key, analysis }) as Shown;

describe('what map and panels show', () => {
  it('comes at once the first time: nothing is there that could be stale', () => {
    const stage = createStage();
    stage.offer(picture('w46'));
    expect(stage.shown?.key).toBe('w46');
    expect(stage.busy).toBe(false);
  });

  it('changes for the panels when the map has drawn it, not before', () => {
    const stage = createStage();
    stage.offer(picture('w46'));
    stage.offer(picture('w45'));
    expect([stage.offered?.key, stage.shown?.key, stage.busy]).toEqual(['w45', 'w46', true]);
    stage.drawn('w46'); // the former one, drawn again
    expect(stage.shown?.key).toBe('w46');
    stage.drawn('w45');
    expect([stage.shown?.key, stage.busy]).toEqual(['w45', false]);
  });

  it('lets the map finish, then goes on with the newest of those that came meanwhile', () => {
    const stage = createStage();
    for (const key of ['w46', 'w45', 'w44', 'w43']) stage.offer(picture(key));
    stage.drawn('w45');
    expect([stage.shown?.key, stage.offered?.key, stage.busy]).toEqual(['w45', 'w43', true]);
    stage.drawn('w43');
    expect([stage.shown?.key, stage.busy]).toEqual(['w43', false]);
  });

  it('waits for no map where the numbers stay: another layer is no other slice', () => {
    const stage = createStage();
    const analysis = {};
    stage.offer(picture('w46', analysis));
    const next = picture('w46', analysis);
    stage.offer(next);
    expect(stage.shown).toBe(next);
    // Reloaded incidents are other numbers, though the slice has the same name.
    stage.offer(picture('w46', {}));
    expect(stage.shown).toBe(next);
    expect(stage.busy).toBe(true);
  });

  it('does not hold back the figures when the map is late or missing', () => {
    const stage = createStage();
    for (const key of ['w46', 'w45', 'w44']) stage.offer(picture(key));
    stage.go();
    expect([stage.shown?.key, stage.busy]).toEqual(['w44', false]);
    stage.withoutMap();
    stage.offer(picture('w43'));
    expect(stage.shown?.key).toBe('w43');
  });
});
