/** `apply-retention [--municipality CODE]`: clears by the rules of retention, all municipalities or one; what the nightly schedule does. */
import { inWords, type Cleared } from '../../embedded/retention.ts';
import { inTransaction } from '../connect.ts';
import { municipalityOf } from './municipality.ts';
import type { Verb } from './verb.ts';

export const applyRetention: Verb = {
  takes: [],
  options: { municipality: 'CODE' },
  says: 'Clears texts, places, times and reports by the rules of retention, as the nightly schedule does; logged.',
  async run({ database, options, dryRun, say }) {
    const code = options.get('municipality');
    await inTransaction(database, { dryRun }, async (ask) => {
      if (code !== undefined) await municipalityOf(ask, code);
      const [row] = await ask<{ cleared: string }>(
        code === undefined
          ? 'select app.clear_all($1::boolean)::text as cleared'
          : 'select json_build_object($2::text, app.clear_old($2::text, $1::boolean))::text as cleared',
        code === undefined ? [dryRun] : [dryRun, code],
      );
      const cleared = JSON.parse(row?.cleared ?? '{}') as Record<string, Cleared>;
      for (const line of inWords(cleared, dryRun)) say(line);
      if (Object.keys(cleared).length === 0) say('There is no municipality.');
    });
  },
};
