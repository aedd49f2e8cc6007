import { describe, expect, it } from 'vitest';
import { isOld, reportIssues, type IncidentReport } from '../../src/domain/incident';
import { at } from './analysis-fixtures';

const now = at('2026-11-18T12:00:00+01:00');
const report: IncidentReport = {
  id: '4be0643f-1d98-473b-97cd-ca98a65347dd',
  municipalityId: 'jonkoping',
  organisationId: 'vatterhem',
  categoryId: 'klotter',
  lon: 14.26,
  lat: 57.77,
  occurredFrom: now - 3600,
  occurredTo: now - 1800,
  placeType: 'stairwell',
  description: 'Klotter i trapphuset.',
  policeReported: 'no',
  sharing: 'partners',
};
const codes = (change: Partial<IncidentReport>): string[] =>
  reportIssues({ ...report, ...change }, now).map((issue) => issue.code);

describe('A report', () => {
  it('that is complete may be sent', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ occurredTo: report.occurredFrom, description: '' })).toEqual([]);
  });

  it.each<[string, Partial<IncidentReport>, string]>([
    ['has no category', { categoryId: '' }, 'missing-category'],
    ['has no position', { lon: undefined }, 'missing-position'],
    ['ends before it begins', { occurredTo: report.occurredFrom - 1 }, 'end-before-start'],
    ['lies six minutes ahead', { occurredTo: now + 360 }, 'in-the-future'],
    ['lies before 2000', { occurredFrom: at('1999-12-31T23:59:59Z') }, 'before-2000'],
    ['has a text of 281 characters', { description: 'a'.repeat(281) }, 'too-long'],
    ['has an e-mail address in its text', { description: 'mejla nagon@exempel.se' }, 'personal-data'],
    ['has no known place type', { placeType: 'moon' as IncidentReport['placeType'] }, 'invalid'],
  ])('that %s is held back with that reason alone', (_, change, code) => {
    expect(codes(change)).toEqual([code]);
  });

  it('may lie five minutes ahead, since clocks differ, and begin with the year 2000', () => {
    expect(codes({ occurredTo: now + 300 })).toEqual([]);
    expect(codes({ occurredFrom: at('2000-01-01T00:00:00Z') })).toEqual([]);
  });

  it('lists what is missing from an empty form, each field once', () => {
    const fields = reportIssues({}, now).map((issue) => issue.field);
    expect(fields).toEqual(expect.arrayContaining(['category', 'position', 'time']));
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('is old after a month', () => {
    expect(isOld(now - 31 * 86_400, now)).toBe(false);
    expect(isOld(now - 31 * 86_400 - 1, now)).toBe(true);
  });
});
