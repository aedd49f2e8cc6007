/**
 * The app as a host on the internet serves it: compressed, and over a slow connection, on an old phone. The line is Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. The processor is
 * slowed until it is as fast as the low-tier phone to which Chrome's DevTools calibrate (a Moto G Power of 2022: 264 on Lighthouse's benchmark index): "four times" would be another phone on every machine.
 */
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';

export const SLOW = { down: 1_600_000, up: 750_000, latency: 150 } as const;
/** Of the low-tier phone, on Lighthouse's benchmark index. */
export const PHONE = 264;

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

/** Runs a loop for half a second; returns tens of rounds a second. As text: what compiles the tests would put names into it that a page does not know. */
const INDEX = `(() => {
  const tensASecond = (round) => {
    const begin = performance.now();
    let rounds = 0;
    for (; performance.now() - begin < 500; rounds++) round(rounds);
    return (rounds / 10 / (performance.now() - begin)) * 1000;
  };
  const one = Array.from({ length: 100000 }, (_, i) => i);
  const two = [...one];
  const strings = tensASecond(() => {
    let text = '';
    for (let i = 0; i < 10000; i++) text += 'a';
    if (text.length !== 10000) throw new Error('unused');
  });
  const numbers = tensASecond((round) => {
    const [from, to] = round % 2 === 0 ? [one, two] : [two, one];
    for (let i = 0; i < from.length; i++) to[i] = from[i];
  });
  return (strings + numbers) / 2;
})()`;

/** Milliseconds until a new tab is quiet: with each Chromium loads pages of its own (the address bar's), on the same processor. What is measured begins in a tab that is there. */
export const TAB_OPENS = 3000;

/** Lighthouse's benchmark index of this machine: the mean of strings of 10,000 letters built and arrays of 100,000 numbers copied, in tens a second. The best of three, as something else may run. */
export async function benchmarkIndex(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  await page.waitForTimeout(TAB_OPENS);
  let best = 0;
  for (let i = 0; i < 4; i++) best = Math.max(best, await page.evaluate<number>(INDEX));
  await page.close();
  return best;
}

/** Slows a page's network, and its processor so many times. */
export async function slowDown(page: Page, times: number): Promise<CDPSession> {
  const tool = await page.context().newCDPSession(page);
  await tool.send('Network.enable');
  await tool.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latency,
    downloadThroughput: SLOW.down / 8,
    uploadThroughput: SLOW.up / 8,
  });
  await tool.send('Emulation.setCPUThrottlingRate', { rate: times });
  return tool;
}
