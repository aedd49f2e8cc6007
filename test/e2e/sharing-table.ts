/**
 * The table of issue "Who sees what" (supabase/README.md), written anew from its words and not from the database: who reads which incident, with the reporter's
 * organisation and with the text. And incidents to hold it against: some sent here, of which everything is known, and a sixteenth of the demo's.
 */
import { randomUUID } from 'node:crypto';
import { PASSWORD } from './harness';

export const MUNICIPALITY = '0680';
const KEY = 'sb_publishable_embedded';

export interface Reader {
  email: string;
  /** What the bar says: organisation, municipality, role. */
  called: string;
  organisations: readonly string[];
  kind:
    | 'housing company'
    | 'school'
    | 'guards'
    | 'business'
    | 'rescue service'
    | 'police'
    | 'municipality'
    | 'coordinator'
    | 'administrator';
  /** Ids of the areas where the organisations work; all of them for those who see the whole municipality. */
  areas: readonly string[] | 'all';
  links: readonly string[];
}

const VATTERHEM = ['bankeryd', 'ekhagen', 'huskvarna-soder', 'oxnehaga', 'raslatt'];
const JUNEHEM = ['granna', 'huskvarna-centrum', 'osterangen', 'rosenlund'];
const GUARDS = ['centrum', 'huskvarna-centrum', 'raslatt'];
const reader = (
  name: string,
  called: string,
  kind: Reader['kind'],
  organisations: readonly string[],
  areas: Reader['areas'],
  links: readonly string[],
): Reader => ({ email: `${name}@jonkoping.demo`, called, organisations, kind, areas, links });

const REPORTS = ['Läget', 'Lägesbild', 'Åtgärder', 'Rapportera'];
const REVIEWS = ['Läget', 'Lägesbild', 'Åtgärder', 'Inkommet', 'Rapportera'];
const LOOKS = ['Läget', 'Lägesbild', 'Åtgärder'];
/** Everybody of the demo in Jönköping: each role in each kind of organisation. */
export const READERS: readonly Reader[] = [
  reader('lasare.bostad', 'viewer of a housing company', 'housing company', ['vatterhem'], VATTERHEM, LOOKS),
  reader('rapportor.bostad', 'reporter of a housing company', 'housing company', ['vatterhem'], VATTERHEM, REPORTS),
  reader('rapportor.junehem', 'reporter of another housing company', 'housing company', ['junehem'], JUNEHEM, REPORTS),
  reader('rapportor.skola', 'reporter of a school', 'school', ['oxnehagaskolan'], ['oxnehaga'], REPORTS),
  reader('rapportor.vaktare', 'reporter of the guards', 'guards', ['vaktarna'], GUARDS, REPORTS),
  reader(
    'tva.uppdrag',
    'reporter of two organisations',
    'guards',
    ['vatterhem', 'vaktarna'],
    [...VATTERHEM, ...GUARDS],
    REPORTS,
  ),
  reader(
    'rapportor.raddning',
    'reporter of the rescue service',
    'rescue service',
    ['raddningstjansten'],
    'all',
    REPORTS,
  ),
  reader('polis', 'viewer of the police', 'police', ['polisen'], 'all', LOOKS),
  reader('rapportor.polis', 'reporter of the police', 'police', ['polisen'], 'all', REPORTS),
  reader('rapportor.kommun', 'reporter of the municipality', 'municipality', ['kommunen'], 'all', REPORTS),
  reader('lasare.krog', 'viewer of the pubs', 'business', ['krogarna'], ['centrum'], LOOKS),
  reader('samordnare', 'coordinator', 'coordinator', ['kommunen'], 'all', REVIEWS),
  reader('administrator', 'administrator', 'administrator', [], 'all', ['Inställningar', 'Läget', 'Logg']),
];

/** What a row of `incident` tells those who may select it; text and place come from the functions alone. */
export interface Row {
  id: string;
  organisation_id: string;
  area_id: string | null;
  sharing: 'own_organisation' | 'authorities' | 'partners';
  review_state: 'new' | 'released' | 'set_aside';
  duplicate_of: string | null;
  description_released: boolean;
}

const isAuthority = (who: Reader): boolean => who.kind === 'police' || who.kind === 'municipality';
const isOwn = (who: Reader, row: Row): boolean => who.organisations.includes(row.organisation_id);

/** The columns "own reports" to "own organisation only" of the table. */
export function mayRead(who: Reader, row: Row): boolean {
  if (who.kind === 'administrator') return false;
  if (isOwn(who, row)) return true;
  if (who.kind === 'coordinator') return row.sharing !== 'own_organisation';
  if (row.review_state !== 'released' || row.duplicate_of !== null || row.sharing === 'own_organisation') return false;
  if (isAuthority(who)) return true;
  if (row.sharing === 'authorities' || row.area_id === null) return false;
  return who.areas === 'all' || who.areas.includes(row.area_id);
}
/** "Who reported". */
export const mayKnowOrganisation = (who: Reader, row: Row): boolean => isOwn(who, row) || who.kind === 'coordinator';
/** "Free text". */
export const mayReadText = (who: Reader, row: Row): boolean =>
  mayKnowOrganisation(who, row) || isAuthority(who) || row.description_released;
/** In the situation: what was set aside and duplicates are in no count. */
export const counts = (row: Row): boolean => row.review_state !== 'set_aside' && row.duplicate_of === null;

