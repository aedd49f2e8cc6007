/** One server for all end-to-end tests: the production build, the embedded database, fresh demo data. */
import type { TestProject } from 'vitest/node';
import { startApp } from '../browser/app';
import { findChromium } from '../browser/chromium';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  findChromium(); // says what to do before anything slow begins
  const app = await startApp('preview');
  project.provide('appUrl', app.url);
  return app.close;
}

declare module 'vitest' {
  export interface ProvidedContext {
    appUrl: string;
  }
}
