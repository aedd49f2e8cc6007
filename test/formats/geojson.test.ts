/** GDAL, on which QGIS stands, reads each layer: as many features as the picture has, with its numbers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePublished } from '../../src/picture/formats/published/formats';
import type { PublishedPicture } from '../../src/picture/published';
import { exampleBlocks, examplePicture } from '../unit/published/example';
import { describeWith, openDesk, run, type Desk } from './programs';

describeWith(['ogrinfo'], 'In GDAL', () => {
  let desk: Desk;
  beforeAll(() => {
    desk = openDesk();
  });
  afterAll(() => desk.clear());

  async function read(picture: PublishedPicture, layer: 'areas' | 'hotspots' | 'actions' | 'events'): Promise<string> {
    const file = await writePublished(picture, `geojson-${layer}`, 'sv', { rasterise: null, logo: null });
    const path = join(desk.folder, file.name);
    writeFileSync(path, file.bytes);
    return run('ogrinfo', '-ro', '-al', path);
  }
  const countOf = (report: string): number => Number(/Feature Count: (\d+)/.exec(report)?.[1]);
  const valuesOf = (report: string, field: string): string[] =>
    [...report.matchAll(new RegExp(`^ {2}${field} \\([^)]*\\) = (.*)$`, 'gm'))].map((match) => match[1] ?? '');

  it('areas have their counts, ranges and status, in WGS 84', async () => {
    const { areas } = examplePicture();
    const report = await read(examplePicture(), 'areas');
    expect(countOf(report)).toBe(areas.length);
    expect(report).toMatch(/Geometry: Multi Polygon/);
    expect(report).toContain('WGS 84');
    expect(valuesOf(report, 'count').map(Number)).toEqual(areas.map(({ count }) => count));
    expect(valuesOf(report, 'expected_high').map(Number)).toEqual(areas.map(({ expected }) => expected?.high));
    expect(valuesOf(report, 'status_words')).toEqual(['röd', 'gul', 'grön']);
    expect(new Set(valuesOf(report, 'period'))).toEqual(new Set(['2026-W47']));
  });

  it('hotspots, actions and events are all there', async () => {
    const picture = examplePicture();
    const hotspots = await read(picture, 'hotspots');
    expect(countOf(hotspots)).toBe(picture.hotspots.length);
    expect(valuesOf(hotspots, 'decision')).toEqual(['åtgärd', 'ingen åtgärd', '']);
    const actions = await read(picture, 'actions');
    expect(countOf(actions)).toBe(picture.actions.length);
    expect(actions.match(/POINT \(/g)?.length).toBe(1);
    const events = await read(picture, 'events');
    expect(valuesOf(events, 'visitors')).toEqual(['6500', '(null)']);
  });

  it('a block has ends and words and no count', async () => {
    const report = await read(exampleBlocks('partners'), 'areas');
    expect(valuesOf(report, 'count')).toEqual(['(null)', '(null)', '(null)']);
    expect(valuesOf(report, 'count_low')).toEqual(['20', '10', '0']);
    expect(valuesOf(report, 'count_words')).toEqual(['20–24', '10–19', 'under 5']);
  });
});
