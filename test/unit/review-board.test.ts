import { describe, expect, it, vi } from 'vitest';
import { Unreachable } from '../../src/data/failure';
import type { Reviewed } from '../../src/data/review';
import { Refusal } from '../../src/data/types';
import type { ReviewChange, ReviewNote, ReviewReport } from '../../src/domain/review';
import { ReviewBoard } from '../../src/screens/review/board.svelte';
import type { BoardDoors } from '../../src/screens/review/board.svelte';
import { doubtsOf, importsOf, inverse, isAsked, nextAfter, stepsSince } from '../../src/screens/review/decisions';
import { commandOf } from '../../src/screens/review/keys';
import { comparedSince, likenessesOf } from '../../src/screens/review/likeness';
import type { Likeness } from '../../src/screens/review/likeness';

const note = (id: string, kind: ReviewNote['kind']): ReviewNote => ({
  ...{ id, kind, at: 1_790_000_000, text: '', before: null, after: null, by: 'coordinator' },
});

function reportOf(id: string, change: Partial<ReviewReport> = {}): ReviewReport {
  return {
    ...{ id, organisationId: 'polisen', categoryId: 'klotter', areaId: 'oxnehaga', lon: 14.26, lat: 57.77 },
    ...{ occurredFrom: 1_790_000_000, occurredTo: 1_790_000_000, placeType: 'square', policeReported: 'no' },
    ...{ sharing: 'partners', description: 'Klotter på väggen.', descriptionReleased: false, reviewState: 'new' },
    ...{ duplicateOf: null, importId: null, createdAt: 1_790_000_000 + Number(id), revision: 1, notes: [] },
    ...change,
  };
}

/** A server with the rules that matter here: revisions, and which of the lists a report is in. */
function server(reports: readonly ReviewReport[]) {
  const stored = new Map(reports.map((report) => [report.id, report]));
  const state = { reachable: true, asked: [] as string[], failure: null as Error | null };
  const handled = ({ reviewState, duplicateOf }: ReviewReport): boolean =>
    reviewState !== 'new' || duplicateOf !== null;
  const write = (id: string, change: ReviewChange): ReviewReport => {
    const before = stored.get(id);
    if (!before) throw new Refusal('not-found', 'gone');
    const { position, question, ...rest } = change;
    const notes = question === undefined ? before.notes : [...before.notes, note(`${id}-q`, 'question')];
    const after = { ...before, ...rest, ...position, notes, revision: before.revision + 1 };
    stored.set(id, after);
    return after;
  };
  const doors: BoardDoors = {
    load: () => {
      state.asked.push('load');
      const all = [...stored.values()];
      return Promise.resolve({ waiting: all.filter((r) => !handled(r)), handled: all.filter(handled) });
    },
    review: (id, change, revision): Promise<Reviewed> => {
      state.asked.push(`review ${id}`);
      if (state.failure) return Promise.reject(state.failure);
      const before = stored.get(id);
      if (before && before.revision !== revision) return Promise.resolve({ saved: false, report: before });
      return Promise.resolve({ saved: true, report: write(id, change) });
    },
    release: (ids) => {
      const fresh = ids.filter((id) => stored.get(id)?.reviewState === 'new');
      for (const id of fresh) write(id, { reviewState: 'released' });
      return Promise.resolve(fresh.length);
    },
    compare: () => Promise.resolve(new Map()),
    reachable: () => state.reachable,
    signedOut: () => undefined,
  };
  return { doors, state, stored, write };
}

async function opened(reports: readonly ReviewReport[]) {
  const made = server(reports);
  const board = new ReviewBoard(made.doors);
  await board.load();
  return { ...made, board };
}

const release = { kind: 'release', change: { reviewState: 'released' } } as const;
const ids = (reports: readonly ReviewReport[] | null): string[] => (reports ?? []).map(({ id }) => id);

