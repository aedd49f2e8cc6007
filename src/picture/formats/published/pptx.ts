/** A published picture as slides that can be edited: native tables and charts, the map as an image, a footer with what it is on each. */
import type { PublishedArea, PublishedHotspot } from '../../published';
import { say, type WordKey } from '../../words';
import { aboutFacts, audienceText, methodSentences, paragraphs, periodText, titleText, type Edition } from './about';
import { goneSentences, hotspotSentences, missingSentences, overviewSentences, timesSentences } from './figures';
import type { Images } from './images';
import { cellSign } from './letters';
import { offMapText } from './map-sheet';
import { meetingSentences } from './meeting';
import { addCharts, drawable } from './slide-charts';
import {
  ACCENT,
  addImage,
  addParagraphs,
  addSlide,
  addTable,
  addTableSlides,
  BODY,
  createDeck,
  FONT,
  langOf,
  SOFT,
  type Deck,
  type Slide,
} from './slides';
import { pick, without, type Cell, type Table } from './table';
import {
  actionLists,
  actionsTable,
  areasTable,
  categoriesTable,
  eventsTable,
  hotspotsTable,
  placeCategoriesTable,
} from './tables';

const LEFT = { x: BODY.x, w: 5.7 } as const;
const RIGHT = { x: 6.55, w: 6.28 } as const;

function titleSlide(deck: Deck, edition: Edition, images: Images): void {
  const { picture, language } = edition;
  const slide = addSlide(deck, titleText(edition), edition);
  const lang = langOf(edition);
  const text = { x: 0.5, w: 9.5, fontFace: FONT, margin: 0, lang } as const;
  slide.addText(say(language, 'kicker'), { ...text, y: 1.15, h: 0.4, fontSize: 14, color: SOFT });
  slide.addText(periodText(edition), {
    ...text,
    y: 2.2,
    h: 0.8,
    fontSize: 32,
    bold: true,
    color: ACCENT,
    valign: 'top',
  });
  slide.addText(`${say(language, 'factAudience')} ${audienceText(edition)}`, {
    ...text,
    y: 3.1,
    h: 0.5,
    fontSize: 20,
    valign: 'top',
  });
  const facts: Table = {
    caption: say(language, 'sectionOverview'),
    columns: [
      { id: 'fact', label: say(language, 'fact'), kind: 'text', width: 24 },
      { id: 'value', label: say(language, 'value'), kind: 'text', width: 76 },
    ],
    rows: [[say(language, 'factMunicipality'), picture.municipality.name] as const, ...aboutFacts(edition)].map(
      ([term, fact]) => [{ text: term }, { text: fact }],
    ),
  };
  addTable(slide, facts, { x: 0.5, y: 3.8, w: 12.33, h: 3.05 }, edition);
  if (images.logo) addImage(slide, images.logo, { x: 10.4, y: 1.3, w: 2.4, h: 1.6 });
}

function overviewSlide(deck: Deck, edition: Edition): void {
  const { picture, language } = edition;
  const slide = addSlide(deck, say(language, 'sectionGeneral'), edition);
  const charts = drawable(picture.categories) && picture.trend !== null;
  const box = charts ? LEFT : BODY;
  const end = addParagraphs(slide, paragraphs(picture.general), { ...box, y: 1.3, h: 3.9 }, edition, { most: 18 });
  const told = { ...box, y: end + 0.15, h: BODY.y + BODY.h - end - 0.15 };
  addParagraphs(slide, overviewSentences(edition), told, edition, { most: 14, color: SOFT });
  if (charts) addCharts(slide, picture, edition);
}

function mapSlide(deck: Deck, edition: Edition, images: Images): void {
  const { language } = edition;
  const slide = addSlide(deck, `${say(language, 'sectionMap')}, ${periodText(edition)}`, edition);
  const note = offMapText(edition);
  if (images.map) addImage(slide, images.map, { ...BODY, h: note === '' ? BODY.h : 5.2 });
  else addParagraphs(slide, [say(language, 'noMapImage')], { ...BODY, h: 0.6 }, edition);
  if (note !== '') addParagraphs(slide, [note], { ...BODY, y: 6.55, h: 0.4 }, edition, { most: 11, color: SOFT });
}

/** The row of an area in the table of all, turned: what it is, and its value. */
function turned(edition: Edition, at: number): Table {
  const table = without(areasTable(edition), ['area', 'status']);
  const { language } = edition;
  return {
    caption: say(language, 'sectionOverview'),
    columns: [
      { id: 'fact', label: say(language, 'fact'), kind: 'text', width: 40 },
      { id: 'value', label: say(language, 'value'), kind: 'text', width: 60 },
    ],
    rows: table.columns.flatMap(({ label }, i): Cell[][] => {
      const cell = table.rows[at]?.[i];
      return cell && cell.text !== '' ? [[{ text: label }, cell]] : [];
    }),
  };
}

function standing(slide: Slide, cell: Cell, edition: Edition): void {
  const sign = cellSign(cell);
  if (!sign) return;
  const lang = langOf(edition);
  slide.addText(
    [
      { text: `${sign.letter} `, options: { color: sign.colour, lang } },
      { text: `${say(edition.language, 'status')}: ${cell.text}`, options: { color: sign.colour, bold: true, lang } },
    ],
    { x: 0.5, y: 1.02, w: 6, h: 0.34, fontSize: 16, fontFace: FONT, margin: 0 },
  );
}

