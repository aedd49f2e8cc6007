import { StartRefusal } from '../../embedded/messages.ts';
import type { Ask } from '../connect.ts';

/** @throws StartRefusal where there is none with this code. */
export async function municipalityOf(ask: Ask, code: string): Promise<{ id: string; name: string }> {
  const [found] = await ask<{ id: string; name: string }>(
    'select id::text as id, name::text as name from public.municipality where id = $1',
    [code],
  );
  if (found) return found;
  const there = await ask<{ it: string }>(
    "select id || ' ' || name as it from public.municipality order by id limit 20",
  );
  throw new StartRefusal(
    `There is no municipality ${code}. ${there.length > 0 ? `There are: ${there.map(({ it }) => it).join(', ')}.` : 'There is none at all: create one first.'}`,
  );
}