describe('The board', () => {
  it('looks at the oldest first, and at the next after each decision, at the end at the one before', async () => {
    const { board } = await opened([reportOf('1'), reportOf('2'), reportOf('3')]);
    expect(board.selectedId).toBe('1');
    board.step(1);
    await board.decide(release);
    expect(board.selectedId).toBe('3');
    await board.decide({ kind: 'setAside', change: { reviewState: 'set_aside' } });
    expect(board.selectedId).toBe('1');
    await board.decide(release);
    expect(board.selected).toBeNull();
    expect(ids(board.waiting)).toEqual([]);
    expect(ids(board.handled)).toEqual(['1', '3', '2']);
  });

  it('takes decisions back, the last one first, and looks at the report again', async () => {
    const { board, stored } = await opened([reportOf('1'), reportOf('2')]);
    await board.decide({ kind: 'category', change: { categoryId: 'brak' } });
    await board.decide({ kind: 'position', change: { position: { lon: 14.3, lat: 57.8 } } });
    await board.decide({ kind: 'releaseText', change: { reviewState: 'released', descriptionReleased: true } });
    expect(board.undoable).toBe(3);
    while (board.undoable > 0) await board.undo();
    expect(stored.get('1')).toMatchObject({
      ...{ categoryId: 'klotter', lon: 14.26, lat: 57.77, reviewState: 'new', descriptionReleased: false },
    });
    expect(board.selectedId).toBe('1');
    expect(ids(board.waiting)).toEqual(['1', '2']);
    expect(await board.undo()).toBe(false);
  });

  it('puts what is taken back where it stood, also among reports of the same second', async () => {
    const createdAt = 1_790_000_000;
    const { board } = await opened(['9', '5', '7', '1'].map((id) => reportOf(id, { createdAt })));
    board.select('5');
    await board.decide(release);
    board.select('9');
    await board.decide(release);
    await board.undo();
    await board.undo();
    expect(ids(board.waiting)).toEqual(['9', '5', '7', '1']);
  });

  it('stays at a report whose category or place was corrected', async () => {
    const { board } = await opened([reportOf('1'), reportOf('2')]);
    await board.decide({ kind: 'category', change: { categoryId: 'brak' } });
    expect(board.selectedId).toBe('1');
    expect(board.selected?.categoryId).toBe('brak');
  });

  it('goes on after a question, which waits in the list and cannot be taken back', async () => {
    const { board } = await opened([reportOf('1'), reportOf('2')]);
    await board.decide({ kind: 'question', change: { question: 'Var i huset?' } });
    expect(board.selectedId).toBe('2');
    expect(board.waiting?.map(isAsked)).toEqual([true, false]);
    expect([board.undoable, board.done?.undoable]).toEqual([0, false]);
  });

  it('stays at the only report when it is asked about', async () => {
    const { board } = await opened([reportOf('1')]);
    await board.decide({ kind: 'question', change: { question: 'Var i huset?' } });
    expect(board.selectedId).toBe('1');
  });

  it('marks two as one event and undoes it; the list is fetched anew, since the other one may be the duplicate', async () => {
    const { board, write, doors } = await opened([reportOf('1'), reportOf('2'), reportOf('3')]);
    // The server keeps the report with the wider sharing: here the one decided about.
    vi.spyOn(doors, 'review').mockImplementationOnce((id) => {
      write('2', { duplicateOf: id });
      return Promise.resolve({ saved: true, report: write(id, {}) });
    });
    await board.decide({ kind: 'duplicate', change: { duplicateOf: '2' } });
    expect(ids(board.waiting)).toEqual(['1', '3']);
    expect(ids(board.handled)).toEqual(['2']);
    // The next one was the duplicate itself, so the one after it comes.
    expect(board.selectedId).toBe('3');
    expect(board.undoable).toBe(1);
    await board.undo();
    expect(board.selectedId).toBe('1');
  });

  it('shows what somebody else did first, and leaves it', async () => {
    const { board, stored, write } = await opened([reportOf('1'), reportOf('2')]);
    write('1', { reviewState: 'set_aside' });
    stored.set('1', { ...(stored.get('1') ?? reportOf('1')), notes: [note('n', 'set_aside')] });
    expect(await board.decide(release)).toBe(false);
    expect(board.conflict).toMatchObject({ id: '1', steps: [{ kind: 'set_aside' }] });
    expect(board.selected?.reviewState).toBe('set_aside');
    expect([ids(board.waiting), board.undoable]).toEqual([['2'], 0]);
    expect(stored.get('1')?.reviewState).toBe('set_aside');
  });

  it('refuses without the server, queues nothing, and says so', async () => {
    const { board, state } = await opened([reportOf('1'), reportOf('2')]);
    state.reachable = false;
    expect(await board.decide(release)).toBe(false);
    expect(board.problem).toBe('offline');
    expect(state.asked).toEqual(['load']);
    state.reachable = true;
    state.failure = new Unreachable('no answer');
    expect(await board.decide(release)).toBe(false);
    expect([board.problem, board.selectedId, board.undoable, board.busy]).toEqual(['offline', '1', 0, false]);
    state.failure = new Refusal('personal-data', 'words');
    await board.decide(release);
    expect(board.problem).toBe('personal-data');
    state.failure = null;
    expect(await board.decide(release)).toBe(true);
    expect(board.problem).toBeNull();
  });

  it('decides once, however often the key is pressed', async () => {
    const { board, state } = await opened([reportOf('1'), reportOf('2')]);
    await Promise.all([board.decide(release), board.decide(release), board.decide(release)]);
    expect(state.asked.filter((what) => what.startsWith('review'))).toEqual(['review 1']);
    expect(ids(board.waiting)).toEqual(['2']);
  });

  it('releases several at once and takes all of them back', async () => {
    const { board, stored } = await opened([reportOf('1'), reportOf('2'), reportOf('3')]);
    await board.releaseMany([reportOf('1'), reportOf('3')], false);
    expect(board.done).toMatchObject({ kind: 'releaseMany', count: 2, undoable: true });
    expect([ids(board.waiting), board.selectedId]).toEqual([['2'], '2']);
    await board.undo();
    expect([...stored.values()].every(({ reviewState }) => reviewState === 'new')).toBe(true);
    expect(ids(board.waiting)).toEqual(['1', '2', '3']);
  });

  it('opens a handled report again, and looks at it', async () => {
    const { board } = await opened([reportOf('1', { reviewState: 'set_aside' }), reportOf('2')]);
    expect(board.selectedId).toBe('2');
    await board.reopen(board.handled[0] ?? reportOf('1'));
    expect(ids(board.waiting)).toEqual(['1', '2']);
    expect(board.selectedId).toBe('1');
  });

  it('keeps the report that is looked at when the list is fetched anew, and says when it cannot be', async () => {
    const { board, doors, stored } = await opened([reportOf('1'), reportOf('2'), reportOf('3')]);
    board.select('2');
    stored.delete('1');
    await board.load();
    expect([board.selectedId, board.position]).toEqual(['2', 0]);
    stored.delete('2');
    await board.load();
    expect(board.selectedId).toBe('3');
    vi.spyOn(doors, 'load').mockRejectedValueOnce(new Unreachable('no answer'));
    await board.load();
    expect([board.failed, ids(board.waiting)]).toEqual([true, ['3']]);
  });
});

