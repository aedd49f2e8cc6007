/** What is said of the parts of a plan beside their own words. */
import type { Commitment, Plan } from '../../domain/plan';
import type { Setting } from '../../domain/setting';
import { language, t } from '../../i18n/i18n.svelte';
import { progressText, standingOf, standingWord, targetText } from '../../picture/formats/follow-up/target-words';
import type { Standing } from '../../picture/formats/follow-up/target-words';
import { dayWords } from '../actions/action-words';
import type { PlanDesk, SaveProblem } from './plan-desk.svelte';
import type { PlanDraft, PlanIssue } from './plan-draft';

export const spanWords = ({ from, to }: { from: string; to: string }): string =>
  t('plans:years', { from: dayWords(from), to: dayWords(to) });

export function nameOf(id: string, setting: Setting): string {
  return setting.organisations.find((one) => one.id === id)?.name ?? id;
}

export function partiesWords({ parties, otherParties }: Plan, setting: Setting): string {
  const names = [...parties.map((id) => nameOf(id, setting)), ...(otherParties ? [otherParties] : [])];
  return names.length > 0 ? t('plans:parties', { names: names.join(', ') }) : '';
}

export function ownerWords({ ownerId, otherOwner }: Commitment, setting: Setting): string {
  return ownerId === null ? otherOwner || t('plans:ownerNobody') : nameOf(ownerId, setting);
}

export interface ProgressWords {
  target: string;
  progress: string;
  standing: Standing;
  standingWord: string;
}

/** @param today ISO date. */
export function progressWords({ target, progress, to }: Commitment, today: string): ProgressWords {
  const standing = standingOf(target, progress, to < today);
  const told = progressText(target, progress, language(), Number((to < today ? to : today).slice(0, 4)));
  const planned = progress.planned > 0 ? t('plans:planned', { count: progress.planned }) : '';
  return {
    target: targetText(target, language()),
    progress: [told, planned].filter(Boolean).join(', '),
    ...{ standing, standingWord: standing === 'none' ? '' : standingWord(standing, language()) },
  };
}

export const issueWords = ({ code, max }: PlanIssue): string => t(`plans:error_${code}`, max ? { max } : {});

export function problemWords(problem: SaveProblem): string {
  switch (problem) {
    case 'unreachable':
    case 'personal-data':
    case 'not-allowed':
    case 'not-found':
      return t(`plans:problem_${problem}`);
    default:
      return t('plans:problem_default');
  }
}

export function formTitle(draft: PlanDraft): string {
  const way = draft.revision > 0 ? 'edit' : 'new';
  if (draft.type === 'agreement') return t(`plans:form_agreement_${way}`, { title: draft.title });
  if (draft.type === 'focusArea') return t(`plans:form_${draft.parentId ? 'subGoal' : 'focusArea'}_${way}`);
  return t(`plans:form_commitment_${way}`);
}

/** What two made of the same part, where they differ: a line for each field. */
export function difference(
  mine: NonNullable<PlanDesk['draft']>,
  theirs: NonNullable<PlanDesk['theirs']>,
): { mine: string; theirs: string } {
  const fields = Object.entries(mine).filter(
    ([name, value]) =>
      !['revision', 'type', 'id'].includes(name) &&
      JSON.stringify(value) !== JSON.stringify((theirs as Record<string, unknown>)[name]),
  );
  const told = (of: Record<string, unknown>): string =>
    fields
      .map(([name]) => of[name])
      .map((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)))
      .join('\n');
  return { mine: told(mine), theirs: told(theirs) };
}
