/** A hand on the week slider. */
import type { Page } from 'playwright-core';
import { beginSpan, endSpan, type Span } from './watch';

/** Milliseconds that a drag lasts, there and back, and between two moves of the pointer: about as often as a screen draws. */
const LASTS = 4000;
const PAUSE = 16;

export async function dragSlider(page: Page): Promise<Span> {
  const slider = page.locator('.slider input[type="range"]');
  const box = await slider.boundingBox();
  if (!box) throw new Error('The situation screen shows no slider to drag.');
  const [left, right] = [box.x + 0.35 * box.width, box.x + 0.97 * box.width];
  const y = box.y + box.height / 2;
  await page.mouse.move(right, y);
  await page.mouse.down();
  await beginSpan(page);
  const start = performance.now();
  for (let passed = 0; passed < LASTS; passed = performance.now() - start) {
    const along = Math.abs(1 - (2 * passed) / LASTS);
    await page.mouse.move(left + along * (right - left), y);
    await page.waitForTimeout(PAUSE);
  }
  const span = await endSpan(page);
  await page.mouse.up();
  return span;
}

/** Nothing is being fetched, analysed or drawn any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const map = document.querySelector<HTMLElement>('[data-map-state]');
    const shown = document.querySelector<HTMLElement>('header[data-slice]')?.dataset['slice'];
    return shown && map?.dataset['drawn'] === shown && !document.querySelector('.situation[aria-busy="true"]');
  });
}