function areaSlide(deck: Deck, area: PublishedArea, at: number, edition: Edition): void {
  const { language } = edition;
  const slide = addSlide(deck, area.name, edition);
  if (area.status) standing(slide, { text: say(language, `status_${area.status}`), status: area.status }, edition);
  const noted = addParagraphs(slide, paragraphs(area.note), { ...LEFT, y: 1.5, h: 2.4 }, edition, { most: 16 });
  const ended = addTable(slide, turned(edition, at), { ...LEFT, y: noted + 0.1, h: 2.6 }, edition);
  // What the table cannot say: when it happens, and who is missing.
  const more = [...timesSentences(area.hotTimes, edition), ...missingSentences(area, edition)];
  addParagraphs(slide, more, { ...LEFT, y: ended + 0.2, h: 6.85 - ended - 0.2 }, edition, { most: 12, color: SOFT });
  if (drawable(area.categories)) {
    addCharts(slide, area, edition);
  } else if (area.categories.length > 0) {
    addTable(slide, categoriesTable(area.categories, edition), { ...RIGHT, y: 1.5, h: 5.3 }, edition);
  }
}

function hotspotSlide(deck: Deck, spot: PublishedHotspot, number: number, edition: Edition): void {
  const { picture, language } = edition;
  const slide = addSlide(deck, `${number}. ${spot.name}`, edition);
  const area = picture.areas.find(({ id }) => id === spot.areaId);
  const place = area ? [`${say(language, 'area')}: ${area.name}.`] : [];
  const told = [...place, ...hotspotSentences(spot, edition)];
  const end = addParagraphs(slide, told, { ...LEFT, y: 1.3, h: 3.4 }, edition, { most: 18 });
  const own = picture.actions.filter(({ hotspot }) => hotspot === spot.key);
  if (own.length > 0) {
    const list = actionsTable(own, say(language, 'sectionActions'), edition);
    const y = end + 0.2;
    addTable(slide, pick(list, ['action', 'owner', 'due', 'actionStatus']), { ...LEFT, y, h: 6.85 - y }, edition);
  }
  if (drawable(spot.categories)) {
    addCharts(slide, { ...spot, trend: spot.series }, edition);
  } else if (spot.categories.length > 0) {
    addTable(slide, placeCategoriesTable(spot, edition), { ...RIGHT, y: 1.3, h: 5.3 }, edition);
  }
}

function actionSlides(deck: Deck, edition: Edition): void {
  const { picture, language } = edition;
  if (picture.audience === 'external') return;
  const lists = actionLists(edition);
  for (const { title, table } of lists) addTableSlides(deck, title, without(table, ['decided']), edition);
  if (lists.length === 0) {
    const slide = addSlide(deck, say(language, 'sectionActions'), edition);
    addParagraphs(slide, [say(language, 'noActions')], BODY, edition);
  }
}

function eventSlides(deck: Deck, edition: Edition): void {
  const { picture, language } = edition;
  const title = say(language, 'sectionEvents');
  if (picture.events.length > 0) {
    addTableSlides(deck, title, without(eventsTable(edition), ['begins', 'ends']), edition);
  } else {
    addParagraphs(addSlide(deck, title, edition), [say(language, 'noEvents')], BODY, edition);
  }
}

function meetingSlide(deck: Deck, edition: Edition): void {
  const about = meetingSentences(edition);
  if (about.length === 0) return;
  const slide = addSlide(deck, say(edition.language, 'sectionMeeting'), edition);
  const minutes = paragraphs(edition.picture.meeting?.minutes ?? '');
  addParagraphs(slide, [...about, ...minutes], BODY, edition, { most: 18 });
}

function mapImageSlides(deck: Deck, edition: Edition, images: Images): void {
  edition.picture.maps.forEach(({ caption }, i) => {
    const slide = addSlide(deck, caption === '' ? say(edition.language, 'sectionMaps') : caption, edition);
    const image = images.maps[i];
    if (image) addImage(slide, image, BODY);
    else addParagraphs(slide, [say(edition.language, 'noMapPicture')], { ...BODY, h: 0.6 }, edition);
  });
}

/** @param images what is drawn, made beforehand. @returns the bytes of a .pptx (Office Open XML). */
export async function publishedPptx(edition: Edition, images: Images): Promise<Uint8Array<ArrayBuffer>> {
  const { picture, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const deck = createDeck(edition);
  titleSlide(deck, edition, images);
  overviewSlide(deck, edition);
  addTableSlides(deck, word('areasTitle'), areasTable(edition), edition);
  mapSlide(deck, edition, images);
  picture.areas.forEach((area, i) => areaSlide(deck, area, i, edition));
  if (picture.hotspots.length > 0) {
    const title = word(picture.hotspots[0]?.kind === 'most' ? 'mostTitle' : 'hotspotsTitle');
    addTableSlides(deck, title, without(hotspotsTable(edition), ['reason']), edition);
  }
  // Where nobody has raised any, those that are more than chance are told of.
  const chosen = picture.hotspots.some(({ raised }) => raised);
  picture.hotspots.forEach((spot, i) => {
    if (chosen ? spot.raised : spot.kind === 'significant') hotspotSlide(deck, spot, i + 1, edition);
  });
  if (picture.gone.length > 0) {
    addParagraphs(addSlide(deck, word('goneTitle'), edition), goneSentences(edition), BODY, edition, {
      most: 18,
      bullet: true,
    });
  }
  mapImageSlides(deck, edition, images);
  actionSlides(deck, edition);
  eventSlides(deck, edition);
  meetingSlide(deck, edition);
  const method = addSlide(deck, word('sectionMethod'), edition);
  addParagraphs(method, methodSentences(edition), BODY, edition, { most: 14, bullet: true });
  const bytes = await deck.write({ outputType: 'arraybuffer', compression: true });
  if (!(bytes instanceof ArrayBuffer)) throw new TypeError('The slides were not written as bytes.');
  return new Uint8Array(bytes);
}
