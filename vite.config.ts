import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { securityHeadersPlugin } from './scripts/security-headers.ts';
import { serviceWorkerPlugin } from './scripts/service-worker.ts';
import { wordsByLanguagePlugin } from './scripts/words-by-language.ts';
import { embeddedSupabase } from './supabase/embedded/plugin.ts';

// The same database tests run on the embedded PostgreSQL and, where DATABASE_URL names one, on a real server.
// Without a server everything is asked of the embedded database. Beside one it is asked what could differ there: how it starts and fills itself, its doors and sign-in, access, types, times and
// shapes; the functions, the same SQL in both, are asked of the server, and so is the whole access matrix.
const server = process.env.DATABASE_URL;
const everything = 'test/database/**/*.test.ts';
const OF_THE_EMBEDDED = ['embedded'];
// One connection at a time, and other plans: these ask of a server what the embedded database cannot answer.
const OF_THE_SERVER = ['incident-changes-concurrent', 'query-plans'];
const OF_BOTH =
  'access,audit,ground,incident-rules,personal-data,pgtap,remind,reporting-periods,second-factor,session-rules,sharing';
const filesOf = (names: readonly string[]): string[] => names.map((name) => `test/database/${name}.test.ts`);
const databases = [
  {
    name: 'database',
    url: '',
    include: server ? filesOf([...OF_THE_EMBEDDED, ...OF_BOTH.split(',')]) : [everything],
    exclude: filesOf(OF_THE_SERVER),
  },
  ...(server
    ? [{ name: 'database-server', url: server, include: [everything], exclude: filesOf(OF_THE_EMBEDDED) }]
    : []),
];

// What a page is to show is waited for as long as Playwright waits for what it is to press: a machine that runs other tests beside them is slow at times.
const IN_A_BROWSER = { poll: { timeout: 30_000 } };

export default defineConfig({
  base: './',
  // Under vitest the tests start the servers that they need themselves.
  plugins: [
    svelte({ configFile: false }),
    wordsByLanguagePlugin(),
    securityHeadersPlugin(),
    serviceWorkerPlugin(),
    process.env.VITEST ? [] : embeddedSupabase(),
  ],
  resolve: {
    alias: ['realtime-js', 'storage-js'].map((name) => ({
      find: `@supabase/${name}`,
      replacement: fileURLToPath(new URL('./src/data/without-realtime.ts', import.meta.url)),
    })),
  },
  // MapLibre loads its worker from a file beside its own: pre-bundling moves it away and the map stays blank.
  optimizeDeps: { exclude: ['maplibre-gl'] },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every start needs in one file instead of thirty, and the form in another: on a slow line each request costs a journey there and back, and in the service worker a look-up.
            { name: 'start', tags: ['$initial'], priority: 3 },
            // Shared by the form and a dozen other screens, which do not need the form for it.
            {
              name: 'rules',
              test: /\/node_modules\/valibot\/|\/src\/domain\/incident\.ts$/,
              includeDependenciesRecursively: true,
              priority: 2,
            },
            {
              name: 'form',
              test: /\/src\/screens\/report\/Report\.svelte$/,
              includeDependenciesRecursively: true,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    projects: [
      {
        extends: true,
        // Writing a document takes seconds where other tests run beside this one.
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'property', include: ['test/property/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'formats',
          include: ['test/formats/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      ...databases.map(({ name, url, include, exclude }) => ({
        extends: true as const,
        test: {
          name,
          ...{ include, exclude },
          environment: 'node' as const,
          env: { DATABASE_URL: url },
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      })),
      {
        extends: true,
        test: {
          name: 'operation',
          include: ['test/operation/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: ['test/e2e/global-setup.ts'],
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          expect: IN_A_BROWSER,
        },
      },
      {
        extends: true,
        test: {
          name: 'field',
          globalSetup: ['test/e2e/global-setup.ts'],
          include: ['test/field/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          expect: IN_A_BROWSER,
        },
      },
    ],
  },
});
