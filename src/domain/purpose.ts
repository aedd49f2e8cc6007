/**
 * What one signs in for. Chosen at sign-in and kept with everything that is read (purpose limitation, GDPR article 5.1 b): in the municipality's language, since the log is
 * a record of the authority.
 */
export const PURPOSES = {
  picture: 'Veckans lägesbild och möte',
  report: 'Rapportera händelser',
  followUp: 'Uppföljning och analys',
  administration: 'Administration och tillsyn',
} as const;
export type Purpose = keyof typeof PURPOSES;

export function isPurpose(value: unknown): value is Purpose {
  return typeof value === 'string' && value in PURPOSES;
}
