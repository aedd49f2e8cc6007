/** The report as a document: headings, real tables with repeated headers, the language of its words. */
import {
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
  type FileChild,
} from 'docx';
import { sayCouncil } from '../../words-council';
import { body, documentStyles, documentTable, heading, INNER, PAGE, soft } from '../published/docx-parts';
import {
  actionSentences,
  councilFacts,
  councilFooter,
  councilMethod,
  councilPeriod,
  councilTitle,
  dayInWords,
  type CouncilEdition,
} from './about';
import { councilSections } from './tables';

function footer(edition: CouncilEdition): Footer {
  const page = sayCouncil(edition.language, 'page', { page: '|', pages: '|' });
  const [before = '', between = ''] = page.split('|');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Soft',
        tabStops: [{ type: TabStopType.RIGHT, position: INNER }],
        children: [
          new TextRun({ text: `${councilFooter(edition)}\t`, size: 15 }),
          new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES], size: 15 }),
        ],
      }),
    ],
  });
}

/** @returns the bytes of a .docx (Office Open XML). */
export async function councilDocx(edition: CouncilEdition): Promise<Uint8Array<ArrayBuffer>> {
  const { report, language } = edition;
  const facts = councilFacts(edition).map(
    ([term, fact]) =>
      new Paragraph({ style: 'Soft', children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(fact)] }),
  );
  const sections = councilSections(edition).flatMap(({ title, empty, tables }, at): FileChild[] => [
    heading(title, 1),
    ...(at === 0 ? actionSentences(edition) : tables.length === 0 ? [empty] : []).map(body),
    ...tables.flatMap((table): FileChild[] => [
      ...(tables.length > 1 ? [heading(table.caption, 2)] : []),
      documentTable(table),
    ]),
  ]);
  const children: FileChild[] = [
    soft(sayCouncil(language, 'kicker')),
    new Paragraph({ text: councilTitle(edition), heading: HeadingLevel.TITLE }),
    new Paragraph({ text: councilPeriod(edition), style: 'Period' }),
    ...facts,
    ...(report.ongoing ? [body(sayCouncil(language, 'ongoing', { day: dayInWords(report.lastDay, language) }))] : []),
    ...sections,
    heading(sayCouncil(language, 'method'), 1),
    ...councilMethod(edition).map((text) => new Paragraph({ text, style: 'Soft', bullet: { level: 0 } })),
  ];
  const { width, height, margin } = PAGE;
  const file = new Document({
    title: `${councilTitle(edition)}, ${councilPeriod(edition)}`,
    subject: councilFooter(edition),
    creator: report.municipality,
    styles: documentStyles(language),
    sections: [
      {
        properties: {
          page: { size: { width, height }, margin: { top: margin, bottom: margin, left: margin, right: margin } },
        },
        footers: { default: footer(edition) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
