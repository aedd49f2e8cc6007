/**
 * `npm run bench:app`: the report form on a slow phone (app/report-form.ts), then the production build in Chromium with 100,000 incidents. The server's answer is replaced at the network by one of that size; all the
 * rest is the product as it is served. WebGL is drawn in software here, on the very processors that run the page: frames on a desk are more.
 */
import type { Browser, Page } from 'playwright-core';
import type { PackedIncidents } from '../../src/data/types';
import { startApp } from '../browser/app';
import { launchChromium } from '../browser/chromium';
import { signIn, visit, type Visit } from '../browser/visit';
import { dragSlider, settled } from './app/drag';
import { multiply } from './app/many-incidents';
import { measureForm, REPORT_GOALS, slowness, type FormFigures } from './app/report-form';
import { firstPaint, watch, type Span } from './app/watch';
import { machine, readable, table } from './report';

const INCIDENTS = 100_000;
const COORDINATOR = 'samordnare@jonkoping.demo';
const OPENINGS = 3;
const DRAGS = 3;
const PACKED = '**/rest/v1/rpc/incident_changes';
/** Milliseconds: a frame, and what the browser calls a long task. */
const GOALS = { answer: 16, task: 50 };

const LAYERS = {
  'no layers': 'inga',
  'areas and cells': 'omraden,celler',
  'all layers': 'omraden,celler,tathet,handelser,platser',
};

let answer: string | null = null;

/** Opens the app, signs in, and waits for the first week. */
async function open(browser: Browser, url: string): Promise<{ visited: Visit; painted: number }> {
  const visited = await visit(browser, url);
  const { page, context } = visited;
  await context.route(PACKED, async (route) => {
    if (answer === null) {
      const demo = (await (await route.fetch()).json()) as { incidents: PackedIncidents };
      const incidents = multiply(demo.incidents, INCIDENTS, Math.floor(Date.now() / 1000));
      answer = JSON.stringify({ ...demo, incidents });
    }
    await route.fulfill({ contentType: 'application/json', body: answer });
  });
  await watch(context);
  await page.reload();
  await signIn(page, COORDINATOR);
  const painted = await firstPaint(page);
  await settled(page);
  return { visited, painted };
}

/** The value that this share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

async function dragWith(page: Page, layers: string): Promise<Span> {
  await page.evaluate((slugs) => {
    const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
    query.set('lager', slugs);
    location.hash = `#/laget?${decodeURIComponent(query.toString())}`;
  }, layers);
  await page.waitForTimeout(500);
  await settled(page);
  const spans: Span[] = [];
  for (let i = 0; i < DRAGS; i++) {
    spans.push(await dragSlider(page));
    await settled(page);
  }
  const all = (of: (span: Span) => number[]): number[] => spans.flatMap(of);
  return {
    frames: all(({ frames }) => frames),
    answers: all(({ answers }) => answers),
    tasks: all(({ tasks }) => tasks),
    slices: spans.reduce((sum, { slices }) => sum + slices, 0),
  };
}

const judged = (value: number, below: number): string => (value <= below ? 'met' : 'NOT MET');

function rowsOf(name: string, { frames, answers, tasks, slices }: Span): string[][] {
  const slow = quantile(answers, 0.95);
  const longest = tasks.length === 0 ? 0 : Math.max(...tasks);
  const seconds = frames.reduce((a, b) => a + b, 0) / 1000;
  return [
    [
      `${name}: answer to a step, 95th percentile`,
      `${readable(slow)} ms`,
      `${GOALS.answer} ms`,
      judged(slow, GOALS.answer),
      `median ${readable(quantile(answers, 0.5))} ms, ${answers.length} answers, ${slices} weeks drawn in ${seconds.toFixed(0)} s`,
    ],
    [
      `${name}: longest task of the page's thread`,
      tasks.length === 0 ? 'under 50 ms' : `${readable(longest)} ms`,
      `under ${GOALS.task} ms`,
      judged(longest, GOALS.task),
      `${tasks.length} of 50 ms or more`,
    ],
    [
      `${name}: frames while dragging`,
      `${(frames.length / seconds).toFixed(0)} a second`,
      '',
      '',
      `95th percentile between two ${readable(quantile(frames, 0.95))} ms`,
    ],
  ];
}

function formRows({ signInPage, signingIn, both, later, bytes, mapBytes, ranges }: FormFigures): string[][] {
  const between = ([least, most]: readonly [number, number]): string => `${readable(least)}–${readable(most)} ms`;
  const { first: within, later: soon, bytes: most } = REPORT_GOALS;
  return [
    ['first visit: address to sign-in page', `${readable(signInPage)} ms`, '', '', ''],
    ['first visit: signing in to form', `${readable(signingIn)} ms`, '', '', 'the answer to the password among it'],
    ['first visit: both', `${readable(both)} ms`, `${within} ms`, judged(both, within), between(ranges.both)],
    [
      'later visit: address to form',
      `${readable(later)} ms`,
      `${soon} ms`,
      judged(later, soon),
      `${between(ranges.later)}, service worker`,
    ],
    [
      'first visit: fetched until the form is usable',
      `${Math.round(bytes / 1000)} kB`,
      `${most / 1000} kB`,
      judged(bytes, most),
      `without the map, which is ${Math.round(mapBytes / 1000)} kB more`,
    ],
  ];
}

async function main(): Promise<void> {
  const form = await startApp('preview');
  const phone = await launchChromium();
  try {
    const figures = await measureForm(phone, form.url);
    console.log(`${machine()}\nThe report form: ${slowness(figures)}.\n`);
    console.log(table(['what', 'measured', 'goal', '', ''], formRows(figures), [1, 2]));
  } finally {
    await phone.close();
    await form.close();
  }
  if (process.argv.includes('--form')) return;
  console.log(`\n${INCIDENTS.toLocaleString('en-GB')} incidents, production build, WebGL in software.\n`);
  const app = await startApp('preview');
  const browser = await launchChromium();
  try {
    const paints: number[] = [];
    for (let i = 0; i < OPENINGS; i++) {
      const { visited, painted } = await open(browser, app.url);
      paints.push(painted);
      await visited.close();
    }
    const { visited } = await open(browser, app.url);
    const { page } = visited;
    const allTime = page.locator('.slider button.all');
    if (await allTime.isVisible()) await allTime.click();
    const spans: [string, Span][] = [];
    for (const [name, slugs] of Object.entries(LAYERS)) spans.push([name, await dragWith(page, slugs)]);
    const rows = [
      [
        'sign-in to the first week on map and page',
        `${readable(quantile(paints, 0.5))} ms`,
        '',
        '',
        `median of ${OPENINGS}`,
      ],
      ...spans.flatMap(([name, span]) => rowsOf(name, span)),
    ];
    console.log(table(['what', 'measured', 'goal', '', ''], rows, [1, 2]));
    if (visited.problems.length > 0) console.log(`\nThe page complained:\n${visited.problems.join('\n')}`);
    await visited.close();
  } finally {
    await browser.close();
    await app.close();
  }
}

await main();
