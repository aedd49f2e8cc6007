/** Entry of the module worker that reads files of areas: hundreds of thousands of points take seconds, in which the page must answer. */
import { readAreaFile } from './read';
import type { Frame } from './system';
import type { AreaFile } from './types';

export interface AreaQuestion {
  file: Blob;
  frame: Frame | null;
  unnamed: string;
}

/** The few members of a worker's global scope used here; the project's types are those of a page. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<AreaQuestion>) => void): void;
  postMessage(answer: AreaFile): void;
}
const scope = globalThis as unknown as Scope;

scope.addEventListener('message', ({ data: { file, frame, unnamed } }) => {
  void file
    .arrayBuffer()
    .then((bytes) => readAreaFile(new Uint8Array(bytes), frame, unnamed))
    .then((answer) => scope.postMessage(answer));
});
