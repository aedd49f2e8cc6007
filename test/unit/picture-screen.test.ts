/** The pictures' screens without a browser: addresses, versions, raised places, what is looked back on and ahead to, the year's wheel. */
import { describe, expect, it } from 'vitest';
import { countPeriods } from '../../src/analysis/count-periods';
import type { IncidentTable } from '../../src/analysis/types';
import { angleOf, GAP, pointOf, ringOf, segmentPath } from '../../src/charts/wheel-shape';
import type { RaisedHotspot } from '../../src/data/picture-parts';
import type { PictureSummary, PictureVersion } from '../../src/data/pictures';
import type { Action, Activity } from '../../src/domain/meeting';
import { parsePeriod, periodsBefore } from '../../src/domain/period';
import { comparedOf, readAddress, versionOf } from '../../src/screens/picture/address';
import { actionsBack, eventsAhead } from '../../src/screens/picture/follow-up';
import { isSamePlace, raise } from '../../src/screens/picture/raised';
import { refusePart } from '../../src/screens/picture/refuse-part';
import { parseKept, summaryOf } from '../../src/screens/picture/save-summary';
import { alikeVersion, bestVersion, namedVersion } from '../../src/screens/picture/versions';

const ID = '11111111-2222-4333-8444-555555555555';
const OTHER = '11111111-2222-4333-8444-555555555556';
const week = parsePeriod('2026-W46');
if (!week) throw new Error('There is a week 46.');

describe('the address of a picture', () => {
  it('leads to the same version and back, beside another one', () => {
    const one = { id: ID, version: 2, audience: 'organisation', organisation: 'vatterhem' } as const;
    const two = { id: OTHER, version: 1, audience: 'partners', organisation: null } as const;
    const query = readAddress(one, two).split('?')[1] ?? '';
    expect(versionOf(query)).toEqual(one);
    expect(comparedOf(query)).toEqual(two);
    expect(comparedOf(readAddress(one).split('?')[1] ?? '')).toBeNull();
  });

  it('leaves open what it says wrongly, and names nothing without an id', () => {
    expect(versionOf(`id=${ID}&version=x&audience=press`)).toEqual({
      id: ID,
      version: null,
      audience: null,
      organisation: null,
    });
    expect(versionOf('id=1')).toBeNull();
  });
});

describe('raised places', () => {
  const grid = {
    cell: 250,
    shape: 'square',
    east: Float64Array.of(0, 250, 500, 750),
    north: Float64Array.of(0, 0, 0, 0),
  } as const;
  const spot = (
    name: string,
    cells: number[],
  ): { name: string; cells: number[]; centre: { lon: number; lat: number } } => ({
    name,
    cells,
    centre: { lon: 14, lat: 57 },
  });

  it('get keys in the order raised, never one that was used', () => {
    const one = raise([], spot('Torget', [0, 1]), grid, []);
    const two = raise(one, spot('Parken', [3]), grid, ['h4']);
    expect(two.map(({ key, name, decision }) => [key, name, decision])).toEqual([
      ['h1', 'Torget', 'open'],
      ['h5', 'Parken', 'open'],
    ]);
    expect(two[0]?.cells).toEqual([
      [0, 0],
      [250, 0],
    ]);
  });

  it('are known again when late reports have moved their outline, and not by a neighbour', () => {
    const [torget] = raise([], spot('Torget', [0, 1]), grid, []) as [RaisedHotspot];
    expect(isSamePlace(torget, { cells: [1, 2] }, grid)).toBe(true);
    expect(isSamePlace(torget, { cells: [2, 3] }, grid)).toBe(false);
    expect(isSamePlace(torget, { cells: [0, 1] }, { ...grid, cell: 125 })).toBe(false);
  });
});

describe('looking back and ahead', () => {
  const action = (change: Partial<Action>): Action => ({
    ...{
      id: 'a',
      pictureId: null,
      hotspot: null,
      categoryId: null,
      problem: '',
      what: '',
      areaId: null,
      position: null,
    },
    ...{ ownerId: null, due: null, status: 'planned', outcome: '', sharing: 'partners', revision: 1 },
    ...{ createdAt: 0, updatedAt: 0, mayEdit: false },
    ...change,
  });
  const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join('');

  it('looks back on what is open, by due date, and on what has just been closed', () => {
    const all = [
      action({ id: 'a', due: null }),
      action({ id: 'b', due: '2026-11-20' }),
      action({ id: 'c', status: 'done', updatedAt: week.from - 86_400 }),
      action({ id: 'd', status: 'done', updatedAt: week.from - 40 * 86_400 }),
      action({ id: 'e', status: 'ongoing', areaId: 'raslatt', due: '2026-11-01' }),
    ];
    expect(ids(actionsBack(all, week, null))).toBe('ebac');
    expect(ids(actionsBack(all, week, 'oxnehaga'))).toBe('bac');
  });

  it('looks two weeks ahead to what is still planned', () => {
    const event = (id: string, startsAt: number, state: Activity['state'] = 'planned'): Activity => ({
      ...{ id, organisationId: 'x', title: id, kind: 'event', startsAt, endsAt: startsAt + 7200, position: null },
      ...{ areaId: null, visitors: null, state, revision: 1, mayEdit: false },
    });
    const all = [
      event('late', week.to + 14 * 86_400),
      event('b', week.to + 86_400),
      event('a', week.to),
      event('gone', week.to, 'cancelled'),
      event('in', week.from),
    ];
    expect(ids(eventsAhead(all, week, null))).toBe('ab');
  });
});

