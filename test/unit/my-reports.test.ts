/** One's own reports: where each stands, what it led to, and what a correction sends. */
import { describe, expect, it } from 'vitest';
import type { MyReport, ReviewNote } from '../../src/domain/review';
import { epochOfLocal } from '../../src/domain/stockholm-time';
import {
  begunCorrection,
  changesOf,
  correctedReport,
  correctionOf,
  ledToSomething,
  questionOf,
  shownReports,
  stageOf,
} from '../../src/screens/my-reports/outcome';

const AT = epochOfLocal(2026, 11, 20, 21, 15, 0) + 42;
const note = (kind: ReviewNote['kind'], by: ReviewNote['by'] = 'coordinator', text = ''): ReviewNote => ({
  ...{ id: `${kind}-${text}`, kind, at: AT, text, before: null, after: null, by },
});
const report = (values: Partial<MyReport> = {}): MyReport => ({
  ...{
    id: '6f2b7a54-0000-4000-8000-000000000001',
    organisationId: 'vatterhem',
    categoryId: 'klotter',
    areaId: 'oxnehaga',
  },
  ...{ lon: 14.26, lat: 57.77, occurredFrom: AT, occurredTo: AT, placeType: 'garage', policeReported: 'no' },
  ...{ sharing: 'partners', description: null, descriptionReleased: false, reviewState: 'new', importId: null },
  ...{ createdAt: AT, revision: 1, notes: [], duplicate: false, asked: false, hotspots: [], actions: [] },
  ...values,
});

describe('a report stands', () => {
  it('as received, seen, released, set aside, or the same as another', () => {
    expect(stageOf(report())).toBe('received');
    expect(stageOf(report({ notes: [note('corrected', 'reporter')] }))).toBe('received');
    expect(stageOf(report({ notes: [note('question'), note('answer', 'reporter')] }))).toBe('seen');
    expect(stageOf(report({ reviewState: 'released' }))).toBe('released');
    expect(stageOf(report({ reviewState: 'released', duplicate: true }))).toBe('duplicate');
    expect(stageOf(report({ reviewState: 'set_aside', duplicate: true }))).toBe('set_aside');
  });

  it('as a question before all else, and as the own organisation’s alone where nobody reviews it', () => {
    expect(stageOf(report({ asked: true, notes: [note('question')] }))).toBe('asked');
    expect(stageOf(report({ sharing: 'own_organisation' }))).toBe('own');
    expect(stageOf(report({ sharing: 'own_organisation', reviewState: 'set_aside' }))).toBe('set_aside');
  });

  it('with the newest question that waits', () => {
    const notes = [
      note('question', 'coordinator', 'Var?'),
      note('answer', 'reporter', 'Där'),
      note('question', 'coordinator', 'När?'),
    ];
    expect(questionOf(report({ asked: true, notes }))?.text).toBe('När?');
    expect(questionOf(report({ asked: false, notes }))).toBeNull();
  });
});

describe('the list', () => {
  const asked = report({ id: 'asked', asked: true, notes: [note('question')] });
  const led = report({
    id: 'led',
    reviewState: 'released',
    hotspots: [{ pictureId: 'p', periodKey: '2026-W46', name: 'Torget' }],
  });
  const plain = report({ id: 'new' });
  const ids = (shown: Parameters<typeof shownReports>[1]): string[] =>
    shownReports([led, plain, asked], shown).map(({ id }) => id);

  it('has questions first and keeps the order otherwise; each choice shows its own', () => {
    expect(ids('all')).toEqual(['asked', 'led', 'new']);
    expect(ids('asked')).toEqual(['asked']);
    expect(ids('new')).toEqual(['new']);
    expect(ids('led')).toEqual(['led']);
    expect(ledToSomething(plain)).toBe(false);
  });
});

describe('a correction', () => {
  it('of nothing changes nothing, not even the seconds that the fields do not show', () => {
    const before = report({ description: 'Klotter' });
    expect(correctedReport(before, correctionOf(before), '0680').occurredFrom).toBe(AT);
    expect(changesOf(before, correctedReport(before, correctionOf(before), '0680'))).toBeNull();
  });

  it('sends what was changed and nothing else: the coordinator may have put the rest right', () => {
    const made = { ...correctionOf(report()), fromTime: '20:00', categoryId: 'brand', description: ' Två väggar. ' };
    const corrected = correctedReport(report(), made, '0680');
    expect(corrected).toMatchObject({
      id: report().id,
      municipalityId: '0680',
      organisationId: 'vatterhem',
      occurredTo: AT,
    });
    expect(changesOf(report(), corrected)).toEqual({
      ...{ categoryId: 'brand', description: 'Två väggar.', occurredFrom: epochOfLocal(2026, 11, 20, 20, 0, 0) },
    });
    for (const patch of [
      { lon: 14.3 },
      { placeType: 'park' },
      { sharing: 'authorities' },
      { policeReported: 'yes' },
    ] as const) {
      expect(changesOf(report(), correctedReport(report(), { ...correctionOf(report()), ...patch }, '0680'))).toEqual(
        patch,
      );
    }
  });
});

describe('a correction that was begun', () => {
  const here = report({ id: 'here', revision: 2 });
  const made = { ...correctionOf(here), description: 'Två rutor', answer: 'Vid porten' };

  it('is taken up again on the report that it was made for', () => {
    expect(begunCorrection({ reportId: 'here', revision: 2, made }, [report(), here])).toEqual({ report: here, made });
  });

  it('keeps its answer alone where the report was changed since', () => {
    expect(begunCorrection({ reportId: 'here', revision: 1, made }, [here])?.made).toEqual({
      ...correctionOf(here),
      answer: 'Vid porten',
    });
  });

  it('is let go where the report is handled, gone, or what was kept is something else', () => {
    expect(begunCorrection({ reportId: 'here', revision: 2, made }, [{ ...here, reviewState: 'released' }])).toBeNull();
    expect(begunCorrection({ reportId: 'gone', revision: 2, made }, [here])).toBeNull();
    expect(begunCorrection({ reportId: 'here', made: {} }, [here])).toBeNull();
    expect(begunCorrection(undefined, [here])).toBeNull();
  });
});
