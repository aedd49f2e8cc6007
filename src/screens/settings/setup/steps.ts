/** The steps of the set-up, and how far each is: read off what is there, never ticked by hand. */
import type { SetupStatus } from '../../../domain/membership';
import { t } from '../../../i18n/i18n.svelte';
import { SETTINGS_PARTS } from '../../sub-navs';

export const STEPS = [
  'municipality',
  'areas',
  'organisations',
  'members',
  'categories',
  'places',
  'rhythm',
  'rules',
] as const;
export type StepName = (typeof STEPS)[number];

/** `useable`: nobody has to do anything, and it can be made better. */
export type StepState = 'done' | 'todo' | 'useable';

export interface Step {
  name: StepName;
  state: StepState;
  /** What is there, in words. */
  words: string;
  /** How long it takes, measured with a small municipality. */
  minutes: number;
  /** Null: it is done on the page itself. */
  href: string | null;
}

const MINUTES: Record<StepName, number> = {
  municipality: 1,
  areas: 4,
  organisations: 2,
  members: 2,
  categories: 2,
  places: 3,
  rhythm: 1,
  rules: 1,
};

const HREF: Record<StepName, string | null> = {
  municipality: null,
  areas: SETTINGS_PARTS.areas,
  organisations: SETTINGS_PARTS.organisations,
  members: SETTINGS_PARTS.members,
  categories: SETTINGS_PARTS.categories,
  places: SETTINGS_PARTS.places,
  rhythm: SETTINGS_PARTS.areas,
  rules: SETTINGS_PARTS.rules,
};

function stateOf(name: StepName, status: SetupStatus): StepState {
  switch (name) {
    case 'municipality':
      return status.ownBoundary ? 'done' : 'todo';
    case 'areas':
      return status.areas > 0 ? 'done' : 'todo';
    case 'organisations':
      return status.organisations > 1 && status.areasWithoutReporter === 0 ? 'done' : 'todo';
    case 'members':
      return status.people > 1 ? 'done' : status.invited > 0 ? 'useable' : 'todo';
    case 'categories':
      return status.categories > 0 ? 'done' : 'todo';
    case 'places':
      return status.places > 0 ? 'done' : 'useable';
    case 'rhythm':
      return status.areas > 0 ? 'done' : 'todo';
    case 'rules':
      return status.retentionRules > 0 ? 'done' : 'useable';
  }
}

function wordsOf(name: StepName, state: StepState, status: SetupStatus): string {
  switch (name) {
    case 'municipality':
      return t(state === 'done' ? 'setup:state_municipality_done' : 'setup:state_municipality_todo');
    case 'areas':
      return t('setup:state_areas', { count: status.areas });
    case 'organisations':
      return status.areasWithoutReporter > 0
        ? t('setup:state_organisationsWithout', { count: status.areasWithoutReporter, all: status.organisations })
        : t('setup:state_organisations', { count: status.organisations });
    case 'members':
      return t('setup:state_members', { count: status.people, invited: status.invited });
    case 'categories':
      return t('setup:state_categories', { count: status.categories });
    case 'places':
      return status.places === 0 ? t('setup:state_noPlaces') : t('setup:state_places', { count: status.places });
    case 'rhythm':
      return t(state === 'todo' ? 'setup:state_rhythm_todo' : 'setup:state_rhythm_done');
    case 'rules':
      return [
        t(status.reviewRequired ? 'setup:state_rules_review' : 'setup:state_rules_open'),
        t(status.retentionRules > 0 ? 'setup:state_rules_retention' : 'setup:state_rules_forever'),
      ].join(' ');
  }
}

export function stepsOf(status: SetupStatus): Step[] {
  return STEPS.map((name) => {
    const state = stateOf(name, status);
    return { name, state, words: wordsOf(name, state, status), minutes: MINUTES[name], href: HREF[name] };
  });
}
