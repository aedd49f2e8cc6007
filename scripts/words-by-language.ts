/**
 * The messages of one language as modules of their own: the message files hold both languages side by side, because that is how one writes them, and nobody reads both.
 * `virtual:words/sv` is what a start and the report form need, `virtual:words/sv-rest` all else; so with `en`. Takes the sentences out of the files as they are; adds none.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport, type Plugin } from 'vite';

type Namespaces = Record<string, Record<string, Record<string, string>>>;
interface Messages {
  namespaces: Namespaces;
  startNamespaces: readonly string[];
}
const PREFIX = 'virtual:words/';
/** Names of screens, which the bar and the title of the page say before the screen is there. */
const NAME = /^(?:nav|title)$|Title$/;

/** The words of a language, by namespace: those of a start, or the others. */
export function wordsOf({ namespaces, startNamespaces }: Messages, language: string, rest: boolean): object {
  const wanted = (namespace: string, key: string): boolean =>
    (startNamespaces.includes(namespace) || NAME.test(key)) !== rest;
  return Object.fromEntries(
    Object.entries(namespaces).flatMap(([name, languages]) => {
      const words = Object.entries(languages[language] ?? {}).filter(([key]) => wanted(name, key));
      return words.length > 0 ? [[name, Object.fromEntries(words)]] : [];
    }),
  );
}

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
      const [language = '', part] = id.slice(PREFIX.length + 1).split('-');
      for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
      const { module } = await runnerImport<Messages>(join(folder, 'index.ts'), { configFile: false });
      const words = wordsOf(module, language, part === 'rest');
      // As text: a browser reads JSON faster than an object that is written out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(words))});`;
    },
  };
}
