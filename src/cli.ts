/** `npm run picture`: an incidents file and areas in, the files of a situation picture out. */
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDrawingBoard } from './cli-drawing';
import { areasCsv } from './picture/formats/csv';
import { pictureGeoJson } from './picture/formats/geojson';
import { pictureJson } from './picture/formats/json';
import { printDocument } from './picture/formats/print';
import { summaryLines } from './picture/formats/summary';
import { PUBLISHED_FORMATS, writePublished, type PublishedFile } from './picture/formats/published/formats';
import { pictureFromFiles } from './picture/picture-from-files';
import { publishedFromFiles } from './picture/published-from-files';
import type { Language, SituationPicture } from './picture/types';
import { UserError } from './picture/user-error';
import { say } from './picture/words';

const OPTIONS = {
  incidents: { type: 'string' },
  areas: { type: 'string' },
  period: { type: 'string' },
  cell: { type: 'string' },
  shape: { type: 'string' },
  out: { type: 'string' },
  places: { type: 'string' },
  'check-ins': { type: 'string' },
  title: { type: 'string' },
  lang: { type: 'string' },
  formats: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string>> & { help?: boolean };

/** What JavaScript can hold as one string is about 512 MB; a file of this size is read, a larger one is refused with a sentence. */
const MAX_MEGABYTES = 400;
const MISUSE = 2;

/** The language before anything else is known, so that even a wrong option is answered in it. */
function languageOf(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const value = args[at]?.includes('=') ? args[at].split('=')[1] : args[at + 1];
  return at !== -1 && value === 'en' ? 'en' : 'sv';
}

function readOptions(args: string[], language: Language): Values {
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const values: Values = {};
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UserError(say(language, 'optionExtra', { value: token.value }));
    if (token.kind !== 'option') continue;
    const name = token.name as keyof typeof OPTIONS;
    if (name === 'help') {
      values.help = true;
    } else if (name in OPTIONS && token.value && !(token.inlineValue === false && token.value.startsWith('--'))) {
      values[name] = token.value;
    } else {
      throw new UserError(say(language, 'optionUnknown', { option: token.rawName }));
    }
  }
  if (values.lang !== undefined && values.lang !== 'sv' && values.lang !== 'en') {
    throw new UserError(say(language, 'optionLanguage', { value: values.lang }));
  }
  return values;
}

