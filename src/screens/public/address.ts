/** Addresses of the pages that anybody may read, without an account. */
import { parsePeriod } from '../../domain/period';

const PAGES = '#/offentligt';

export interface PublicAddress {
  municipality: string;
  /** Of the agreement; null: the list of what is published. */
  key: string | null;
  /** Key of a tertial; null: the latest. */
  period: string | null;
}

/** @param hash `location.hash`. @returns null where it leads to no public page. */
export function publicAddressOf(hash: string): PublicAddress | null {
  const [path = '', query = ''] = hash.split('?');
  const match = /^#\/offentligt\/([a-z0-9-]{1,60})(?:\/([a-z0-9-]{1,60}))?\/?$/.exec(path);
  if (!match?.[1]) return null;
  const period = new URLSearchParams(query).get('period') ?? '';
  return {
    municipality: match[1],
    key: match[2] ?? null,
    period: parsePeriod(period)?.kind === 'tertial' ? period : null,
  };
}

export function publicAddress({ municipality, key, period }: PublicAddress): string {
  const page = key === null ? `${PAGES}/${municipality}` : `${PAGES}/${municipality}/${key}`;
  return period === null ? page : `${page}?period=${period}`;
}
