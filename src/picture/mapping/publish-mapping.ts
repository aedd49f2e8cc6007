/** Publishing a mapping: one draft, and the versions that its two audiences get of it (docs/decisions/0039). */
import { mappingFigures } from '../../analysis/mapping-figures';
import type { IncidentTable } from '../../analysis/types';
import { yearsOf } from '../../domain/mapping';
import type { MappingAudience, MappingDraft, MappingMeasures } from '../../domain/mapping';
import { parsePeriod } from '../../domain/period';
import type { Setting } from '../../domain/setting';
import { composePublished } from '../compose-published';
import { disclose } from '../disclose';
import { inBlocks } from '../disclose-blocks';
import type { EarlierVersion } from '../disclose-earlier';
import { basisOf, tableOf, type PublishedIncidents, type PublishingSource } from '../publish-source';
import { insidersOf } from '../publish';
import { composeMapping, type ToMap } from './compose';
import type { BlocksOfYear, MappingDocument } from './document';

/** The answer of the database's `mapping_source`. */
export interface MappingSource {
  /** All areas, whoever asks. */
  setting: Setting;
  draft: MappingDraft;
  measures: MappingMeasures;
  /** Released incidents of all time: those that police and municipality may see, and of them those that all of EST may. */
  incidents: { authorities: PublishedIncidents; partners: PublishedIncidents };
  organisationAreas: PublishingSource['organisationAreas'];
  /** Number of the latest version; 0 when there is none. */
  previous: number;
  /** How often anything of the municipality was published before. */
  publications: number;
  /** What partners and outsiders have been given already, in pictures and mappings. */
  earlier: EarlierVersion[];
}

export interface MappingVersionContent {
  audience: MappingAudience;
  schema: 1;
  content: MappingDocument;
}

/** A picture of the year, without words: what a year of the mapping is cut from. */
function pictureOf(source: MappingSource, year: number): PublishingSource {
  const { setting, incidents, organisationAreas, publications, earlier } = source;
  return {
    ...{ setting, incidents, organisationAreas, publications, earlier },
    picture: { id: source.draft.mapping.id, periodKey: String(year), areaId: null },
    ...{ parts: [], actions: [], activities: [], previous: source.previous },
  };
}

/**
 * The years in blocks, one after another, each guarded by what was published before and by the years before it: the very cut of a published picture, so that what a mapping
 * says can be held against any picture without giving a count away.
 */
function blocksOf(source: MappingSource, publishedAt: number): BlocksOfYear[] {
  const blocks: BlocksOfYear[] = [];
  const given: EarlierVersion[] = [];
  let table: IncidentTable | null = null;
  for (const year of yearsOf(source.draft.mapping)) {
    const of = pictureOf(source, year);
    const basis = basisOf(of);
    if (basis.period.from >= publishedAt) continue;
    table ??= tableOf(source.incidents.partners, basis);
    const exact = composePublished({
      ...{ source: of, basis, coverage: [], table, areas: null, keepsRaised: false, publishedAt, correction: null },
      parts: { general: '', external: '', areas: new Map(), raised: [], maps: [], meeting: null },
    });
    const earlier = [...source.earlier, ...given];
    const cut = disclose(inBlocks(exact, { basis, table, earlier, insiders: insidersOf(source, basis) }), {
      audience: 'partners',
    });
    const content: BlocksOfYear = {
      ...{
        key: basis.period.key,
        complete: basis.period.to <= publishedAt,
        figures: cut.figures,
        outside: cut.outside,
      },
      areas: cut.areas.map(({ id, name, count, categories }) => ({ id, name, count, categories })),
      ...{ categories: cut.categories, hotspots: cut.hotspots },
    };
    blocks.push(content);
    given.push({
      ...{
        pictureId: source.draft.mapping.id,
        periodKey: content.key,
        areaId: null,
        audience: 'partners',
        version: source.previous + 1,
      },
      content: { ...cut },
    });
  }
  return blocks;
}

/**
 * @param correction what is new, in the coordinator's words; null for the first version. @param publishedAt epoch seconds.
 * @returns the version of police and municipality, in exact numbers, and that of everyone in EST, in blocks.
 * @throws RangeError with a sentence when the source cannot be read.
 */
export function cutMapping(
  source: MappingSource,
  correction: string | null,
  publishedAt: number,
): MappingVersionContent[] {
  const years = yearsOf(source.draft.mapping);
  const [first] = years;
  if (first === undefined || !parsePeriod(String(first)))
    throw new RangeError('The mapping has no years: choose them, and publish again.');
  const { setting, draft, measures, previous } = source;
  const basis = basisOf(pictureOf(source, first));
  const about: ToMap = {
    setting,
    categories: basis.categories,
    draft,
    measures,
    version: previous + 1,
    publishedAt,
    correction,
  };
  const figures = mappingFigures(tableOf(source.incidents.authorities, basis), basis.study, {
    years,
    until: publishedAt,
  });
  return [
    { audience: 'authorities', schema: 1, content: composeMapping(about, { audience: 'authorities', figures }) },
    {
      audience: 'partners',
      schema: 1,
      content: composeMapping(about, { audience: 'partners', blocks: blocksOf(source, publishedAt) }),
    },
  ];
}
