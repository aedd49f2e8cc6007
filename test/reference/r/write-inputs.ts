/**
 * Writes the inputs of `reference.R`: `npx tsx test/reference/r/write-inputs.ts [folder] [full]`; without a folder, those that are committed.
 * They change only with `inputs.ts` and `cases.ts`; afterwards run `Rscript test/reference/r/reference.R`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeInputs } from './inputs';

const [folder = join(import.meta.dirname, 'inputs'), size] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(makeInputs(size === 'full'))) writeFileSync(join(folder, name), text);
console.log(`Wrote the inputs to ${resolve(folder)}.`);
