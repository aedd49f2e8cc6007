/** What the access matrix expects of categories, the register of places, rules and appearance; access-matrix.test.ts takes it in. Nothing here leaves a row that was not there. */
import { POINTS } from './fixture';

type Row = Record<string, unknown>;
interface Who {
  municipality: string | null;
  role: string | null;
  isCoordinator: boolean;
  isAdministrator: boolean;
}
const settles = (me: Who): boolean => me.isCoordinator || me.isAdministrator;
const administers = (me: Who): boolean => me.isAdministrator;
const here = (me: Who): boolean => settles(me) && me.municipality === '9001';

export const SETTINGS_TABLES = {
  municipality_look: {
    key: ['municipality_id'],
    sees: () => false, // through functions alone
    insert: () => ({ municipality_id: '9001' }),
    update: { language: 'en' },
  },
};

interface Entry {
  values: (m: string) => Row;
  answers: (me: Who) => boolean;
  open?: true;
}
const categoryAsItIs = { id: 'klotter', groupId: 'skador', name: 'Klotter', weight: 1, icon: 'spray', active: true };

export const SETTINGS_FUNCTIONS: Record<string, Entry> = {
  categories_of: { values: (m) => ({ p_municipality: m }), answers: settles },
  save_category_group: {
    values: (m) => ({ p_municipality: m, p_group: { id: 'skador', name: 'Skador' }, p_revision: 1 }),
    answers: settles,
  },
  save_category: {
    values: (m) => ({ p_municipality: m, p_category: categoryAsItIs, p_revision: 1 }),
    answers: settles,
  },
  order_categories: { values: (m) => ({ p_municipality: m, p_group: null, p_ids: ['skador'] }), answers: settles },
  // In the fixture nobody took the template in, and the next reader would see what this one added: asked in settings.test.ts.
  add_category_template: { values: () => ({ p_municipality: '0000' }), answers: () => false },
  // Answer whether one went: none did.
  remove_category: { values: (m) => ({ p_municipality: m, p_id: 'ingen' }), answers: () => false },
  remove_category_group: { values: (m) => ({ p_municipality: m, p_id: 'ingen' }), answers: () => false },
  place_register: { values: (m) => ({ p_municipality: m }), answers: here },
  save_place: {
    values: (m) => ({
      ...{ p_municipality: m, p_revision: 1 },
      p_place: { id: 'torget', name: 'Torget', lon: 14.02, lat: 57.02, active: true },
    }),
    answers: here,
  },
  remove_places: { values: (m) => ({ p_municipality: m, p_ids: ['ingen'] }), answers: settles },
  import_places: {
    values: (m) => ({ p_municipality: m, p_rows: [{ name: 'Ny', ...POINTS.inB }], p_dry_run: true }),
    answers: settles,
  },
  merge_places: { values: (m) => ({ p_municipality: m, p_keep: 'holmen', p_others: ['skogen'] }), answers: here },
  // After the one before, by the same person: it is as it was.
  unmerge_place: { values: (m) => ({ p_municipality: m, p_id: 'skogen' }), answers: here },
  save_rules: {
    // Made from other rules than those that hold: answered with what holds.
    values: (m) => ({
      ...{ p_municipality: m, p_known: null },
      p_rules: {
        ...{ reviewRequired: true, sessionHours: 7, secondFactorRequired: false },
        retentionDays: { freeText: null, placeAndTime: null, row: null },
      },
    }),
    answers: administers,
  },
  preview_retention: {
    values: (m) => ({ p_municipality: m, p_days: { freeText: 30, placeAndTime: null, row: null } }),
    answers: administers,
  },
  setting_changes: { values: (m) => ({ p_municipality: m }), answers: settles },
  look_of: { values: (m) => ({ p_municipality: m }), answers: (me) => me.role !== null },
  save_look: {
    values: (m) => ({ p_municipality: m, p_look: { language: 'sv', languages: ['sv'] }, p_revision: 99 }),
    answers: administers,
  },
  logo_of: { values: (m) => ({ p_municipality: m }), answers: () => false, open: true },
};
