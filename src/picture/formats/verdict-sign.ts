/** The sign of a verdict: shape and colour as on the situation screen, always beside its word. Up, disc, down, ring and hourglass read in grey too. */
import type { ShownVerdict } from '../shown-verdict';

/** The colours of `ui/theme.css` in light mode; paper is always light. */
export const VERDICT_COLOURS: Record<ShownVerdict, { ink: string; soft: string }> = {
  above: { ink: '#b5470b', soft: '#f7d9c4' },
  usual: { ink: '#6d756c', soft: '#e4e7e2' },
  below: { ink: '#1f6391', soft: '#cfe3f2' },
  'too-few': { ink: '#85808c', soft: '#ffffff' },
  ongoing: { ink: '#5c6a72', soft: '#e9ecef' },
};

/** Drawn in a square of 12 by 12. */
const SHAPES: Record<ShownVerdict, string> = {
  above: '<path d="M6 1 11.5 11H.5Z" fill="currentColor"/>',
  usual: '<circle cx="6" cy="6" r="4.5" fill="currentColor"/>',
  below: '<path d="M6 11 .5 1h11Z" fill="currentColor"/>',
  'too-few': '<circle cx="6" cy="6" r="4.2" fill="#fff" stroke="currentColor" stroke-width="1.6"/>',
  ongoing: '<path d="M1.5 1h9L6.4 6l4.1 5h-9L5.6 6Z" fill="currentColor"/>',
};

/** The sign alone, hidden from screen readers: the word stands beside it. */
export function verdictSign(verdict: ShownVerdict): string {
  return `<svg class="sp-sign sp-${verdict}" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[verdict]}</svg>`;
}

/** The sign within a drawing, its middle at (x, y). */
export function verdictMark(verdict: ShownVerdict, x: number, y: number): string {
  return `<g class="sp-${verdict}" transform="translate(${(x - 6).toFixed(1)} ${(y - 6).toFixed(1)})">${SHAPES[verdict]}</g>`;
}
