/** Finding words by typing: without case, and without the marks over letters, since not every keyboard has å, ä and ö. */

/** `Öxnehaga É` becomes `oxnehaga e`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export interface Option {
  id: string;
  label: string;
  /** Written beside the label. */
  detail?: string;
  /** Also found by these words, which are not shown. */
  keywords?: string;
}

/** Lower is better; null when a word of the query is nowhere. */
function rank(option: Option, words: readonly string[], query: string): number | null {
  const label = fold(option.label);
  const all = `${label} ${fold(option.detail ?? '')} ${fold(option.keywords ?? '')}`;
  if (!words.every((word) => all.includes(word))) return null;
  if (label.startsWith(query)) return 0;
  if (words.every((word) => ` ${label.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`))) return 1;
  return words.every((word) => label.includes(word)) ? 2 : 3;
}

/**
 * The options that hold every word of the query, best first; equally good ones keep their order. All of them for an empty query.
 */
export function matching(options: readonly Option[], query: string, limit = 30): Option[] {
  const folded = fold(query).trim();
  if (folded === '') return options.slice(0, limit);
  const words = folded.split(/\s+/);
  return options
    .map((option) => ({ option, place: rank(option, words, folded) }))
    .filter((found): found is { option: Option; place: number } => found.place !== null)
    .sort((a, b) => a.place - b.place)
    .slice(0, limit)
    .map(({ option }) => option);
}
