/**
 * Messages in Swedish and English. `t` reads a reactive language, so that a component that calls it is redrawn when the language changes.
 */
import { createInstance } from 'i18next';
import swedish from 'virtual:words/sv';
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
  ns: Object.keys(swedish),
  interpolation: { escapeValue: false }, // Svelte escapes what it writes
  resources: { sv: swedish },
});

/** Swedish is there from the beginning; English is fetched by who reads it. */
async function fetchEnglish(): Promise<void> {
  if (i18n.hasResourceBundle('en', 'common')) return;
  const { default: english } = await import('virtual:words/en');
  for (const [name, words] of Object.entries(english)) i18n.addResourceBundle('en', name, words);
}

// Before anything is drawn. Where there is no page (tests, a server) both are at hand.
if (state.language === 'en' || typeof document === 'undefined') {
  try {
    await fetchEnglish();
  } catch {
    state.language = 'sv'; // not kept in this browser, and no network
  }
}
if (typeof document !== 'undefined') document.documentElement.lang = state.language;

export function language(): Language {
  return state.language;
}

function apply(next: Language): void {
  state.language = next;
  void i18n.changeLanguage(next);
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // The choice then lasts for this visit.
  }
}

/** At once, or as soon as the words are here; without network the language may stay. */
export function setLanguage(next: Language): void {
  if (i18n.hasResourceBundle(next, 'common')) apply(next);
  else
    void fetchEnglish().then(
      () => apply(next),
      () => undefined,
    );
}

/** The message in the present language; `count` chooses between `…_one` and `…_other`. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return i18n.t(key, { lng: state.language, ...values });
}

/** Name of something the municipality has named: in English where it has an English name. */
export function named(thing: { name: string; nameEn?: string | null }): string {
  return state.language === 'en' && thing.nameEn ? thing.nameEn : thing.name;
}
