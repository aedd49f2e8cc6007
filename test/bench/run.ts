/** Runs the rows at each size, prints them as they come, and the goals at the end. */
import { writeFileSync } from 'node:fs';
import { leaveOutSlowPeers, timeProcessors, type Outcome } from './contest';
import { createGround, type Ground } from './ground';
import type { Options } from './options';
import { contestLines, goalTable, growthTable, machine } from './report';
import * as analysis from './rows/analysis';
import * as areas from './rows/areas';
import * as cells from './rows/cells';
import * as cold from './rows/cold';
import * as density from './rows/density';
import * as giStar from './rows/gi-star';
import * as layers from './rows/layers';
import * as memory from './rows/memory';
import * as response from './rows/response';
import * as week from './rows/week';

interface Row {
  /** The word for `--only`. */
  row: string;
  run: (ground: Ground) => Outcome[] | Promise<Outcome[]>;
  /** Work that does not depend on the number of incidents is done at the largest only. */
  onlyLargest?: boolean;
}

const ROWS: readonly Row[] = [
  areas,
  cells,
  { ...giStar, onlyLargest: true },
  density,
  week,
  analysis,
  cold,
  response,
  memory,
  layers,
];

function titles(outcomes: readonly Outcome[]): Outcome[][] {
  const byTitle = new Map<string, Outcome[]>();
  for (const outcome of outcomes) byTitle.set(outcome.title, [...(byTitle.get(outcome.title) ?? []), outcome]);
  return [...byTitle.values()];
}

/** A row that cannot be compared is said and counted, and the others go on. */
async function runRow({ row, run }: Row, ground: Ground): Promise<Outcome[]> {
  try {
    return await run(ground);
  } catch (error) {
    process.exitCode = 1;
    console.log(`  ${row}: NOT TIMED: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

export async function runBench({ sizes, only, json, cpu, quick }: Options): Promise<void> {
  const rows = ROWS.filter(({ row }) => only.length === 0 || only.some((word) => row.includes(word)));
  if (rows.length === 0) {
    console.error(`No row is called that. There are: ${ROWS.map(({ row }) => row).join(', ')}.`);
    process.exit(2);
  }
  if (cpu) timeProcessors();
  if (quick) leaveOutSlowPeers();
  console.log(
    `${machine()}\nMedians of at least 5 rounds that take turns, unless fewer are named; milliseconds${cpu ? ' of processor time' : ''}; numbers are compared before anything is timed.`,
  );
  const outcomes: Outcome[] = [];
  for (const size of sizes) {
    console.log(`\n${size.toLocaleString('en-GB')} incidents`);
    const ground = createGround(size);
    for (const row of rows) {
      if (row.onlyLargest && size !== sizes[sizes.length - 1]) continue;
      globalThis.gc?.();
      const found = await runRow(row, ground);
      outcomes.push(...found);
      for (const one of titles(found)) console.log(contestLines(one));
    }
  }
  if (sizes.length > 1) console.log(`\nGrowth\n\n${growthTable(outcomes, sizes)}`);
  console.log(`\nGoals\n\n${goalTable(outcomes, sizes)}`);
  if (json !== null) {
    writeFileSync(json, `${JSON.stringify({ machine: machine(), sizes, outcomes }, null, 2)}\n`);
    console.log(`\nThe figures are in ${json}.`);
  }
}
