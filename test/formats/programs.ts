/** Other people's programs, with which the tests open what the product writes. On a machine without one the test is skipped and says so; in CI it must be there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe } from 'vitest';

/** The packages of Debian that bring them. */
const PACKAGES = {
  soffice: 'libreoffice-writer-nogui, libreoffice-calc-nogui and libreoffice-impress-nogui',
  pdftotext: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdfimages: 'poppler-utils',
  ogrinfo: 'gdal-bin',
  icalendar: 'python3-icalendar',
} as const;
export type Program = keyof typeof PACKAGES;

/** Debian's own Python, for which its packages are; another one may stand before it in the path. */
export const PYTHON = '/usr/bin/python3';

/** A library of Python is there when it can be imported. */
const installed = (program: Program): boolean =>
  spawnSync('sh', ['-c', program === 'icalendar' ? `${PYTHON} -c 'import icalendar'` : `command -v ${program}`], {
    encoding: 'utf8',
  }).status === 0;

/** Statements that need programs. @throws Error in CI when one is missing: there a skipped test would be a hole. */
export function describeWith(programs: readonly Program[], title: string, statements: () => void): void {
  const missing = programs.find((program) => !installed(program));
  if (missing === undefined) {
    describe(title, statements);
    return;
  }
  const reason = `${missing} is not installed (Debian: ${PACKAGES[missing]})`;
  if (process.env.CI === 'true') throw new Error(`CI must open the formats with other programs, but ${reason}.`);
  describe.skip(`${title}: skipped, since ${reason}`, statements);
}

export function run(program: Program, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 50_000_000 });
}

interface ForeignFile {
  name: string;
  bytes: Uint8Array;
}

export interface Desk {
  folder: string;
  /** @returns the path of the PDF that LibreOffice made of the file. */
  toPdf: (file: ForeignFile) => string;
  /** @returns the path of the web page that LibreOffice made of a document: its cells are easier to tell apart than on paper. */
  toHtml: (file: ForeignFile) => string;
  clear: () => void;
}

/** A folder of its own, and a LibreOffice with settings of its own in it: it shares nothing with one that may be running. */
export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-formats-'));
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const convert =
    (to: 'pdf' | 'html') =>
    ({ name, bytes }: ForeignFile): string => {
      const out = join(folder, name.replace(/.*\./, ''));
      mkdirSync(out, { recursive: true });
      const source = join(out, name);
      writeFileSync(source, bytes);
      run('soffice', `-env:UserInstallation=${profile}`, '--headless', '--convert-to', to, '--outdir', out, source);
      return source.replace(/\.\w+$/, `.${to}`);
    };
  return {
    folder,
    toPdf: convert('pdf'),
    toHtml: convert('html'),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Text of a PDF as it stands on its pages; spaces of every kind are one. */
export const textOfPdf = (path: string): string => run('pdftotext', '-layout', path, '-').replace(/[^\S\n]+/g, ' ');
