/** Reads `npm run admin -- <verb> …` into a verb with what it was given; every mistake is a sentence with what to write instead. */
import type { Verb } from './verbs/verb.ts';

/** A command that cannot be understood: exit code 2, nothing done. */
export class Misuse extends Error {}

export interface Command {
  verb: string;
  given: string[];
  options: Map<string, string>;
  dryRun: boolean;
}

/** `export <municipality> [--out FOLDER] [--dry-run]` */
export function usageOf(name: string, { takes, options }: Verb): string {
  const optional = Object.entries(options).map(([option, value]) => `[--${option}${value ? ` ${value}` : ''}]`);
  return [name, ...takes.map((each) => `<${each}>`), ...optional, '[--dry-run]'].join(' ');
}

/** @returns null where help was asked for, or nothing at all. */
export function readCommand(args: readonly string[], verbs: Readonly<Record<string, Verb>>): Command | null {
  if (args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help') return null;
  const [name = '', ...rest] = args;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new Misuse(`There is no verb "${name}". There are: ${Object.keys(verbs).join(', ')}.`);
  const command: Command = { verb: name, given: [], options: new Map(), dryRun: false };
  const usage = `Write: npm run admin -- ${usageOf(name, verb)}`;
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    if (!arg.startsWith('--')) {
      command.given.push(arg);
      continue;
    }
    const [option = '', inline] = arg.slice(2).split(/=(.*)/s);
    if (option === 'dry-run' && inline === undefined) {
      command.dryRun = true;
      continue;
    }
    if (!Object.hasOwn(verb.options, option)) throw new Misuse(`${name} knows no option --${option}. ${usage}`);
    if (command.options.has(option)) throw new Misuse(`--${option} was given twice. ${usage}`);
    if (verb.options[option] === null) {
      if (inline !== undefined) throw new Misuse(`--${option} takes no value. ${usage}`);
      command.options.set(option, '');
      continue;
    }
    const next = rest[at + 1];
    const value = inline ?? (next === undefined || next.startsWith('--') ? undefined : next);
    if (value === undefined || value === '') throw new Misuse(`--${option} needs a value. ${usage}`);
    if (inline === undefined) at += 1;
    command.options.set(option, value);
  }
  if (command.given.length !== verb.takes.length) {
    const missing = verb.takes.slice(command.given.length).map((each) => `<${each}>`);
    throw new Misuse(
      missing.length > 0
        ? `${name} needs ${missing.join(' and ')}. ${usage}`
        : `That is more than ${name} takes. ${usage}`,
    );
  }
  return command;
}
