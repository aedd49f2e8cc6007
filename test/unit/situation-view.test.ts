import { describe, expect, it } from 'vitest';
import { parsePeriod, periodOf } from '../../src/domain/period';
import type { Period } from '../../src/domain/period';
import type { Setting } from '../../src/domain/setting';
import { epochOfLocal } from '../../src/domain/stockholm-time';
import { codeTargets, sliceKey, sliceOf } from '../../src/screens/situation/slice';
import { momentOf, sliderPeriods } from '../../src/screens/situation/stepping';
import { isOngoing, shownVerdict } from '../../src/screens/situation/verdict';
import { formatView, isFiltered, knownView, parseView, withoutFilters } from '../../src/screens/situation/view';
import { busiestHours } from '../../src/screens/situation/words';

const now = epochOfLocal(2026, 11, 18, 12, 0, 0);
const period = (key: string): Period => {
  const found = parsePeriod(key);
  if (!found) throw new Error(`no period ${key}`);
  return found;
};
const geometry = { type: 'MultiPolygon' as const, coordinates: [] };
const setting: Setting = {
  municipality: { id: 'jonkoping', name: 'Jönköping', boundary: geometry },
  areas: [
    { id: 'oxnehaga', name: 'Öxnehaga', kind: 'pilot', activeFrom: '2024-01-01', geometry },
    { id: 'raslatt', name: 'Råslätt', kind: 'priority', activeFrom: '2024-01-01', geometry },
  ],
  organisations: [
    { id: 'polisen', name: 'Polisen', kind: 'police' },
    { id: 'vatterhem', name: 'Vätterhem', kind: 'housing_company' },
  ],
  categoryGroups: [{ id: 'skadegorelse', name: 'Skadegörelse', nameEn: null }],
  categories: [
    { id: 'klotter', groupId: 'skadegorelse', name: 'Klotter', nameEn: null, active: true },
    { id: 'brand', groupId: 'skadegorelse', name: 'Brand', nameEn: null, active: true },
    { id: 'hot', groupId: 'ordning', name: 'Hot', nameEn: null, active: true },
  ],
  places: [],
};
const full =
  '#/laget?period=2026-W45&area=oxnehaga&grupp=skadegorelse&kategori=hot&org=polisen&dagar=fre,lor&timmar=18-06&lager=omraden,handelser' +
  '&rutor=hex&handelse=0b6f1f7e-3c1d-4b9e-9a55-0123456789ab&karta=13.25/57.77500/14.26400&utskrift=1';

describe('the address of the situation', () => {
  it('opens the same view that it was written from', () => {
    const view = parseView(full, now);
    expect(view).toMatchObject({
      area: 'oxnehaga',
      groups: ['skadegorelse'],
      weekdays: [4, 5],
      hours: { from: 18, to: 6 },
      layers: ['areas', 'incidents'],
      shape: 'hexagon',
      print: true,
      camera: { zoom: 13.25, lat: 57.775, lon: 14.264 },
    });
    expect(formatView(view)).toBe(full);
    expect(parseView(formatView(view), now)).toEqual(view);
  });

  it('without a period is this week, and then names it', () => {
    expect(parseView('#/laget', now).period.key).toBe('2026-W47');
    expect(formatView(parseView('', now))).toBe('#/laget?period=2026-W47');
  });

  it('falls back gently, part by part', () => {
    const view = parseView(
      '#/laget?period=2026-W54&area=<x>&dagar=man,frejdag&timmar=25-99&lager=foo&rutor=runda&karta=a/b&handelse=1&utskrift=ja',
      now,
    );
    expect(view).toMatchObject({
      area: null,
      weekdays: [0],
      hours: null,
      layers: ['areas', 'cells'],
      shape: 'square',
      camera: null,
      incident: null,
      print: false,
    });
    expect(view.period.key).toBe('2026-W47');
    expect(parseView('#/laget?period=2026', now).period.kind).toBe('week');
    expect(parseView('#/laget?timmar=00-24', now).hours).toBeNull();
    expect(parseView('#/laget?timmar=12-12', now).hours).toBeNull();
    expect(parseView('#/laget?%E0%A4%A', now).period.key).toBe('2026-W47');
  });

  it('remembers that all layers are off', () => {
    const view = { ...parseView('', now), layers: [] };
    expect(parseView(formatView(view), now).layers).toEqual([]);
  });

  it('leaves out what this reader’s setting does not know', () => {
    const view = knownView(parseView('#/laget?area=borta&grupp=skadegorelse,annat&org=okand', now), setting);
    expect(view).toMatchObject({ area: null, groups: ['skadegorelse'], organisations: [] });
  });

  it('an area is looked at, not filtered by', () => {
    expect(isFiltered(parseView('#/laget?area=oxnehaga', now))).toBe(false);
    const filtered = parseView(full, now);
    expect(isFiltered(filtered)).toBe(true);
    expect(isFiltered(withoutFilters(filtered))).toBe(false);
    expect(withoutFilters(filtered).area).toBe('oxnehaga');
  });
});

