/** The slides of a meeting, and what is decided on them. */
import { describe, expect, it } from 'vitest';
import type { LiveMeeting } from '../../src/data/meeting';
import { mergeMeeting } from '../../src/data/merge-meeting';
import type { Action } from '../../src/domain/meeting';
import { areasInOrder, decisionsToStore, focusOf, raisedOf, slides } from '../../src/screens/meeting/slides';
import { exampleBlocks, examplePicture } from './published/example';

const PICTURE = '0b7e9a4e-9d0c-4f4f-8a51-0d3f5f0c1a11';
const nothing: Pick<LiveMeeting, 'actions' | 'decisions'> = { actions: [], decisions: [] };

const action = (patch: Partial<Action> = {}): Action => ({
  ...{ id: 'a', pictureId: PICTURE, hotspot: { key: 'h1', name: 'Öxnehaga centrum' }, categoryId: null },
  ...{ problem: '', what: 'Belysning', areaId: null, position: null, ownerId: null, due: null },
  ...{ status: 'planned', outcome: '', sharing: 'partners', revision: 1, createdAt: 0, updatedAt: 0, mayEdit: true },
  ...patch,
});

describe('the slides', () => {
  it('go from who takes part over areas and raised hotspots to the minutes', () => {
    expect(slides(examplePicture(), PICTURE, nothing).map(({ id }) => id)).toEqual([
      ...['start', 'tackning', 'omrade-oxnehaga', 'omrade-raslatt', 'omrade-osterangen', 'plats-h1', 'plats-h2'],
      ...['forra', 'nya', 'evenemang', 'framat', 'protokoll'],
    ]);
  });

  it('have the same number in every version, so that partners can follow the coordinator', () => {
    const steps = (list: ReturnType<typeof slides>): Map<string, number> => new Map(list.map((s) => [s.id, s.step]));
    const coordinator = steps(slides(examplePicture(), PICTURE, nothing));
    const partners = steps(slides(exampleBlocks('partners'), PICTURE, nothing));
    expect(partners.size).toBeGreaterThan(7);
    for (const [id, step] of partners) expect(coordinator.get(id), id).toBe(step);
    expect(new Set(coordinator.values()).size).toBe(coordinator.size);
    for (const step of coordinator.values()) expect(step).toBeLessThanOrEqual(10_000);
  });

  it('show the red areas first, and look ahead to red and yellow ones', () => {
    const picture = examplePicture();
    picture.areas.reverse();
    expect(areasInOrder(picture).map(({ status }) => status)).toEqual(['red', 'yellow', 'green']);
    const focus = focusOf(picture, raisedOf(picture, PICTURE, nothing));
    expect(focus.areas.map(({ id }) => id)).toEqual(['oxnehaga', 'raslatt']);
    expect(focus.hotspots.map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('a raised hotspot', () => {
  const decided = (live: Pick<LiveMeeting, 'actions' | 'decisions'>): string[] =>
    raisedOf(examplePicture(), PICTURE, live).map(({ decision, reason }) => `${decision} ${reason}`.trim());

  it('is open until an action answers it or the coordinator says that there is none', () => {
    expect(decided(nothing)).toEqual(['open', 'open']);
    expect(decided({ ...nothing, actions: [action()] })).toEqual(['action', 'open']);
    expect(
      decided({ actions: [action()], decisions: [{ key: 'h2', decision: 'none', reason: 'Låsen är bytta.' }] }),
    ).toEqual(['action', 'none Låsen är bytta.']);
  });

  it('is not answered by an action that was cancelled, or by one of another picture', () => {
    expect(decided({ ...nothing, actions: [action({ status: 'cancelled' })] })).toEqual(['open', 'open']);
    expect(decided({ ...nothing, actions: [action({ pictureId: 'another' })] })).toEqual(['open', 'open']);
  });

  it('is answered for those who may not see the action itself', () => {
    expect(decided({ ...nothing, decisions: [{ key: 'h1', decision: 'action', reason: null }] })).toEqual([
      'action',
      'open',
    ]);
  });

  it('leaves in the draft what the version is to say', () => {
    const raised = (live: Pick<LiveMeeting, 'actions' | 'decisions'>) => raisedOf(examplePicture(), PICTURE, live);
    const answered = { ...nothing, actions: [action()] };
    expect(decisionsToStore(raised(answered), [])).toEqual([{ key: 'h1', decision: 'action' }]);
    const stored: LiveMeeting['decisions'] = [{ key: 'h1', decision: 'action', reason: '' }];
    expect(decisionsToStore(raised({ ...answered, decisions: stored }), stored)).toEqual([]);
    // The action was taken back.
    expect(decisionsToStore(raised({ ...nothing, decisions: stored }), stored)).toEqual([
      { key: 'h1', decision: 'open' },
    ]);
  });
});

describe('two coordinators at once', () => {
  const base = { held: null, participants: ['polisen'], minutes: '', step: 0 };

  it('tick organisations and step without undoing each other', () => {
    expect(
      mergeMeeting(
        base,
        { ...base, participants: ['polisen', 'vatterhem'] },
        { ...base, participants: ['junehem'], step: 100, minutes: 'Text' },
      ),
    ).toEqual({ held: null, participants: ['junehem', 'vatterhem'], minutes: 'Text', step: 100 });
  });

  it('are asked when both have written minutes', () => {
    expect(mergeMeeting(base, { ...base, minutes: 'Mina' }, { ...base, minutes: 'Deras' })).toBeNull();
    expect(mergeMeeting(base, { ...base, minutes: 'Mina' }, { ...base, minutes: 'Mina ' })).not.toBeNull();
  });
});
