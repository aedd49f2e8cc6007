/** What is published once can always be opened. */
import { describe, expect, it } from 'vitest';
import { readPublished } from '../../src/picture/read-published';
import { UserError } from '../../src/picture/user-error';
import { exampleBlocks, examplePicture } from './published/example';

const pictures = {
  coordinator: examplePicture(),
  partners: exampleBlocks('partners'),
  external: exampleBlocks('external'),
};

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
