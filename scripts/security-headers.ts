/**
 * What the browser may do with the app, as response headers: which hosts it may speak to and that no script runs but the app's own. The build writes the policy
 * into the page, so that it holds on any host; `_headers` beside it holds all headers for hosts that read such a file, and preview sends them.
 */
import { loadEnv, type Plugin } from 'vite';

/** Who the app speaks to beside its own origin: origins, for example `https://abc.supabase.co`. */
export interface Hosts {
  /** Null: the server that serves the app answers. */
  supabase: string | null;
  basemap: readonly string[];
}

const OPEN_FREE_MAP = 'https://tiles.openfreemap.org';

/** @throws Error with a sentence when an address is none. */
function originOf(name: string, value: string): string {
  try {
    const { protocol, origin } = new URL(value);
    if (protocol === 'https:' || protocol === 'http:') return origin;
  } catch {
    // The sentence below says what to do.
  }
  throw new Error(`${name} must be an address that begins with https://, not "${value}".`);
}

/**
 * @param env VITE_SUPABASE_URL; VITE_BASEMAP (a style, a .pmtiles address, or `plain`); VITE_BASEMAP_HOSTS: further origins that an own style loads tiles,
 * glyphs and signs from, separated by blanks.
 */
export function hostsOf(env: Record<string, string | undefined>): Hosts {
  const url = env['VITE_SUPABASE_URL'];
  const map = env['VITE_BASEMAP']?.trim() || OPEN_FREE_MAP;
  const further = (env['VITE_BASEMAP_HOSTS'] ?? '').split(/\s+/).filter((host) => host !== '');
  // A basemap beside the app is of its own origin.
  const own = map === 'plain' || !/^[a-z]+:\/\//i.test(map);
  return {
    supabase: url ? originOf('VITE_SUPABASE_URL', url) : null,
    basemap: [
      ...new Set([
        ...(own ? [] : [originOf('VITE_BASEMAP', map)]),
        ...further.map((host) => originOf('VITE_BASEMAP_HOSTS', host)),
      ]),
    ],
  };
}

/** The policy as it may stand in the page itself; `frame-ancestors` holds only as a header. */
export function contentSecurityPolicy({ supabase, basemap }: Hosts): string {
  const api = supabase ? [supabase, supabase.replace(/^http/, 'ws')] : [];
  const rules: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    'style-src': ["'self'"],
    // MapLibre decodes tiles and signs from memory.
    'img-src': ["'self'", 'data:', 'blob:', ...basemap],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...api, ...basemap],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'object-src': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    // Svelte's templates, and the app's own (src/ui/trusted-types.ts).
    'trusted-types': ['svelte-trusted-html', 'lagesbild-print', 'default'],
  };
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/** All headers for the app's files. */
export function securityHeaders(hosts: Hosts): Record<string, string> {
  return {
    'Content-Security-Policy': `${contentSecurityPolicy(hosts)}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Strict-Transport-Security': 'max-age=31536000',
  };
}

export function headersFile(hosts: Hosts): string {
  const all = Object.entries(securityHeaders(hosts)).map(([name, value]) => `  ${name}: ${value}`);
  return [
    '/*',
    ...all,
    // Asked for anew each time: these say which version there is.
    ...['/', '/index.html', '/service-worker.js', '/manifest.webmanifest'].flatMap((path) => [
      path,
      '  Cache-Control: no-cache',
    ]),
    '/assets/*',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n');
}

export function securityHeadersPlugin(): Plugin {
  let hosts: Hosts = { supabase: null, basemap: [] };
  let building = false;
  return {
    name: 'lagesbild:security-headers',
    configResolved(config) {
      hosts = hostsOf({ ...loadEnv(config.mode, config.root, 'VITE_'), ...config.env });
      building = config.command === 'build';
    },
    transformIndexHtml: {
      order: 'post',
      // The dev server writes styles into the page as they change: the policy is for what is built.
      handler: () =>
        building
          ? [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy(hosts) },
                injectTo: 'head-prepend' as const,
              },
            ]
          : [],
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(hosts) });
    },
    configurePreviewServer(server) {
      server.middlewares.use((_, response, next) => {
        for (const [name, value] of Object.entries(securityHeaders(hosts))) response.setHeader(name, value);
        next();
      });
    },
  };
}
