/** What every verb of `npm run admin` is: how it is called, what it says of itself, what it does. */
import type { Database } from '../../embedded/database.ts';
import type { Say } from '../../embedded/messages.ts';

export interface Work {
  database: Database;
  /** What was given for `takes`, in its order. */
  given: readonly string[];
  /** What was given for `options`; a flag is '' where it was given. */
  options: ReadonlyMap<string, string>;
  /** Says what would be done, and changes nothing. */
  dryRun: boolean;
  say: Say;
}

export interface Verb {
  /** Names of what must be given, in order. */
  takes: readonly string[];
  /** Name -> what its value is called in the help; null for a flag. `--dry-run` is every verb's. */
  options: Readonly<Record<string, string | null>>;
  /** One line for the help. */
  says: string;
  /** @throws StartRefusal with a sentence for who called it. */
  run(work: Work): Promise<void>;
}
