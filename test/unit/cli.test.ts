import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command } from '../../src/cli';
import type { SituationPicture } from '../../src/picture/types';
import { AREAS, checkInsFile, incidentsFile } from './picture-fixtures';

const COMMAND = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
let folder = '';

interface Outcome {
  status: number | null;
  out: string;
  err: string;
}

/** As a person starts it: a process of its own, which takes seconds. */
function start(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, COMMAND, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

/** The same in this process. */
async function run(...args: string[]): Promise<Outcome> {
  const written = { log: '', error: '' };
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: string) => void (written[stream] += `${line}\n`));
  const before = process.cwd();
  process.chdir(folder);
  try {
    return { status: await command(args), out: written.log, err: written.error };
  } finally {
    process.chdir(before);
    vi.restoreAllMocks();
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));
  writeFileSync(join(folder, 'i.csv'), incidentsFile());
  writeFileSync(join(folder, 'a.geojson'), AREAS);
  writeFileSync(
    join(folder, 'point.geojson'),
    '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[14,57]}}',
  );
  writeFileSync(join(folder, 'headless.csv'), '1,2026-11-16 10:00,,14.2,57.78\n');
  writeFileSync(join(folder, 'unreadable.csv'), 'från;lon;lat\nigår;14,2;57,78\n');
  writeFileSync(join(folder, 'c.csv'), checkInsFile());
  writeFileSync(join(folder, 'elsewhere.csv'), 'area,organisation,period\nRymden,Polisen,2026-W47\n');
  writeFileSync(join(folder, 'occupied'), '');
  mkdirSync(join(folder, 'taken', 'picture.json'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run picture', { timeout: 60_000 }, () => {
  it('writes four files and a summary', () => {
    const { status, out, err } = start(
      '--incidents',
      'i.csv',
      '--areas',
      'a.geojson',
      '--period',
      '2026-W47',
      '--title',
      'Jönköping',
    );
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('Lägesbild Jönköping, Vecka 47, 16–22 november 2026');
    expect(out).toContain('Rad 55: Datumet 2026-02-30 10:00');
    const made = join(folder, 'lagesbild_2026-W47');
    expect(readdirSync(made).sort()).toEqual(['areas.csv', 'hotspots.geojson', 'picture.html', 'picture.json']);
    const picture = JSON.parse(readFileSync(join(made, 'picture.json'), 'utf8')) as SituationPicture;
    expect([picture.total, picture.outside, picture.source]).toEqual([14, 1, 'i.csv']);
    expect(readFileSync(join(made, 'picture.html'), 'utf8')).toContain('<html lang="sv">');
  });

  it('speaks English, takes another cell and another folder', async () => {
    const { status, out } = await run(
      ...['--incidents=i.csv', '--areas=a.geojson', '--period=2026-11', '--cell=500', '--out=x/y', '--lang=en'],
    );
    expect(status).toBe(0);
    expect(out).toContain('November 2026');
    const picture = JSON.parse(readFileSync(join(folder, 'x/y/picture.json'), 'utf8')) as SituationPicture;
    expect([picture.grid.cell, picture.language]).toEqual([500, 'en']);
  });

  it('takes hexagons and check-ins, and writes who has reported', async () => {
    const { status } = await run(
      ...[
        '--incidents=i.csv',
        '--areas=a.geojson',
        '--period=2026-W47',
        '--shape=hexagon',
        '--check-ins=c.csv',
        '--out=z',
      ],
    );
    expect(status).toBe(0);
    const picture = JSON.parse(readFileSync(join(folder, 'z/picture.json'), 'utf8')) as SituationPicture;
    expect([picture.version, picture.grid.shape]).toEqual([2, 'hexagon']);
    expect(picture.areas.map(({ coverage }) => coverage?.mark)).toEqual(['some-missing', 'nobody']);
  });

  it('explains itself', async () => {
    const { status, out } = await run('--help');
    expect(status).toBe(0);
    expect(out).toContain('--incidents FIL');
    expect(out).toContain('--check-ins FIL');
    expect((await run('--help', '--lang', 'en')).out).toContain('--shape SHAPE');
  });

  const usual = { incidents: 'i.csv', areas: 'a.geojson', period: '2026-W47', out: 'refused' };
  it.each([
    ['a file that does not exist', { incidents: 'no.csv' }, 'no.csv finns inte'],
    ['areas that do not exist', { areas: 'no.geojson' }, 'no.geojson finns inte'],
    ['a folder for a file', { incidents: 'taken' }, 'gick inte att läsa'],
    ['no header', { incidents: 'headless.csv' }, 'rubrikrad'],
    ['no readable row', { incidents: 'unreadable.csv' }, 'Ingen rad'],
    ['an unknown period', { period: '2026-W54' }, '2026-W54 finns inte'],
    ['areas that are not polygons', { areas: 'point.geojson' }, 'Polygon'],
    ['areas that are not JSON', { areas: 'i.csv' }, 'GeoJSON'],
    ['cells of no size', { cell: '0' }, 'mellan 25 och 5000'],
    ['cells of no shape', { shape: 'octagon' }, 'välj square'],
    ['check-ins that do not exist', { 'check-ins': 'no.csv' }, 'no.csv finns inte'],
    ['check-ins without a header', { 'check-ins': 'headless.csv' }, 'rubrikrad'],
    ['check-ins of other areas', { 'check-ins': 'elsewhere.csv' }, 'Ingen rad'],
    ['an unknown language', { lang: 'no' }, 'välj sv eller en'],
    ['an unknown option', { colour: 'red' }, '--colour'],
    ['an option without value', { places: '' }, '--places'],
    ['a folder that cannot be made', { out: 'occupied/x' }, 'gick inte att skriva'],
  ] as const)('ends with 2 and one sentence, and writes nothing, for %s', async (_, changes, words) => {
    const before = readdirSync(folder);
    const args = Object.entries({ ...usual, ...changes }).flatMap(([name, value]) =>
      value ? [`--${name}`, value] : [`--${name}`],
    );
    const { status, out, err } = await run(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n').length).toBe(1);
    expect(err).toContain(words);
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([['--incidents'], ['--areas'], ['--period']])('says so when %s is missing', async (option) => {
    const args = Object.entries(usual).flatMap(([name, value]) => (`--${name}` === option ? [] : [`--${name}`, value]));
    const { status, err } = await run(...args);
    expect([status, err.includes(`Valet ${option} saknas`)]).toEqual([2, true]);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('leaves no half picture where one of the files cannot be written', () => {
    const { status } = start('--incidents', 'i.csv', '--areas', 'a.geojson', '--period', '2026-W47', '--out', 'taken');
    expect(status).toBe(2);
    expect(readdirSync(join(folder, 'taken'))).toEqual(['picture.json']);
  });
});
