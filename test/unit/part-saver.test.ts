/** Autosave of a draft's part: nothing that was typed is lost, whatever the network, the browser or another coordinator does. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignedOut, Unreachable } from '../../src/data/failure';
import { mergePart } from '../../src/data/merge-parts';
import { createPartSaver } from '../../src/data/part-saver';
import type { KeptPart, PartSaver } from '../../src/data/part-saver';
import type { SavedPart } from '../../src/data/pictures';
import { Refusal } from '../../src/data/types';

const PAUSE = 700;
type Way = 'answers' | 'unreachable' | 'answer-lost';

/** A server that keeps one part by the rule of the contract. */
function createServer() {
  const row = { content: null as unknown, revision: 0 };
  const saves: unknown[] = [];
  let way: Way = 'answers';
  return {
    row,
    saves,
    set way(next: Way) {
      way = next;
    },
    write(content: unknown) {
      row.content = content;
      row.revision++;
    },
    async save(content: unknown, revision: number): Promise<SavedPart> {
      saves.push(content);
      await Promise.resolve();
      if (way === 'unreachable') throw new Unreachable('no answer');
      const saved = revision === row.revision || JSON.stringify(content) === JSON.stringify(row.content);
      if (revision === row.revision) this.write(content);
      if (way === 'answer-lost') throw new Unreachable('the answer was lost');
      return { saved, revision: row.revision, content: saved ? content : row.content, updatedAt: 1000 + row.revision };
    },
  };
}

type Server = ReturnType<typeof createServer>;
interface Browser {
  saver: PartSaver;
  /** What lies in the browser now: a killed one leaves it behind. */
  kept: () => KeptPart | null;
}

function openBrowser(server: Server, kept: KeptPart | null = null, part = 'area:oxnehaga'): Browser {
  let here = kept;
  const stored = server.row.revision
    ? { content: server.row.content, revision: server.row.revision, updatedAt: 1000 }
    : null;
  const saver = createPartSaver({
    stored,
    kept,
    keep: (next) => (here = structuredClone(next)),
    save: (content, revision) => server.save(content, revision),
    merge: (base, mine, theirs) => mergePart(part, base, mine, theirs),
    refuse: (content) => (JSON.stringify(content).includes('070-') ? 'personal-data' : null),
    changed: () => undefined,
    pause: PAUSE,
  });
  return { saver, kept: () => here };
}

const text = (words: string, status: string | null = null): object => ({ text: words, status });
const passes = (): Promise<unknown> => vi.advanceTimersByTimeAsync(PAUSE);

