/** What operators write after `npm run admin --`: understood, or answered with what to write instead. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { help, VERBS } from '../../supabase/operation/admin.ts';
import { Misuse, readCommand } from '../../supabase/operation/arguments.ts';

const read = (line: string) => readCommand(line.split(' ').filter(Boolean), VERBS);

describe('the command line of operators', () => {
  it('reads verb, what must be given, options in either form, and the dry run', () => {
    expect(read('export 0680 --out /srv/export --dry-run')).toEqual({
      ...{ verb: 'export', given: ['0680'], options: new Map([['out', '/srv/export']]), dryRun: true },
    });
    expect(read('delete-municipality --confirm=Jönköping 0680')?.options.get('confirm')).toBe('Jönköping');
    expect(
      readCommand(['delete-municipality', '0680', '--confirm', 'Upplands Väsby'], VERBS)?.options.get('confirm'),
    ).toBe('Upplands Väsby');
  });

  it.each([
    ['exprot 0680', /no verb "exprot". There are: .*export/],
    ['export', /needs <municipality>\. Write: npm run admin -- export <municipality> \[--out FOLDER\] \[--dry-run\]/],
    ['export 0680 0686', /more than export takes/],
    ['export 0680 --outt x', /knows no option --outt/],
    ['export 0680 --out', /--out needs a value/],
    ['export 0680 --out --dry-run', /--out needs a value/],
    ['export 0680 --out a --out b', /given twice/],
    ['constructor 0680', /no verb "constructor"/],
  ])('answers "%s" with what to write', (line, sentence) => {
    expect(() => read(line)).toThrow(Misuse);
    expect(() => read(line)).toThrow(sentence);
  });

  it('is what the guide says: each command in it is understood, and each verb is in it', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../docs/operation.md'), 'utf8');
    const named = [...guide.matchAll(/npm run admin -- (\S+)/g)].map(([, verb]) => verb?.replace(/`$/, ''));
    expect([...new Set(named)].filter((verb) => verb !== '--help').sort()).toEqual(Object.keys(VERBS).sort());
    const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script = ''] of guide.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
  });

  it('helps when asked, or when asked for nothing', () => {
    for (const line of ['', '--help', 'export --help', 'help']) expect(read(line)).toBeNull();
    for (const name of Object.keys(VERBS)) expect(help()).toContain(`  ${name} `);
  });
});
