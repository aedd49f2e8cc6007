/**
 * `npm run screens [-- PART …]`, where a picture is taken when its file name holds one of the parts (`10-situation`, `_phone_sv_light`): a picture of every screen in each state, at desktop and phone size, light and dark, Swedish and English, into screens/.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startApp, type RunningApp } from '../browser/app';
import { launchChromium } from '../browser/chromium';
import { signIn, SIZES, visit, type Size } from '../browser/visit';
import { ACTIVITIES_STATES } from './activities-states';
import { IMPORT_STATES } from './import-states';
import { PICTURE_STATES } from './picture-states';
import { PLANS_STATES } from './plans-states';
import { REVIEW_STATES } from './review-states';
import { SERVICE_STATES } from './service-states';
import { SETTINGS_LOOK_STATES } from './settings-look-states';
import { SETTINGS_AREAS_STATES } from './settings-areas-states';
import { STATES, type State } from './states';

const folder = resolve(import.meta.dirname, '../../screens');
const wanted = process.argv.slice(2);

interface Shot {
  state: State;
  size: Size;
  language: 'sv' | 'en';
  colorScheme: 'light' | 'dark';
  file: string;
}

const shots: Shot[] = [];
for (const state of [
  ...STATES,
  ...PICTURE_STATES,
  ...IMPORT_STATES,
  ...REVIEW_STATES,
  ...ACTIVITIES_STATES,
  ...PLANS_STATES,
  ...SERVICE_STATES,
  ...SETTINGS_LOOK_STATES,
  ...SETTINGS_AREAS_STATES,
])
  for (const size of Object.keys(SIZES) as Size[])
    for (const language of ['sv', 'en'] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        const file = `${state.name}_${size}_${language}_${colorScheme}.png`;
        if (wanted.length === 0 || wanted.some((part) => file.includes(part)))
          shots.push({ state, size, language, colorScheme, file });
      }
const apps: Partial<Record<'dev' | 'preview', RunningApp>> = {};
const browser = await launchChromium();
let failures = 0;

async function shoot({ state, size, language, colorScheme, file }: Shot): Promise<void> {
  const app = apps[state.mode ?? 'preview'];
  if (!app) throw new Error(`No server for ${state.name}.`);
  const { page, problems, close } = await visit(browser, `${app.url}/#${state.at}`, {
    size,
    language,
    colorScheme,
    basemap: state.basemap,
  });
  try {
    if (state.who) await signIn(page, state.who);
    await page.waitForTimeout(300);
    await state.prepare?.(page);
    await page.waitForTimeout(200);
    await page.screenshot({ path: join(folder, file) });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > SIZES[size].width) problems.push(`the page is ${width} px wide`);
  } catch (error) {
    problems.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    await page.screenshot({ path: join(folder, file) }).catch(() => undefined);
  }
  await close();
  if (problems.length > 0) failures++;
  console.log(problems.length === 0 ? file : `${file}: ${problems.join('; ')}`);
}

await mkdir(folder, { recursive: true });
try {
  for (const mode of ['dev', 'preview'] as const) {
    if (!shots.some(({ state }) => (state.mode ?? 'preview') === mode)) continue;
    console.log(mode === 'dev' ? 'Starting the dev server …' : 'Starting the production build …');
    apps[mode] = await startApp(mode);
  }
  for (const shot of shots) await shoot(shot);
} finally {
  await browser.close();
  await Promise.all(Object.values(apps).map((app) => app.close()));
}
console.log(`${folder}${failures > 0 ? `: ${failures} with problems` : ''}`);
process.exit(failures > 0 ? 1 : 0);
