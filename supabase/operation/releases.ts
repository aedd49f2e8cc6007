/**
 * The releases that databases out there may be of: each is a state of the migrations. What was released never changes, so a release is named by its
 * last migration, and a checksum of all up to it notices a file that was changed or put between afterwards.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations, supabaseFolder, type Migration } from '../embedded/migrate.ts';

export interface Release {
  /** `3-pictures`; its rows for the drill are in `test/operation/releases/3-pictures.sql`. */
  name: string;
  date: string;
  /** File name of its last migration. */
  last: string;
  /** Over the checksums of its migrations, in their order. */
  checksum: string;
}

/** Earliest first. `supabase/releases.json` gets a line when a release goes out. */
export function releases(): Release[] {
  return JSON.parse(readFileSync(join(supabaseFolder, 'releases.json'), 'utf8')) as Release[];
}

/** The migrations of a release, in the order in which they apply. */
export function migrationsOf({ last }: Pick<Release, 'last'>, all: readonly Migration[] = migrations()): Migration[] {
  return all.filter(({ name }) => name <= last);
}

export function checksumOf(of: readonly Migration[]): string {
  return createHash('sha256')
    .update(of.map(({ name, checksum }) => `${name} ${checksum}\n`).join(''))
    .digest('hex');
}
