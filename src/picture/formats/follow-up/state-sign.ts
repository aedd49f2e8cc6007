/** Signs of a judgement and of a target, always beside their words: shapes that no colour is needed for. */
import type { FollowUpState } from '../../../domain/plan';
import type { Standing } from './target-words';

export const STATE_LETTER: Record<FollowUpState, string> = {
  none: '',
  on_track: '●',
  late: '▲',
  done: '✓',
  moved: '→',
};

export const STANDING_LETTER: Record<Standing, string> = { met: '✓', open: '○', missed: '×', untold: '?', none: '' };
