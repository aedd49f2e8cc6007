/** One draft, and what each audience gets of it. */
import { describe, expect, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { disclose } from '../../src/picture/disclose';
import { cutVersions } from '../../src/picture/publish';
import type { Audience, PublishedPicture } from '../../src/picture/published';
import { readPublished } from '../../src/picture/read-published';
import { COVERAGE, exampleSource, PICTURE, PUBLISHED_AT } from './published/source';

const versions = cutVersions({
  source: exampleSource(),
  coverage: COVERAGE,
  correction: null,
  publishedAt: PUBLISHED_AT,
});
function versionFor(audience: Audience, organisation: string | null = null): PublishedPicture {
  const found = versions.find((each) => each.audience === audience && each.organisationId === organisation);
  if (!found) throw new Error(`There is no version for ${audience} ${organisation ?? ''}.`);
  return found.content;
}
const [coordinator, authorities, partners, external] = (
  ['coordinator', 'authorities', 'partners', 'external'] as const
).map((audience) => versionFor(audience));
const west = versionFor('organisation', 'bostad-vast');

describe('One draft', () => {
  it('becomes a version for each audience, and for each organisation that works in an area and is no authority', () => {
    expect(versions.map(({ audience, organisationId }) => `${audience} ${organisationId ?? ''}`.trim())).toEqual([
      ...['coordinator', 'authorities', 'partners', 'external'],
      ...['organisation bostad-ost', 'organisation bostad-vast'],
    ]);
    for (const { content } of versions) expect(readPublished(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('counts for each what it may see: sums are those of the areas', () => {
    const counts = (picture: PublishedPicture): unknown => [
      picture.figures.count,
      picture.areas.map(({ count }) => count),
    ];
    expect(counts(coordinator)).toEqual([28, [25, 3]]);
    expect(counts(authorities)).toEqual([28, [25, 3]]);
    expect(counts(west)).toEqual([17, [17]]);
    expect(counts(versionFor('organisation', 'bostad-ost'))).toEqual([3, [3]]);
    expect(west.outside).toEqual([0, null]);
    expect(coordinator.outside).toBe(2);
  });

  it('says who has not reported to the coordinator alone', () => {
    expect(coordinator.areas.map(({ coverage }) => coverage)).toEqual([
      { expected: 3, reported: 2, missing: ['Skolan'] },
      null,
    ]);
    expect(authorities.areas[0].coverage).toEqual({ expected: 3, reported: 2, missing: null });
    expect(west.areas[0].coverage).toEqual({ expected: 3, reported: 2, missing: null });
    expect(JSON.stringify([authorities, west, partners, external])).not.toContain('"Skolan"');
  });
});

describe('A raised hotspot', () => {
  const keys = (picture: PublishedPicture): string[] => picture.hotspots.map(({ key, name }) => `${key} ${name}`);

  it('gives its name and key to the hotspot of each analysis that shares cells with it', () => {
    expect(keys(coordinator).slice(0, 3)).toEqual(['h1 Torget', 'h2 Bakom scenen', 'h3 Den gamla stationen']);
    expect(coordinator.hotspots[0]).toMatchObject({ raised: true, decision: 'action', areaId: 'vaster', count: 17 });
    expect(keys(west)).toContain('h1 Torget');
    expect(keys(partners)).toContain('h1 Torget');
  });

  it('that the analysis does not find is kept for who sees what the coordinator sees, with the numbers of its cells', () => {
    expect(coordinator.hotspots[2]).toMatchObject({
      count: 0,
      decision: 'none',
      series: null,
      story: null,
      categories: [],
    });
    expect(authorities.hotspots[2].key).toBe('h3');
  });

  it('is left out where it comes from what the reader may not see, in words too', () => {
    for (const picture of [west, partners, external]) {
      expect(keys(picture).join()).not.toMatch(/h2|h3/);
      expect(JSON.stringify(picture)).not.toMatch(/Bakom scenen|gamla stationen|Polisen följer/);
    }
    const answer = partners.actions.find(({ what }) => what === 'Byt lampor');
    expect(answer).toMatchObject({ hotspot: null, where: 'Väster' });
  });
});

describe('Partners and outsiders', () => {
  it('get counts in blocks, nothing derived from them, and no small ones', () => {
    for (const picture of [partners, external]) {
      expect(picture.disclosure).toEqual({ rule: 'blocks', base: 5, grid: 250 });
      const [vaster, oster] = picture.areas;
      expect(vaster.count).toEqual([15, 19]);
      expect(oster).toMatchObject({ count: [0, 4], verdict: null, categories: [], trend: null, hotTimes: null });
      expect(picture).toMatchObject({ grid: null, density: null, gone: [], hindsight: null, trend: null, maps: [] });
      for (const figures of [picture.figures, ...picture.areas, ...picture.categories]) {
        expect(figures).toMatchObject({ expected: null, previous: null, yearBefore: null, change: null });
      }
      expect(picture.hotspots.length).toBeGreaterThan(0);
      for (const spot of picture.hotspots)
        expect(spot).toMatchObject({ series: null, hot: null, expected: null, hotTimes: null });
    }
  });

  it('see places as whole squares of 250 m, and their middle as that of one', () => {
    for (const { outline, centre } of partners.hotspots) {
      for (const [lon, lat] of outline.coordinates.flat(2)) {
        for (const metres of toSweref(lon, lat))
          expect(Math.abs(metres / 250 - Math.round(metres / 250))).toBeLessThan(1e-6);
      }
      for (const metres of toSweref(centre.lon, centre.lat)) expect((((metres / 250) % 1) + 1) % 1).toBeCloseTo(0.5, 6);
    }
  });

  it('read what was written for them', () => {
    expect(partners).toMatchObject({
      general: 'Mer klotter än väntat i Väster.',
      meeting: { minutes: 'Torget saneras.' },
    });
    expect(partners.areas[0].note).toBe('Torget är stökigt om kvällarna.');
    expect(partners.actions.map(({ sharing }) => sharing)).not.toContain('authorities');
    expect(external).toMatchObject({ general: 'Håll ögonen på torget.', meeting: null, actions: [], correction: null });
    expect(JSON.stringify(external)).not.toMatch(/Mer klotter|stökigt|saneras|Bostad|Polisen/);
    expect(external.events).toEqual(partners.events);
    expect(external.figures).toEqual(partners.figures);
  });

  it('never get an exact picture by mistake', () => {
    expect(() => disclose(coordinator, { audience: 'partners' })).toThrow(/inBlocks/);
    expect(() => disclose(coordinator, { audience: 'external', text: '' })).toThrow(/inBlocks/);
  });
});

describe('Actions and events', () => {
  it('are those of the picture first, then what is followed up, for the areas of the reader', () => {
    expect(coordinator.actions.map(({ id, isNew }) => [id.slice(-1), isNew])).toEqual([
      ...[
        ['1', true],
        ['2', true],
        ['3', true],
        ['5', true],
      ],
      ['4', false],
    ]);
    expect(coordinator.actions[0]).toMatchObject({ hotspot: 'h1', where: 'Torget', owner: 'Bostad Väst' });
    expect(west.actions.map(({ id }) => id.slice(-1))).toEqual(['1', '2']);
    expect(coordinator.actions.every(({ id }) => id !== PICTURE)).toBe(true);
  });

  it('begin in the two weeks after the period, by time', () => {
    expect(coordinator.events.map(({ title, where }) => `${title} ${where}`.trim())).toEqual([
      'Vandring Öster',
      'Match',
    ]);
    expect(west.events.map(({ title }) => title)).toEqual(['Match']);
  });
});