describe('the slice of a view', () => {
  const lists = { categories: setting.categories, organisations: setting.organisations };

  it('looks at all areas in squares of 250 m, at one in squares of 125 m', () => {
    expect(sliceOf(parseView('', now), setting, lists)).toMatchObject({ areas: null, cell: 250, categories: null });
    expect(sliceOf(parseView('#/laget?area=raslatt', now), setting, lists)).toMatchObject({ areas: [1], cell: 125 });
  });

  it('lets a chosen group and a chosen category through together', () => {
    const slice = sliceOf(parseView('#/laget?grupp=skadegorelse&kategori=hot', now), setting, lists);
    expect(slice.categories).toEqual([0, 1, 2]);
    expect(sliceOf(parseView('#/laget?kategori=hot', now), setting, lists).categories).toEqual([2]);
  });

  it('has a key that differs whenever the numbers can', () => {
    const addresses = [
      '',
      '?period=2026-11',
      '?area=raslatt',
      '?kategori=hot',
      '?org=polisen',
      '?dagar=fre',
      '?timmar=18-06',
      '?rutor=hex',
    ];
    const keys = addresses.map((query) => sliceKey(sliceOf(parseView(`#/laget${query}`, now), setting, lists)));
    expect(new Set(keys).size).toBe(addresses.length);
  });

  it('reads the server’s codes in the terms of the setting', () => {
    const { targets, lists: known } = codeTargets(
      { categories: ['nytt', 'hot'], organisations: ['vatterhem'], areas: ['raslatt', 'annanstans'] },
      setting,
    );
    expect(targets.category).toEqual([3, 2]);
    expect(known.categories[3]).toMatchObject({ id: 'nytt', name: 'nytt' });
    expect(targets.organisation).toEqual([1]);
    expect(targets.area).toEqual([1, -1]);
    expect(setting.categories).toHaveLength(3);
  });
});

describe('a period that is not over', () => {
  it('is never called fewer than expected, nor as expected; more than expected is certain already', () => {
    expect(isOngoing(period('2026-W47'), now)).toBe(true);
    expect(isOngoing(period('2026-W46'), now)).toBe(false);
    expect(shownVerdict('below', true)).toBe('ongoing');
    expect(shownVerdict('usual', true)).toBe('ongoing');
    expect(shownVerdict('above', true)).toBe('above');
    expect(shownVerdict('too-few', true)).toBe('too-few');
    expect(shownVerdict('below', false)).toBe('below');
  });
});

describe('steps through time', () => {
  it('the slider holds the last 52 weeks, the present one last', () => {
    const periods = sliderPeriods(period('2026-W47'), now, null, false);
    expect(periods).toHaveLength(52);
    expect(periods.at(-1)?.key).toBe('2026-W47');
    expect(periods[0]?.key).toBe('2025-W48');
  });

  it('reaches back to a week that is shown though it is older, and to the first incident when asked', () => {
    expect(sliderPeriods(period('2024-W10'), now, null, false)[0]?.key).toBe('2024-W10');
    const first = period('2023-W50').from + 3600;
    expect(sliderPeriods(period('2026-W47'), now, first, true)[0]?.key).toBe('2023-W50');
  });

  it('ends with a week of the future when a link shows one', () => {
    expect(sliderPeriods(period('2026-W50'), now, null, false).at(-1)?.key).toBe('2026-W50');
  });

  it('a change of kind keeps the moment: now in the present period, the middle of another', () => {
    expect(periodOf('week', momentOf(period('2026-11'), now)).key).toBe('2026-W47');
    expect(periodOf('month', momentOf(period('2026-W40'), now)).key).toBe('2026-10');
    expect(periodOf('tertial', momentOf(period('2025-03'), now)).key).toBe('2025-T1');
  });
});

describe('the busiest hours', () => {
  const empty = (): number[][] => Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const put = (times: number[][], day: number, hour: number, weight: number): void => {
    const row = times[day];
    if (row) row[hour] = weight;
  };

  it('are four in a row that hold the most, across midnight too', () => {
    const times = empty();
    put(times, 4, 22, 2);
    put(times, 4, 23, 1);
    put(times, 5, 1, 3);
    expect(busiestHours(times)).toEqual({ day: 4, from: 22, to: 2 });
  });

  it('are none where there is no pattern to speak of', () => {
    const times = empty();
    put(times, 2, 12, 1);
    expect(busiestHours(times)).toBeNull();
  });
});
