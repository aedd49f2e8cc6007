/**
 * Trusted Types: where the browser demands them, no text becomes markup or a script's address unless it passes here. Svelte's own templates have a policy of
 * their own; what is left is the map: its worker, and the attribution of a basemap, which comes from outside.
 */
export interface TrustedTypeRules {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

const ESCAPES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/**
 * Markup of which only links to web addresses are left; every other tag is dropped and its text kept. Written so that nothing else can come out: tags are
 * never copied, only made anew.
 */
export function onlyLinks(markup: string): string {
  let open = 0;
  const clean = markup.split(/(<[^>]*>)/).map((part) => {
    if (!/^<[^>]*>$/.test(part)) return escape(part);
    if (/^<\/a\s*>$/i.test(part)) return open > 0 && open-- ? '</a>' : '';
    const address = /^<a\s(?:[^>]*\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(part);
    const target = address?.[1] ?? address?.[2] ?? '';
    if (!/^https?:\/\//i.test(target)) return '';
    open++;
    return `<a href="${escape(target)}" target="_blank" rel="noopener">`;
  });
  return clean.join('') + '</a>'.repeat(open);
}

/** @param origin of the page: scripts and workers come from nowhere else. */
export function trustedTypeRules(origin: string): TrustedTypeRules {
  return {
    createHTML: onlyLinks,
    createScriptURL(address) {
      if (new URL(address, `${origin}/`).origin === origin) return address;
      throw new TypeError(`No script from ${address} runs in this app.`);
    },
  };
}

interface Policy {
  createHTML(text: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Partial<TrustedTypeRules>): Policy;
}

function trustedTypes(): TrustedTypes | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
}

/** To be called once, before anything is drawn. Browsers without Trusted Types need nothing. */
export function guardMarkup(): void {
  trustedTypes()?.createPolicy('default', trustedTypeRules(location.origin));
}

let print: Policy | undefined;

/** Lets the printed picture through as it is: `printBody` escapes every text in it. The only markup of our own that is made of text. */
export function printedMarkup(markup: string): string {
  print ??= trustedTypes()?.createPolicy('lagesbild-print', { createHTML: (text) => text });
  return print?.createHTML(markup) ?? markup;
}
