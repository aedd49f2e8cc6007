/** What the doctor says: what is wrong, why it matters, and what mends it. */
import type { Database } from '../../embedded/database.ts';
import type { Fact } from '../catalogue.ts';

export interface Finding {
  /** `wrong`: somebody could see or lose what they should not, or something does not work. `look`: a person should judge. */
  level: 'wrong' | 'look';
  what: string;
  why: string;
  /** A command, or what to do in words. */
  mend: string;
  /** SQL that mends it, where SQL does; `--sql FILE` writes it. */
  sql?: string;
  /** The database is of an earlier release: comparing it with this one would name all that is to come. */
  isBehind?: true;
}

/** What a database of these migrations is, and how each of its functions is written. */
export interface Reference {
  facts: Fact[];
  /** `public.setting_of(p_municipality text)` -> `CREATE OR REPLACE FUNCTION …` */
  functions: Record<string, string>;
}

export interface Examined {
  database: Database;
  reference: Reference;
  /** The environment, with what `.env` files add. */
  environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the project. */
  root: string;
  fetch: typeof fetch;
}

/** A mend that is one short statement is shown as it is. */
export const bySql = (finding: Omit<Finding, 'mend'> & { sql: string }): Finding => ({
  ...finding,
  mend: finding.sql.length < 400 ? finding.sql : 'Run the SQL that `npm run doctor -- --sql mend.sql` writes.',
});
