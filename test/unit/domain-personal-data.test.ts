import { describe, expect, it } from 'vitest';
import {
  doubtfulWords,
  findPersonalData,
  PERSONAL_DATA_KINDS,
  personalDataKinds,
} from '../../src/domain/personal-data';
import corpus from '../personal-data-corpus/sentences.json';

const kinds = (text: string): string[] => findPersonalData(text).map((finding) => finding.kind);

describe('Personal data in a text', () => {
  it.each([
    ['900101-0000', 'personal-number'],
    ['900161-0000', 'personal-number'],
    ['070-000 00 00', 'phone'],
    ['+46 70 000 00 00', 'phone'],
    ['036-00 00 00', 'phone'],
    ['nagon@exempel.se', 'email'],
    ['ABC 123', 'registration-plate'],
    ['abc12d', 'registration-plate'],
    ['@nagon_99', 'social-media'],
  ])('%s is found between words, with its place', (secret, kind) => {
    const text = `Sågs vid ${secret} i går`;
    const findings = findPersonalData(text);
    expect(findings.map((finding) => finding.kind)).toEqual([kind]);
    expect(text.slice(findings[0]?.start, findings[0]?.end)).toBe(secret);
    expect(findings[0]?.blocked).toBe(true);
  });

  it('is listed in order of appearance, none overlapping', () => {
    expect(kinds('nagon@exempel.se, ABC123 och 070-000 00 00')).toEqual(['email', 'registration-plate', 'phone']);
    expect(kinds('Skriv abc123@exempel.se')).toEqual(['email']);
  });

  it('a mobile number whose digits begin like a date is a phone number unless the checksum says otherwise', () => {
    expect(kinds('0701234567')).toEqual(['phone']); // 07-01-23, wrong checksum
    expect(kinds('0701239809')).toEqual(['phone']);
    expect(kinds('0701239808')).toEqual(['personal-number']); // the same date, right checksum
    expect(kinds('070123-9808')).toEqual(['personal-number']);
  });

  it('dates that do not exist are no personal numbers', () => {
    expect(kinds('851312-9801')).toEqual([]);
    expect(kinds('850230-9801')).toEqual([]);
    expect(kinds('850392-9801')).toEqual([]);
  });
});

describe('The corpus', () => {
  it('is as large as the promise', () => {
    expect(new Set(corpus.ordinary).size).toBeGreaterThanOrEqual(300);
    expect(new Set(corpus.blocked.map(({ text }) => text)).size).toBeGreaterThanOrEqual(120);
    expect(new Set(corpus.blocked.flatMap((sentence) => sentence.kinds))).toEqual(new Set(PERSONAL_DATA_KINDS));
  });

  it('raises false alarms in less than one ordinary sentence of a hundred, doubts included', () => {
    const alarms = corpus.ordinary.filter((text) => kinds(text).length > 0);
    expect(alarms.length, alarms.join('\n')).toBeLessThan(corpus.ordinary.length / 100);
  });

  it.each(corpus.blocked)('blocks “$text”', ({ text, kinds: expected }) => {
    expect(personalDataKinds(text)).toEqual(expected);
  });

  it.each(corpus.doubtful)('asks about “$text” and blocks nothing', ({ text, kind }) => {
    expect(doubtfulWords(text).map((finding) => finding.kind)).toContain(kind);
    expect(personalDataKinds(text)).toEqual([]);
    expect(findPersonalData(text).every((finding) => !finding.blocked)).toBe(true);
  });
});
