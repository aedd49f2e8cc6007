/** The page's way to the figures of a mapping: the situation's worker, asked once, so that the page stays usable while years are counted. */
import type { MappingFigures, MappingQuestion } from '../analysis/mapping-figures';
import type { Ground } from '../analysis/messages';
import type { PackedColumns } from '../analysis/packed-columns';
import type { CodeTargets } from '../analysis/packed-table';
import { startWorker } from './analyst';
import { createWorkerLine } from './worker-line';
import type { AnalysisPort } from './worker-line';

/**
 * @param start makes a worker to talk to; tests hand in others.
 * @throws Error with a sentence when the incidents cannot be read.
 */
export async function countMapping(
  packed: PackedColumns,
  targets: CodeTargets,
  ground: Ground,
  question: MappingQuestion,
  start: () => AnalysisPort = startWorker,
): Promise<MappingFigures> {
  const line = createWorkerLine(start());
  try {
    await line.ask({ kind: 'unpack', packed, targets, ground });
    const answer = await line.ask({ kind: 'mapping', question });
    if (answer.kind !== 'mapping') throw new Error('The analysis answered another question. Reload the page.');
    return answer.mapping;
  } finally {
    line.close();
  }
}
