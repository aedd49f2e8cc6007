/** A mapping as a document: headings, real tables with repeated headers, the map with a text for those who do not see it, page numbers. */
import { Document, HeadingLevel, Packer, Paragraph, TextRun, type FileChild } from 'docx';
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
} from '../formats/published/docx-parts';
import type { PixelImage } from '../formats/published/images';
import type { Language } from '../types';
import { say } from '../words';
import { mappingFacts, mappingFooter, yearsText } from './about';
import type { MappingDocument } from './document';
import { mappingMap } from './map';
import { sectionsOf, type MappingSection } from './sections';

/** Half points: a table of many columns has no room to waste. */
const NARROW = 13;
const MANY = 9;

function head(doc: MappingDocument, language: Language): FileChild[] {
  return [
    soft(say(language, 'mappingKicker')),
    new Paragraph({ text: doc.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: yearsText(doc, language), style: 'Period' }),
    ...mappingFacts(doc, language).map(
      ([term, fact]) =>
        new Paragraph({ style: 'Soft', children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(fact)] }),
    ),
  ];
}

function mapOf(doc: MappingDocument, language: Language, map: PixelImage | null): FileChild[] {
  const left = mappingMap(doc, language, true)?.left ?? '';
  return [
    map ? picture(map, say(language, 'mappingMapTitle'), INNER_PIXELS, 560) : body(say(language, 'noMapImage')),
    soft(`${say(language, 'mappingLegend')} ${left}`.trim()),
  ];
}

function section(of: MappingSection, doc: MappingDocument, language: Language, map: PixelImage | null): FileChild[] {
  const bullets = of.key === 'method';
  return [
    heading(of.title, 1),
    ...of.words.map(body),
    ...of.told.map((text) => (bullets ? new Paragraph({ text, style: 'Soft', bullet: { level: 0 } }) : soft(text))),
    ...(of.hasMap ? mapOf(doc, language, map) : []),
    ...of.tables.flatMap(({ table, source }) => [
      heading(table.caption, 3),
      documentTable(table, table.columns.length > MANY ? NARROW : 17),
      ...(source ? [soft(source)] : []),
    ]),
  ];
}

/** @param map drawn beforehand; null where nothing can draw. @returns the bytes of a .docx (Office Open XML). */
export async function mappingDocx(
  doc: MappingDocument,
  language: Language,
  map: PixelImage | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { margin, width, height } = PAGE;
  const file = new Document({
    ...{
      title: `${doc.title}, ${yearsText(doc, language)}`,
      subject: mappingFooter(doc, language),
      creator: doc.municipality.name,
    },
    styles: documentStyles(language),
    sections: [
      {
        properties: {
          page: { size: { width, height }, margin: { top: margin, bottom: margin, left: margin, right: margin } },
        },
        footers: { default: documentFooter(mappingFooter(doc, language), language) },
        children: [
          ...head(doc, language),
          ...sectionsOf(doc, language).flatMap((of) => section(of, doc, language, map)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
