/**
 * Finds what may point at a person in free text, so that the form can warn while typing and refuse to send.
 * The database refuses the blocked kinds too: `app.personal_data_kinds` is this file in SQL, and both run against the corpus in
 * test/personal-data-corpus. Whoever changes one changes both.
 */
import { DOUBTFUL_PATTERNS, type DoubtfulKind } from './doubtful-words';
import { findNumbers } from './number-runs';

/** Never sent, and refused by the database. */
export const PERSONAL_DATA_KINDS = ['personal-number', 'phone', 'email', 'registration-plate', 'social-media'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

interface Place {
  /** Offsets into the text, end exclusive. */
  start: number;
  end: number;
}

/** Blocked kinds are never sent; the doubtful ones only ask. */
export type PersonalDataFinding = Place &
  ({ kind: PersonalDataKind; blocked: true } | { kind: DoubtfulKind; blocked: false });

// Letters are written out, because the classes of PostgreSQL depend on the locale of the database.
const LETTER = 'A-Za-zÀ-ÖØ-öø-῿';

/** Characters that look like another: what a phone's keyboard, a word processor or somebody with an intention puts in. */
const ALIKE: readonly [RegExp, string | ((found: string) => string)][] = [
  [/[\t\n\r\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g, ' '],
  [/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-'],
  [/[\uff10-\uff19]/g, (found) => String.fromCharCode(found.charCodeAt(0) - 0xff10 + 48)],
  [/[\u0660-\u0669]/g, (found) => String.fromCharCode(found.charCodeAt(0) - 0x0660 + 48)],
  [/\uff0b/g, '+'],
  [/\uff20/g, '@'],
  [/[\uff0e\u2024]/g, '.'],
];

/** Every character becomes one character, so that offsets stay true. */
function plain(text: string): string {
  let result = text;
  for (const [alike, usual] of ALIKE) result = result.replace(alike, usual as string);
  return result;
}

/** Small letters, of those that are used in Swedish only: the same in every locale. */
const small = (text: string): string => text.replace(/[A-ZÅÄÖ]/g, (letter) => letter.toLowerCase());

const AT = String.raw`(?: @ |@ ?| ?[(\[](?:at|snabel-?a)[)\]] ?| snabel-?a )`;
const DOT = String.raw`(?:\.| ?[(\[](?:dot|punkt)[)\]] ?| punkt )`;
const EMAIL = new RegExp(
  `[${LETTER}0-9._%+-]+${AT}[${LETTER}0-9-]+(?:${DOT}[${LETTER}0-9-]+)*${DOT}[${LETTER}]{2,}`,
  'g',
);

/** Swedish words and abbreviations of three letters that stand before a number without being a plate: "Hus 123", "LGH 101", "box 12A". */
const NO_PLATE =
  'hus|rum|lgh|brf|hsb|bus|box|bod|kod|nod|del|led|tel|mob|tfn|sms|sos|fax|dnr|ref|reg|omr|byg|bok|kap|par|not|obs|gps|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|sek|eur|usd|max|ner|upp|hos|ett|tre|fem|sex|och|som|den|det|ute|mot|nya|ltr|est|top|tom|fom|stn|nyk';
const BEFORE = `(?<![${LETTER}0-9])`;
const AFTER = `(?![${LETTER}0-9])`;
// Three letters (never I, Q, V, Å, Ä, Ö), two digits, a digit or a letter (never O at the end). Capitals may be set apart; small
// letters only when written together ("hus 123" is a house), or when the text speaks of a vehicle just before.
const PLATE_IN_CAPITALS = new RegExp(
  `${BEFORE}(?!${NO_PLATE.toUpperCase()})[A-HJ-PR-UW-Z]{3}[ -]{0,2}[0-9]{2}[0-9A-HJ-NPR-UW-Z]${AFTER}`,
  'g',
);
const PLATE_TOGETHER = new RegExp(`${BEFORE}(?!${NO_PLATE})[a-hj-pr-uw-z]{3}[0-9]{2}[0-9a-hj-npr-uw-z]${AFTER}`, 'g');
const VEHICLE =
  'bil|bilen|bilar|personbil|lastbil|skåpbil|fordon|fordonet|moped|mopeden|epa|epan|motorcykel|mc|volvo|saab|audi|bmw|toyota|skylt|skylten|nummerplåt|registreringsnummer|registrering|reg|regnr|reg-nr|reg nr|reg\\.nr|car|plate';
const PLATE_OF_VEHICLE = new RegExp(
  `${BEFORE}(?:${VEHICLE})[:.]?(?: (?:med|nr|nummer|reg|regnr|reg\\.nr|skylt|märkt|number|with))?[:.]? ` +
    `((?!${NO_PLATE})[a-hj-pr-uw-z]{3}[ -]{0,2}[0-9]{2}[0-9a-hj-npr-uw-z])${AFTER}`,
  'g',
);

const HANDLE = new RegExp(`(?<![${LETTER}0-9._@])@(?=[A-Za-z0-9_.]*[A-Za-z])[A-Za-z0-9_.]{2,30}`, 'g');
const PLATFORM = 'snapchat|snap|instagram|insta|tiktok|telegram|discord|facebook|fb|twitter|kik|signal|whatsapp';
const WITH_DIGIT = '(?=[a-zåäö0-9._-]*[0-9_])[a-zåäö]{3,}[a-zåäö0-9._-]*';
const ACCOUNTS: readonly RegExp[] = [
  // snap: kalle · insta=kalle
  new RegExp(`${BEFORE}(?:snap|insta|ig|kik|sc) ?[:=] ?[a-zåäö0-9._-]{3,30}`, 'g'),
  // snapchat kalle_99 · instagram: kontot kalle99
  new RegExp(
    `${BEFORE}(?:${PLATFORM})(?:s|en|et|n)? ?[:=]? ?(?:(?:konto|kontot|namn|namnet|användare|användaren|id|heter|account|user) ?[:=]? ?)?${WITH_DIGIT}`,
    'g',
  ),
  // instagram.com/kalle · t.me/kalle
  new RegExp(
    `${BEFORE}(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|linkedin|discord|t)\\.(?:com|me|gg) ?/ ?[^ ]+`,
    'g',
  ),
];

/** Everything that is blocked, overlaps included, in the order of PERSONAL_DATA_KINDS. */
function blocked(text: string): (Place & { kind: PersonalDataKind; blocked: true })[] {
  const usual = plain(text);
  const lower = small(usual);
  const found = (
    kind: PersonalDataKind,
    pattern: RegExp,
    within: string,
  ): (Place & { kind: PersonalDataKind; blocked: true })[] =>
    [...within.matchAll(pattern)].map((match) => {
      const end = match.index + match[0].length;
      return { kind, start: end - (match[1] ?? match[0]).length, end, blocked: true };
    });
  const numbers = findNumbers(lower).map((finding) => ({ ...finding, blocked: true as const }));
  return [
    ...numbers.filter(({ kind }) => kind === 'personal-number'),
    ...numbers.filter(({ kind }) => kind === 'phone'),
    ...found('email', EMAIL, lower),
    ...found('registration-plate', PLATE_IN_CAPITALS, usual),
    ...found('registration-plate', PLATE_TOGETHER, lower),
    ...found('registration-plate', PLATE_OF_VEHICLE, lower),
    ...found('social-media', HANDLE, usual),
    ...ACCOUNTS.flatMap((pattern) => found('social-media', pattern, lower)),
  ];
}

/** @returns the blocked kinds that occur in the text, in the order of PERSONAL_DATA_KINDS; what the database answers for the same text. */
export function personalDataKinds(text: string): PersonalDataKind[] {
  const kinds = new Set(blocked(text).map(({ kind }) => kind));
  return PERSONAL_DATA_KINDS.filter((kind) => kinds.has(kind));
}

/**
 * Words that may point at a person or a health condition. They ask, they never refuse: "mannen" may be part of a place's story.
 * @param text free text of a report, Swedish or English.
 * @returns findings in order of appearance, none overlapping.
 */
export function doubtfulWords(text: string): Extract<PersonalDataFinding, { blocked: false }>[] {
  const lower = small(plain(text));
  return DOUBTFUL_PATTERNS.flatMap(([kind, pattern]) =>
    [...lower.matchAll(pattern)].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      blocked: false as const,
    })),
  )
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((finding, i, all) => all.slice(0, i).every((other) => other.end <= finding.start));
}

/**
 * @param text free text of a report.
 * @returns blocked and doubtful findings in order of appearance, none overlapping; what is blocked goes before what is doubtful.
 */
export function findPersonalData(text: string): PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  for (const finding of [...blocked(text), ...doubtfulWords(text)]) {
    if (!findings.some((other) => finding.start < other.end && finding.end > other.start)) findings.push(finding);
  }
  return findings.sort((a, b) => a.start - b.start);
}
