/** Watches the page from within: long tasks of its main thread, the worker's answers, and frames. Everything here but the types runs in the page. */
import type { BrowserContext, Page } from 'playwright-core';

/** Milliseconds since the page was opened. */
interface Task {
  start: number;
  duration: number;
}

interface Watched {
  submitted: number;
  painted: number;
  tasks: Task[];
  /** What the screen says that each answer took. */
  answers: number[];
  /** When each frame began, while frames are counted. */
  frames: number[];
  /** How many different slices were on the screen while frames were counted. */
  slices: Set<string>;
  counting: boolean;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched: Watched = {
      ...{ submitted: NaN, painted: NaN, tasks: [], answers: [], frames: [], slices: new Set(), counting: false },
    };
    window.watched = watched;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) watched.tasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
    document.addEventListener('submit', () => (watched.submitted = performance.now()), true);

    let last = '';
    // A method: tsx names other functions by a helper of its own, which the page does not have.
    const each = {
      frame(now: number): void {
        const shown = document.querySelector<HTMLElement>('header[data-slice]')?.dataset['slice'];
        const drawn = document.querySelector<HTMLElement>('[data-map-state]')?.dataset['drawn'];
        if (Number.isNaN(watched.painted) && shown && drawn === shown) watched.painted = performance.now();
        const answer = document.querySelector<HTMLElement>('[data-answer-ms]')?.dataset['answerMs'] ?? '';
        if (answer !== last) watched.answers.push(Number(answer));
        last = answer;
        if (watched.counting) {
          watched.frames.push(now);
          if (drawn) watched.slices.add(drawn);
        }
        requestAnimationFrame(each.frame);
      },
    };
    requestAnimationFrame(each.frame);
  });
}

/** Waits until the first week is on the screen, map and headline alike. @returns milliseconds from the press of the button. */
export async function firstPaint(page: Page): Promise<number> {
  await page.waitForFunction(() => window.watched.painted > 0, undefined, { timeout: 120_000 });
  return page.evaluate(() => window.watched.painted - window.watched.submitted);
}

export interface Span {
  /** Milliseconds. */
  frames: number[];
  answers: number[];
  tasks: number[];
  slices: number;
}

export const beginSpan = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(window.watched, { tasks: [], answers: [], frames: [], slices: new Set(), counting: true });
  });

/** @returns what happened since `beginSpan`: intervals between frames, answers, long tasks (of 50 ms or more: the browser reports no shorter ones). */
export const endSpan = (page: Page): Promise<Span> =>
  page.evaluate(() => {
    const { frames, answers, tasks, slices } = window.watched;
    window.watched.counting = false;
    return {
      frames: frames.slice(1).map((now, i) => now - frames[i]),
      answers,
      tasks: tasks.map(({ duration }) => duration),
      slices: slices.size,
    };
  });
