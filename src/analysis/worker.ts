/** Entry of the module worker that keeps the analysis off the page's thread. */
import { createMessageHandler, transferOf, type Request, type Response } from './messages';

/** The few members of a worker's global scope used here; the project's types are those of a page. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
  postMessage(message: Response, transfer: ArrayBuffer[]): void;
}

const scope = globalThis as unknown as Scope;
const answer = createMessageHandler();

scope.addEventListener('message', (event) => {
  const response = answer(event.data);
  scope.postMessage(response, transferOf(response));
});
