/** Between Node's server and the web's Request and Response. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reports are small: nobody sends more than this. Bytes. */
const BODY_MAX = 4 * 1024 * 1024;

/** A body that is too large to be read at all. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) throw new TooLarge('The request is larger than 4 MB: send less at a time.');
    chunks.push(chunk);
  }
  return size === 0 ? null : Buffer.concat(chunks);
}

async function requestOf(incoming: IncomingMessage & { originalUrl?: string }): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(':'))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const url = new URL(incoming.originalUrl ?? incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const body = method === 'GET' || method === 'HEAD' ? null : await bodyOf(incoming);
  return new Request(url, { method, headers, body });
}

async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  });
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** Answers one request of Node's server with the web's; what cannot be read is refused in words, as PostgREST does. */
export async function answer(
  incoming: IncomingMessage & { originalUrl?: string },
  outgoing: ServerResponse,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  try {
    await sendResponse(await fetch(await requestOf(incoming)), outgoing);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    outgoing.setHeader('connection', 'close'); // the rest of the body is not waited for
    await sendResponse(
      Response.json({ code: '413', details: null, hint: null, message: `too-long: ${error.message}` }, { status: 413 }),
      outgoing,
    );
  }
}
