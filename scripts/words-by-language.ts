/**
 * The messages of one language as a module of their own, `virtual:words/sv` and `virtual:words/en`: the message files hold both languages side by side, because that is how one writes them, and
 * nobody reads both. Takes the sentences out of the files as they are; adds none.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport, type Plugin } from 'vite';

type Namespaces = Record<string, Record<string, Record<string, string>>>;
const PREFIX = 'virtual:words/';

export function wordsByLanguagePlugin(): Plugin {
  let folder = '';
  return {
    name: 'lagesbild:words-by-language',
    configResolved(config) {
      folder = join(config.root, 'src/i18n/messages');
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const language = id.slice(PREFIX.length + 1);
      for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
      const { module } = await runnerImport<{ namespaces: Namespaces }>(join(folder, 'index.ts'), {
        configFile: false,
      });
      const words = Object.fromEntries(
        Object.entries(module.namespaces).map(([name, languages]) => [name, languages[language]]),
      );
      // As text: a browser reads JSON faster than an object that is written out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(words))});`;
    },
  };
}
