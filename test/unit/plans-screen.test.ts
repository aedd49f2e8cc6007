/** What the screens of promises and plans compute before anything is drawn: order, forms, cells that lack a text, addresses, words. */
import { describe, expect, it } from 'vitest';
import type { FollowUpCell, Progress, Target } from '../../src/domain/plan';
import { progressText, standingOf, targetText } from '../../src/picture/formats/follow-up/target-words';
import { planOf, versionAddress, versionOf } from '../../src/screens/plans/address';
import { cellKey, lackingCells, nextLacking, refuseCell } from '../../src/screens/plans/cells';
import {
  agreementOf,
  commitmentOf,
  keyFor,
  newAgreement,
  newCommitment,
  parsePlanDraft,
  planIssues,
  typedNumber,
} from '../../src/screens/plans/plan-draft';
import { moved, nextPosition } from '../../src/screens/plans/plan-tree';
import { publicAddress, publicAddressOf } from '../../src/screens/public/address';

describe('the order of a plan', () => {
  const three = [
    { id: 'a', position: 0 },
    { id: 'b', position: 0 },
    { id: 'c', position: 5 },
  ];
  it('moves one past its neighbour and numbers what changes', () => {
    expect(moved(three, 'c', -1)).toEqual([
      { id: 'a', position: 1 },
      { id: 'c', position: 2 },
      { id: 'b', position: 3 },
    ]);
    expect(moved(three, 'a', -1)).toEqual([]);
    expect(moved(three, 'c', 1)).toEqual([]);
    expect(nextPosition(three)).toBe(6);
    expect(nextPosition([])).toBe(1);
  });
});

describe('the forms', () => {
  const agreement = agreementOf({ ...newAgreement('1', 2027), title: 'Medborgarlöfte 2027' }, []);
  it('name a plan for links so that no two have the same', () => {
    expect(agreement.key).toBe('medborgarlofte-2027');
    expect(keyFor('Medborgarlöfte 2027', ['medborgarlofte-2027'])).toBe('medborgarlofte-2027-2');
    expect(keyFor('!', [])).toBe('plan');
  });
  it('read numbers as they are typed', () => {
    expect([typedNumber('93,4'), typedNumber(' 10 '), typedNumber(''), typedNumber('tio')]).toEqual([
      ...[93.4, 10, null],
      Number.NaN,
    ]);
  });
  it('say what is missing, beside its field', () => {
    const empty = newCommitment('2', agreement, 'f', 1);
    expect(planIssues(empty).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'title missing',
      'targetNumber no-number',
    ]);
    const full = { ...empty, title: 'Två vandringar', targetNumber: '2', to: '2026-12-31' };
    expect(planIssues(full)).toEqual([{ field: 'to', code: 'end-first' }]);
    expect(planIssues({ ...full, to: full.from, otherOwner: 'ring 070-123 45 67' })[0]?.code).toBe('personal-data');
    expect(commitmentOf({ ...full, targetKind: 'yes' }).target.number).toBeNull();
    expect(parsePlanDraft(JSON.parse(JSON.stringify(full)))).toEqual(full);
    expect(parsePlanDraft({ type: 'commitment' })).toBeNull();
  });
});

describe('the cells', () => {
  const cell = (commitmentId: string, periodKey: string, text: string, mayEdit = true): FollowUpCell => ({
    ...{ commitmentId, periodKey, text, state: 'none', value: null, revision: 0, updatedAt: 0, mayEdit },
    suggestion: { text: '', state: 'none', done: 0, planned: 0, participants: null },
  });
  const rows = [
    { commitmentId: 'a', cells: [cell('a', '2024-T1', 'sagt'), cell('a', '2024-T2', '')] },
    { commitmentId: 'b', cells: [cell('b', '2024-T1', ' '), cell('b', '2024-T2', '', false)] },
  ];
  it('are gone through tertial by tertial, those that one may write, and round to the beginning', () => {
    const lacking = lackingCells(rows, ['2024-T1', '2024-T2'], ({ text }) => text);
    expect(lacking.map(cellKey)).toEqual(['b:2024-T1', 'a:2024-T2']);
    const order = ['a:2024-T1', 'b:2024-T1', 'a:2024-T2', 'b:2024-T2'];
    expect(nextLacking(lacking, order, null)).toBe('b:2024-T1');
    expect(nextLacking(lacking, order, 'b:2024-T1')).toBe('a:2024-T2');
    expect(nextLacking(lacking, order, 'a:2024-T2')).toBe('b:2024-T1');
    expect(nextLacking([], order, null)).toBeNull();
  });
  it('are not sent with personal data in them', () => {
    expect(refuseCell({ text: 'Ring 070-123 45 67', state: 'none', value: null })).toBe('personal-data');
    expect(refuseCell({ text: 'x'.repeat(1501), state: 'none', value: null })).toBe('too-long');
    expect(refuseCell({ text: '13/1 Österängen', state: 'done', value: 4 })).toBeNull();
  });
});

describe('the addresses', () => {
  it('go there and back, and take nothing that is no key', () => {
    const at = { plan: 'medborgarlofte-2024', period: '2024-T3', audience: 'partners', version: 2 } as const;
    expect(versionOf(versionAddress(at).split('?')[1] ?? '')).toEqual(at);
    expect(versionOf('plan=x&period=2024-W03')).toBeNull();
    expect(planOf('plan=<b>')).toBeNull();
    const page = { municipality: '0680', key: 'medborgarlofte-2024', period: '2024-T3' };
    expect(publicAddressOf(publicAddress(page))).toEqual(page);
    expect(publicAddressOf('#/offentligt/0680')).toEqual({ municipality: '0680', key: null, period: null });
    expect(publicAddressOf('#/offentligt/')).toBeNull();
    expect(publicAddressOf('#/laget')).toBeNull();
  });
});

describe('a target in words', () => {
  const target = (values: Partial<Target>): Target => ({
    ...{ kind: 'number', number: 10, unit: 'insatser', span: 'whole', direction: 'at_least', ...values },
  });
  const progress = (values: Partial<Progress>): Progress => ({ done: 6, planned: 0, number: 6, met: false, ...values });
  it('says how far it has come', () => {
    expect(targetText(target({}), 'sv')).toBe('Mål: minst 10 insatser');
    expect(progressText(target({}), progress({}), 'sv', 2024)).toBe('6 av 10 insatser');
    expect(progressText(target({ span: 'year' }), progress({}), 'en', 2024)).toBe('6 of 10 insatser during 2024');
    expect(progressText(target({ direction: 'at_most' }), progress({}), 'sv', 2024)).toBe('6, högst 10 insatser');
    const indicator = target({ kind: 'indicator', number: 94, unit: '% närvaro' });
    expect(progressText(indicator, progress({ number: 93.4 }), 'sv', 2024)).toBe('Senast 93,4 % närvaro');
    expect(progressText(indicator, progress({ number: null, met: null }), 'sv', 2024)).toBe('Inget mätvärde ännu');
    expect(progressText(target({ kind: 'none', number: null }), progress({ done: 1 }), 'sv', 2024)).toBe(
      '1 aktivitet genomförd',
    );
  });
  it('tells not yet from not, and nothing to tell by from both', () => {
    expect(standingOf(target({}), progress({}), false)).toBe('open');
    expect(standingOf(target({}), progress({}), true)).toBe('missed');
    expect(standingOf(target({}), progress({ met: true }), true)).toBe('met');
    expect(standingOf(target({ kind: 'indicator' }), progress({ met: null }), true)).toBe('untold');
    expect(standingOf(target({ kind: 'none' }), progress({ met: null }), true)).toBe('none');
  });
});
