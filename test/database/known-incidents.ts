/** A handful of incidents of which the tests of access know whose they are, how they are shared and in which state. */
import { emailOf, report, type Person } from './fixture';
import type { TestDatabase } from './servers';

/** One incident of each kind, by name: whose, how shared, in which state, where. */
export const INCIDENTS = {
  aPartners: report({ sharing: 'partners' }),
  aAuthorities: report({ sharing: 'authorities' }),
  aOwn: report({ sharing: 'own_organisation' }),
  aNew: report({ sharing: 'partners' }),
  aSetAside: report({ sharing: 'partners' }),
  bPartners: report({ organisation_id: 'bostad-b', lon: 14.15, lat: 57.05 }),
  policeAuthorities: report({ organisation_id: 'polisen', sharing: 'authorities' }),
} as const;
export type Name = keyof typeof INCIDENTS;
export const nameOf = (id: unknown): string =>
  Object.entries(INCIDENTS).find(([, row]) => row.id === id)?.[0] ?? String(id);

/** Sends them as their reporters do, and reviews them. */
export async function sendKnown(db: TestDatabase): Promise<void> {
  const writer: Record<string, Person> = { 'bostad-a': 'reporterA', 'bostad-b': 'reporterB', polisen: 'police' };
  for (const row of Object.values(INCIDENTS)) {
    const { error } = await (
      await db.as(emailOf(writer[String(row['organisation_id'])] ?? 'nobody'))
    )
      .from('incident')
      .insert(row);
    if (error) throw new Error(error.message);
  }
  const states: Partial<Record<Name, string>> = { aNew: 'new', aSetAside: 'set_aside' };
  for (const [name, row] of Object.entries(INCIDENTS)) {
    await db.database.query('update public.incident set review_state = $1 where id = $2', [
      states[name as Name] ?? 'released',
      row.id,
    ]);
  }
}
