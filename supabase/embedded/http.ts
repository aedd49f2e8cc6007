/** Between Node's server and the web's Request and Response. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reports are small: nobody sends more than this. Bytes. */
const BODY_MAX = 4 * 1024 * 1024;

async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) throw new RangeError('The request is larger than 4 MB.');
    chunks.push(chunk);
  }
  return size === 0 ? null : Buffer.concat(chunks);
}

export async function requestOf(incoming: IncomingMessage & { originalUrl?: string }): Promise<Request> {
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

export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  });
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
