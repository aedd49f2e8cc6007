/** Entry of the module worker that reads files off the page's thread. */
import { createImportHandler, type Request, type Response } from './messages';

/** The few members of a worker's global scope used here; the project's types are those of a page. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
  postMessage(message: Response): void;
}

const scope = globalThis as unknown as Scope;
const answer = createImportHandler((response) => scope.postMessage(response));

scope.addEventListener('message', (event) => void answer(event.data));
