/** What one may ask of `npm run bench -- …`. */
import { parseArgs } from 'node:util';

export interface Options {
  sizes: number[];
  /** Rows whose name contains one of these; empty: all. */
  only: string[];
  /** Where the figures go as JSON besides. */
  json: string | null;
  /** Processor time in place of the wall clock's. */
  cpu: boolean;
  /** Without the peers that take minutes. */
  quick: boolean;
}

const SIZES = [1_000, 10_000, 100_000, 1_000_000];

const HELP = `npm run bench -- [options]
  --sizes 1000,100000   numbers of incidents; without it ${SIZES.join(', ')}
  --only density,week   only the rows whose name holds one of these words
  --json FILE           write the figures there too
  --quick               leave out Turf over every one of more than 100,000 incidents: it takes most of the time
  --cpu                 time the processors instead of the wall clock: for a machine that is busy with other things
The goals are judged at 1,000,000 incidents (the cold start also at 1,000).`;

/** Ends the program with one sentence when an option cannot be used. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        sizes: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'string' },
        cpu: { type: 'boolean' },
        quick: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const sizes = values.sizes === undefined ? SIZES : values.sizes.split(',').map(Number);
    if (!sizes.every((size) => Number.isInteger(size) && size >= 1000))
      throw new Error('Sizes must be whole numbers of 1,000 or more, with commas between.');
    const only = (values.only ?? '').split(',').filter((word) => word !== '');
    const { json = null, cpu = false, quick = false } = values;
    return { sizes: sizes.toSorted((a, b) => a - b), only, json, cpu, quick };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}
