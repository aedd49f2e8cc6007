/**
 * The methods of src/analysis against R, which computed `test/reference/r/expected.json` from the files in `test/reference/r/inputs`: counts exactly, real numbers to
 * 1e-9 relative. R is not needed to run this. To make the figures again: `Rscript test/reference/r/reference.R`; its first lines name the packages.
 * With LAGESBILD_FULL=1, and where Rscript is installed, R also computes a larger set on the spot.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectSame } from '../reference/r/closeness';
import { compareStatistics, compareTrends } from '../reference/r/compare-counts';
import { compareDensity } from '../reference/r/compare-density';
import { comparePlaces } from '../reference/r/compare-places';
import { compareTimes } from '../reference/r/compare-times';
import { FOLDER, readReference, sha256, type Reference } from '../reference/r/expected';
import { makeInputs } from '../reference/r/inputs';

function compareAll(load: () => Reference): void {
  comparePlaces(load);
  compareDensity(load);
  compareStatistics(load);
  compareTrends(load);
  compareTimes(load);
}

describe('The committed figures of R', { timeout: 60_000 }, () => {
  const inputs = join(FOLDER, 'inputs');
  const reference = readReference(inputs, join(FOLDER, 'expected.json'));

  it('were computed by these scripts from these inputs', () => {
    const { expected } = reference;
    const hashes = (folder: string, names: string[]): Record<string, string> =>
      Object.fromEntries(names.map((name) => [name, sha256(join(folder, name))]));
    expectSame(hashes(inputs, Object.keys(expected.inputs)), expected.inputs, 'The inputs have changed');
    expectSame(hashes(FOLDER, Object.keys(expected.scripts)), expected.scripts, 'The scripts have changed');
    expect(Object.keys(expected.versions)).toEqual(expect.arrayContaining(['R', 'sf', 'spdep', 'spatstat.explore']));
  });

  it('rest on inputs that their generator makes: npx tsx test/reference/r/write-inputs.ts', () => {
    const made = makeInputs(false);
    expect(Object.keys(made).sort()).toEqual(Object.keys(reference.expected.inputs).sort());
    for (const [name, text] of Object.entries(made)) {
      expect(readFileSync(join(inputs, name), 'utf8') === text, `${name} is not what inputs.ts makes`).toBe(true);
    }
  });

  describe('agree on', () => compareAll(() => reference));
});

const full = process.env['LAGESBILD_FULL'] === '1';
const installed = full && spawnSync('Rscript', ['--version']).status === 0;
if (full && !installed) {
  console.warn(
    'Rscript is not installed: the larger set is not computed, only the committed figures of R are compared.',
  );
}

function compareFresh(): void {
  let fresh: Reference | null = null;
  const load = (): Reference => (fresh ??= computeFresh());

  function computeFresh(): Reference {
    const folder = mkdtempSync(join(tmpdir(), 'lagesbild-r-'));
    try {
      for (const [name, text] of Object.entries(makeInputs(true))) writeFileSync(join(folder, name), text);
      const answer = join(folder, 'answer.json');
      execFileSync('Rscript', [join(FOLDER, 'reference.R'), folder, answer], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return readReference(folder, answer);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('hold for more incidents than the committed ones', () => {
    expect(load().incidents.from.length).toBeGreaterThanOrEqual(3000);
  });

  describe('agree on', () => compareAll(load));
}

if (installed) describe('Fresh figures of R', { timeout: 900_000 }, compareFresh);
