/** Signs of status and verdict as letters, for formats that hold text alone; the same shapes and colours as the drawn ones, always beside their words. */
import type { ShownVerdict } from '../../shown-verdict';
import { VERDICT_COLOURS } from '../verdict-sign';
import { STATUS_COLOURS, STATUS_LETTER } from './status-sign';
import type { Cell } from './table';

const VERDICT_LETTER: Record<ShownVerdict, string> = {
  above: '▲',
  usual: '●',
  below: '▼',
  'too-few': '○',
  ongoing: '…',
};

/** The sign of a cell with its colour as six hexadecimal digits; null for a cell without one. */
export function cellSign({ status, verdict }: Cell): { letter: string; colour: string } | null {
  if (status) return { letter: STATUS_LETTER[status], colour: STATUS_COLOURS[status].ink.slice(1) };
  if (verdict) return { letter: VERDICT_LETTER[verdict], colour: VERDICT_COLOURS[verdict].ink.slice(1) };
  return null;
}
