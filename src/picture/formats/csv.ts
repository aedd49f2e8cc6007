/**
 * CSV that opens right in a Swedish Excel by double click: UTF-8 with byte order mark, semicolon, decimal comma, CRLF.
 * Period, selection and source are columns of every row: leading lines would break importers, and a file cut in two still says what it is.
 */
import { momentInCells } from '../period-words';
import { isOngoing, shownVerdict } from '../shown-verdict';
import type { PictureArea, SituationPicture } from '../types';
import { say } from '../words';
import type { WordKey } from '../words';
import { csvFile, type Cell } from './csv-file';

/** Periods before, in columns of their own. */
const PREVIOUS = 12;

/** `Organisation: Polisen; Veckodag: fredag` */
export function filtersInWords(picture: SituationPicture): string {
  return picture.filters.map(({ label, value }) => `${label}: ${value}`).join('; ');
}

/** The columns that say what a row belongs to: period before, the rest after. */
function frame(picture: SituationPicture): { before: Cell[]; after: Cell[] } {
  const { key, from, to } = picture.period;
  return {
    before: [key, momentInCells(from), momentInCells(to)],
    after: [
      filtersInWords(picture) || say(picture.language, 'noFilters'),
      picture.source,
      momentInCells(picture.createdAt),
    ],
  };
}

const BEFORE: WordKey[] = ['csvPeriod', 'csvFrom', 'csvTo'];
const AFTER: WordKey[] = ['csvFilters', 'csvSource', 'csvCreated'];

/** What is said of an area beyond its verdict, in columns after the older ones, so that a sheet made for those still fits. */
const BEYOND: WordKey[] = [
  'csvP',
  'csvQ',
  'csvCorrected',
  'csvYearBefore',
  'csvChangeP',
  'csvChangePercent',
  'csvReporters',
  'csvReported',
];

/** Numbers are rounded to what they can bear: a p to four decimals, a percentage to whole ones. */
const rounded = (value: number | null | undefined, decimals: number): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(decimals));

function beyond(area: PictureArea, picture: SituationPicture): Cell[] {
  // Half a period is not compared with a whole one.
  const change = isOngoing(picture) ? null : area.change;
  return [
    rounded(area.p, 4),
    rounded(area.q, 4),
    say(picture.language, area.corrected ? 'yes' : 'no'),
    area.yearBefore?.count ?? null,
    rounded(change?.p, 4),
    rounded(change?.percent, 0),
    area.coverage?.expected ?? null,
    area.coverage?.reported ?? null,
  ];
}

/**
 * One row an area: count, expected range, verdict, the 12 periods before (empty where data begin later), oldest first, and how the count stands against them. A
 * percentage only where both counts are 30 or more; who has reported only where it is known.
 */
export function areasCsv(picture: SituationPicture): string {
  const word = (key: WordKey): string => say(picture.language, key);
  const { before, after } = frame(picture);
  const numbers = Array.from({ length: PREVIOUS }, (_, i) => PREVIOUS - i);
  const header = [
    ...[...BEFORE, 'csvArea', 'csvCount', 'csvLow', 'csvHigh', 'csvVerdict'].map((key) => word(key as WordKey)),
    ...numbers.map((number) => say(picture.language, 'csvBefore', { number })),
    ...[...BEYOND, ...AFTER].map(word),
  ];
  const rows = picture.areas.map((area): Cell[] => [
    ...before,
    area.name,
    area.count,
    area.expected?.low ?? null,
    area.expected?.high ?? null,
    word(`verdict_${shownVerdict(picture, area.verdict)}`),
    ...numbers.map((number) => area.previous[area.previous.length - number] ?? null),
    ...beyond(area, picture),
    ...after,
  ]);
  return csvFile([header, ...rows]);
}

/** One row an incident, as far as the picture shows single incidents. */
export function incidentsCsv(picture: SituationPicture): string {
  const word = (key: WordKey): string => say(picture.language, key);
  const { before, after } = frame(picture);
  const own: WordKey[] = ['csvOccurredFrom', 'csvOccurredTo', 'csvCategory', 'csvArea'];
  const header = [...[...BEFORE, ...own].map(word), 'lon', 'lat', ...AFTER.map(word)];
  const rows = picture.incidents.map((incident): Cell[] => [
    ...before,
    momentInCells(incident.from),
    momentInCells(incident.to),
    incident.category,
    incident.area ?? word('outsideAreas'),
    incident.lon,
    incident.lat,
    ...after,
  ]);
  return csvFile([header, ...rows]);
}
