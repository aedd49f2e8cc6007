/**
 * Words that may point at one person, or at somebody's health. A gentle list: it asks "is this needed?" and is short on purpose, because a
 * form that asks all the time is clicked away. Groups ("ungdomar", "berusade personer") are what reports are about and are not in it.
 */
export const DOUBTFUL_KINDS = ['person', 'health'] as const;
export type DoubtfulKind = (typeof DOUBTFUL_KINDS)[number];

const WORD_START = '(?<![a-zåäöé0-9])';
const WORD_END = '(?![a-zåäöé0-9])';
const words = (alternatives: readonly string[]): RegExp =>
  new RegExp(`${WORD_START}(?:${alternatives.join('|')})${WORD_END}`, 'g');

/** Somebody in particular: a relation, an age, a name, an origin, a description. */
const PERSON = [
  // Swedish
  'heter',
  'vid namn',
  'kallas för',
  'kallar sig',
  '(?:hans|hennes) (?:namn|mamma|pappa|bror|syster|bil|lägenhet|dörr|telefon)',
  '(?:man|kvinn|kill|tjej|pojk|flick)(?:nen|an|en)s?',
  '(?:granne|hyresgäst|lägenhetsinnehavare|ägare|vaktmästare|rektor|elev)(?:n|en|ns|ens)',
  '(?:sonen|dottern|brodern|brorsan|systern|syrran|pappan|mamman|maken|makan|sambon|exet)s?',
  '[0-9]{1,2} ?-?åring(?:en|ens|s)?',
  '[0-9]{1,2} år gammal',
  'född (?:19|20)?[0-9]{2}',
  'signalement(?:et)?',
  'bor (?:på|i) (?:lgh|lägenhet|nr|nummer|port)',
  'skriven på',
  'romer|rom(?:en|sk)|invandrare?|flykting(?:en|ar)?|muslim(?:en|er)?|jude(?:n)?|judar',
  // English
  'named',
  'called (?:himself|herself)',
  '(?:his|her) (?:name|mother|father|brother|sister|car|flat|apartment|phone)',
  'the (?:man|woman|boy|girl|tenant|neighbour|neighbor|owner|caretaker)',
  '[0-9]{1,2}[- ]years?[- ]old',
  'born (?:in )?(?:19|20)[0-9]{2}',
  'immigrants?|refugees?',
] as const;

/** Somebody's health, addiction, disability. */
const HEALTH = [
  // Swedish
  'psykiskt? (?:sjuk|ohälsa|instabil)[a-z]*',
  'psykos(?:en)?|psykotisk[at]?',
  'missbrukare(?:n|ns)?|narkoman(?:en|er)?|alkoholist(?:en|er)?|alkis(?:en|ar)?|pundare(?:n)?',
  'beroendesjuk[at]?',
  'dement[a]?|demens',
  'adhd|autism|autistisk[at]?|asperger[s]?',
  'självmord(?:sförsök|et)?|suicid(?:försök|al)?|självskad[a-zåäö]*',
  'överdos(?:en|erat)?',
  'gravid[at]?',
  'funktionsnedsatt[a]?|funktionsnedsättning(?:en)?|utvecklingsstör[a-zåäö]*|handikappad[e]?',
  'rullstolsburen',
  'hiv|hepatit|epilep[a-z]*|diabet[a-z]*',
  'diagnos(?:en)?|medicinering(?:en)?',
  'sjukdom(?:en)?',
  // English
  'mentally ill|mental illness|psychotic|psychosis',
  'addicts?|alcoholics?|junkies|junkie',
  'dementia|autistic|suicid(?:e|al)|self[- ]harm',
  'overdosed?',
  'pregnant|disabled|disability|diagnos(?:is|ed)|epileptic|diabetic|hepatitis',
] as const;

export const DOUBTFUL_PATTERNS: readonly [DoubtfulKind, RegExp][] = [
  ['person', words(PERSON)],
  ['health', words(HEALTH)],
];
