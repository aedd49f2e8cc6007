/** The peers live in a package of their own, so that `npm start` and `npm test` stay small; the bench fetches them when it first runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
/** Written by npm at the end of an install: older than the list of packages means that the list has changed since. */
const installed = join(here, 'node_modules/.package-lock.json');

/** Ends the program with a sentence when the packages cannot be had. */
export function installPeers(): void {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, 'package-lock.json')).mtimeMs) return;
  console.log(
    'Installing what the product is compared with into test/bench/node_modules (about 160 MB, this once) …\n',
  );
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(
      'The packages to compare with could not be installed. Is the npm registry within reach? Then run the bench again.',
    );
    process.exit(1);
  }
}
