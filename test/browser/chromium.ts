/** Finds a Chromium: Playwright's own, or one that is installed. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of the browser to test with; throws one sentence that says what to do when there is none. */
export function findChromium(): string {
  const candidates = [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...INSTALLED];
  const found = candidates.find((path) => path !== '' && existsSync(path));
  if (!found) {
    throw new Error(
      'No Chromium found for the browser tests: run "npx playwright-core install chromium", install the package "chromium", or set CHROMIUM_PATH to a Chromium or Chrome.',
    );
  }
  return found;
}

/** A headless browser that draws WebGL in software and asks nobody outside for anything of its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // The page itself is put together without WebGL: in software that took half of a test's time.
      '--disable-gpu-compositing',
    ],
  });
}
