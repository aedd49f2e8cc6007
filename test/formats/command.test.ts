/** `npm run picture -- --formats …` writes the same formats beside its four files. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SituationPicture } from '../../src/picture/types';
import { AREAS, incidentsFile } from '../unit/picture-fixtures';
import { openDesk, type Desk } from './programs';
import { textsOf, unzip } from './zip';

const COMMAND = resolve(import.meta.dirname, '../../src/cli.ts');
const TSX = import.meta.resolve('tsx');

describe('The command line', () => {
  let desk: Desk;
  beforeAll(() => {
    desk = openDesk();
    writeFileSync(join(desk.folder, 'i.csv'), incidentsFile());
    writeFileSync(join(desk.folder, 'a.geojson'), AREAS);
  });
  afterAll(() => desk.clear());

  function run(...args: string[]): { status: number | null; out: string; err: string } {
    const given = ['--incidents=i.csv', '--areas=a.geojson', '--period=2026-W47', '--title=Jönköping', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, COMMAND, ...given], {
      cwd: desk.folder,
      encoding: 'utf8',
    });
    return { status, out: stdout, err: stderr };
  }

  it('writes what it is asked for, with the numbers of picture.json', () => {
    const { status, err } = run('--out=x', '--formats=pptx,docx,xlsx,csv,geojson,png,pdf,html');
    expect([status, err]).toEqual([0, '']);
    const made = join(desk.folder, 'x');
    const name = 'lagesbild_jonkoping_2026-W47_v1_samordnare';
    expect(readdirSync(made).sort()).toEqual(
      [
        ...['areas.csv', 'hotspots.geojson', 'picture.html', 'picture.json'],
        ...['.pptx', '.docx', '.xlsx', '.pdf', '.html', '_karta.png'].map((end) => name + end),
        ...['omraden', 'hotspots', 'atgarder'].flatMap((part) => [`${name}_${part}.csv`, `${name}_${part}.geojson`]),
        `${name}_handelser-framat.geojson`,
      ].sort(),
    );
    const picture = JSON.parse(readFileSync(join(made, 'picture.json'), 'utf8')) as SituationPicture;
    const slides = unzip(readFileSync(join(made, `${name}.pptx`)));
    const areas = textsOf(slides.get('ppt/slides/slide3.xml') ?? '', 'a:t');
    for (const { name: area, count } of picture.areas) {
      expect(areas[areas.indexOf(area) + 1]).toBe(String(count));
    }
    expect(textsOf(slides.get('ppt/slides/slide1.xml') ?? '', 'a:t')).toContain('i.csv');
    expect(readFileSync(join(made, `${name}.pdf`)).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it('answers a format that there is not with a sentence, and writes nothing', () => {
    const { status, err } = run('--out=y', '--formats=pptx,odt');
    expect([status, err.trim()]).toEqual([
      2,
      'Formatet odt finns inte: välj bland html, pdf, pptx, docx, xlsx, csv, geojson, png.',
    ]);
    expect(readdirSync(desk.folder)).not.toContain('y');
  });
});
