/**
 * Messages in Swedish and English. `t` reads a reactive language, so that a component that calls it is redrawn when the language changes.
 */
import { createInstance } from 'i18next';
import { namespaces } from './messages';
import type { MessageKey } from './messages';

export type Language = 'sv' | 'en';

const STORED = 'lagesbild-language';

function initial(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'sv';
  } catch {
    return 'sv'; // storage may be closed to us: Swedish is the default
  }
}

const i18n = createInstance();
const state = $state({ language: initial() });

void i18n.init({
  lng: state.language,
  fallbackLng: 'sv',
  initAsync: false,
  ns: Object.keys(namespaces),
  interpolation: { escapeValue: false }, // Svelte escapes what it writes
  resources: {
    sv: Object.fromEntries(Object.entries(namespaces).map(([name, words]) => [name, words.sv])),
    en: Object.fromEntries(Object.entries(namespaces).map(([name, words]) => [name, words.en])),
  },
});
if (typeof document !== 'undefined') document.documentElement.lang = state.language;

export function language(): Language {
  return state.language;
}

export function setLanguage(next: Language): void {
  state.language = next;
  void i18n.changeLanguage(next);
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // The choice then lasts for this visit.
  }
}

/** The message in the present language; `count` chooses between `…_one` and `…_other`. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return i18n.t(key, { lng: state.language, ...values });
}

/** Name of something the municipality has named: in English where it has an English name. */
export function named(thing: { name: string; nameEn?: string | null }): string {
  return state.language === 'en' && thing.nameEn ? thing.nameEn : thing.name;
}
