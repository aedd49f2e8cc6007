/** `npm run build:functions`: bundles each of Supabase's functions into one ES module that needs nothing beside it, for the edge runtime. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const FUNCTIONS = ['publish', 'remind', 'join'];

for (const name of FUNCTIONS) {
  const folder = fileURLToPath(new URL(`../supabase/functions/${name}`, import.meta.url));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      lib: { entry: `${folder}/serve.ts`, formats: ['es'], fileName: () => 'index.js' },
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  console.log(`supabase/functions/${name}/index.js is ready: supabase functions deploy ${name}`);
}
