/** What the access matrix expects of areas; access-matrix.test.ts takes it in. */
import { randomUUID } from 'node:crypto';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  isCoordinator: boolean;
  role: string | null;
}
const keeps = (me: Who): boolean => me.isCoordinator || me.role === 'administrator';

/** A square of a kilometre or so, inside the municipality asked about. */
export const square = (west: number, south: number, side = 0.01): Row => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});
const west = (municipality: string): number => (municipality === '9001' ? 14.35 : 15.35);
let named = 0;
const draft = (municipality: string): Row => ({
  name: `Nytt ${'abcdefghijklmnopqrstuvwxyz'[(named += 1) % 26]}${randomUUID().replace(/[^a-f]/g, '')}`,
  activeFrom: '2099-01-01',
  geometry: square(west(municipality), 57.3),
});

/** Removing, ending and replacing what is not there is refused to everybody; who may do it is tested in areas.test.ts. */
export const AREA_FUNCTIONS: Record<
  string,
  { values: (m: string) => Row; answers: (me: Who) => boolean; reads?: false }
> = {
  areas_of: { values: (m) => ({ p_municipality: m }), answers: keeps },
  check_areas: {
    values: (m) => ({
      p_municipality: m,
      p_day: '2999-02-01',
      p_with: [{ name: 'X', geometry: square(west(m), 57, 0.2) }],
    }),
    answers: keeps,
  },
  save_area: { values: (m) => ({ p_municipality: m, p_area: draft(m), p_revision: 0 }), answers: keeps },
  add_areas: { values: (m) => ({ p_municipality: m, p_areas: [draft(m)] }), answers: keeps },
  close_area: {
    values: (m) => ({ p_municipality: m, p_area: 'a', p_to: '2999-01-01', p_revision: 1 }),
    answers: keeps,
  },
  order_areas: { values: (m) => ({ p_municipality: m, p_ids: ['a'] }), answers: keeps, reads: false },
  replace_areas: {
    values: (m) => ({
      p_municipality: m,
      p_from: '2999-01-01',
      p_old: [{ id: 'none', revision: 1 }],
      p_new: [draft(m)],
    }),
    answers: () => false,
  },
  remove_area: { values: (m) => ({ p_municipality: m, p_area: 'none', p_revision: 1 }), answers: () => false },
};
