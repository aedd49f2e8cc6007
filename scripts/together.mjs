// Runs npm scripts at the same time, two cores being better than one: `node scripts/together.mjs check test:unit`. Their lines come as they are written, each with the name
// of its script before it. `name@VARIABLE` runs only where that environment variable is set. Fails when one fails, after all have ended: one run then tells of every
// mistake.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const names = process.argv
  .slice(2)
  .map((each) => each.split('@'))
  .filter(([, variable]) => variable === undefined || process.env[variable])
  .map(([name]) => name);
const width = Math.max(...names.map((name) => name.length));

function run(name) {
  return new Promise((done) => {
    const npm = process.env.npm_execpath;
    const [command, args] = npm
      ? [process.execPath, [npm, 'run', '--silent', name]]
      : ['npm', ['run', '--silent', name]];
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !npm,
      env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(width)} | ${line}`));
    child.on('close', (code) => done({ name, failed: code !== 0 }));
  });
}

const failed = (await Promise.all(names.map(run))).filter((each) => each.failed);
if (failed.length > 0) {
  console.error(
    `Failed: ${failed.map(({ name }) => name).join(', ')}. Run one alone with \`npm run ${failed[0].name}\`.`,
  );
  process.exit(1);
}
