import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hostsOf, securityHeaders } from '../../scripts/security-headers';
import { launchChromium } from '../browser/chromium';
import { signIn, visit } from './harness';

let browser: Browser;
const url = inject('appUrl');

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe('The built app in a browser', () => {
  it('comes with every security header', async () => {
    for (const path of ['/', '/index.html', '/icon.svg']) {
      const { headers } = await fetch(`${url}${path}`);
      for (const [name, value] of Object.entries(securityHeaders(hostsOf({})))) {
        expect(headers.get(name), `${name} of ${path}`).toBe(value);
      }
    }
  });

  it('runs no script that was put into the page, and speaks to no other host', async () => {
    const { page, close } = await visit(browser, url);
    await signIn(page, 'lasare.bostad@jonkoping.demo');
    const outcome = await page.evaluate(async () => {
      const tried: Record<string, string> = {};
      const attempt = (name: string, act: () => void): void => {
        try {
          act();
          tried[name] = 'let through';
        } catch (error) {
          tried[name] = error instanceof Error ? error.name : String(error);
        }
      };
      attempt('inline script', () => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
      });
      attempt('script of another host', () => {
        const script = document.createElement('script');
        script.src = 'https://evil.example/a.js';
        document.head.append(script);
      });
      attempt('handler in markup', () => {
        const place = document.createElement('div');
        place.innerHTML = '<img src="x" onerror="window.ran = true">';
        document.body.append(place);
        tried['markup'] = place.innerHTML;
      });
      tried['another host'] = await fetch('https://evil.example/').then(
        () => 'answered',
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      );
      await new Promise((done) => setTimeout(done, 300));
      // After a pause: what the test itself evaluates at once is let through by the browser's debugger.
      attempt('evaluated text', () => {
        new Function('window.ran = true')();
      });
      tried['ran'] = String('ran' in window);
      return tried;
    });
    expect(outcome).toEqual({
      'inline script': 'TypeError',
      'script of another host': 'TypeError',
      'handler in markup': 'let through', // as text alone: the guard left nothing of the element
      markup: '',
      'evaluated text': 'EvalError',
      'another host': 'TypeError',
      ran: 'false',
    });
    await close();
  });
});
