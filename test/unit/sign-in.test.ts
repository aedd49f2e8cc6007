import { describe, expect, it } from 'vitest';
import { needOf } from '../../src/data/second-factor-need';
import { endOfSession } from '../../src/data/session-end';
import { passwordLinkOf } from '../../src/data/password-link';

describe('A link to choose a password', () => {
  const token = 'pkce_0123456789abcdef0123456789abcdef';

  it('is read from the address that the e-mails lead to', () => {
    expect(passwordLinkOf(`#/losenord?token_hash=${token}&type=recovery`)).toEqual({ token, type: 'recovery' });
    expect(passwordLinkOf(`#/losenord?token_hash=${token}&type=invite`)).toEqual({ token, type: 'invite' });
  });

  it('is none where anything is missing or odd', () => {
    expect(passwordLinkOf('#/losenord')).toBeNull();
    expect(passwordLinkOf('#/losenord?type=recovery')).toBeNull();
    expect(passwordLinkOf(`#/losenord?token_hash=${token}&type=magiclink`)).toBeNull();
    expect(passwordLinkOf('#/losenord?token_hash=%3Cscript%3E&type=recovery')).toBeNull();
    expect(passwordLinkOf(`#/laget?token_hash=${token}&type=recovery`)).toBeNull();
  });
});

describe('The second factor', () => {
  it('is asked for where an app is set up, demanded or not', () => {
    expect(needOf({ currentLevel: 'aal1', nextLevel: 'aal2' }, false)).toBe('code');
    expect(needOf({ currentLevel: 'aal1', nextLevel: 'aal2' }, true)).toBe('code');
  });

  it('is set up first where the role demands it and there is none', () => {
    expect(needOf({ currentLevel: 'aal1', nextLevel: 'aal1' }, true)).toBe('enrol');
    expect(needOf({ currentLevel: null, nextLevel: null }, true)).toBe('enrol');
  });

  it('is done when the code was shown, and not asked for where nobody demands it', () => {
    expect(needOf({ currentLevel: 'aal2', nextLevel: 'aal2' }, true)).toBe('none');
    expect(needOf({ currentLevel: 'aal1', nextLevel: 'aal1' }, false)).toBe('none');
  });
});

describe('A session', () => {
  it('ends so many hours after signing in', () => {
    expect(endOfSession('2026-11-22T08:00:00Z', 12)).toBe(Date.parse('2026-11-22T20:00:00Z'));
  });

  it('has no end that the browser knows of where the time or the rule is unknown', () => {
    expect(endOfSession(undefined, 12)).toBe(Infinity);
    expect(endOfSession('2026-11-22T08:00:00Z', null)).toBe(Infinity);
  });
});
