/**
 * Builds src/service-worker.ts beside the app, in `vite build` alone, with the list of files that a version consists of when there is no network: the page, what the
 * screens of reporting and the map load, their styles, and the icons. The other screens and the file formats are kept when somebody uses them.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, loadEnv, type Plugin, type Rolldown } from 'vite';
import { hostsOf } from './security-headers.ts';

/** Screens that work without network, and the map, by the ends of their files' names. */
const OFFLINE = [
  '/src/screens/report/Report.svelte',
  '/src/screens/report/PlannedEvent.svelte',
  '/src/screens/check-in/CheckIn.svelte',
  '/src/screens/my-reports/MyReports.svelte',
  '/src/map/MapView.svelte',
  'virtual:words/en',
  'virtual:words/sv-rest',
  'virtual:words/en-rest',
];
/** From `public`; their names do not change with their content. */
const PLAIN_FILES = ['index.html', 'icon.svg', 'manifest.webmanifest'];
const MAP_WORKER = /maplibre-gl-worker[^/]*\.js$/;

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/** The names of the files that the entry and the offline screens need, without what they load only on request. */
export function offlineFiles(bundle: Bundle): string[] {
  const needed = new Set<string>();
  const take = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') return;
    for (const style of chunk.viteMetadata?.importedCss ?? []) needed.add(style);
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) needed.add(asset);
    chunk.imports.forEach(take);
  };
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type === 'chunk') {
      // A screen may lie in a file with others, and what is asked for then be a file without a module that leads to it: the names of the files do not tell.
      const holds = [...output.moduleIds, output.facadeModuleId ?? ''].some((id) =>
        OFFLINE.some((end) => id.replaceAll('\\', '/').endsWith(end)),
      );
      if (output.isEntry || holds) take(name);
    } else if (MAP_WORKER.test(name)) take(name);
  }
  return [...needed].filter((name) => /\.(?:js|css)$/.test(name)).sort();
}

export function serviceWorkerPlugin(): Plugin {
  let root = '';
  let hosts: readonly string[] = [];
  return {
    name: 'lagesbild:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      hosts = hostsOf({ ...loadEnv(config.mode, config.root, 'VITE_'), ...config.env }).basemap;
    },
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler({ dir }, bundle) {
        if (!dir) throw new Error('The service worker needs a folder to be written to.');
        const plain = await Promise.all(
          PLAIN_FILES.map(async (url) => {
            const revision = createHash('sha256')
              .update(await readFile(join(dir, url)))
              .digest('hex')
              .slice(0, 16);
            return { url, revision };
          }),
        );
        const files = offlineFiles(bundle as Bundle).map((url) => ({ url, revision: null }));
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            APP_FILES: JSON.stringify([...plain, ...files]),
            GROUND_HOSTS: JSON.stringify(hosts),
            'process.env.NODE_ENV': JSON.stringify('production'),
          },
          build: {
            lib: { entry: join(root, 'src/service-worker.ts'), formats: ['es'], fileName: () => 'service-worker.js' },
            outDir: dir,
            emptyOutDir: false,
            target: 'es2022',
            rolldownOptions: { output: { codeSplitting: false } },
          },
        });
      },
    },
  };
}