function required(values: Values, name: 'incidents' | 'areas' | 'period', language: Language): string {
  const value = values[name];
  if (value === undefined) throw new UserError(say(language, 'optionMissing', { option: `--${name}` }));
  return value;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function readBytes(path: string, language: Language): Uint8Array {
  try {
    if (statSync(path).size > MAX_MEGABYTES * 1e6) {
      throw new UserError(say(language, 'fileTooLarge', { name: path, limit: MAX_MEGABYTES }));
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = errorCode(error);
    const key = code === 'ENOENT' || code === 'ENOTDIR' ? 'fileMissing' : 'fileUnreadable';
    throw new UserError(say(language, key, { name: path, detail: code }));
  }
}

/** The file of an option that may be left out. */
function optional(path: string | undefined, language: Language): { bytes: Uint8Array; name: string } | null {
  return path === undefined ? null : { bytes: readBytes(path, language), name: basename(path) };
}

const FORMATS = ['html', 'pdf', 'pptx', 'docx', 'xlsx', 'csv', 'geojson', 'png'] as const;
type Format = (typeof FORMATS)[number];

function readFormats(value: string | undefined, language: Language): Format[] {
  const asked = (value ?? '').split(',').filter((name) => name !== '');
  return asked.map((name) => {
    const format = FORMATS.find((one) => one === name.trim());
    if (!format) throw new UserError(say(language, 'formatUnknown', { value: name, formats: FORMATS.join(', ') }));
    return format;
  });
}

/** What is asked for beyond the four files, and what the person must know of it. */
async function publishedFiles(
  picture: SituationPicture,
  formats: readonly Format[],
): Promise<{ files: [name: string, content: Uint8Array][]; note: string | null }> {
  const { language } = picture;
  const drawn = formats.filter((format) => ['pdf', 'png', 'pptx', 'docx'].includes(format));
  const board = drawn.length > 0 ? await openDrawingBoard() : null;
  try {
    const cannot = board ? undefined : drawn.find((format) => format === 'pdf' || format === 'png');
    if (cannot) throw new UserError(say(language, 'formatNeedsChromium', { format: cannot }));
    const extras = { rasterise: board?.rasterise ?? null, logo: null, source: picture.source };
    const filters = say(language, 'noFilters');
    const made: PublishedFile[] = [];
    const published = publishedFromFiles(picture);
    for (const format of new Set(formats)) {
      const parts = PUBLISHED_FORMATS.filter(
        (part) => part === (format === 'pdf' ? 'html' : format) || part.startsWith(`${format}-`),
      );
      for (const part of parts) {
        const file = await writePublished(published, part, language, { ...extras, filters });
        if (format !== 'pdf') made.push(file);
        else if (board) {
          const bytes = new Uint8Array(await board.print(new TextDecoder().decode(file.bytes)));
          made.push({ name: file.name.replace(/html$/, 'pdf'), type: 'application/pdf', bytes });
        }
      }
    }
    const note = drawn.length > 0 && !board ? say(language, 'formatWithoutMap', { formats: drawn.join(', ') }) : null;
    return { files: made.map(({ name, bytes }) => [name, bytes]), note };
  } finally {
    await board?.close();
  }
}

/** The four files; made whole before anything is written. */
function filesOf(picture: SituationPicture): [name: string, content: string | Uint8Array][] {
  try {
    return [
      ['picture.json', pictureJson(picture)],
      ['hotspots.geojson', `${JSON.stringify(pictureGeoJson(picture, 'hotspots'), null, 1)}\n`],
      ['areas.csv', areasCsv(picture)],
      ['picture.html', printDocument(picture)],
    ];
  } catch (error) {
    if (error instanceof RangeError && /string length/i.test(error.message)) {
      throw new UserError(say(picture.language, 'resultTooLarge'));
    }
    throw error;
  }
}

/** All files or none: written under other names first, then renamed. */
function writeFiles(folder: string, files: [string, string | Uint8Array][], language: Language): void {
  const temporary = (name: string): string => join(folder, `.${name}.${process.pid}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of files) writeFileSync(temporary(name), content);
    for (const [name] of files) renameSync(temporary(name), join(folder, name));
  } catch (error) {
    for (const [name] of files) {
      try {
        rmSync(temporary(name), { force: true });
      } catch {
        // The folder itself may be what is wrong; the sentence below says so.
      }
    }
    throw new UserError(say(language, 'outUnwritable', { folder, detail: errorCode(error) }));
  }
}

async function run(args: string[], language: Language): Promise<void> {
  const values = readOptions(args, language);
  if (values.help) {
    console.log(say(language, 'commandHelp'));
    return;
  }
  const incidents = required(values, 'incidents', language);
  const areas = required(values, 'areas', language);
  const period = required(values, 'period', language);
  const formats = readFormats(values.formats, language);
  const picture = pictureFromFiles({
    incidents: readBytes(incidents, language),
    incidentsName: basename(incidents),
    areas: readBytes(areas, language),
    areasName: basename(areas),
    places: optional(values.places, language),
    checkIns: optional(values['check-ins'], language),
    period,
    cell: values.cell ?? '250',
    shape: values.shape ?? 'square',
    title: values.title ?? null,
    language,
    now: Math.floor(Date.now() / 1000),
  });
  const { files: more, note } = await publishedFiles(picture, formats);
  const files = [...filesOf(picture), ...more];
  const folder = values.out ?? `lagesbild_${period}`;
  writeFiles(resolve(folder), files, language);
  const written = say(language, 'summaryWritten', { folder, files: files.map(([name]) => name).join(', ') });
  console.log([...summaryLines(picture), '', written, ...(note === null ? [] : [note])].join('\n'));
}

/** Does what the arguments say, in the folder of the process. @returns the exit code: 0, 2 for what the user can mend (one sentence on stderr), 1 for anything else. */
export async function command(args: string[]): Promise<number> {
  const language = languageOf(args);
  try {
    await run(args, language);
    return 0;
  } catch (error) {
    if (error instanceof UserError) {
      console.error(error.message);
      return MISUSE;
    }
    const detail = error instanceof Error ? error.message : String(error);
    console.error(say(language, 'unexpected', { detail }));
    return 1;
  }
}

// Started as a command; a test takes the function.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await command(process.argv.slice(2));