describe('What raises a doubt', () => {
  const likeness = { likely: true } as Likeness;

  it('is a likely duplicate, a question, a place outside the areas, or words about a person', () => {
    expect(doubtsOf(reportOf('1'), [])).toEqual([]);
    expect(doubtsOf(reportOf('1'), [likeness])).toEqual(['duplicate']);
    expect(doubtsOf(reportOf('1', { notes: [note('a', 'question')] }), [])).toEqual(['asked']);
    expect(doubtsOf(reportOf('1', { notes: [note('a', 'question'), note('b', 'answer')] }), [])).toEqual(['answered']);
    expect(doubtsOf(reportOf('1', { areaId: null }), [])).toEqual(['outside']);
    expect(doubtsOf(reportOf('1', { description: 'Ring 070-123 45 67.' }), [])).toEqual(['person']);
  });
});

describe('Steps', () => {
  it('know their way back, but for a question', () => {
    const report = reportOf('1', { duplicateOf: '9' });
    expect(inverse({ kind: 'notDuplicate', change: { duplicateOf: null } }, report)).toEqual({ duplicateOf: '9' });
    expect(inverse({ kind: 'question', change: { question: 'Var?' } }, report)).toBeNull();
  });

  it('find the next report, and what is new in a trace', () => {
    expect(nextAfter(['1', '2', '3'], '2')).toBe('3');
    expect(nextAfter(['1', '2'], '2')).toBe('1');
    expect(nextAfter(['1'], '1')).toBeNull();
    const before = reportOf('1', { notes: [note('a', 'question')] });
    const now = reportOf('1', { notes: [note('a', 'question'), note('b', 'answer')] });
    expect(stepsSince(before, now).map(({ id }) => id)).toEqual(['b']);
  });

  it('gather the reports of an import', () => {
    const some = [reportOf('1', { importId: 'a' }), reportOf('2'), reportOf('3', { importId: 'b' })];
    const imports = importsOf([...some, reportOf('4', { importId: 'b' })]);
    expect(imports.map(({ id, reports }) => [id, reports.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });
});

describe('Keys', () => {
  const press = (key: string, change: Partial<KeyboardEvent> = {}, typing = false, steering = false) =>
    commandOf(
      { key, ...{ ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, repeat: false }, ...change },
      typing,
      steering,
    );

  it('mean one decision each, in any case, and nothing while somebody types', () => {
    expect(['j', 'K', 'r', 't', 'q', 'c', 'p', 'd', 'x', 'u', '?', 'ArrowDown'].map((key) => press(key))).toEqual([
      ...['next', 'previous', 'release', 'releaseText', 'question', 'category', 'position', 'duplicate', 'setAside'],
      ...['undo', 'help', 'next'],
    ]);
    expect(press('r', {}, true)).toBeNull();
    expect(press('z', { ctrlKey: true }, true)).toBeNull();
    expect(press('z', { ctrlKey: true })).toBe('undo');
    expect(press('r', { ctrlKey: true })).toBeNull();
    expect(press('y')).toBeNull();
  });

  it('leave the arrows to the map, and walk but never decide when held', () => {
    expect(press('ArrowDown', {}, false, true)).toBeNull();
    expect(press('j', { repeat: true })).toBe('next');
    expect(press('r', { repeat: true })).toBeNull();
    expect(press('r', { defaultPrevented: true })).toBeNull();
  });
});

describe('Likenesses', () => {
  const setting = {
    categories: [
      { id: 'klotter', groupId: 'skadegorelse', name: 'Klotter', nameEn: null, active: true },
      { id: 'brak', groupId: 'ordning', name: 'Bråk', nameEn: null, active: true },
    ],
    organisations: [
      { id: 'polisen', name: 'Polisen', kind: 'police' as const },
      { id: 'vatterhem', name: 'Vätterhem', kind: 'housing_company' as const },
    ],
  };

  it('are found among what waits and what lies around, with the reason, and none for what is alone', () => {
    const waiting = [reportOf('1'), reportOf('2', { lon: 14.4 })];
    const told = reportOf('3', { organisationId: 'vatterhem', lon: 14.2605 });
    const around = [{ ...told, occurredFrom: told.occurredFrom + 600, occurredTo: told.occurredTo + 600 }];
    const found = likenessesOf(waiting, around, setting);
    expect([...found.keys()]).toEqual(['1']);
    const [first] = found.get('1') ?? [];
    expect(first).toMatchObject({ minutes: 10, category: 'same', organisation: 'other', likely: true });
    expect(first?.other.id).toBe('3');
    expect(first?.metres).toBeCloseTo(30, 0);
  });

  it('stand a category that the list no longer has', () => {
    const waiting = [reportOf('1', { categoryId: 'borttagen' }), reportOf('2', { categoryId: 'borttagen' })];
    expect(() => likenessesOf(waiting, [], setting)).not.toThrow();
  });

  it('are looked for four weeks before the oldest report, a year and a month back at most', () => {
    const now = 1_790_000_000;
    expect(comparedSince([], now)).toBeNull();
    expect(comparedSince([{ occurredFrom: now - 86_400 }], now)).toBe(now - 29 * 86_400);
    expect(comparedSince([{ occurredFrom: 1_000_000_000 }], now)).toBe(now - 400 * 86_400);
  });
});
