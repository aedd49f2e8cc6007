/** A file that cannot be used, as a reason that words.ts makes a sentence of: it says what to do. */
import type { Said } from './types';

export class ImportProblem extends Error {
  override name = 'ImportProblem';
  constructor(readonly said: Said) {
    super(said.key);
  }
}

export function problem(key: string, values: Record<string, string | number> = {}): ImportProblem {
  return new ImportProblem({ key, values });
}