describe('saving', () => {
  it('says first what a person must see', () => {
    const saved = { kind: 'saved', at: 10 } as const;
    expect(summaryOf([saved, { kind: 'waiting' }, { kind: 'conflict', theirs: null, revision: 1, at: 0 }]).kind).toBe(
      'conflict',
    );
    expect(summaryOf([saved, { kind: 'waiting' }, { kind: 'typing' }]).kind).toBe('waiting');
    expect(summaryOf([saved, { kind: 'typing' }]).kind).toBe('saving');
    expect(summaryOf([saved, { kind: 'saved', at: 30 }, { kind: 'saved', at: null }])).toEqual({
      kind: 'saved',
      at: 30,
    });
  });

  it('holds back what would be refused, in every part with words', () => {
    for (const part of ['general', 'external', 'area:oxnehaga']) {
      expect(refusePart(part, { text: 'Ring 070-123 45 67', status: null })).toBe('personal-data');
      expect(refusePart(part, { text: 'x'.repeat(4001), status: null })).toBe('too-long');
      expect(refusePart(part, { text: 'Lugnt', status: null })).toBeNull();
    }
    expect(refusePart('map:x', { caption: 'Ring 070-123 45 67', image: '' })).toBe('personal-data');
    expect(refusePart('map:x', { caption: '', image: 'x'.repeat(400_001) })).toBe('too-long');
    expect(refusePart('map:x', null)).toBeNull();
  });

  it('reads nothing out of what another version kept', () => {
    expect(parseKept({ content: 1 })).toBeNull();
    expect(parseKept({ content: { text: 'a' }, base: null, revision: 0, unanswered: [] })).toMatchObject({
      revision: 0,
    });
  });
});

describe('versions', () => {
  const version = (
    number: number,
    audience: PictureVersion['audience'],
    organisationId: string | null = null,
  ): PictureVersion => ({
    version: number,
    audience,
    organisationId,
    publishedAt: 0,
    correction: null,
  });
  const all = [
    version(1, 'partners'),
    version(1, 'organisation', 'vatterhem'),
    version(2, 'external'),
    version(2, 'partners'),
    version(2, 'organisation', 'junehem'),
    version(2, 'organisation', 'vatterhem'),
  ];

  it('opens the newest and of it the fullest that is the reader’s own', () => {
    expect(bestVersion(all, 'vatterhem')).toEqual(version(2, 'organisation', 'vatterhem'));
    expect(bestVersion(all, 'vaktarbolaget')).toEqual(version(2, 'partners'));
    expect(bestVersion([], 'vatterhem')).toBeNull();
  });

  it('keeps the audience when another version is chosen, where there is one', () => {
    const first = all.filter((one) => one.version === 1);
    expect(alikeVersion(first, version(2, 'organisation', 'vatterhem'), 'vatterhem')).toEqual(first[1]);
    expect(alikeVersion(first, version(2, 'external'), 'vaktarbolaget')).toEqual(first[0]);
  });

  it('finds what the address names, and nothing else', () => {
    const picture: PictureSummary = { id: ID, periodKey: week.key, areaId: null, hasDraft: false, versions: all };
    const open = { id: ID, version: null, audience: null, organisation: null };
    expect(namedVersion({ ...open, audience: 'external' }, [picture], 'x')?.version).toEqual(version(2, 'external'));
    expect(namedVersion({ ...open, version: 7 }, [picture], 'x')).toBeNull();
    expect(namedVersion({ ...open, id: OTHER }, [picture], 'x')).toBeNull();
  });
});

describe('the year’s wheel', () => {
  it('counts each week by group, and what is in no group in none', () => {
    const weeks = periodsBefore(week, 3);
    const begins = weeks.flatMap(({ from }, i) => Array.from({ length: i + 1 }, () => from + 3600));
    const size = begins.length;
    const table: IncidentTable = {
      ...{ size, east: new Float64Array(size), north: new Float64Array(size) },
      ...{ from: Uint32Array.from(begins), to: Uint32Array.from(begins), category: new Uint16Array(size) },
      ...{ organisation: new Int16Array(size), area: Int16Array.from(begins, (_, i) => (i % 2 === 0 ? 0 : -1)) },
    };
    expect(countPeriods(table, weeks, 2, (row) => table.area[row] ?? -1)).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    expect(countPeriods(table, weeks, 1, () => 0)).toEqual([[1, 2, 3]]);
  });

  it('goes clockwise once round, without overlap, rings from the outside in', () => {
    const size = { inner: 70, outer: 260 };
    expect(angleOf(1)).toBeCloseTo(GAP);
    expect(angleOf(54)).toBeCloseTo(2 * Math.PI - GAP);
    expect(ringOf(0, 10, size)).toEqual([241, 260]);
    expect(ringOf(9, 10, size)[0]).toBeCloseTo(70);
    const [x, y] = pointOf(14, 100); // a quarter of the year lies to the right
    expect(x).toBeGreaterThan(95);
    expect(Math.abs(y)).toBeLessThan(25);
    expect(segmentPath(1, 0, 10, size)).toMatch(/^M[^NaN]*Z$/);
  });
});
