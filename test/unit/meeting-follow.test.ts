/** Which version of a picture a member has in a meeting, what the keys mean, and what the address keeps. */
import { describe, expect, it } from 'vitest';
import type { PictureSummary, PictureVersion } from '../../src/data/pictures';
import type { Audience } from '../../src/picture/published';
import { formatMeeting, parseMeeting } from '../../src/screens/meeting/address';
import { raisedOf } from '../../src/screens/meeting/slides';
import { steerOf, swipeOf } from '../../src/screens/meeting/steering';
import { meetingPicture, meetingVersions, seenTogether } from '../../src/screens/meeting/which-version';
import { exampleBlocks, examplePicture } from './published/example';

const version = (number: number, audience: Audience, organisationId: string | null = null): PictureVersion => ({
  ...{ version: number, audience, organisationId, publishedAt: 0, correction: null },
});
const ALL = [1, 2].flatMap((number) => [
  version(number, 'coordinator'),
  version(number, 'authorities'),
  version(number, 'partners'),
  version(number, 'external'),
  version(number, 'organisation', 'vatterhem'),
  version(number, 'organisation', 'junehem'),
]);
const seenBy = (member: Parameters<typeof meetingVersions>[1]): string[] =>
  meetingVersions(ALL, member).map((one) => `${one.version} ${one.audience} ${one.organisationId ?? ''}`.trim());

describe('in the meeting', () => {
  it('each has the newest version of the own audience, partners with their own areas in it', () => {
    expect(seenBy({ role: 'coordinator', organisationKind: 'municipality', organisationId: 'kommunen' })).toEqual([
      '2 coordinator',
    ]);
    expect(seenBy({ role: 'reporter', organisationKind: 'police', organisationId: 'polisen' })).toEqual([
      '2 authorities',
    ]);
    expect(seenBy({ role: 'reporter', organisationKind: 'housing_company', organisationId: 'vatterhem' })).toEqual([
      '2 partners',
      '2 organisation vatterhem',
    ]);
  });

  it('nobody has what is not published for them', () => {
    const viewer = { role: 'viewer', organisationKind: 'school', organisationId: 'skolan' } as const;
    expect(meetingVersions([version(1, 'external')], viewer)).toEqual([]);
    expect(meetingVersions([], viewer)).toEqual([]);
  });

  it('is about the picture of the address, or the newest that is published', () => {
    const picture = (id: string, versions: PictureVersion[]): PictureSummary => ({
      ...{ id, periodKey: '2026-W47', areaId: null, hasDraft: true, versions },
    });
    const list = [picture('a', []), picture('b', ALL)];
    expect(meetingPicture(list, null)?.id).toBe('b');
    expect(meetingPicture(list, 'a')?.id).toBe('a');
    expect(meetingPicture(list, 'c')).toBeNull();
    expect(meetingPicture([picture('a', [])], null)?.id).toBe('a');
  });

  it('a partner sees the own areas exactly among the blocks of the others, under the numbers of everybody', () => {
    const own = examplePicture();
    own.areas = own.areas.filter(({ id }) => id === 'raslatt');
    own.hotspots = own.hotspots.filter(({ areaId }) => areaId === 'raslatt');
    const together = seenTogether([exampleBlocks('partners'), own]);
    if (!together) throw new Error('nothing seen');
    expect(together.areas.map(({ id, count }) => [id, typeof count])).toEqual([
      ['oxnehaga', 'object'],
      ['raslatt', 'number'],
      ['osterangen', 'object'],
    ]);
    const raised = raisedOf(together, 'p', { actions: [], decisions: [] });
    expect(raised.map(({ hotspot }) => [hotspot.key, typeof hotspot.count])).toEqual([
      ['h1', 'object'],
      ['h2', 'number'],
    ]);
    expect(seenTogether([own])).toBe(own);
    expect(seenTogether([])).toBeNull();
  });
});

describe('a presenter', () => {
  const press = (key: string, more = {}): Parameters<typeof steerOf>[0] => ({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false },
    ...more,
  });
  const free = { focus: 'free', letters: true } as const;

  it('steps with arrows and with the keys of a clicker', () => {
    expect(
      ['ArrowRight', 'PageDown', 'ArrowLeft', 'PageUp', 'Home', 'End'].map((k) => steerOf(press(k), free)),
    ).toEqual(['next', 'next', 'previous', 'previous', 'first', 'last']);
    expect([steerOf(press('f'), free), steerOf(press('?'), free)]).toEqual(['fullscreen', 'help']);
  });

  it('types without stepping, and can switch the letters off', () => {
    expect(steerOf(press('ArrowRight'), { ...free, focus: 'typing' })).toBeNull();
    expect(steerOf(press('PageDown'), { ...free, focus: 'typing' })).toBeNull();
    // A list or the map keeps its arrows; the clicker steps all the same.
    expect(steerOf(press('ArrowRight'), { ...free, focus: 'choosing' })).toBeNull();
    expect(steerOf(press('f'), { ...free, focus: 'choosing' })).toBeNull();
    expect(steerOf(press('PageDown'), { ...free, focus: 'choosing' })).toBe('next');
    expect(steerOf(press('f'), { ...free, letters: false })).toBeNull();
    expect(steerOf(press('ArrowLeft', { altKey: true }), free)).toBeNull(); // the browser's way back
  });

  it('swipes sideways, not while scrolling', () => {
    expect([swipeOf(-120, 10), swipeOf(120, -10), swipeOf(-120, 100), swipeOf(-20, 0)]).toEqual([
      'next',
      'previous',
      null,
      null,
    ]);
  });

  it('sends a link that opens at the slide', () => {
    const address = { id: '0b7e9a4e-9d0c-4f4f-8a51-0d3f5f0c1a11', slide: 'plats-h1' };
    expect(parseMeeting(formatMeeting(address))).toEqual(address);
    expect(parseMeeting('#/mote?id=x&bild=<b>')).toEqual({ id: null, slide: null });
    expect(formatMeeting({ id: null, slide: null })).toBe('#/mote');
  });
});
