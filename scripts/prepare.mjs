// Runs before `npm start` and `npm test`: installs from the lock file what is missing, so that a fresh clone needs no other command.
// Plain JavaScript with nothing but Node: it must run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  console.error(
    `Lägesbild needs Node 20.19, 22.12 or 24 and later; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.lagesbild-lock');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) process.exit(0);

console.log('Installing what Lägesbild needs from the lock file (about a minute the first time) …');
const npm = process.env.npm_execpath;
const install = npm
  ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
    })
  : spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
      shell: true,
    });
if (install.status !== 0) {
  console.error(
    'The installation failed. Check the network connection to the npm registry and run the same command again.',
  );
  process.exit(install.status ?? 1);
}
writeFileSync(stamp, lock);
