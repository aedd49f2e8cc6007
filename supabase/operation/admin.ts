/**
 * `npm run admin -- <verb> …`: what an operator does to a whole municipality, past the app. Works on DATABASE_URL (a role that owns the database), or on the embedded database, which must not be
 * running. Ends with 0 when it is done (or was done before), 1 when it was refused or failed, 2 when the command was not understood; nothing is ever half done.
 */
import { say } from '../embedded/messages.ts';
import { Misuse, readCommand, usageOf } from './arguments.ts';
import { withDatabase } from './connect.ts';
import { applyRetention } from './verbs/apply-retention.ts';
import { createMunicipality } from './verbs/create-municipality.ts';
import { deleteMunicipality } from './verbs/delete-municipality.ts';
import { exportMunicipality } from './verbs/export-municipality.ts';
import { invite, setupLink } from './verbs/invite.ts';
import type { Verb } from './verbs/verb.ts';

export const VERBS: Readonly<Record<string, Verb>> = {
  'setup-link': setupLink,
  'create-municipality': createMunicipality,
  invite,
  export: exportMunicipality,
  'apply-retention': applyRetention,
  'delete-municipality': deleteMunicipality,
};

export function help(): string {
  return [
    'npm run admin -- <verb> …     for whoever runs Lägesbild (docs/operation.md)',
    '',
    ...Object.entries(VERBS).flatMap(([name, verb]) => [`  ${usageOf(name, verb)}`, `      ${verb.says}`]),
    '',
    'Works on the database of DATABASE_URL (a role that owns it), or on the embedded one, which must not be running.',
    '--dry-run says what would be done and changes nothing. Every verb may be run again.',
    'Exit codes: 0 done, 1 refused or failed (nothing is half done), 2 not understood.',
  ].join('\n');
}

/** @returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const command = readCommand(args, VERBS);
    const verb = command && VERBS[command.verb];
    if (!verb) {
      console.log(help());
      return 0;
    }
    await withDatabase((database) => verb.run({ database, ...command, say }));
    if (command.dryRun) say('Nothing was changed: this was a dry run.');
    return 0;
  } catch (error) {
    // A refusal is a sentence; of anything else the message is what the database or the disk said.
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof Misuse ? 2 : 1;
  }
}

if (process.argv[1]?.endsWith('admin.ts')) process.exitCode = await main(process.argv.slice(2));
