/** The page's way to the worker that reads files of areas: one worker a file, ended with its answer. */
import { AREA_FILE_LIMIT } from '../import/areas/container';
import type { Frame } from '../import/areas/system';
import type { AreaFile } from '../import/areas/types';
import type { AreaQuestion } from '../import/areas/worker';

const refused = (why: 'too-large' | 'not-geojson', detail: string): AreaFile => ({
  state: 'refused',
  why,
  detail,
  at: null,
});

/**
 * @param frame where the areas must lie; null: in Sweden. @param unnamed what an area without a name is called.
 * @returns never throws: a file that the worker dies of (memory, or its code could not be fetched) is refused too.
 */
export function readAreas(file: Blob, frame: Frame | null, unnamed: string): Promise<AreaFile> {
  if (file.size > AREA_FILE_LIMIT * 1_000_000) return Promise.resolve(refused('too-large', String(AREA_FILE_LIMIT)));
  return new Promise((done) => {
    const worker = new Worker(new URL('../import/areas/worker.ts', import.meta.url), { type: 'module' });
    const end = (answer: AreaFile): void => {
      worker.terminate();
      done(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<AreaFile>) => end(data);
    worker.onerror = () => end(refused('not-geojson', ''));
    worker.postMessage({ file, frame, unnamed } satisfies AreaQuestion);
  });
}
