/** A mapping as sections of words, sentences and tables, made once: the screen, the print page and the document only lay them out. */
import type { MappingChapterKey } from '../../domain/mapping';
import { paragraphs } from '../formats/published/about';
import type { Table } from '../formats/published/table';
import type { Language } from '../types';
import { say } from '../words';
import { mappingMethod } from './about';
import type { MappingDocument } from './document';
import { blockExtentTables, blockPlacesTables } from './tables-blocks';
import { developmentTables, extentTables, placesTable, timesTable } from './tables-exact';
import { measureTables, otherTable, reportingTables } from './tables-measures';
import { toldOf } from './told';

export interface MappingSection {
  key: MappingChapterKey | 'method';
  title: string;
  /** The coordinator's words. */
  words: string[];
  /** What the figures say. */
  told: string[];
  tables: { table: Table; /** Where its figures come from, when they are another's. */ source: string | null }[];
  /** The map of the places stands before the tables. */
  hasMap: boolean;
}

/** Nothing to show is said in a sentence, in place of the table. */
interface Filled {
  tables: MappingSection['tables'];
  told: string[];
}

const own = (tables: readonly Table[]): MappingSection['tables'] =>
  tables.filter(({ rows }) => rows.length > 0).map((table) => ({ table, source: null }));

function measures(doc: MappingDocument, language: Language): Filled {
  const { themes, actions, activities, promises } = measureTables(doc, language);
  const told = [
    ...(actions.rows.length === 0 ? [say(language, 'mappingNoActions')] : []),
    ...(activities.rows.length === 0 ? [say(language, 'mappingNoActivities')] : []),
    ...(promises.rows.length === 0 ? [say(language, 'mappingNoPromises')] : []),
  ];
  return { tables: own([themes, actions, activities, promises]), told };
}

function others({ tables }: MappingDocument, language: Language): Filled {
  return {
    tables: tables.map((table) => ({
      table: otherTable(table),
      source: say(language, 'mappingSourceOf', { source: table.source, date: table.asOf }),
    })),
    told: tables.length === 0 ? [say(language, 'mappingNoTables')] : [],
  };
}

function filled(key: MappingChapterKey, doc: MappingDocument, language: Language): Filled {
  const { exact, blocks = [] } = doc;
  const none = { tables: [], told: [] };
  switch (key) {
    case 'extent':
      return {
        ...none,
        tables: own(exact ? extentTables(exact, doc, language) : blockExtentTables(blocks, doc, language)),
      };
    case 'development':
      return exact ? { ...none, tables: own(developmentTables(exact, language)) } : none;
    case 'places':
      return { ...none, tables: own(exact ? [placesTable(exact, language)] : blockPlacesTables(blocks, language)) };
    case 'times':
      return exact && exact.years.length > 0 ? { ...none, tables: own([timesTable(exact, language)]) } : none;
    case 'measures':
      return measures(doc, language);
    case 'reporting':
      return { ...none, tables: own(reportingTables(doc, language)) };
    case 'sources':
      return others(doc, language);
    case 'summary':
    case 'consequences':
    case 'conclusions':
      return none;
  }
}

/** Chapters in their order, those that hold nothing left out; the method last. */
export function sectionsOf(doc: MappingDocument, language: Language): MappingSection[] {
  const told = toldOf(doc, language);
  const chapters = doc.chapters.map(({ key, text }): MappingSection => {
    const { tables, told: more } = filled(key, doc, language);
    return {
      ...{
        key,
        title: say(language, `mapping_${key}`),
        words: paragraphs(text),
        told: [...(told[key] ?? []), ...more],
        tables,
      },
      hasMap: key === 'places' && placesOf(doc).length > 0,
    };
  });
  const method = {
    key: 'method' as const,
    title: say(language, 'mapping_method'),
    words: [],
    told: mappingMethod(doc, language),
  };
  const filledIn = chapters.filter(
    ({ words, told: sentences, tables }) => words.length + sentences.length + tables.length > 0,
  );
  return [...filledIn, { ...method, tables: [], hasMap: false }];
}

/** What the map numbers: the places of exact figures, or the hotspots of the last year in blocks. */
export function placesOf({
  exact,
  blocks = [],
}: MappingDocument): { name: string; outline: NonNullable<typeof exact>['places'][number]['outline'] }[] {
  return exact ? exact.places : (blocks.at(-1)?.hotspots ?? []);
}
