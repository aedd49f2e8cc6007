/** The tables that people read: areas, categories, hotspots, actions, events and times. */
import { isUntold } from './count';
import { timesInWords, weekdayName } from '../../period-words';
import type {
  PublishedAction,
  PublishedArea,
  PublishedCategory,
  PublishedFigures,
  PublishedHotspot,
} from '../../published';
import { say, type WordKey } from '../../words';
import type { Edition } from './about';
import { countCell, dayCell, momentCell, numberCell, spanText, statusCell, verdictCell } from './cells';
import { changeText, coverageText, decisionText, expectedText, storyText, topCategories } from './figures';
import { EMPTY, tableOf, textCell, type ColumnOf, type Table } from './table';

const column = <T>(
  { language }: Edition,
  id: WordKey,
  width: number,
  cell: ColumnOf<T>['cell'],
  more: Partial<ColumnOf<T>> = {},
): ColumnOf<T> => ({ id, label: say(language, id), width, cell, ...more });

const NUMBER = { kind: 'number' } as const;
const ALWAYS = { always: true } as const;

interface AreaRow extends PublishedFigures {
  name: string;
  area: PublishedArea | null;
  /** What lies outside has a count and nothing else. */
  bare: boolean;
}

/** Areas in the order of the picture, then all together and what lies outside. */
export function areasTable(edition: Edition): Table {
  const { picture, language } = edition;
  const bare = { verdict: null, expected: null, corrected: false, previous: null, yearBefore: null, change: null };
  const rows: AreaRow[] = picture.areas.map((area) => ({ ...area, area, bare: false }));
  if (picture.area === null) {
    rows.push({ ...picture.figures, name: say(language, 'allAreas'), area: null, bare: false });
    if (!isUntold(picture.outside))
      rows.push({ ...bare, count: picture.outside, name: say(language, 'outsideAreas'), area: null, bare: true });
  }
  return tableOf<AreaRow>(
    say(language, 'areasTitle'),
    [
      column(edition, 'area', 20, ({ name }) => textCell(name), ALWAYS),
      column(edition, 'status', 10, ({ area }) => statusCell(area?.status ?? null, edition)),
      column(edition, 'count', 10, ({ count }) => countCell(count, edition), { ...NUMBER, ...ALWAYS }),
      column(edition, 'expected', 10, (row) => textCell(expectedText(row, edition)), NUMBER),
      column(edition, 'verdict', 18, (row) => verdictCell(row, edition)),
      column(edition, 'against', 18, (row) => textCell(changeText(row, edition)), NUMBER),
      column(edition, 'yearBefore', 10, ({ yearBefore }) => numberCell(yearBefore?.count, edition), NUMBER),
      column(edition, 'coverage', 12, ({ area }) => (area ? textCell(coverageText(area, edition)) : EMPTY)),
    ],
    rows,
  );
}

export function categoriesTable(categories: readonly PublishedCategory[], edition: Edition): Table {
  const { language } = edition;
  return tableOf<PublishedCategory>(
    say(language, 'categoriesCaption'),
    [
      column(edition, 'category', 30, ({ name }) => textCell(name[language]), ALWAYS),
      column(edition, 'count', 12, ({ count }) => countCell(count, edition), { ...NUMBER, ...ALWAYS }),
      column(edition, 'expected', 12, (row) => textCell(expectedText(row, edition)), NUMBER),
      column(edition, 'verdict', 22, (row) => verdictCell(row, edition)),
    ],
    categories,
  );
}

/** Of a place there are counts of categories, and no verdict on each. */
export function placeCategoriesTable({ categories }: PublishedHotspot, edition: Edition): Table {
  const { language } = edition;
  return tableOf<PublishedHotspot['categories'][number]>(
    say(language, 'categoriesCaption'),
    [
      column(edition, 'category', 30, ({ name }) => textCell(name[language]), ALWAYS),
      column(edition, 'count', 12, ({ count }) => countCell(count, edition), { ...NUMBER, ...ALWAYS }),
    ],
    categories,
  );
}

const areaName = ({ picture }: Edition, id: string | null): string =>
  picture.areas.find((area) => area.id === id)?.name ?? '';

/** With the numbers of the map. */
export function hotspotsTable(edition: Edition): Table {
  const { picture, language } = edition;
  const most = picture.hotspots[0]?.kind === 'most';
  return tableOf<PublishedHotspot>(
    say(language, most ? 'mostCaption' : 'hotspotsCaption'),
    [
      column(edition, 'number', 5, (_, i) => numberCell(i + 1, edition), { ...NUMBER, ...ALWAYS }),
      column(edition, 'place', 20, ({ name }) => textCell(name), ALWAYS),
      column(edition, 'area', 14, ({ areaId }) => textCell(areaName(edition, areaId))),
      column(edition, 'count', 9, ({ count }) => countCell(count, edition), { ...NUMBER, ...ALWAYS }),
      column(edition, 'usually', 9, ({ expected }) => numberCell(expected, edition, 1), NUMBER),
      column(edition, 'course', 11, (spot) => textCell(storyText(spot, edition))),
      column(edition, 'what', 22, (spot) => textCell(topCategories(spot, edition))),
      column(edition, 'when', 18, ({ hotTimes }) => textCell(hotTimes ? timesInWords(hotTimes, language) : '')),
      column(edition, 'decision', 12, (spot) => textCell(decisionText(spot, edition))),
      column(edition, 'reason', 22, ({ reason }) => textCell(reason)),
    ],
    picture.hotspots,
  );
}

