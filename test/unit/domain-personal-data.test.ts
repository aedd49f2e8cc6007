import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../src/domain/personal-data';

const kinds = (text: string): string[] => findPersonalData(text).map((finding) => finding.kind);

describe('Personal data in a text', () => {
  // Invented numbers; the coordination number adds 60 to the day.
  it.each([
    ['19900101-0000', 'personal-number'],
    ['900101-0000', 'personal-number'],
    ['9001010000', 'personal-number'],
    ['900161-0000', 'personal-number'],
    ['070-000 00 00', 'phone'],
    ['+46 70 000 00 00', 'phone'],
    ['036-00 00 00', 'phone'],
    ['nagon@exempel.se', 'email'],
    ['ABC 123', 'registration-plate'],
    ['abc12d', 'registration-plate'],
  ])('%s is found between words, with its place', (secret, kind) => {
    const text = `Sågs vid ${secret} i går`;
    const findings = findPersonalData(text);
    expect(findings.map((finding) => finding.kind)).toEqual([kind]);
    expect(text.slice(findings[0].start, findings[0].end)).toBe(secret);
    expect(findings[0].blocked).toBe(true);
  });

  it.each([
    'Klotter på port 12, våning 3.',
    'Klockan 21:30 till 23:15 den 16 november 2026',
    'Bråk mellan 5-6 ungdomar',
    'Vecka 47, källare 2B',
    '',
  ])('is not seen in “%s”', (text) => expect(kinds(text)).toEqual([]));

  it('is listed in order of appearance', () => {
    expect(kinds('nagon@exempel.se, ABC123 och 070-000 00 00')).toEqual(['email', 'registration-plate', 'phone']);
  });
});
