/** Who is let in as what, as those see it who look after the municipality. */
import type { Organisation, Role } from './setting';

/** A person in one role in one organisation. */
export interface Member {
  id: string;
  organisationId: string;
  role: Role;
  active: boolean;
  /** The reader's own. */
  mine: boolean;
  /** For the administrator alone; null for others. */
  email: string | null;
}

/** One that nobody has taken yet. */
export interface Invitation {
  id: string;
  organisationId: string;
  role: Role;
  /** Null: whoever has the link; also for readers who are no administrators. */
  email: string | null;
  /** Epoch seconds. */
  createdAt: number;
  expiresAt: number;
  expired: boolean;
  /** Whoever takes it becomes administrator in place of who invited. */
  handsOver: boolean;
}

/** An invitation with its token, which is shown once. */
export interface NewInvitation {
  id: string;
  email: string | null;
  token: string;
  /** Epoch seconds. */
  expiresAt: number;
}

/** An organisation as it is looked after: where it works, and who is in it. */
export interface ManagedOrganisation extends Organisation {
  closed: boolean;
  /** Counts its changes. */
  revision: number;
  areas: { areaId: string; expected: boolean }[];
  /** People who take part, and those of them who report. */
  members: number;
  reporters: number;
}

/** What is there and what is missing of a municipality that is being set up. */
export interface SetupStatus {
  ownBoundary: boolean;
  areas: number;
  areasWithoutReporter: number;
  organisations: number;
  reporters: number;
  people: number;
  invited: number;
  categories: number;
  places: number;
  reviewRequired: boolean;
  secondFactorRequired: boolean;
  retentionRules: number;
  hasIncident: boolean;
  hasPublished: boolean;
}

/** What a member sees, with no row of it: all roles of the person in the municipality together. */
export interface MemberPreview {
  roles: { organisationId: string; role: Role; active: boolean }[];
  rights: Record<'read' | 'report' | 'review' | 'publish' | 'settle' | 'administer', boolean>;
  areas: string[];
  allAreas: boolean;
  sharing: { own: string[]; partners: boolean; authorities: boolean };
  words: { all: boolean; released: boolean };
  whoReported: boolean;
  versions: { audience: string; organisationId: string | null; pictures: number }[];
  counts: {
    /** ISO date: the first of 28 days. */
    since: string;
    incidents: number;
    own: number;
    partners: number;
    authorities: number;
    words: number;
    actions: number;
    activities: number;
  };
}

/** Addresses in a text that somebody pasted, each once, in small letters; and what is none. */
export function addressesIn(text: string): { emails: string[]; odd: string[] } {
  // "Name <address>" as mail programs copy it: the name is dropped, and never sent anywhere.
  const bracketed = text.replace(/(?:"[^"]*"|[^<>,;\n]*)<([^<>\s]+)>/g, ' $1 ');
  const parts = bracketed.split(/[\s,;]+/).filter((part) => part !== '');
  const emails = new Set<string>();
  const odd: string[] = [];
  for (const part of parts) {
    const plain = part
      .toLowerCase()
      .replace(/^mailto:/, '')
      .replace(/[.:]+$/, '');
    if (/^[^@\s"<>,;]+@[^@\s"<>,;]+$/.test(plain)) emails.add(plain);
    else odd.push(part);
  }
  return { emails: [...emails], odd };
}
