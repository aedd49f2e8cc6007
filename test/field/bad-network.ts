/** A network in front of the server that a test can break: it loses requests or answers, delays them, answers in the server's place, and counts what passed. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** What happens to a request: it passes; never reaches the server; reaches it and the answer is lost; is answered by the network. */
export type Fate =
  | { kind: 'pass'; after?: number }
  | { kind: 'lose-request' }
  | { kind: 'lose-answer' }
  /** The server has it, and nothing more is ever heard. */
  | { kind: 'silence' }
  | { kind: 'answer'; status: number; body: string };

export interface BadNetwork {
  /** The app as it is reached through this network. */
  url: string;
  /** Decides over each request; by default all pass. */
  rule: (method: string, path: string, body: string) => Fate;
  /** Changes what is served, for example the app's own files. */
  rewrite: (path: string, body: string) => string;
  /** Requests that the server has been given, `POST /rest/v1/incident` and so on, with what they carried. */
  passed: { line: string; body: string }[];
  close: () => Promise<void>;
}

const PASS: Fate = { kind: 'pass' };
const TEXT = /\/(?:service-worker\.js|index\.html|)$/;

function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => done(Buffer.concat(chunks)));
    incoming.on('error', fail);
  });
}

/** @param server address of the server behind it. */
export async function openBadNetwork(server: string): Promise<BadNetwork> {
  const behind = new URL(server);

  async function pass(incoming: IncomingMessage, body: Buffer): Promise<{ head: IncomingMessage; body: Buffer }> {
    network.passed.push({ line: `${incoming.method} ${incoming.url}`, body: body.toString() });
    return new Promise((done, fail) => {
      const { method, url } = incoming;
      const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
      // "Not modified" would be an answer about the server's text, not about what is made of it here.
      delete headers['if-none-match'];
      delete headers['if-modified-since'];
      const onward = ask({ host: behind.hostname, port: behind.port, method, path: url, headers }, (head) => {
        bodyOf(head).then((answer) => done({ head, body: answer }), fail);
      });
      onward.on('error', fail);
      onward.end(body);
    });
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    const fate = network.rule(incoming.method ?? 'GET', path, body.toString());
    if (fate.kind === 'lose-request') return void incoming.socket.destroy();
    if (fate.kind === 'answer') {
      outgoing.writeHead(fate.status, { 'content-type': 'application/json' });
      return void outgoing.end(fate.body);
    }
    if (fate.kind === 'pass' && fate.after) await new Promise((done) => setTimeout(done, fate.after));
    const answer = await pass(incoming, body);
    if (fate.kind === 'lose-answer') return void incoming.socket.destroy();
    if (fate.kind === 'silence') return;
    const text = TEXT.test(path) ? Buffer.from(network.rewrite(path, answer.body.toString())) : answer.body;
    const headers = { ...answer.head.headers };
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    outgoing.writeHead(answer.head.statusCode ?? 502, { ...headers, 'content-length': text.length });
    outgoing.end(text);
  }

  const http = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const address = http.address();
  if (!address || typeof address !== 'object') throw new Error('The network has no port.');
  const network: BadNetwork = {
    url: `http://127.0.0.1:${address.port}`,
    rule: () => PASS,
    rewrite: (_, body) => body,
    passed: [],
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
  return network;
}

/** True for the request that stores a report. */
export const sendsReport = (method: string, path: string): boolean =>
  method === 'POST' && path.endsWith('/rest/v1/incident');
