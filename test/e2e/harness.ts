/** What every end-to-end test needs beside a visit: accessibility. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export * from '../browser/visit';

/** No violation of WCAG 2.0 to 2.2, levels A and AA, that axe can see. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // With reduced motion a change of colour still is a transition of a moment, and in a page that draws no frame it stands at its beginning: axe would judge a
  // colour that nobody sees. What turns for ever is not waited for.
  await page.waitForFunction(() =>
    document.getAnimations().every((each) => each.effect?.getComputedTiming().iterations === Infinity),
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(
    (v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.join(' ')).join('\n    ')}`,
  );
  expect(found, where).toEqual([]);
}

/** Scrolls on until no control lies half under a bar at the bottom of a phone, the form's own above the menu's among them, which axe takes for a small one. */
export async function clearOfBar(page: Page): Promise<void> {
  await page.evaluate(() => {
    const bars = [...document.querySelectorAll('header nav, .send')].map((one) => one.getBoundingClientRect().top);
    const bar = Math.min(innerHeight, ...bars);
    const half = (): boolean =>
      [...document.querySelectorAll('main button, main a, main input, main select, main summary')].some((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return top < bar && bottom > bar;
      });
    for (let i = 0; i < 40 && half(); i++) scrollBy(0, 8);
  });
}
