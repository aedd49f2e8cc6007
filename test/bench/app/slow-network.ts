/**
 * The app as a host on the internet serves it: compressed, and over a slow connection. The figures are those of Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and
 * back, on a processor that is four times slower.
 */
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';

export const SLOW = { down: 1_600_000, up: 750_000, latency: 150, processor: 4 } as const;

export interface CompressedApp {
  url: string;
  close: () => Promise<void>;
}

const COMPRESSES = /^(?:text\/|application\/(?:json|javascript|manifest)|image\/svg)/;

/** A proxy that compresses what the preview server sends as it lies there, and lets what never changes be kept. */
export async function serveCompressed(server: string): Promise<CompressedApp> {
  const behind = new URL(server);
  const http = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const onward = ask(
      { host: behind.hostname, port: behind.port, method, path: url, headers },
      (head: IncomingMessage) => {
        const chunks: Buffer[] = [];
        head.on('data', (chunk: Buffer) => chunks.push(chunk));
        head.on('end', () => {
          const plain = Buffer.concat(chunks);
          const compress = COMPRESSES.test(head.headers['content-type'] ?? '') && plain.length > 500;
          const body = compress ? gzipSync(plain) : plain;
          const sent = { ...head.headers, 'content-length': String(body.length) };
          delete sent['transfer-encoding'];
          if (compress) sent['content-encoding'] = 'gzip';
          if (url?.startsWith('/assets/')) sent['cache-control'] = 'public, max-age=31536000, immutable';
          outgoing.writeHead(head.statusCode ?? 502, sent);
          outgoing.end(body);
        });
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const address = http.address();
  if (!address || typeof address !== 'object') throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}

/** Slows a page's network and processor. */
export async function slowDown(page: Page): Promise<CDPSession> {
  const tool = await page.context().newCDPSession(page);
  await tool.send('Network.enable');
  await tool.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latency,
    downloadThroughput: SLOW.down / 8,
    uploadThroughput: SLOW.up / 8,
  });
  await tool.send('Emulation.setCPUThrottlingRate', { rate: SLOW.processor });
  return tool;
}