/** Requests as the app sends them, by one of the demo's accounts. */
export type Ask = (path: string, body?: unknown, method?: 'GET' | 'POST' | 'PATCH') => Promise<unknown>;

export async function asMember(url: string, email: string): Promise<Ask> {
  const send = async (path: string, token: string | null, body: unknown, method: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        apikey: KEY,
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} as ${email}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const { access_token: token } = (await send(
    '/auth/v1/token?grant_type=password',
    null,
    { email, password: PASSWORD },
    'POST',
  )) as { access_token: string };
  return (path, body, method = body === undefined ? 'GET' : 'POST') => send(`/rest/v1/${path}`, token, body, method);
}

const IN_OXNEHAGA = { lon: 14.2641, lat: 57.7754 };
/** Sent by whom, shared with whom, and what the coordinator makes of it. All lie in Öxnehaga, have happened now and say a word that is theirs alone. */
const KNOWN = {
  vatterhemPartners: {
    by: 'rapportor.bostad',
    of: 'vatterhem',
    sharing: 'partners',
    review: { review_state: 'released' },
  },
  vatterhemOwn: { by: 'rapportor.bostad', of: 'vatterhem', sharing: 'own_organisation', review: null },
  policePartners: { by: 'rapportor.polis', of: 'polisen', sharing: 'partners', review: { review_state: 'released' } },
  policeAuthorities: {
    by: 'rapportor.polis',
    of: 'polisen',
    sharing: 'authorities',
    review: { review_state: 'released' },
  },
  policeNew: { by: 'rapportor.polis', of: 'polisen', sharing: 'partners', review: null },
  policeSetAside: { by: 'rapportor.polis', of: 'polisen', sharing: 'partners', review: { review_state: 'set_aside' } },
  policeWordsReleased: {
    by: 'rapportor.polis',
    of: 'polisen',
    sharing: 'partners',
    review: { review_state: 'released', description_released: true },
  },
  schoolPartners: {
    by: 'rapportor.skola',
    of: 'oxnehagaskolan',
    sharing: 'partners',
    review: { review_state: 'released' },
  },
} as const;
export type Name = keyof typeof KNOWN;
export type Known = Record<Name, Row & { text: string }>;

/** Ids that begin with 0: a sixteenth of all, few enough for one answer of the API. */
const SAMPLE = '10000000-0000-0000-0000-000000000000';
export const isSampled = (id: string): boolean => id.startsWith('0');

/** Sends the known reports as their reporters do, and reviews them as the coordinator does. */
export async function sendKnown(url: string): Promise<Known> {
  const coordinator = await asMember(url, 'samordnare@jonkoping.demo');
  const now = new Date().toISOString();
  const members = new Map<string, Ask>();
  const known: Partial<Known> = {};
  for (const [name, { by, of, sharing, review }] of Object.entries(KNOWN)) {
    const ask = members.get(by) ?? (await asMember(url, `${by}@jonkoping.demo`));
    members.set(by, ask);
    const id = `0${randomUUID().slice(1)}`;
    const text = `Klotter, kännetecken ${name}.`;
    await ask('incident', {
      municipality_id: MUNICIPALITY,
      id,
      organisation_id: of,
      category_id: 'klotter',
      ...IN_OXNEHAGA,
      occurred_from: now,
      occurred_to: now,
      place_type: 'square',
      description: text,
      police_reported: 'no',
      sharing,
    });
    if (review) await coordinator(`incident?municipality_id=eq.${MUNICIPALITY}&id=eq.${id}`, review, 'PATCH');
    known[name as Name] = {
      id,
      text,
      organisation_id: of,
      area_id: 'oxnehaga',
      sharing,
      review_state: review?.review_state ?? 'new',
      duplicate_of: null,
      description_released: name === 'policeWordsReleased',
    };
  }
  return known as Known;
}

/** The sample of all incidents in the municipality, put together from what each organisation has of its own and what the coordinator reviews. */
export async function sampledRows(url: string): Promise<Row[]> {
  const rows = new Map<string, Row>();
  const names = [
    'samordnare',
    'rapportor.bostad',
    'rapportor.junehem',
    'rapportor.skola',
    'rapportor.vaktare',
    'rapportor.raddning',
    'rapportor.polis',
  ];
  for (const name of names) {
    const ask = await asMember(url, `${name}@jonkoping.demo`);
    const page = (await ask(
      `incident?select=id,organisation_id,area_id,sharing,review_state,description_released&municipality_id=eq.${MUNICIPALITY}&id=lt.${SAMPLE}`,
    )) as Omit<Row, 'duplicate_of'>[];
    if (page.length >= 1000) throw new Error('The sample does not fit into one answer: take a smaller one.');
    for (const row of page) rows.set(row.id, { ...row, duplicate_of: null });
  }
  // Which report another one is the same as is told to the coordinator alone, and not by the table.
  const coordinator = await asMember(url, 'samordnare@jonkoping.demo');
  const queue = (await coordinator('rpc/review_queue', { p_municipality: MUNICIPALITY })) as {
    handled: { id: string; duplicateOf: string | null }[];
  };
  for (const { id, duplicateOf } of queue.handled) {
    const row = rows.get(id);
    if (row) row.duplicate_of = duplicateOf;
  }
  return [...rows.values()];
}
