/**
 * Messages in Swedish and English. `t` reads a reactive language, so that a component that calls it is redrawn when the language changes.
 */
import { createInstance } from 'i18next';
import { untrack } from 'svelte';
import swedish from 'virtual:words/sv';
import type { MessageKey } from './messages';

export type Language = 'sv' | 'en';

const STORED = 'lagesbild-language';

/** What the person chose in this browser; null: nothing yet. */
function chosen(): Language | null {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === 'en' || stored === 'sv' ? stored : null;
  } catch {
    return null; // storage may be closed to us
  }
}
const initial = (): Language => chosen() ?? 'sv';

const i18n = createInstance();
/** `added` counts the bundles of words that have come: who has drawn something before them draws it again. */
const state = $state({ language: initial(), added: 0, offered: ['sv', 'en'] as readonly Language[] });

void i18n.init({
  lng: state.language,
  fallbackLng: 'sv',
  initAsync: false,
  ns: Object.keys(swedish),
  interpolation: { escapeValue: false }, // Svelte escapes what it writes
  resources: { sv: swedish },
});

type Words = () => Promise<{ default: Record<string, Record<string, string>> }>;
/** The Swedish words of a start are there from the beginning. */
const PARTS: Record<Language, readonly Words[]> = {
  sv: [() => import('virtual:words/sv-rest')],
  en: [() => import('virtual:words/en'), () => import('virtual:words/en-rest')],
};
const here: Words[] = [];
/** Somebody has been beyond the form: a language then comes with all its words. */
let beyond = false;

const partsOf = (of: Language): readonly Words[] => (beyond ? PARTS[of] : PARTS[of].slice(0, of === 'en' ? 1 : 0));
const isHere = (of: Language): boolean => partsOf(of).every((part) => here.includes(part));

/** Rejects where the server cannot be reached and this browser has not kept them. */
async function fetchWords(of: Language): Promise<void> {
  await Promise.all(
    partsOf(of).map(async (part) => {
      if (here.includes(part)) return;
      const { default: namespaces } = await part();
      if (here.includes(part)) return;
      here.push(part);
      for (const [name, words] of Object.entries(namespaces)) i18n.addResourceBundle(of, name, words, true);
      state.added++;
    }),
  );
}

// Before anything is drawn. Where there is no page (tests, a server) both languages are at hand.
if (typeof document === 'undefined') {
  beyond = true;
  await Promise.all([fetchWords('sv'), fetchWords('en')]);
} else {
  try {
    await fetchWords(state.language);
  } catch {
    state.language = 'sv'; // not kept in this browser, and no network
  }
  document.documentElement.lang = state.language;
}

/** All words of the present language, for every screen but the report form. Rejects as a screen does whose code does not come. */
export function allWords(): Promise<void> {
  beyond = true;
  return fetchWords(state.language);
}

export function language(): Language {
  return state.language;
}

function apply(next: Language): void {
  state.language = next;
  void i18n.changeLanguage(next);
  document.documentElement.lang = next;
}

/** At once, or as soon as the words are here; without network the language may stay. */
function change(next: Language, then: () => void = () => undefined): void {
  const done = (): void => {
    apply(next);
    then();
  };
  if (isHere(next)) done();
  else void fetchWords(next).then(done, () => undefined);
}

/** As the person chose: this browser remembers it. */
export function setLanguage(next: Language): void {
  change(next, () => {
    try {
      localStorage.setItem(STORED, next);
    } catch {
      // The choice then lasts for this visit.
    }
  });
}

/** Languages that may be chosen. */
export function offeredLanguages(): readonly Language[] {
  return state.offered;
}

/** What the municipality offers, and what somebody begins with who has chosen nothing in this browser, or what is not offered. */
export function offerLanguages(languages: readonly Language[], first: Language): void {
  state.offered = languages;
  const own = chosen();
  const wanted = own && languages.includes(own) ? own : first;
  if (wanted !== untrack(() => state.language)) change(wanted);
}

/** The message in the present language; `count` chooses between `…_one` and `…_other`. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  void state.added;
  return i18n.t(key, { lng: state.language, ...values });
}

/** The message of a key that was put together, namespace and all; null where there is none. */
export function messageOrNull(key: string): string | null {
  return i18n.exists(key, { lng: state.language }) ? t(key as MessageKey) : null;
}

/** Name of something the municipality has named: in English where it has an English name. */
export function named(thing: { name: string; nameEn?: string | null }): string {
  return state.language === 'en' && thing.nameEn ? thing.nameEn : thing.name;
}
