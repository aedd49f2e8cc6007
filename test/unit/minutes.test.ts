/** Minutes write themselves of what the meeting decided. */
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../src/domain/personal-data';
import { MINUTES_LIMIT, writeMinutes } from '../../src/picture/minutes';
import type { MinutesAction, MinutesSource } from '../../src/picture/minutes';

const action = (patch: Partial<MinutesAction> = {}): MinutesAction => ({
  ...{ hotspot: 'h1', what: 'Trygghetsvandring kvällstid.', where: '', owner: 'Polisen', due: '2026-12-01' },
  ...{ status: 'planned', outcome: '' },
  ...patch,
});

const source = (patch: Partial<MinutesSource> = {}): MinutesSource => ({
  ...{ place: 'Jönköping', period: '2026-W47', held: '2026-11-24', participants: ['Polisen', 'Vätterhem', 'Junehem'] },
  raised: [
    { key: 'h1', name: 'Öxnehaga centrum', decision: 'action' },
    { key: 'h2', name: 'Råslätts torg', decision: 'none' },
    { key: 'h3', name: 'Tormenås', decision: 'open' },
  ],
  decided: [action(), action({ hotspot: null, what: 'Se över belysningen', where: 'Råslätt', owner: null, due: null })],
  followed: [action({ hotspot: null, what: 'Byta lås', status: 'done', outcome: 'Alla portar klara.' })],
  ...patch,
});

describe('minutes', () => {
  it('say who took part, what was raised, what was decided, by whom and by when', () => {
    expect(writeMinutes(source(), 'sv')).toBe(
      [
        'Möte om lägesbilden för Jönköping: Vecka 47, 16–22 november 2026.',
        'Hållet 24 november 2026.',
        'Deltog: Polisen, Vätterhem och Junehem.',
        '',
        'LYFTA PLATSER OCH BESLUT',
        '1. Öxnehaga centrum:',
        '– Trygghetsvandring kvällstid. Ansvarig: Polisen, klart senast 1 december 2026.',
        '2. Råslätts torg: ingen åtgärd.',
        '3. Tormenås: inget beslut ännu.',
        '',
        'ÖVRIGA ÅTGÄRDER',
        '– Se över belysningen (Råslätt). Ansvarig: ingen ännu.',
        '',
        'TIDIGARE ÅTGÄRDER',
        '– Byta lås (Polisen): klar. Resultat: Alla portar klara.',
      ].join('\n'),
    );
  });

  it('say it in English', () => {
    const text = writeMinutes(source(), 'en');
    expect(text).toContain('Took part: Polisen, Vätterhem and Junehem.');
    expect(text).toContain('Owner: Polisen, due 1 December 2026.');
    expect(text).not.toMatch(/\{\{|undefined|null/);
  });

  it('hold nothing that the guard takes for a person', () => {
    for (const language of ['sv', 'en'] as const) {
      expect(findPersonalData(writeMinutes(source(), language)).filter(({ blocked }) => blocked)).toEqual([]);
    }
  });

  it('fit into their part of the draft however much was decided, and say what they leave out', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      action({ hotspot: null, what: `Åtgärd ${i} ${'x'.repeat(200)}` }),
    );
    const text = writeMinutes(source({ decided: many, followed: many }), 'sv');
    expect(text.length).toBeLessThanOrEqual(MINUTES_LIMIT);
    expect(text).toMatch(/– \d+ till, se listan över åtgärder\./);
    expect(text).toContain('TIDIGARE ÅTGÄRDER');
  });

  it('do not call a place answered when its action is not for everyone to read', () => {
    expect(writeMinutes(source({ decided: [] }), 'sv')).toContain('1. Öxnehaga centrum: inget beslut ännu.');
  });

  it('begin where nothing is filled in', () => {
    const text = writeMinutes(source({ held: null, participants: [], raised: [], decided: [], followed: [] }), 'sv');
    expect(text).toContain('Deltog: inte ifyllt.');
    expect(text).toContain('Inga platser lyftes.');
  });
});
