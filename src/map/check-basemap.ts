/** Whether a basemap can be drawn from here, before it is saved: it is asked for as the map would ask, under the same policy of the page. */
import { basemapSetting, PATIENCE } from './basemap';

/** `blocked`: the page's policy does not let the host through; `silent`: no answer; `wrong`: an answer, but no style and no PMTiles file. */
export type BasemapCheck = { state: 'good' } | { state: 'blocked'; host: string } | { state: 'silent' | 'wrong' };

/** The first bytes of a PMTiles file, version 3: `PMTiles` (specification of Protomaps). */
const MAGIC = 'PMTiles';

interface LooseStyle {
  layers?: unknown;
  sources?: Record<string, { url?: unknown; tiles?: unknown } | null> | null;
  glyphs?: unknown;
}

class Wrong extends Error {}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url, {
    ...{ headers, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Wrong();
  return answer;
}

/** Only the beginning is read: a file of the country has gigabytes, and a server that knows no ranges would send them all. */
async function beginning(answer: Response, bytes: number): Promise<string> {
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? { value: undefined };
  void reader?.cancel();
  return String.fromCharCode(...(value ?? new Uint8Array()).slice(0, bytes));
}

async function checkStyle(url: string): Promise<void> {
  let style: LooseStyle;
  try {
    style = (await (await ask(url)).json()) as LooseStyle;
  } catch (error) {
    throw error instanceof SyntaxError ? new Wrong() : error;
  }
  if (!Array.isArray(style.layers) || typeof style.sources !== 'object' || style.sources === null) throw new Wrong();
  // Where the tiles lie is written in further files; their hosts must be let through as well.
  for (const source of Object.values(style.sources)) {
    if (typeof source?.url === 'string' && /^https?:/.test(source.url)) await ask(source.url);
  }
}

/** @param value as it is typed. @param page address of the page, for addresses beside the app. */
export async function checkBasemap(value: string, page: string): Promise<BasemapCheck> {
  const setting = basemapSetting(value, page);
  if (setting.kind === 'plain') return { state: 'good' };
  let blocked: string | null = null;
  const note = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    blocked = blockedURI;
  };
  document.addEventListener('securitypolicyviolation', note);
  try {
    if (setting.kind === 'style') await checkStyle(setting.url);
    else {
      const answer = await ask(setting.url, { range: `bytes=0-${MAGIC.length - 1}` });
      if ((await beginning(answer, MAGIC.length)) !== MAGIC) return { state: 'wrong' };
    }
    return { state: 'good' };
  } catch (error) {
    if (error instanceof Wrong) return { state: 'wrong' };
    // The event may come a moment after the refusal.
    await new Promise((done) => setTimeout(done, 50));
    return blocked === null ? { state: 'silent' } : { state: 'blocked', host: new URL(blocked, page).host };
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}
