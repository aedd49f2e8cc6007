/**
 * Lets the app start without network. Built as a file of its own beside the app (scripts/service-worker.ts), never in the dev server.
 * - What the form, signing in and the map need is fetched when a version is installed; other screens and file formats are kept when they are first used.
 * - A new version waits until the person asks for it or every tab is closed: nobody's page changes under the hands.
 * - The ground of the map is kept with a bound. Answers of the API pass by untouched: what people reported is never stored here.
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';

/** Written in by the build: the files of this version, and the hosts of the basemap. */
declare const APP_FILES: { url: string; revision: string | null }[];
declare const GROUND_HOSTS: string[];

/** The few members of a service worker's global scope used here; the project's types are those of a page. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const scope = globalThis as unknown as Scope;

const DAY = 86_400;
/** Seconds; MapLibre's own ground is there meanwhile. */
const GROUND_PATIENCE = 2;
const TILE = /\/\d+\/\d+\/\d+(?:@2x)?(?:\.\w+)?$/;
const SHEET_OR_LETTERS = /\.(?:pbf|png|webp)$/;

cleanupOutdatedCaches();
precacheAndRoute(APP_FILES);
// The app is one page; what comes after # is its own matter. The embedded server has its paths beside it.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/(?:auth|rest|functions)\/v1\//] }),
);

const bounded = (maxEntries: number, days: number): ExpirationPlugin =>
  new ExpirationPlugin({ maxEntries, maxAgeSeconds: days * DAY, purgeOnQuotaError: true });

// Their names change with their content: what is there is right.
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname.includes('/assets/'),
  new CacheFirst({ cacheName: 'lagesbild-screens', plugins: [bounded(120, 60)] }),
);

const ofGround = (url: URL): boolean => GROUND_HOSTS.includes(url.origin);
registerRoute(
  ({ url }) => ofGround(url) && TILE.test(url.pathname),
  // A tile is some 20-60 kB: at most about 20 MB.
  new CacheFirst({ cacheName: 'lagesbild-ground-tiles', plugins: [bounded(500, 60)] }),
);
registerRoute(
  ({ url }) => ofGround(url) && SHEET_OR_LETTERS.test(url.pathname),
  new CacheFirst({ cacheName: 'lagesbild-ground', plugins: [bounded(80, 60)] }),
);
registerRoute(
  // The style and its lists of tiles name versions of each other: the newest together, or the last ones together.
  ({ url }) => ofGround(url),
  new NetworkFirst({
    cacheName: 'lagesbild-ground-style',
    networkTimeoutSeconds: GROUND_PATIENCE,
    plugins: [bounded(20, 60)],
  }),
);

scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting();
});
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
