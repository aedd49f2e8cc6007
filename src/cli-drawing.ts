/** Draws for the command line what a canvas draws for the app: the same drawing in a Chromium that is installed. */
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export interface DrawingBoard {
  /** As `Rasterise` of the formats. */
  rasterise: (image: string, width: number | null) => Promise<string>;
  /** A page printed as a tagged PDF. */
  print: (html: string) => Promise<Uint8Array>;
  close: () => Promise<void>;
}

/** Runs in the page; a text, since a compiled function would carry names that the page does not know. */
const DRAW = `async ({ image, width }) => {
  const element = new Image();
  element.src = image;
  await element.decode();
  const scale = width === null ? 1 : width / element.naturalWidth;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(element.naturalWidth * scale);
  canvas.height = Math.round(element.naturalHeight * scale);
  canvas.getContext('2d').drawImage(element, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}`;

/** @returns null where no Chromium is installed (CHROMIUM_PATH names one that lies elsewhere), or Playwright's library is not. */
export async function openDrawingBoard(): Promise<DrawingBoard | null> {
  const library = await import('playwright-core').catch(() => null);
  if (!library) return null;
  const { chromium } = library;
  const path = [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...INSTALLED].find(
    (one) => one !== '' && existsSync(one),
  );
  if (path === undefined) return null;
  const args = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath: path, args });
  const page = await browser.newPage();
  return {
    rasterise: async (image, width) => {
      const asked = JSON.stringify({ image, width });
      const drawn: unknown = await page.evaluate(`(${DRAW})(${asked})`);
      if (typeof drawn !== 'string') throw new TypeError('Chromium gave no image.');
      return drawn;
    },
    print: async (html) => {
      await page.setContent(html);
      return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    },
    close: () => browser.close(),
  };
}
