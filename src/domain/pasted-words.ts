/** The words of a pasted activity: how many came, the theme in brackets, the kind, the place and the title. */
import type { ActivityKind } from './meeting';

export interface PastedWords {
  kind: ActivityKind | null;
  title: string;
  place: string;
  theme: string;
  participants: number | null;
}

/** Beginnings and parts of words that name a kind; the first that fits holds. */
const KINDS: readonly [ActivityKind, RegExp][] = [
  ['safety_walk', /vandring|safety walk/iu],
  ['training', /utbildning|föreläsning|kurs(?!iv)|workshop|övning|training|lecture/iu],
  ['operation', /insats|kontroll|razzia|tillslag|operation/iu],
  ['dialogue', /dialog|medborgarmöte|samtal|gängsnack|panel|torgmöte|citizen meeting/iu],
  ['meeting', /möte|träff|uppföljning|uppstart|samverkan|meeting/iu],
  ['event', /match|marknad|festival|konsert|karneval|öppen kväll|julmarknad|event/iu],
];

export const kindOfWords = (text: string): ActivityKind | null =>
  KINDS.find(([, words]) => words.test(text))?.[0] ?? null;

const CAME =
  /[,(]?\s*(?:ca\.?|cirka|c:a|omkring|about)?\s*(\d{1,6})\s*(?:deltagare|personer|pers\.?|besökare|participants|people)(?!\p{L})\s*\)?/iu;
const THEME = /\(([^()]*)\)\s*[.,]?\s*$/u;
const PREPOSITION = /^(.+?)[,\s]+(?:i|på|vid|hos|at|in)\s+(\S.*)$/iu;
const EDGES = /^[\s,.:;–—-]+|[\s,:;–—-]+$/gu;

const trimmed = (text: string): string => text.replace(/\s+/gu, ' ').replace(EDGES, '').trim();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where the known place stands: the longest run of words at the beginning or at the end that names one. */
function placeAtEdge(text: string, isPlace: (words: string) => boolean): { place: string; rest: string } | null {
  const words = text.split(' ').slice(0, 30);
  for (let n = Math.min(words.length - 1, 5); n >= 1; n--) {
    const [head, tail] = [words.slice(0, n).join(' '), words.slice(-n).join(' ')];
    if (isPlace(trimmed(head))) return { place: trimmed(head), rest: words.slice(n).join(' ') };
    if (isPlace(trimmed(tail))) return { place: trimmed(tail), rest: words.slice(0, -n).join(' ') };
  }
  return null;
}

function placeAndTitle(text: string, isPlace: (words: string) => boolean): { place: string; title: string } {
  if (text === '') return { place: '', title: '' };
  if (isPlace(text)) return { place: text, title: '' };
  const parts = text
    .split(/,\s+|\s+[–—-]\s+|:\s+/u)
    .map(trimmed)
    .filter((part) => part !== '');
  if (parts.length > 1) {
    const known = parts.findIndex((part) => isPlace(part));
    // The place stands first in such lists; a first part that names a kind is the title.
    const at = known >= 0 ? known : kindOfWords(parts[0] ?? '') === null ? 0 : 1;
    return { place: parts[at] ?? '', title: parts.filter((_, i) => i !== at).join(', ') };
  }
  const said = PREPOSITION.exec(text);
  const [, head = '', tail = ''] = said ?? [];
  if (said && (isPlace(trimmed(tail)) || kindOfWords(head) !== null))
    return { place: trimmed(tail), title: trimmed(head) };
  const edge = placeAtEdge(text, isPlace);
  if (edge) return { place: edge.place, title: trimmed(edge.rest) };
  if (kindOfWords(text) === null) return { place: text, title: '' };
  // `trygghetsvandring Mariannelund`: what follows the word of the kind with a capital letter is the place.
  const words = text.split(' ');
  const at = words.findIndex(
    (word, i) => i > 0 && /^\p{Lu}/u.test(word) && words.slice(0, i).some((one) => kindOfWords(one)),
  );
  return at > 0
    ? { place: words.slice(at).join(' '), title: words.slice(0, at).join(' ') }
    : { place: '', title: text };
}

/** @param text what stands after days and clock time. @param isPlace whether words name an area or a place that is known. */
export function readWords(text: string, isPlace: (words: string) => boolean): PastedWords {
  const came = CAME.exec(text);
  let rest = trimmed(came ? `${text.slice(0, came.index)} ${text.slice(came.index + came[0].length)}` : text);
  const themed = THEME.exec(rest);
  const theme = trimmed(themed?.[1] ?? '');
  if (themed) rest = trimmed(rest.slice(0, themed.index));
  const { place, title } = placeAndTitle(rest, isPlace);
  return {
    ...{ kind: kindOfWords(title) ?? kindOfWords(rest) ?? kindOfWords(theme), title: capital(title), place, theme },
    participants: came ? Number(came[1]) : null,
  };
}
