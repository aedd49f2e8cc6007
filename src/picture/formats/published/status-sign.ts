/** The sign of a status: shape and colour, always beside its word. Disc, diamond and square stay apart on a grey printer. */
import type { AreaStatus } from '../../../domain/meeting';

/** Ink has 4.5:1 against white; `soft` is the ground under it. */
export const STATUS_COLOURS: Record<AreaStatus, { ink: string; soft: string }> = {
  green: { ink: '#1d6b34', soft: '#d8ecdc' },
  yellow: { ink: '#8a6100', soft: '#fbeab5' },
  red: { ink: '#a3241b', soft: '#f8d3ce' },
};

/** For text in formats that hold no drawing. */
export const STATUS_LETTER: Record<AreaStatus, string> = { green: '●', yellow: '◆', red: '■' };

/** Drawn in a square of 12 by 12. */
export const STATUS_SHAPES: Record<AreaStatus, string> = {
  green: '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
  yellow: '<path d="M6 .2 11.8 6 6 11.8 .2 6Z" fill="currentColor"/>',
  red: '<path d="M1 1h10v10H1Z" fill="currentColor"/>',
};

/** The sign alone, hidden from screen readers: the word stands beside it. */
export function statusSign(status: AreaStatus): string {
  return `<svg class="sp-sign sp-status-${status}" viewBox="0 0 12 12" aria-hidden="true" color="${STATUS_COLOURS[status].ink}">${STATUS_SHAPES[status]}</svg>`;
}
