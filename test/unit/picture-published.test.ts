/** What is published once can always be opened. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUDIENCES, type Audience } from '../../src/picture/published';
import { readPublished } from '../../src/picture/read-published';
import { UserError } from '../../src/picture/user-error';
import { exampleBlocks, examplePicture } from './published/example';

const pictures = {
  coordinator: examplePicture(),
  partners: exampleBlocks('partners'),
  external: exampleBlocks('external'),
};

/** As the first release stored them, one for each audience. Never written anew: what is here is what must stay readable. */
const firstRelease = readFileSync(resolve(import.meta.dirname, 'published/first-release.json'), 'utf8');

describe('A picture of the first release', () => {
  const stored = JSON.parse(firstRelease) as {
    audience: Audience;
    organisationId: string | null;
    schema: number;
    content: unknown;
  }[];

  it('is there for each audience', () => {
    expect([...new Set(stored.map(({ audience }) => audience))].sort()).toEqual([...AUDIENCES].sort());
    expect(stored.every(({ schema }) => schema === 1)).toBe(true);
  });

  it.each(stored.map((version) => [`${version.audience} ${version.organisationId ?? ''}`.trim(), version] as const))(
    'for %s is read as it was stored',
    (_, { audience, organisationId, content }) => {
      const picture = readPublished(structuredClone(content));
      expect(picture).toEqual(content);
      expect([picture.audience, picture.organisation?.id ?? null]).toEqual([audience, organisationId]);
    },
  );
});

describe('A published picture', () => {
  it.each(Object.entries(pictures))('for %s is read as it was stored', (_, picture) => {
    expect(readPublished(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
  });

  it('with a schema that is not known is refused in a sentence', () => {
    const later = { ...examplePicture(), schema: 2 };
    expect(() => readPublished(later)).toThrow(UserError);
    expect(() => readPublished(later)).toThrow(/^Den publicerade lägesbilden har schema 2, .*ladda om sidan.*\.$/);
    expect(() => readPublished(later, 'en')).toThrow(/^The published picture has schema 2, .*reload the page.*\.$/);
    expect(() => readPublished({ ...later, schema: '1' })).toThrow(/schema 1/);
  });

  it('that is something else is refused in a sentence', () => {
    for (const other of [null, 3, 'text', [], {}, { format: 'lagesbild-picture', version: 2 }]) {
      expect(() => readPublished(other)).toThrow(/^Det här är ingen publicerad lägesbild/);
    }
  });

  it('that is damaged is refused by the name of the field', () => {
    const picture = examplePicture();
    const [first, ...areas] = picture.areas;
    const broken = [
      [{ ...picture, outside: -1 }, 'outside'],
      [{ ...picture, areas: [{ ...first, count: 'many' }, ...areas] }, 'areas.0.count'],
      [{ ...picture, more: 1 }, 'more'],
      [{ ...picture, maps: [{ caption: '', image: 'https://example.org/map.png' }] }, 'maps.0.image'],
      [{ ...picture, figures: undefined }, 'figures'],
    ] as const;
    for (const [value, field] of broken) expect(() => readPublished(value)).toThrow(`för ${field} är`);
  });
});
