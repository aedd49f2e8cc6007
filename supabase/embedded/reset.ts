/** `npm run reset`: removes the embedded database, so that the next start builds it anew. */
import { existsSync, rmSync } from 'node:fs';
import { databaseDirectory } from './plugin.ts';
import { holderOf } from './lock.ts';

const directory = databaseDirectory(process.cwd());
const holder = holderOf(directory);
if (holder !== null) {
  console.error(
    `The embedded database is in use by process ${String(holder)}: stop that server (Ctrl-C) and run \`npm run reset\` again.`,
  );
  process.exitCode = 1;
} else if (existsSync(directory)) {
  rmSync(directory, { recursive: true });
  rmSync(`${directory}.lock`, { force: true });
  console.log('The embedded database is removed; `npm start` builds a new one with fresh demo data.');
} else {
  console.log('There is no embedded database to remove; `npm start` builds one.');
}
