/** A small town for the tests of the picture: two areas side by side and a way to write incidents files. */
import { pictureFromFiles } from '../../src/picture/picture-from-files';
import type { PictureFiles } from '../../src/picture/picture-from-files';
import type { SituationPicture } from '../../src/picture/types';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const square = (west: number, south: number, side: number): number[][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

export const feature = (name: string, rings: number[][][]): object => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: rings },
});

export const collection = (...features: object[]): Uint8Array =>
  bytes(JSON.stringify({ type: 'FeatureCollection', features }));

/** West and East meet at 14.22° E. East is wound clockwise, against the right-hand rule. */
export const AREAS = collection(
  feature('Öster & <Väst>', [square(14.2, 57.77, 0.02)]),
  feature('=SUM(A1)', [square(14.22, 57.77, 0.02).reverse()]),
);

/** Twenty weeks of two incidents a week in the western area, and twelve more at one corner in the last week, 2026-W47. */
export function incidentsFile(): string {
  const rows = ['id;från;till;lon;lat;kategori;organisation;beskrivning'];
  for (let week = 0; week < 20; week++) {
    const day = new Date(Date.UTC(2026, 10, 17) - week * 7 * 86_400_000).toISOString().slice(0, 10);
    rows.push(`a${week};${day} 21:30;;14,205;57,775;Klotter;Polisen;fri text`);
    rows.push(`b${week};${day} 08:00;${day} 12:00;14,215;57,785;Glaskross;Skolan;`);
  }
  for (let i = 0; i < 12; i++) rows.push(`c${i};2026-11-21 20:15;;14,2051;57,7751;<script>alert(1)</script>;;`);
  rows.push('d1;2026-11-18 10:00;;14,3;57,775;Klotter;;');
  rows.push('d2;2026-02-30 10:00;;14,205;57,775;Klotter;;');
  return `${rows.join('\r\n')}\r\n`;
}

/** The same, and twelve at a corner of the eastern area the week before, where it is quiet now. */
export function cooledFile(): string {
  const rows = Array.from({ length: 12 }, (_, i) => `e${i};2026-11-14 20:15;;14,2351;57,7851;Glaskross;Bostaden;`);
  return `${incidentsFile()}${rows.join('\r\n')}\r\n`;
}

/** Three report about the west and one about the east in the weeks before; in 2026-W47 one of the three has not, and nobody about the east. */
export function checkInsFile(): string {
  const rows = ['område;organisation;veckostart'];
  for (const monday of ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09']) {
    for (const who of ['Polisen', 'Skolan', 'Räddningstjänsten']) rows.push(`Öster & <Väst>;${who};${monday}`);
    rows.push(`=SUM(A1);Bostaden;${monday}`);
  }
  return `${rows.join('\r\n')}\r\n`;
}

export function picture(changes: Partial<PictureFiles> = {}): SituationPicture {
  return pictureFromFiles({
    incidents: bytes(incidentsFile()),
    incidentsName: 'händelser.csv',
    areas: AREAS,
    areasName: 'områden.geojson',
    places: null,
    period: '2026-W47',
    cell: '250',
    title: 'Jönköping',
    language: 'sv',
    now: Date.UTC(2026, 10, 24, 13, 5) / 1000,
    ...changes,
  });
}
