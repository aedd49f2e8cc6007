/**
 * Finds what may point at a person in free text, so that the form can warn while typing and refuse to send.
 * The database refuses the blocked kinds too (`app.refuse_personal_data`).
 */
export const PERSONAL_DATA_KINDS = ['personal-number', 'phone', 'email', 'registration-plate'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

export interface PersonalDataFinding {
  kind: PersonalDataKind;
  /** Offsets into the text, end exclusive. */
  start: number;
  end: number;
  /** Blocked kinds are never sent; the others only ask. */
  blocked: boolean;
}

// Date part YYMMDD or YYYYMMDD (day 61-91 in a coordination number), then four digits, with an optional sign and spaces between.
const PERSONAL_NUMBER =
  /(?<!\d)(?:(?:18|19|20)\d{2}|\d{2})[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-+–]?\s?\d{4}(?!\d)/g;
// +46 or 0, then seven to nine more digits with the usual separators; a span of clock times (0830-0915) is none.
const PHONE =
  /(?<![\d.,])(?:\+|00)46[ -]?(?:\(0\))?[ -]?\d(?:[ -]?\d){6,9}(?!\d)|(?<![\d.,+:-])(?!(?:[01]\d|2[0-3])[0-5]\d ?[-–] ?(?:[01]\d|2[0-3])[0-5]\d(?!\d))0\d(?:[ /-]{0,2}\d){6,9}(?!\d)/g;
const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
// Three letters (never I, Q, V, Å, Ä, Ö), two digits, a digit or a letter (never O at the end). In small letters only when written together:
// "hus 123" and "rum 12b" are places, "abc123" is hardly one.
const PLATE =
  /(?<![\p{L}\d])(?:[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[\dA-HJ-NPR-UW-Z]|[a-hj-pr-uw-z]{3}\d{2}[\da-hj-npr-uw-z])(?![\p{L}\d])/gu;

const PATTERNS: readonly [PersonalDataKind, RegExp][] = [
  ['personal-number', PERSONAL_NUMBER],
  ['email', EMAIL],
  ['phone', PHONE],
  ['registration-plate', PLATE],
];

/**
 * @param text free text of a report.
 * @returns findings in order of appearance, none overlapping.
 */
export function findPersonalData(text: string): PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!findings.some((other) => start < other.end && end > other.start)) {
        findings.push({ kind, start, end, blocked: true });
      }
    }
  }
  return findings.sort((a, b) => a.start - b.start);
}
