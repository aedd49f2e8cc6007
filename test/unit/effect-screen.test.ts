/** The address of the effect, the question made of it and an action, and the file that leaves. */
import { describe, expect, it } from 'vitest';
import type { EffectQuestion, EffectResult } from '../../src/analysis/effect-types';
import type { Action } from '../../src/domain/meeting';
import type { Setting } from '../../src/domain/setting';
import { formatEffect, parseEffect } from '../../src/screens/effect/address';
import { effectCsv } from '../../src/screens/effect/effect-csv';
import { numbersOf, ringWords, toldOf } from '../../src/screens/effect/effect-words';
import { chosenOf, endOfKnown, questionOf } from '../../src/screens/effect/question';
import { at } from './analysis-fixtures';

const ID = '11111111-1111-4111-8111-111111111111';
const shape: Setting['areas'][number]['geometry'] = { type: 'MultiPolygon', coordinates: [] };
const area = (id: string): Setting['areas'][number] => ({
  ...{ id, name: id, kind: 'other', activeFrom: '2020-01-01', geometry: shape },
});
const setting: Setting = {
  municipality: { id: '0680', name: 'Jönköping', boundary: shape },
  areas: [area('ost'), area('vast')],
  organisations: [],
  categoryGroups: [{ id: 'skada', name: 'Skada', nameEn: null }],
  categories: [
    { id: 'klotter', groupId: 'skada', name: 'Klotter', nameEn: null, active: true },
    { id: 'bråk', groupId: 'ordning', name: 'Bråk', nameEn: null, active: true },
  ],
  places: [],
};
const lists = { categories: setting.categories, organisations: [] };
const action: Action = {
  ...{ id: ID, pictureId: null, hotspot: null, categoryId: 'klotter', problem: '', what: 'Tvätta', areaId: 'vast' },
  ...{ position: null, ownerId: null, due: '2026-10-01', status: 'done', outcome: '', sharing: 'partners' },
  ...{ revision: 1, createdAt: at('2026-09-01T23:30:00+02:00'), updatedAt: 0, mayEdit: true },
};

describe('the address of an effect', () => {
  it('holds every choice, and reads what it wrote', () => {
    const view = {
      ...{
        id: ID,
        point: { lon: 14.25, lat: 57.77 },
        area: null,
        start: '2026-09-01',
        end: 'none',
        radius: 300,
        ring: 0,
      },
      ...{
        before: 13,
        leftOut: 4,
        after: 8,
        measured: 'during' as const,
        category: 'g:skada',
        against: 'chosen' as const,
      },
      ...{ points: [{ lon: 14.2, lat: 57.7 }], areas: ['ost'] },
    };
    expect(parseEffect(formatEffect(view).split('?')[1] ?? '')).toEqual(view);
    expect(formatEffect(parseEffect(`id=${ID}`))).toBe(`/atgarder/effekt?id=${ID}`);
  });

  it('takes what makes no sense for what is usual', () => {
    const view = parseEffect('id=x&plats=999,57&radie=7&fran=2026-99-01&mot=annat&omrade=%3Cb%3E&punkter=1,2;x');
    expect(view).toMatchObject({ id: null, point: null, radius: 200, start: null, against: 'proposed', area: null });
    expect(view.points).toEqual([{ lon: 1, lat: 2 }]);
  });
});

describe('the question of an effect', () => {
  it('begins with what the action says: its area, the day it was decided, its due date once done, its group', () => {
    const chosen = chosenOf(parseEffect(`id=${ID}`), action, setting);
    expect(chosen).toEqual({
      ...{ place: { kind: 'area', id: 'vast' }, start: '2026-09-01', end: '2026-10-01', category: 'g:skada' },
    });
    const question = questionOf(parseEffect(`id=${ID}`), chosen, setting, lists, 0);
    expect(question).toMatchObject({ place: { kind: 'area', area: 1 }, categories: [0], groupOf: [0, 1] });
    expect(chosenOf(parseEffect(`id=${ID}&kategori=alla`), action, setting).category).toBe('g:skada');
    expect(chosenOf(parseEffect(`id=${ID}&kategori=all&till=inget`), action, setting)).toMatchObject({
      ...{ category: 'all', end: null },
    });
  });

  it('is none without a place or a first day', () => {
    const view = parseEffect('');
    expect(questionOf(view, chosenOf(view, null, setting), setting, lists, 0)).toBeNull();
    const nowhere = chosenOf(view, { ...action, areaId: null }, setting);
    expect(nowhere).toMatchObject({ place: null, start: '2026-09-01' });
  });

  it('knows nothing of a day that is not over', () => {
    expect(endOfKnown(at('2026-10-25T12:00:00+01:00'))).toBe(at('2026-10-25T00:00:00+02:00'));
  });
});

const counts = { before: 20, during: null, after: 8 };
const question: EffectQuestion = {
  ...{ place: { kind: 'area', area: 0 }, ring: 200, start: '2026-09-01', end: null, weeksBefore: 4, weeksLeftOut: 0 },
  ...{ weeksAfter: 4, until: 0, measured: 'since', categories: null, groupOf: [], against: { kind: 'years' } },
};
const span = { from: at('2026-09-01T00:00:00+02:00'), to: at('2026-09-29T00:00:00+02:00') };
const change = { ratio: 0.4, low: 0.2, high: 0.8, p: 0.01, expected: 20, dispersion: 1.2 };
const effect: EffectResult = {
  spans: { before: span, during: null, after: span, measured: span },
  ...{ place: counts, ring: counts, compared: counts, change, ringChange: { ...change, low: 0.3, high: 3, p: 0.9 } },
  comparisons: [
    {
      ...{ ...counts, place: null, yearsBefore: null, name: '=HYPERLINK("x")', leftOut: null, outline: null },
      ...{ centre: null, distance: null },
    },
  ],
  ...{
    verdict: 'fewer',
    ringVerdict: 'too-few',
    displacement: { success: -1, ring: 0.5, quotient: -0.5, reading: 'part' },
  },
  ...{ weeks: [], weekDispersion: 1, first: 0, beforeData: false, outline: shape, ringOutline: null },
};

describe('what is said and what leaves', () => {
  it('says the verdict with its range and never a percentage of change', () => {
    expect(toldOf(effect)).toBe('fewer');
    expect(numbersOf(effect, question)).toBe(
      '8 händelser, mot ungefär 20 om platsen hade förändrats som jämförelserna. Kvot 0,40, 95 % intervall 0,20–0,80.',
    );
    expect(ringWords(effect)).toContain(
      'Viktad förflyttningskvot −0,50: ringen ökade, men mindre än platsen minskade.',
    );
    expect(toldOf({ ...effect, comparisons: [] })).toBe('no-comparisons');
    expect(toldOf({ ...effect, spans: { ...effect.spans, measured: null } })).toBe('not-yet');
  });

  it('writes a table whose names cannot run as formulas, each row with what it belongs to', () => {
    const text = effectCsv({
      ...{
        effect,
        question,
        setting,
        name: '+Torget',
        action: '@Tvätta',
        category: 'Alla',
        scope: 'allt',
        fetchedAt: 0,
      },
    });
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(1 + 3 + 1);
    expect(text).toContain("'+Torget");
    expect(text).toContain("'@Tvätta");
    expect(text).not.toMatch(/;[=+@]/);
    expect(lines.slice(1).every((line) => line.includes('Lägesbild, Jönköping'))).toBe(true);
  });
});
