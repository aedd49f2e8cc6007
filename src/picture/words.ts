/** The words of the picture room. The room runs in the terminal, in tests and in the browser, so it cannot lean on the app's reactive messages. */
import type { Language } from './types';
import { commandWords } from './words-command';
import { figureWords } from './words-figures';
import { mappingWords } from './words-mapping';
import { followUpWords } from './words-follow-up';
import { methodWords } from './words-method';
import { printWords } from './words-print';
import { formatWords } from './words-formats';
import { publishWords } from './words-publish';
import { readingWords } from './words-reading';

const words = {
  sv: {
    ...readingWords.sv,
    ...printWords.sv,
    ...figureWords.sv,
    ...methodWords.sv,
    ...commandWords.sv,
    ...publishWords.sv,
    ...formatWords.sv,
    ...mappingWords.sv,
    ...followUpWords.sv,
  },
  en: {
    ...readingWords.en,
    ...printWords.en,
    ...figureWords.en,
    ...methodWords.en,
    ...commandWords.en,
    ...publishWords.en,
    ...formatWords.en,
    ...mappingWords.en,
    ...followUpWords.en,
  },
} as const;

export type WordKey = keyof (typeof words)['sv'];
/** Keys that come as `…_one` and `…_other`. */
export type CountedKey = { [K in WordKey]: K extends `${infer Base}_one` ? Base : never }[WordKey];

/** The message with its `{{placeholders}}` filled in; a placeholder without a value is left standing, which a test would see. */
export function say(language: Language, key: WordKey, values: Record<string, string | number> = {}): string {
  return words[language][key].replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(values[name] ?? all));
}

/** The message for one or for several; `{{count}}` is filled in as a number of the language. */
export function sayCount(
  language: Language,
  key: CountedKey,
  count: number,
  values: Record<string, string | number> = {},
): string {
  const form = count === 1 ? (`${key}_one` as const) : (`${key}_other` as const);
  return say(language, form, { ...values, count: sayNumber(language, count) });
}

/** `6 403` and `6,4` in Swedish, `6,403` and `6.4` in English; at most `decimals` decimals. */
export function sayNumber(language: Language, value: number, decimals = 0): string {
  return new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: decimals }).format(
    value,
  );
}

/** `2 %` and `+56 %` in Swedish, `2%` and `+56%` in English. @param share 0.02 for two per cent. @param signed with a plus where it grows. */
export function sayPercent(language: Language, share: number, decimals = 0, signed = false): string {
  return new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: decimals,
    signDisplay: signed ? 'exceptZero' : 'auto',
  }).format(share);
}

/** `Öxnehaga, Råslätt och Centrum` */
export function sayList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { type: 'conjunction' }).format(items);
}