describe('autosave of a part', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps each key here at once and sends once after a pause', async () => {
    const server = createServer();
    const { saver, kept } = openBrowser(server);
    for (const words of ['L', 'Lu', 'Lugnt']) saver.edit(text(words));
    expect(kept()?.content).toEqual(text('Lugnt'));
    expect(saver.state.kind).toBe('typing');
    await passes();
    expect(server.saves).toEqual([text('Lugnt')]);
    expect(saver.state).toEqual({ kind: 'saved', at: 1001 });
    expect(kept()).toBeNull();
  });

  it('waits for the network and sends the latest when it is back', async () => {
    const server = createServer();
    const { saver, kept } = openBrowser(server);
    server.way = 'unreachable';
    saver.edit(text('Ett'));
    await passes();
    expect(saver.state.kind).toBe('waiting');
    saver.edit(text('Ett två'));
    await passes();
    expect(kept()?.content).toEqual(text('Ett två'));
    server.way = 'answers';
    saver.retry();
    await passes();
    expect(server.row.content).toEqual(text('Ett två'));
    expect(kept()).toBeNull();
  });

  it('goes on where a killed browser stopped, also when the server has what no answer came for', async () => {
    const server = createServer();
    const first = openBrowser(server);
    server.way = 'answer-lost';
    first.saver.edit(text('Sänt'));
    await passes();
    first.saver.edit(text('Sänt och mer'));
    const left = first.kept();
    server.way = 'answers';
    const second = openBrowser(server, left);
    expect(second.saver.content).toEqual(text('Sänt och mer'));
    await passes();
    expect(second.saver.state.kind).toBe('saved');
    expect(server.row.content).toEqual(text('Sänt och mer'));
  });

  it('joins what two changed in different fields, and asks where both wrote the same', async () => {
    const server = createServer();
    server.write(text('Från början'));
    const [one, two] = [openBrowser(server), openBrowser(server)];
    one.saver.edit(text('Mina ord'));
    await passes();
    two.saver.edit(text('Från början', 'red'));
    await passes();
    expect(server.row.content).toEqual(text('Mina ord', 'red'));

    one.saver.edit(text('Mina ord, rättade'));
    two.saver.edit(text('Andra ord', 'red'));
    await passes();
    const [winner, loser] = one.saver.state.kind === 'saved' ? [one, two] : [two, one];
    expect(winner.saver.state.kind).toBe('saved');
    expect(loser.saver.state).toMatchObject({ kind: 'conflict', theirs: server.row.content });
    // Both texts are there, and what the person makes of them is stored.
    const typed = loser.saver.content;
    expect(loser.kept()?.content).toEqual(typed);
    loser.saver.resolve(text('Båda tillsammans', 'red'));
    await passes();
    expect(server.row.content).toEqual(text('Båda tillsammans', 'red'));
    expect(loser.saver.state.kind).toBe('saved');
  });

  it('joins a note and a status of a part that neither had seen', async () => {
    const server = createServer();
    const [one, two] = [openBrowser(server), openBrowser(server)];
    one.saver.edit(text('Lugnt'));
    await passes();
    two.saver.edit(text('', 'green'));
    await passes();
    expect(two.saver.state.kind).toBe('saved');
    expect(server.row.content).toEqual(text('Lugnt', 'green'));
  });

  it('sees the conflict again when the other writes on while the two are compared', async () => {
    const server = createServer();
    const { saver } = openBrowser(server);
    server.write(text('A'));
    saver.edit(text('B'));
    await passes();
    expect(saver.state.kind).toBe('conflict');
    server.write(text('A2'));
    saver.resolve(text('B'));
    await passes();
    expect(saver.state).toMatchObject({ kind: 'conflict', theirs: text('A2') });
    saver.resolve(text('A2'));
    expect(saver.state.kind).toBe('saved');
  });

  it('never sends what points at a person, and keeps what the server refused until it is put right', async () => {
    const server = createServer();
    const { saver, kept } = openBrowser(server);
    saver.edit(text('Ring 070-123 45 67'));
    await passes();
    expect(server.saves).toEqual([]);
    expect(saver.state).toEqual({ kind: 'refused', code: 'personal-data' });
    expect(kept()?.content).toEqual(text('Ring 070-123 45 67'));
    saver.edit(text('Ring 112'));
    await passes();
    expect(saver.state.kind).toBe('saved');

    const refusing = createServer();
    refusing.save = () => Promise.reject(new Refusal('too-long', 'Too long.'));
    const other = openBrowser(refusing);
    other.saver.edit(text('långt'));
    await passes();
    expect(other.saver.state).toEqual({ kind: 'refused', code: 'too-long' });
    expect(other.kept()?.content).toEqual(text('långt'));
  });

  it('keeps what is typed when the session has ended', async () => {
    const server = createServer();
    const { saver, kept } = openBrowser(server);
    server.save = () => Promise.reject(new SignedOut('401'));
    saver.edit(text('Kvar'));
    await passes();
    expect(saver.state.kind).toBe('signed-out');
    expect(kept()?.content).toEqual(text('Kvar'));
  });

  it('takes what another wrote while nothing is being written here, and not otherwise', () => {
    const server = createServer();
    server.write(text('Ett'));
    const { saver } = openBrowser(server);
    saver.refresh({ content: text('Två'), revision: 2, updatedAt: 2000 });
    expect(saver.content).toEqual(text('Två'));
    saver.edit(text('Mitt'));
    saver.refresh({ content: text('Tre'), revision: 3, updatedAt: 3000 });
    expect(saver.content).toEqual(text('Mitt'));
  });
});

describe('merging hotspots', () => {
  const spot = (key: string, at: number, decision = 'open'): object => ({
    key,
    name: `Plats ${at}`,
    centre: { lon: 14, lat: 57 },
    cells: [[at, at]],
    cell: 250,
    shape: 'square',
    decision,
    reason: '',
  });
  const merge = (base: object[], mine: object[], theirs: object[]): unknown =>
    mergePart('hotspots', { raised: base }, { raised: mine }, { raised: theirs });

  it('raises the places of both, and gives mine the next key', () => {
    expect(merge([spot('h1', 1)], [spot('h1', 1), spot('h2', 2)], [spot('h1', 1), spot('h2', 3)])).toEqual({
      raised: [spot('h1', 1), spot('h2', 3), spot('h3', 2)],
    });
  });

  it('takes a decision of the meeting along with a place raised or taken back here', () => {
    expect(merge([spot('h1', 1), spot('h2', 2)], [spot('h1', 1)], [spot('h1', 1, 'action'), spot('h2', 2)])).toEqual({
      raised: [spot('h1', 1, 'action')],
    });
  });

  it('asks when a place is taken back here and decided there', () => {
    expect(merge([spot('h1', 1)], [], [spot('h1', 1, 'none')])).toBeNull();
  });
});
