/** A picture of the week before this one, as coordinators, partners and the publishing function work with it in the tests. */
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Action, Activity } from '../../src/domain/meeting';
import { periodOf, shiftPeriod } from '../../src/domain/period';
import { emailOf, POINTS, userIdOf, type Person } from './fixture';
import type { TestDatabase } from './servers';

export const PICTURE = '00000000-0000-4000-a000-000000000001';
export const WEEK = shiftPeriod(periodOf('week', Date.now() / 1000), -1);
export const HERE = { p_municipality: '9001' };

/** What refuses first says so; what was answered comes back. */
export async function call<T>(client: SupabaseClient, name: string, values: Record<string, unknown>): Promise<T> {
  const { data, error } = await client.rpc(name, { ...HERE, ...values });
  if (error) throw new Error(error.message);
  return data as T;
}

/** Asks as a person; rejects with the refusal. */
export const asking =
  (db: TestDatabase) =>
  async <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    call<T>(await db.as(emailOf(person)), name, values);

export interface Saved {
  saved: boolean;
  revision: number;
  content: unknown;
  updatedAt: number;
}

export const hotspot = (key: string, values: Record<string, unknown> = {}): Record<string, unknown> => ({
  key,
  name: 'Torget',
  centre: { lon: 14.01, lat: 57.01 },
  cells: [
    [450000, 6300000],
    [450250, 6300000],
  ],
  cell: 250,
  shape: 'square',
  decision: 'open',
  reason: '',
  ...values,
});

/** A data URL that begins as a PNG does. */
export const image = (length = 60): string => {
  const head = 'data:image/png;base64,iVBORw0KGgo';
  return head + 'A'.repeat(length - head.length);
};

let made = 0;
const nextId = (letter: string): string => {
  made += 1;
  return `00000000-0000-4000-${letter}000-${String(made).padStart(12, '0')}`;
};

/** An action as the app sends it: for nobody yet, in no area, seen by all of EST. */
export const action = (values: Partial<Action> = {}): Action => ({
  id: nextId('b'),
  pictureId: null,
  hotspot: null,
  categoryId: null,
  problem: 'Klotter vid torget',
  what: 'Sanera och tänd lamporna',
  areaId: null,
  position: null,
  ownerId: null,
  due: null,
  status: 'planned',
  outcome: '',
  sharing: 'partners',
  revision: 0,
  createdAt: 0,
  updatedAt: 0,
  mayEdit: true,
  ...{ startsOn: null, endsOn: null, reviewOn: null, repeats: null, parentId: null },
  ...values,
});

/** A planned event as the app sends it: of Bostad A, in area a, next week. */
export const activity = (values: Partial<Activity> = {}): Activity => {
  const startsAt = Math.floor(Date.now() / 1000) + 7 * 86_400;
  return {
    id: nextId('8'),
    organisationId: 'bostad-a',
    title: 'Gårdsfest',
    kind: 'event',
    startsAt,
    endsAt: startsAt + 7200,
    position: { ...POINTS.inA },
    areaId: null,
    visitors: 200,
    state: 'planned',
    revision: 0,
    mayEdit: true,
    ...{ theme: '', place: '', allDay: false, seriesKey: null, parties: [], otherParties: '' },
    ...{ participants: null, note: '', commitmentId: null },
    ...values,
  };
};

/** The versions of one publication; `word` marks each, so that a test can look for it. */
export const versions = (word = ''): Record<string, unknown>[] =>
  [
    ['coordinator', null],
    ['authorities', null],
    ['partners', null],
    ['external', null],
    ['organisation', 'bostad-a'],
    ['organisation', 'bostad-b'],
  ].map(([audience, organisationId]) => ({
    audience,
    organisationId,
    schema: 1,
    content: { audience, organisationId, word: `${String(audience)} ${String(organisationId)} ${word}`, maps: ['M'] },
  }));

export function openKnown(db: TestDatabase): Promise<{ id: string }> {
  return asking(db)('coordinator', 'open_picture', { p_id: PICTURE, p_period: WEEK.key });
}

/** Publishes as the server function does, past every policy. */
export async function publish(
  db: TestDatabase,
  version: number,
  values: { correction?: string | null; person?: Person; versions?: unknown; picture?: string } = {},
): Promise<{ version: number }> {
  const [row] = await db.database.query<{ it: { version: number } }>(
    'select public.publish_picture($1, $2, $3, $4, $5::jsonb, $6) as it',
    [
      '9001',
      values.picture ?? PICTURE,
      userIdOf(values.person ?? 'coordinator'),
      version,
      JSON.stringify(values.versions ?? versions()),
      values.correction === undefined ? (version === 1 ? null : 'Efter mötet') : values.correction,
    ],
  );
  if (!row) throw new Error('no answer');
  return row.it;
}
