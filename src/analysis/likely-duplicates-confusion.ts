/** Which categories two people may give one event: the same, one that is often taken for it, another of the same group, or any other. */

export const CATEGORY_RELATIONS = ['same', 'confused', 'group', 'other'] as const;
export type CategoryRelation = (typeof CATEGORY_RELATIONS)[number];

export interface Confusion {
  relation(a: number, b: number): CategoryRelation;
  /** How many categories stand in this relation to `a`; at least 1. */
  countOf(a: number, relation: CategoryRelation): number;
}

/**
 * Pairs of the categories that every municipality starts with: what one sees from the outside and the other from the inside, the course of one evening, a part and the whole.
 * A category that a municipality has added is judged by its group.
 */
export const OFTEN_CONFUSED: readonly (readonly [string, string])[] = [
  ['klotter', 'annan-skadegorelse'],
  ['glaskross', 'annan-skadegorelse'],
  ['brand', 'annan-skadegorelse'],
  ['glaskross', 'inbrott'],
  ['brak', 'hot'],
  ['brak', 'vald'],
  ['hot', 'vald'],
  ['hot', 'ran'],
  ['ran', 'vald'],
  ['ran', 'stold'],
  ['inbrott', 'stold'],
  ['berusade', 'brak'],
  ['berusade', 'hog-musik'],
  ['berusade', 'samling-utomhus'],
  ['hog-musik', 'samling-utomhus'],
  ['brak', 'samling-utomhus'],
  ['droghantering', 'samling-utomhus'],
  ['droghantering', 'samling-trapphus'],
  ['droghantering', 'samling-kallare'],
  ['droghantering', 'samling-garage'],
  ['samling-trapphus', 'samling-kallare'],
  ['samling-kallare', 'samling-garage'],
  ['samling-kallare', 'olovligt-boende'],
  ['samling-kopcentrum', 'samling-utomhus'],
  ['hot', 'incident-anstalld'],
  ['vald', 'incident-anstalld'],
  ['belysning', 'odslig-plats'],
  ['skymd-sikt', 'belysning'],
  ['ryktesspridning', 'oro'],
];

/**
 * @param categories in the order of the codes of the incident table.
 * @param confused pairs of ids; unknown ones are passed over.
 */
export function createConfusion(
  categories: readonly { id: string; groupId: string }[],
  confused: readonly (readonly [string, string])[] = OFTEN_CONFUSED,
): Confusion {
  const size = categories.length;
  const code = new Map(categories.map(({ id }, i) => [id, i]));
  const relations = new Uint8Array(size * size).fill(CATEGORY_RELATIONS.indexOf('other'));
  const set = (a: number, b: number, relation: CategoryRelation): void => {
    relations[a * size + b] = relations[b * size + a] = CATEGORY_RELATIONS.indexOf(relation);
  };
  categories.forEach(({ groupId }, a) => {
    for (let b = 0; b < a; b++) if (categories[b].groupId === groupId) set(a, b, 'group');
  });
  for (const [one, other] of confused) {
    const [a, b] = [code.get(one), code.get(other)];
    if (a !== undefined && b !== undefined && a !== b) set(a, b, 'confused');
  }
  for (let a = 0; a < size; a++) set(a, a, 'same');
  const counts = new Uint16Array(size * CATEGORY_RELATIONS.length);
  relations.forEach((relation, at) => counts[Math.floor(at / size) * CATEGORY_RELATIONS.length + relation]++);

  return {
    // A code from nowhere (hidden, or of another list) is no agreement of any kind.
    relation: (a, b) => (a < size && b < size ? CATEGORY_RELATIONS[relations[a * size + b]] : 'other'),
    countOf: (a, relation) =>
      Math.max(1, counts[a * CATEGORY_RELATIONS.length + CATEGORY_RELATIONS.indexOf(relation)] ?? 1),
  };
}
