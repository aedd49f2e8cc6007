/** The writers of a published picture, opened as the zips and texts that they are: every number is the picture's. */
import { describe, expect, it } from 'vitest';
import { editionOf } from '../../src/picture/formats/published/about';
import { countText } from '../../src/picture/formats/published/count';
import { PUBLISHED_FORMATS, writePublished, type Rasterise } from '../../src/picture/formats/published/formats';
import { publishedMapSheet } from '../../src/picture/formats/published/map-sheet';
import { publishedFileName } from '../../src/picture/formats/published/name';
import { publishedBody } from '../../src/picture/formats/published/page';
import { bytesOfDataUrl, imageSize } from '../../src/picture/formats/published/png';
import { columnWidths, type Table } from '../../src/picture/formats/published/table';
import { publishedFromFiles } from '../../src/picture/published-from-files';
import type { PublishedPicture } from '../../src/picture/published';
import { readPublished } from '../../src/picture/read-published';
import { textsOf, unzip } from '../formats/zip';
import { picture as pictureOfFiles } from './picture-fixtures';
import { exampleBlocks, examplePicture } from './published/example';

/** One by one pixel, standing for what a canvas draws. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const rasterise: Rasterise = () => Promise.resolve(PIXEL);
const EXTRAS = { rasterise, logo: null };

const exact = examplePicture();
const blocks = exampleBlocks('partners');
const external = exampleBlocks('external');

async function zipOf(
  picture: PublishedPicture,
  format: 'pptx' | 'docx' | 'xlsx',
  language: 'sv' | 'en' = 'sv',
): Promise<Map<string, string>> {
  return unzip((await writePublished(picture, format, language, EXTRAS)).bytes);
}
async function textOf(
  picture: PublishedPicture,
  format: (typeof PUBLISHED_FORMATS)[number],
  language: 'sv' | 'en' = 'sv',
): Promise<string> {
  const { bytes } = await writePublished(picture, format, language, EXTRAS);
  // A decoder takes a byte order mark away unless it is told not to.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

describe('A count', () => {
  it.each([
    [14, '14', '14'],
    [6403, '6 403', '6,403'],
    [[0, 4], 'under 5', 'under 5'],
    [[5, 9], '5–9', '5–9'],
    [[10, 19], '10–19', '10–19'],
    [[35, null], 'minst 35', 'at least 35'],
    [[0, null], 'anges inte', 'not given'],
    [[7, 7], '7', '7'],
  ] as const)('%j is said in words', (count, sv, en) => {
    expect(countText(count, 'sv').replace(/\s/g, ' ')).toBe(sv);
    expect(countText(count, 'en')).toBe(en);
  });
});

describe('The version of an organisation', () => {
  const own: PublishedPicture = {
    ...exact,
    ...{ audience: 'organisation', organisation: { id: 'vatterhem', name: 'Vätterhem' }, outside: [0, null] },
  };

  it('says whose areas it counts, and nothing of what it is not told', async () => {
    for (const [language, title, outside] of [
      ['sv', 'Lägesbild Jönköping, områden för Vätterhem', 'Utanför områdena'],
      ['en', 'Situation picture Jönköping, areas of Vätterhem', 'Outside the areas'],
    ] as const) {
      expect(await textOf(exact, 'html', language)).toContain(outside);
      const html = await textOf(own, 'html', language);
      expect(html).toContain(title);
      expect(html).not.toContain(outside);
      expect(await textOf(own, 'csv-areas', language)).not.toContain(outside);
    }
  });
});

describe('The name of a file', () => {
  it('sorts by municipality, period and version, and says for whom it is', () => {
    expect(publishedFileName(blocks, 'sv', '', 'pptx')).toBe('lagesbild_jonkoping_2026-W47_v2_partner.pptx');
    expect(publishedFileName(blocks, 'en', '', 'pptx')).toBe('lagesbild_jonkoping_2026-W47_v2_partners.pptx');
    expect(publishedFileName(exact, 'sv', 'Områden', 'csv')).toBe(
      'lagesbild_jonkoping_2026-W47_v2_samordnare_omraden.csv',
    );
    const own = { ...blocks, audience: 'organisation' as const, organisation: { id: 'x', name: 'Vätterhem AB' } };
    expect(publishedFileName(own, 'sv', '', 'docx')).toBe('lagesbild_jonkoping_2026-W47_v2_vatterhem-ab.docx');
    const area = { ...external, area: { id: 'raslatt', name: 'Råslätt' } };
    expect(publishedFileName(area, 'sv', '', 'xlsx')).toBe('lagesbild_jonkoping_raslatt_2026-W47_v2_extern.xlsx');
  });

  it('is another for each format', async () => {
    const files = await Promise.all(PUBLISHED_FORMATS.map((format) => writePublished(exact, format, 'sv', EXTRAS)));
    expect(new Set(files.map(({ name }) => name)).size).toBe(PUBLISHED_FORMATS.length);
    expect(files.every(({ bytes }) => bytes.length > 60)).toBe(true);
  });
});

type SheetCell = { value: string | number; style: number };

/** Sheets by name: rows of cells, text from the shared strings. */
function sheetsOf(zip: Map<string, string>): Map<string, SheetCell[][]> {
  const strings = [...(zip.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    textsOf(m[1] ?? '', 't').join(''),
  );
  const names = [...(zip.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((m) => m[1] ?? '');
  return new Map(
    names.map((name, i) => {
      const xml = zip.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '';
      const rows = [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map((row) =>
        [...(row[1] ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g)].map(
          (c): SheetCell => {
            const style = Number(/ s="(\d+)"/.exec(c[2] ?? '')?.[1] ?? 0);
            const value = c[3] ?? '';
            return {
              style,
              value: /t="s"/.test(c[2] ?? '') ? (strings[Number(value)] ?? '') : value === '' ? '' : Number(value),
            };
          },
        ),
      );
      return [name, rows];
    }),
  );
}
const values = (rows: SheetCell[][] | undefined): (string | number)[][] =>
  (rows ?? []).map((row) => row.map(({ value }) => value));

describe('The workbook', () => {
  it('has a sheet a table, in both languages', async () => {
    const sv = sheetsOf(await zipOf(exact, 'xlsx'));
    expect([...sv.keys()]).toEqual([
      ...[
        'Översikt',
        'Områden',
        'Kategorier',
        'Utveckling',
        'Hotspots',
        'Åtgärder',
        'Händelser framåt',
        'Tider',
        'Metod',
      ],
    ]);
    const en = sheetsOf(await zipOf(exact, 'xlsx', 'en'));
    expect([...en.keys()]).toEqual([
      ...['Overview', 'Areas', 'Categories', 'Trend', 'Hotspots', 'Actions', 'Events ahead', 'Times', 'Method'],
    ]);
  });

  it('holds counts as numbers and equals the picture', async () => {
    const sheets = sheetsOf(await zipOf(exact, 'xlsx'));
    const areas = values(sheets.get('Områden')).slice(1);
    exact.areas.forEach(({ name, count, expected }, i) => {
      expect([areas[i]?.[0], areas[i]?.[2], areas[i]?.[3], areas[i]?.[4]]).toEqual([
        name,
        count,
        expected?.low,
        expected?.high,
      ]);
    });
    expect(areas[3]?.[0]).toBe('Alla områden');
    expect(areas[3]?.[1]).toBe(exact.figures.count);
    expect(areas[4]?.slice(0, 2)).toEqual(['Utanför områdena', exact.outside]);
    const trend = values(sheets.get('Utveckling'));
    expect(trend[1]).toEqual(['Öxnehaga', ...(exact.areas[0]?.trend ?? [])]);
    expect(trend[0]?.at(-1)).toBe('2026-W47');
    const times = values(sheets.get('Tider'));
    expect(times[5]).toEqual(['fredag', ...(exact.hotTimes?.[4] ?? []), 20]);
  });

  it('holds dates as dates: days since 1899-12-30 on the Swedish clock', async () => {
    const sheets = sheetsOf(await zipOf(exact, 'xlsx'));
    const day = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;
    expect(values(sheets.get('Åtgärder'))[1]).toContain(day('2026-11-27T00:00:00Z'));
    const [begins, ends] = values(sheets.get('Händelser framåt'))[1] ?? [];
    expect(begins).toBeCloseTo(day('2026-11-26T19:00:00Z'), 6);
    expect(ends).toBeCloseTo(day('2026-11-26T22:00:00Z'), 6);
  });

  it('holds blocks as text', async () => {
    const areas = values(sheetsOf(await zipOf(blocks, 'xlsx')).get('Områden')).slice(1);
    expect(areas.map((row) => row[2]).slice(0, 3)).toEqual(['20–24', '10–19', 'under 5']);
    expect(areas[3]?.[1]).toBe('minst 35');
    expect([...sheetsOf(await zipOf(blocks, 'xlsx')).keys()]).not.toContain('Tider');
    expect([...sheetsOf(await zipOf(external, 'xlsx', 'en')).keys()]).not.toContain('Actions');
  });

  it.each(['=SUM(A1)', '+46 70', '-cmd|x', '@SUM(1)', '\t=1', ' =1', '=HYPERLINK("x")'])(
    'keeps %j as text, never a formula',
    async (hostile) => {
      const [first, ...rest] = exact.areas;
      const [action, ...actions] = exact.actions;
      if (!first || !action) throw new Error('The example has areas and actions.');
      const attacked: PublishedPicture = {
        ...exact,
        general: hostile,
        areas: [{ ...first, name: hostile, note: hostile }, ...rest],
        actions: [{ ...action, problem: hostile, what: hostile, outcome: hostile }, ...actions],
      };
      const zip = await zipOf(attacked, 'xlsx');
      expect([...zip.values()].some((xml) => /<f[ >]/.test(xml))).toBe(false);
      const found = values(sheetsOf(zip).get('Områden'))[1]?.[0];
      expect(typeof found === 'string' && found.trim()).toBe(hostile.trim());
    },
  );
});

/** Slides in their order: the texts of each. */
function slidesOf(zip: Map<string, string>): string[][] {
  const count = [...zip.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length;
  return Array.from({ length: count }, (_, i) => textsOf(zip.get(`ppt/slides/slide${i + 1}.xml`) ?? '', 'a:t'));
}
/** Series of the native charts. */
function chartsOf(zip: Map<string, string>): { labels: string[]; values: number[] }[] {
  return [...zip]
    .filter(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))
    .map(([, xml]) => ({
      labels: textsOf(/<c:cat>(.*?)<\/c:cat>/s.exec(xml)?.[1] ?? '', 'c:v'),
      values: textsOf(/<c:val>(.*?)<\/c:val>/s.exec(xml)?.[1] ?? '', 'c:v').map(Number),
    }));
}

describe('The slides', () => {
  it('are one an area and one a raised hotspot, with the map, actions, events, meeting and method', async () => {
    const titles = slidesOf(await zipOf(exact, 'pptx')).map(([first]) => first);
    expect(titles).toEqual([
      ...['Lägesbild Jönköping', 'Läget i korthet', 'Områden', 'Karta, Vecka 47, 16–22 november 2026'],
      ...['Öxnehaga', 'Råslätt', 'Österängen', 'Hotspots', '1. Öxnehaga centrum', '2. Råslätts torg', 'Har svalnat'],
      ...['Öxnehaga, fredag och lördag kväll', 'Nya åtgärder', 'Uppföljning av tidigare åtgärder'],
      ...['Händelser framåt', 'Mötet', 'Metod och källa'],
    ]);
  });

  it('have native tables with the numbers of the picture', async () => {
    const zip = await zipOf(exact, 'pptx');
    const areas = slidesOf(zip)[2] ?? [];
    for (const { name, count, expected } of exact.areas) {
      const at = areas.indexOf(name);
      expect(areas.slice(at, at + 6).join('|')).toContain(
        `|${String(count)}|${expected?.low ?? ''}–${expected?.high ?? ''}`,
      );
    }
    expect(zip.get('ppt/slides/slide3.xml')).toContain('<a:tbl>');
  });

  it('have native charts with the numbers of the picture', async () => {
    const charts = chartsOf(await zipOf(exact, 'pptx'));
    const series = charts.map((chart) => chart.values);
    expect(series).toContainEqual(exact.trend);
    for (const area of exact.areas) expect(series).toContainEqual(area.trend);
    expect(series).toContainEqual(exact.hotspots[0]?.series);
    const categories = charts.find(({ labels }) => labels.includes('Samling i trapphus') && labels.length === 4);
    expect(categories?.values).toEqual([4, 10, 11, 15]);
    const hours = charts.find(({ labels }) => labels.length === 24);
    expect(hours?.values.reduce((a, b) => a + b, 0)).toBeCloseTo(40, 6);
  });

  it('say on each what they belong to, in their language', async () => {
    const zip = await zipOf(blocks, 'pptx', 'en');
    const layout = [...zip].find(
      ([name, xml]) => name.startsWith('ppt/slideLayouts/') && xml.includes('all EST partners'),
    );
    expect(layout?.[1]).toContain(
      'Situation picture Jönköping · Week 47, 16–22 November 2026 · all EST partners · version 2',
    );
    for (const [name, xml] of zip) {
      if (/^ppt\/slides\/slide\d+\.xml$/.test(name))
        expect(textsOf(xml, 'a:t').length === 0 || xml.includes('lang="en-GB"'), name).toBe(true);
    }
  });

  it('have no chart and no exact number where the audience has blocks', async () => {
    const zip = await zipOf(blocks, 'pptx');
    expect(chartsOf(zip)).toEqual([]);
    const texts = slidesOf(zip).flat();
    expect(texts).toContain('20–24');
    expect(texts).toContain('minst 35');
    expect(texts.some((text) => /^(?:23|40)$/.test(text))).toBe(false);
  });

  it('hold every row of a long table, over several slides', async () => {
    const [action] = exact.actions;
    if (!action) throw new Error('The example has actions.');
    const many = Array.from({ length: 60 }, (_, i) => ({ ...action, id: String(i), problem: `Problem ${i}` }));
    const slides = slidesOf(await zipOf({ ...exact, actions: many }, 'pptx')).filter(([title]) =>
      /åtgärder/.test(title ?? ''),
    );
    expect(slides.length).toBeGreaterThan(2);
    const texts = slides.flat();
    expect(many.filter(({ problem }) => !texts.includes(problem))).toEqual([]);
  });

  it('show the longest texts that there can be', async () => {
    const note = 'Ord om området som är långa nog att fylla raden. '.repeat(40).trim();
    const long = {
      ...exact,
      general: note.repeat(2).slice(0, 4000),
      areas: exact.areas.map((area) => ({ ...area, note })),
    };
    expect(slidesOf(await zipOf(long, 'pptx'))[4]).toContain(note);
  });
});

describe('The document', () => {
  it('has headings, tables with headers that repeat, a map with words, and its language', async () => {
    const zip = await zipOf(exact, 'docx');
    const xml = zip.get('word/document.xml') ?? '';
    expect(xml.match(/<w:tbl>/g)?.length).toBe(xml.match(/<w:tblHeader\/>/g)?.length);
    expect(xml.match(/w:pStyle w:val="Heading1"/g)?.length).toBeGreaterThanOrEqual(8);
    expect(xml).toContain('descr="Karta över 3 områden, färgade efter status.');
    expect(zip.get('word/styles.xml')).toContain('<w:lang w:val="sv-SE"/>');
    expect((await zipOf(exact, 'docx', 'en')).get('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
  });

  it('has the numbers of the picture and the minutes', async () => {
    const texts = textsOf((await zipOf(exact, 'docx')).get('word/document.xml') ?? '', 'w:t');
    for (const { name, count, expected } of exact.areas) {
      const row = texts.slice(texts.indexOf(name)).slice(0, 6).join('|');
      expect(row).toContain(`|${String(count)}|${expected?.low ?? ''}–${expected?.high ?? ''}`);
    }
    expect(texts).toContain('Fokus nästa vecka: Öxnehaga centrum.');
    expect(texts.join(' ')).toContain('Deltog: Jönköpings kommun, Polisen och Vätterhem.');
    expect(texts).toContain('Vätterhem har redan bytt låsen i de fyra portarna.');
  });

  it('tells readers outside EST of no meeting, action or owner', async () => {
    const texts = textsOf((await zipOf(external, 'docx')).get('word/document.xml') ?? '', 'w:t').join(' ');
    expect(texts).toContain('ställ in det som brinner över natten');
    expect(texts).not.toMatch(/Mötet|Åtgärd|Vätterhem/);
  });
});

describe('The page', () => {
  const hostile = `</title><img src=x onerror=alert(1)>&"'\u0007`;

  it('lets no text become markup', () => {
    const attacked = publishedBody(
      editionOf(
        {
          ...exact,
          ...{ general: hostile, correction: hostile, municipality: { id: '1', name: hostile } },
          areas: exact.areas.map((area) => ({ ...area, name: hostile, note: hostile })),
          hotspots: exact.hotspots.map((spot) => ({ ...spot, name: hostile, reason: hostile })),
          actions: exact.actions.map((action) => ({ ...action, problem: hostile, what: hostile, where: hostile })),
          events: exact.events.map((event) => ({ ...event, title: hostile })),
          meeting: { held: '2026-11-24', participants: [hostile], minutes: hostile },
          maps: [{ caption: hostile, image: PIXEL }],
          method: { sv: [hostile], en: [hostile] },
        },
        'sv',
      ),
    );
    expect(attacked.match(/<img[^>]*>/g)).toEqual([expect.stringContaining('src="data:image/png;base64,')]);
    expect(attacked).not.toMatch(/onerror=alert\(1\)>(?!&)/);
  });

  it.each(['sv', 'en'] as const)('leaves no placeholder in %s, for any audience', async (language) => {
    for (const picture of [exact, blocks, external]) {
      const html = await textOf(picture, 'html', language);
      expect(html).not.toMatch(/\{\{|undefined|NaN|\[object/);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/<script|<link|https?:\/\/(?!www\.w3\.org)/);
      expect(html.match(/<table/g)?.length).toBe(html.match(/<caption>/g)?.length);
    }
  });

  it('shows each status with its word beside the sign', async () => {
    const html = await textOf(exact, 'html');
    for (const [status, word] of [
      ['red', 'röd'],
      ['yellow', 'gul'],
      ['green', 'grön'],
    ] as const) {
      expect(html).toMatch(new RegExp(`sp-status-${status}"[^]*?</svg> ${word}`));
    }
  });
});

describe('The CSV', () => {
  it('says in every row what it belongs to, with the numbers of the picture', async () => {
    const csv = await textOf(exact, 'csv-areas');
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const [header = [], ...rows] = csv
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'));
    const column = (name: string): (string | undefined)[] => rows.map((row) => row[header.indexOf(name)]);
    expect(column('antal')).toEqual([...exact.areas.map(({ count }) => String(count)), '40', '6']);
    expect(new Set(column('version_för'))).toEqual(new Set(['samordnaren']));
    expect(new Set(column('period'))).toEqual(new Set(['2026-W47']));
    expect(column('före_1').slice(0, 3)).toEqual(exact.areas.map(({ previous }) => String(previous?.[11])));
    const actions = await textOf(exact, 'csv-actions');
    expect(actions).toContain(';2026-11-27;');
  });

  it('writes a block as words', async () => {
    expect(await textOf(blocks, 'csv-areas', 'en')).toContain(';Öxnehaga;red;20–24;');
  });
});

describe('The GeoJSON', () => {
  it('has a feature for each, also for what has no position, and no number where there is a block', async () => {
    type Collection = { features: { geometry: { type: string } | null; properties: Record<string, unknown> }[] };
    const read = async (
      picture: PublishedPicture,
      layer: 'areas' | 'hotspots' | 'actions' | 'events',
    ): Promise<Collection> => JSON.parse(await textOf(picture, `geojson-${layer}`)) as Collection;
    expect((await read(exact, 'areas')).features.map(({ properties }) => properties.count)).toEqual([23, 14, 3]);
    expect((await read(exact, 'actions')).features.map(({ geometry }) => geometry?.type ?? null)).toEqual([
      'Point',
      null,
      null,
    ]);
    expect((await read(exact, 'events')).features.length).toBe(2);
    const [first] = (await read(blocks, 'areas')).features;
    expect(first?.properties).toMatchObject({
      count: null,
      count_low: 20,
      count_high: 24,
      count_words: '20–24',
      version: 2,
    });
  });
});

describe('The map as an image', () => {
  it('is printed with 300 dots an inch and says what it is', async () => {
    const { bytes, name } = await writePublished(exact, 'png', 'sv', EXTRAS);
    expect(name).toBe('lagesbild_jonkoping_2026-W47_v2_samordnare_karta.png');
    const at = Buffer.from(bytes).indexOf('pHYs');
    expect(Buffer.from(bytes).readUInt32BE(at + 4)).toBe(11_811);
    expect(new TextDecoder().decode(bytes)).toContain('Lägesbild Jönköping, Vecka 47, 16–22 november 2026');
    expect(imageSize(bytes)).toEqual(imageSize(bytesOfDataUrl(PIXEL)));
  });

  it('has title, period, audience, version, legend, scale bar, north arrow, selection and source', () => {
    const texts = textsOf(publishedMapSheet(editionOf(blocks, 'sv')).svg, 'text').join('|');
    for (const word of [
      'Lägesbild Jönköping',
      'Vecka 47',
      'alla partner i EST',
      'version 2',
      'Status',
      'grön',
      ' km',
      'N',
      'Urval',
      'Källa',
    ]) {
      expect(texts).toContain(word);
    }
  });

  it('is left out of slides with a sentence where nothing draws, and a PNG is refused', async () => {
    const zip = unzip((await writePublished(exact, 'pptx', 'sv', { rasterise: null, logo: null })).bytes);
    expect(slidesOf(zip)[3]?.join(' ')).toContain('Kartan kunde inte ritas som bild här');
    await expect(writePublished(exact, 'png', 'sv', { rasterise: null, logo: null })).rejects.toThrow(TypeError);
  });
});

describe('A logo', () => {
  it('stands on the first slide and in the document', async () => {
    const { bytes } = await writePublished(exact, 'pptx', 'sv', { rasterise, logo: PIXEL });
    expect(unzip(bytes).get('ppt/slides/slide1.xml')).toContain('descr="Logotyp: Jönköping"');
    const docx = await writePublished(exact, 'docx', 'en', { rasterise, logo: PIXEL });
    expect(unzip(docx.bytes).get('word/document.xml')).toContain('descr="Logo: Jönköping"');
  });
});

describe('A picture of files', () => {
  it('is a published picture that can be read back, with the same numbers', () => {
    const ours = pictureOfFiles();
    const published = publishedFromFiles(ours);
    expect(readPublished(JSON.parse(JSON.stringify(published)))).toEqual(JSON.parse(JSON.stringify(published)));
    expect(published.figures.count).toBe(ours.total);
    expect(published.areas.map(({ name, count }) => [name, count])).toEqual(
      ours.areas.map(({ name, count }) => [name, count]),
    );
    expect(published.hotspots.map(({ areaId }) => areaId)).toEqual(ours.hotspots.map(() => ours.areas[0]?.id));
  });
});

describe('The columns of a table', () => {
  it('are never narrower than their longest word while there is room', () => {
    const table: Table = {
      caption: '',
      columns: [
        { id: 'a', label: 'a', kind: 'text', width: 1 },
        { id: 'b', label: 'b', kind: 'text', width: 9 },
      ],
      rows: [[{ text: 'ordningsstörning nu' }, { text: 'x' }]],
    };
    const widths = columnWidths(table, 100, (word) => word.length * 2);
    expect(widths[0]).toBe(32);
    expect(widths.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 9);
  });
});
