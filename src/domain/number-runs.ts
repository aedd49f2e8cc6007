/**
 * Finds personal numbers and phone numbers among the digits of a text. Both are written in so many ways that one pattern cannot tell them from
 * dates, times and each other: digits are gathered into groups, and every row of neighbouring groups is weighed.
 * The same steps, written for PostgreSQL, are `app.number_kinds` (supabase/migrations/…_guard.sql); a corpus holds the two together.
 */

export interface NumberFinding {
  kind: 'personal-number' | 'phone';
  /** Offsets into the text, end exclusive. */
  start: number;
  end: number;
}

interface Group {
  digits: string;
  start: number;
  end: number;
  /** What stands between this group and the next; null when something else than a separator does. */
  gap: string | null;
}

/** What people write between the digits of one number: spaces, a sign, a dot, the brackets of "+46 (0)70". */
const GAP = /^(?: {1,3}| ?[-+/_*]{1,2} ?|\.| ?\(| ?\)[ -]?)$/;
/** No number is longer: E.164 allows 15 digits, and 0046 stands before them. */
const DIGITS_MAX = 17;

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  for (const { 0: digits, index } of text.matchAll(/[0-9]+/g)) {
    const last = groups.at(-1);
    if (last) {
      const between = text.slice(last.end, index);
      last.gap = GAP.test(between) ? between : null;
    }
    groups.push({ digits, start: index, end: index + digits.length, gap: null });
  }
  return groups;
}

/** The checksum of personal and coordination numbers, over the ten last digits (Luhn 1960; SKV 704). */
function hasValidChecksum(ten: string): boolean {
  let sum = 0;
  for (let i = 0; i < 10; i += 1) {
    const product = Number(ten[i]) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date of birth as YYMMDD; in a coordination number 60 is added to the day. */
function isBirthDate(six: string): boolean {
  const month = Number(six.slice(2, 4));
  const written = Number(six.slice(4, 6));
  const day = written > 60 ? written - 60 : written;
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || Number(six.slice(0, 2)) % 4 === 0;
}

/**
 * Written as it should be (together, or with its sign) a number with a date counts even when the checksum is wrong: a slip of the finger still
 * points at a person. In any other writing, and where it could be a phone number, the checksum decides.
 */
function isPersonalNumber(row: readonly Group[], before: string): boolean {
  const digits = row.map((group) => group.digits).join('');
  if (digits.length !== 10 && !(digits.length === 12 && /^(?:18|19|20)/.test(digits))) return false;
  const ten = digits.slice(-10);
  if (!isBirthDate(ten)) return false;
  if (row.length > 1 && row[0]?.digits.length === 3 && isPhone(row, before)) return false; // 040-628 04 12 is grouped as a phone number
  const together = row.length === 1 && !(digits.length === 10 && digits.startsWith('0'));
  const signed = row.length === 2 && row[1]?.digits.length === 4 && /[-+]/.test(row[0]?.gap ?? '');
  return together || signed || hasValidChecksum(ten);
}

const isClock = (four: string): boolean => /^(?:[01][0-9]|2[0-3])[0-5][0-9]$/.test(four);
const isDayMonthYear = (eight: string): boolean =>
  /^(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}$/.test(eight);

/** Swedish numbers have an area code of 2-4 digits (0 included) and at least five more (PTS numbering plan). */
function isLandline(row: readonly Group[], digits: string): boolean {
  if (!/^0[1-9]/.test(digits) || digits.length < 8 || digits.length > 10) return false;
  if (
    digits.length === 8 &&
    (isDayMonthYear(digits) || (row.length === 1 && isClock(digits.slice(0, 4)) && isClock(digits.slice(4))))
  )
    return false;
  const code = row[0]?.digits ?? '';
  if (row.length === 1) return digits.length >= 9 || code.startsWith('08');
  if (code !== '08' && code.length !== 3 && code.length !== 4) return false;
  if (digits.length - code.length < 5) return false;
  const rest = row.slice(1);
  if (rest.length > 1 && rest.some((group) => group.digits.length !== 2 && group.digits.length !== 3)) return false;
  // 08.30-09.15 and 08 30 - 09 15 are times; 08-12 13 14 is a number in Stockholm.
  const pairs = row.length === 4 && digits.length === 8 && isClock(digits.slice(0, 4)) && isClock(digits.slice(4));
  return !(pairs && (row[0]?.gap === '.' || /-/.test(row[1]?.gap ?? '')));
}

/** @param before the text between the group before and the first of the row. */
function isPhone(row: readonly Group[], before: string): boolean {
  const digits = row.map((group) => group.digits).join('');
  const first = row[0]?.digits ?? '';
  if (/\+[ (]?$/.test(before) && digits.length >= 9 && digits.length <= 15) return true;
  if (/^00[1-9]/.test(digits) && first.startsWith('00') && digits.length >= 10) return true;
  if (/^467[02369]/.test(digits) && first.startsWith('46') && digits.length === 11) return true;
  if (/^07[02369]/.test(digits) && digits.length === 10) return true;
  if (
    /(?:^|[^a-zåäö0-9])(?:tel|tfn|telefon|telefonnr|telefonnummer|mobil|mobilnr|mobilnummer)[.:]{0,2} ?$/.test(
      before,
    ) &&
    digits.length >= 6
  ) {
    return digits.length <= 12;
  }
  return isLandline(row, digits);
}

/**
 * @param text as `plain` of personal-data.ts makes it: usual spaces, dashes and digits, small letters.
 * @returns findings in no particular order, none overlapping.
 */
export function findNumbers(text: string): NumberFinding[] {
  const groups = groupsOf(text);
  const taken = new Set<number>();
  const findings: NumberFinding[] = [];
  const weigh = (kind: NumberFinding['kind'], fits: (row: readonly Group[], before: string) => boolean): void => {
    for (let first = 0; first < groups.length; first += 1) {
      const start = groups[first];
      if (!start) continue;
      const before = text.slice(groups[first - 1]?.end ?? 0, start.start);
      let longest = -1;
      let digits = 0;
      for (let last = first; last < groups.length; last += 1) {
        const end = groups[last];
        if (!end || taken.has(last)) break;
        digits += end.digits.length;
        if (digits > DIGITS_MAX) break;
        if (fits(groups.slice(first, last + 1), before)) longest = last;
        if (end.gap === null) break;
      }
      const end = groups[longest];
      if (!end) continue;
      for (let i = first; i <= longest; i += 1) taken.add(i);
      const sign = /\+[ (]?$|\($/.exec(before)?.[0].length ?? 0; // the plus or the bracket belongs to it
      findings.push({ kind, start: start.start - (kind === 'phone' ? sign : 0), end: end.end });
    }
  };
  weigh('personal-number', isPersonalNumber);
  weigh('phone', isPhone);
  return findings;
}
