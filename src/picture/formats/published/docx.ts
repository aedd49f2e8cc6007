/** A published picture as a document: headings, real tables with repeated headers, the map with a text for those who do not see it, the language of its words. */
import { Document, HeadingLevel, Packer, Paragraph, TextRun, type FileChild } from 'docx';
import { say, type WordKey } from '../../words';
import { aboutFacts, footerText, methodSentences, paragraphs, periodText, titleText, type Edition } from './about';
import {
  body,
  documentFooter,
  documentStyles,
  documentTable,
  heading,
  INNER_PIXELS,
  PAGE,
  picture,
  soft,
} from './docx-parts';
import { areaSentences, goneSentences, overviewSentences } from './figures';
import type { Images } from './images';
import { offMapText } from './map-sheet';
import { meetingSentences } from './meeting';
import { STATUS_COLOURS, STATUS_LETTER } from './status-sign';
import { pick, without } from './table';
import { actionLists, areasTable, categoriesTable, eventsTable, hotspotsTable, timesTable } from './tables';

function head(edition: Edition, images: Images): FileChild[] {
  const { language } = edition;
  const facts = aboutFacts(edition).map(
    ([term, fact]) =>
      new Paragraph({ style: 'Soft', children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(fact)] }),
  );
  return [
    ...(images.logo ? [picture(images.logo, images.logo.alt, 140, 70)] : []),
    soft(say(language, 'kicker')),
    new Paragraph({ text: titleText(edition), heading: HeadingLevel.TITLE }),
    new Paragraph({ text: periodText(edition), style: 'Period' }),
    ...facts,
  ];
}

function areas(edition: Edition): FileChild[] {
  const {
    picture: { areas: all },
    language,
  } = edition;
  return [
    heading(say(language, 'areasTitle'), 1),
    documentTable(areasTable(edition)),
    ...all.flatMap((area): FileChild[] => {
      const categories = categoriesTable(
        area.categories.filter(({ count }) => count !== 0),
        edition,
      );
      const { status } = area;
      return [
        heading(area.name, 2),
        ...(status
          ? [
              new Paragraph({
                keepNext: true,
                children: [
                  new TextRun({ text: `${STATUS_LETTER[status]} `, color: STATUS_COLOURS[status].ink.slice(1) }),
                  new TextRun({ text: `${say(language, 'status')}: ${say(language, `status_${status}`)}`, bold: true }),
                ],
              }),
            ]
          : []),
        ...paragraphs(area.note).map(body),
        soft(areaSentences(area, edition).join(' ')),
        ...(categories.rows.length > 0 ? [documentTable(categories)] : []),
      ];
    }),
  ];
}

function hotspots(edition: Edition): FileChild[] {
  const {
    picture: { hotspots: all },
    language,
  } = edition;
  const table = hotspotsTable(edition);
  const gone = goneSentences(edition);
  return [
    heading(say(language, all[0]?.kind === 'most' ? 'mostTitle' : 'hotspotsTitle'), 1),
    ...(all.length > 0 ? [documentTable(without(table, ['decision', 'reason']))] : [body(say(language, 'noHotspots'))]),
    ...(gone.length > 0 ? [heading(say(language, 'goneTitle'), 3), ...gone.map(body)] : []),
  ];
}

/** The minutes: what was raised and decided, who does what by when. */
function meeting(edition: Edition): FileChild[] {
  const { picture: own, language } = edition;
  if (own.audience === 'external') return [];
  const about = meetingSentences(edition);
  const raised = { ...edition, picture: { ...own, hotspots: own.hotspots.filter((spot) => spot.raised) } };
  const lists = actionLists(edition).flatMap(({ title, table }): FileChild[] => [
    heading(title, 2),
    documentTable(without(table, ['decided'])),
  ]);
  return [
    heading(say(language, 'sectionMeeting'), 1),
    ...(about.length > 0 ? [body(about.join(' '))] : [body(say(language, 'meetingNone'))]),
    ...paragraphs(own.meeting?.minutes ?? '').map(body),
    ...(raised.picture.hotspots.length > 0
      ? [
          heading(say(language, 'raised'), 2),
          documentTable(pick(hotspotsTable(raised), ['place', 'area', 'count', 'decision', 'reason'])),
        ]
      : []),
    ...(lists.length > 0 ? lists : [heading(say(language, 'sectionActions'), 2), body(say(language, 'noActions'))]),
  ];
}

function mapSection(edition: Edition, images: Images): FileChild[] {
  const {
    picture: { maps },
    language,
  } = edition;
  const note = offMapText(edition);
  return [
    heading(say(language, 'sectionMap'), 1),
    ...(images.map
      ? [picture(images.map, say(language, 'mapTitle'), INNER_PIXELS, 620)]
      : [body(say(language, 'noMapImage'))]),
    ...(note === '' ? [] : [soft(note)]),
    ...maps.flatMap(({ caption }, i): FileChild[] => {
      const image = images.maps[i];
      return [
        ...(image
          ? [picture(image, say(language, 'mapTitle'), INNER_PIXELS, 420)]
          : [body(say(language, 'noMapPicture'))]),
        new Paragraph({ text: caption, style: 'Caption' }),
      ];
    }),
  ];
}

/** @param images what is drawn, made beforehand. @returns the bytes of a .docx (Office Open XML). */
export async function publishedDocx(edition: Edition, images: Images): Promise<Uint8Array<ArrayBuffer>> {
  const { picture: own, language } = edition;
  const word = (key: WordKey): string => say(language, key);
  const children: FileChild[] = [
    ...head(edition, images),
    heading(word('sectionGeneral'), 1),
    ...paragraphs(own.general).map(body),
    soft(overviewSentences(edition).join(' ')),
    ...mapSection(edition, images),
    ...areas(edition),
    ...hotspots(edition),
    ...meeting(edition),
    heading(word('sectionEvents'), 1),
    ...(own.events.length > 0
      ? [documentTable(without(eventsTable(edition), ['begins', 'ends']))]
      : [body(word('noEvents'))]),
    ...(own.categories.length > 0
      ? [heading(word('categoriesTitle'), 1), documentTable(categoriesTable(own.categories, edition))]
      : []),
    ...(own.hotTimes ? [heading(word('timesTitle'), 1), documentTable(timesTable(own.hotTimes, edition), 13)] : []),
    heading(word('sectionMethod'), 1),
    ...methodSentences(edition).map(
      (sentence) => new Paragraph({ text: sentence, style: 'Soft', bullet: { level: 0 } }),
    ),
  ];
  const file = new Document({
    title: `${titleText(edition)}, ${periodText(edition)}`,
    subject: footerText(edition),
    creator: own.municipality.name,
    styles: documentStyles(language),
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: { default: documentFooter(footerText(edition), language) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