/** @param actions some of the picture's; `title` names them. */
export function actionsTable(actions: readonly PublishedAction[], title: string, edition: Edition): Table {
  const { picture, language } = edition;
  const spot = (key: string | null): string => picture.hotspots.find((one) => one.key === key)?.name ?? '';
  const shared = picture.actions.some(({ sharing }) => sharing === 'authorities');
  return tableOf<PublishedAction>(
    title,
    [
      column(edition, 'problem', 20, ({ problem }) => textCell(problem), ALWAYS),
      column(edition, 'action', 24, ({ what }) => textCell(what), ALWAYS),
      column(edition, 'where', 13, ({ where }) => textCell(where || say(language, 'wholeMunicipality')), ALWAYS),
      column(edition, 'answersTo', 13, ({ hotspot }) => textCell(spot(hotspot))),
      column(edition, 'owner', 13, ({ owner }) => textCell(owner ?? say(language, 'ownerNone')), ALWAYS),
      column(edition, 'due', 11, ({ due }) => dayCell(due, edition), { kind: 'date' }),
      column(edition, 'actionStatus', 10, ({ status }) => textCell(say(language, `actionStatus_${status}`)), ALWAYS),
      column(edition, 'outcome', 18, ({ outcome }) => textCell(outcome)),
      column(edition, 'decided', 8, ({ isNew }) => textCell(say(language, isNew ? 'decidedNow' : 'decidedBefore'))),
      column(edition, 'actionSharing', 12, ({ sharing }) =>
        textCell(shared ? say(language, `sharing_${sharing}`) : ''),
      ),
    ],
    actions,
  );
}

export function eventsTable(edition: Edition): Table {
  const { picture, language } = edition;
  return tableOf<(typeof picture.events)[number]>(
    say(language, 'sectionEvents'),
    [
      column(edition, 'when', 32, ({ from, to }) => textCell(spanText(from, to, language)), ALWAYS),
      column(edition, 'begins', 16, ({ from }) => momentCell(from, edition), { kind: 'date', ...ALWAYS }),
      column(edition, 'ends', 16, ({ to }) => momentCell(to, edition), { kind: 'date', ...ALWAYS }),
      column(edition, 'event', 28, ({ title }) => textCell(title), ALWAYS),
      column(edition, 'kind', 16, ({ kind }) => textCell(say(language, `kind_${kind}`)), ALWAYS),
      column(edition, 'where', 20, ({ where }) => textCell(where || say(language, 'wholeMunicipality')), ALWAYS),
      column(edition, 'visitors', 12, ({ visitors }) => numberCell(visitors, edition), NUMBER),
    ],
    picture.events,
  );
}

/** Rows from Monday, 24 hours and the sum; one of unknown time is spread over its hours, so there are parts, said with one decimal. */
export function timesTable(hotTimes: readonly (readonly number[])[], edition: Edition): Table {
  const { language } = edition;
  const shown = (value: number): ReturnType<typeof numberCell> => {
    const cell = numberCell(value, edition, 1);
    return cell.number === 0 ? { text: '', number: 0 } : cell;
  };
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    caption: say(language, 'timesTitle'),
    columns: [
      { id: 'weekday', label: say(language, 'weekday'), kind: 'text', width: 12 },
      ...hours.map((hour) => ({
        ...{ id: `hour${hour}`, label: String(hour).padStart(2, '0') },
        ...{ kind: 'number' as const, width: 5 },
      })),
      { id: 'sum', label: say(language, 'sum'), kind: 'number', width: 8 },
    ],
    rows: hotTimes.map((row, day) => [
      textCell(weekdayName(day, language, 'long')),
      ...hours.map((hour) => shown(row[hour] ?? 0)),
      numberCell(
        row.reduce((a, b) => a + b, 0),
        edition,
        1,
      ),
    ]),
  };
}

/** New actions and those of earlier meetings, each with its title; an empty kind is left out. */
export function actionLists(edition: Edition): { title: string; table: Table }[] {
  const { picture, language } = edition;
  return ([true, false] as const).flatMap((isNew) => {
    const own = picture.actions.filter((action) => action.isNew === isNew);
    const title = say(language, isNew ? 'sectionNewActions' : 'sectionOldActions');
    return own.length === 0 ? [] : [{ title, table: actionsTable(own, title, edition) }];
  });
}
