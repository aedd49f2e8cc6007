/** Publishing: one draft, and all the versions that its audiences get of it. */
import type { OrganisationKind } from '../domain/setting';
import { composePublished, type ToPublish } from './compose-published';
import { disclose, type Recipient } from './disclose';
import { inBlocks } from './disclose-blocks';
import type { Audience, PublishedPicture } from './published';
import {
  basisOf,
  tableForPicture,
  tableOf,
  type Basis,
  type CoverageOfArea,
  type PublishingSource,
} from './publish-source';
import { readParts } from './publish-parts';

export interface PublishedVersion {
  audience: Audience;
  organisationId: string | null;
  schema: number;
  content: PublishedPicture;
}

export interface Publication {
  source: PublishingSource;
  coverage: readonly CoverageOfArea[];
  /** What is new, in the coordinator's words; null for the first version. */
  correction: string | null;
  /** Epoch seconds. */
  publishedAt: number;
}

/** Kinds of organisation that get a version of their own; police and municipality have that of the authorities. */
const WITH_OWN_VERSION: readonly OrganisationKind[] = [
  'housing_company',
  'business',
  'school',
  'guards',
  'rescue_service',
];
/** These see every area, so there is nothing to hide from them in any. */
const SEES_ALL: OrganisationKind = 'rescue_service';

interface Own {
  organisation: { id: string; name: string };
  kind: OrganisationKind;
  /** Indexes of the areas of the picture that it works in, ascending. */
  areas: number[];
  /** And of all. */
  knows: ReadonlySet<number>;
}

function organisationsOf(
  { organisationAreas }: Pick<PublishingSource, 'organisationAreas'>,
  { setting, scope, shown }: Basis,
): Own[] {
  const within = new Set(scope ?? shown);
  return setting.organisations
    .filter(({ kind }) => WITH_OWN_VERSION.includes(kind))
    .map(({ id, name, kind }) => {
      const ids = organisationAreas.find(({ organisationId }) => organisationId === id)?.areaIds ?? [];
      const works = setting.areas.map((_, at) => at).filter((at) => ids.includes(setting.areas[at].id));
      const areas = works.filter((at) => within.has(at));
      return { organisation: { id, name }, kind, areas, knows: new Set(works) };
    });
}

/** Sets of areas that some organisation knows incident by incident, each set once. */
function insidersAmong(organisations: readonly Own[]): ReadonlySet<number>[] {
  const sets = organisations.filter(({ kind, knows }) => kind !== SEES_ALL && knows.size > 0);
  return [...new Map(sets.map(({ knows }) => [[...knows].join(), knows])).values()];
}

/** Sets of areas that some organisation knows incident by incident: what these must not be able to put together (disclose-blocks.ts). */
export const insidersOf = (source: Pick<PublishingSource, 'organisationAreas'>, basis: Basis): ReadonlySet<number>[] =>
  insidersAmong(organisationsOf(source, basis));

/**
 * @param publication everything that the database has of the draft and its incidents, and what was published before.
 * @returns one version for each audience, and one for each organisation that works in an area of the picture.
 * @throws RangeError with a sentence when the source cannot be read.
 */
export function cutVersions({ source, coverage, correction, publishedAt }: Publication): PublishedVersion[] {
  const basis = basisOf(source, publishedAt);
  const parts = readParts(source.parts);
  const authorities = tableForPicture(tableOf(source.incidents.authorities, basis), basis);
  const stored = tableOf(source.incidents.partners, basis);
  const partners = tableForPicture(stored, basis);
  const organisations = organisationsOf(source, basis);
  const about = { source, basis, parts, coverage, publishedAt, correction, areas: basis.scope };
  const compose = (values: Pick<ToPublish, 'table' | 'keepsRaised'> & Partial<ToPublish>): PublishedPicture =>
    composePublished({ ...about, ...values });
  const version = (exact: PublishedPicture, recipient: Recipient): PublishedVersion => {
    const content = disclose(exact, recipient);
    return {
      audience: content.audience,
      organisationId: content.organisation?.id ?? null,
      schema: content.schema,
      content,
    };
  };

  const full = compose({ table: authorities, keepsRaised: true });
  const common = compose({ table: partners, keepsRaised: false });
  const blocks = inBlocks(common, {
    basis,
    table: partners,
    stored: stored.area,
    earlier: source.earlier,
    insiders: insidersAmong(organisations),
  });
  return [
    version(full, { audience: 'coordinator' }),
    version(full, { audience: 'authorities' }),
    version(blocks, { audience: 'partners' }),
    version(blocks, { audience: 'external', text: parts.external }),
    ...organisations
      .filter(({ areas }) => areas.length > 0)
      .map(({ organisation, areas }) =>
        version(compose({ table: partners, keepsRaised: false, areas }), { audience: 'organisation', organisation }),
      ),
  ];
}
