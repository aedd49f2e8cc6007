import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('the type checker finds the errors that are there on purpose', { timeout: 60_000 }, () => {
  const run = spawnSync(
    process.execPath,
    [
      resolve(root, 'node_modules/svelte-check/bin/svelte-check'),
      '--workspace',
      resolve(root, 'test/check/must-fail'),
      '--tsconfig',
      resolve(root, 'test/check/must-fail/tsconfig.json'),
      '--output',
      'machine',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  expect(run.stdout).toContain("Type 'string' is not assignable to type 'number'");
  expect(run.stdout).toContain("Property 'missing' does not exist");
  expect(run.status).not.toBe(0);
});
