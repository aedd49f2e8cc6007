/** Settings: categories that are retired rather than lost, a register of places that can be filled twice, merged and taken apart, rules with their trial, and the look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATEGORY_ICONS } from '../../src/domain/category-icon';
import type { KeptCategories, KeptCategory } from '../../src/data/category-settings';
import type { KeptPlace, PlaceImport } from '../../src/data/place-register';
import type { SettingChange } from '../../src/data/rules';
import type { Look } from '../../src/domain/look';
import type { Clearing, Rules } from '../../src/domain/rules';
import type { Setting } from '../../src/domain/setting';
import { emailOf, PEOPLE, POINTS, report, type Person } from './fixture';
import { asking } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

/** The smallest PNG: one transparent pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const SETTLE: Person[] = ['coordinator', 'administrator'];
const OTHERS = (Object.keys(PEOPLE) as Person[]).filter(
  (person) => !SETTLE.includes(person) && person !== 'strangeCoordinator',
);

describe('settings', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const setting = (): Promise<Setting> => ask<Setting>('reporterA', 'setting_of');
  const logged = async (action: string): Promise<Record<string, unknown>[]> =>
    (
      await db.database.query<{ filter: Record<string, unknown> }>(
        'select filter from public.audit_log where action = $1 order by id',
        [action],
      )
    ).map(({ filter }) => filter);
  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  describe('of categories', () => {
    const all = (): Promise<KeptCategories> => ask('coordinator', 'categories_of');
    const category = async (id: string): Promise<KeptCategory> => {
      const found = (await all()).categories.find((one) => one.id === id);
      if (!found) throw new Error(`no category ${id}`);
      return found;
    };
    const save = (
      p_category: Record<string, unknown>,
      p_revision = 0,
      person: Person = 'coordinator',
    ): Promise<{ saved: boolean; category: KeptCategory }> => ask(person, 'save_category', { p_category, p_revision });
    const fresh = { id: null, groupId: 'skador', nameEn: null, weight: 2.5, icon: 'lamp', active: true };

    it('are kept by administrator and coordinator alone', async () => {
      for (const person of OTHERS) {
        expect(await ask(person, 'categories_of'), person).toBeNull();
        await expect(save({ ...fresh, name: 'Nej' }, 0, person), person).rejects.toThrow(/^not-allowed: /);
        for (const [name, values] of [
          ['save_category_group', { p_group: { id: null, name: 'Nej' }, p_revision: 0 }],
          ['order_categories', { p_group: null, p_ids: ['skador'] }],
          ['remove_category', { p_id: 'glas' }],
          ['remove_category_group', { p_id: 'skador' }],
          ['add_category_template', {}],
        ] as const)
          await expect(ask(person, name, values), `${person} ${name}`).rejects.toThrow(/^not-allowed: /);
      }
      await expect(
        ask('strangeCoordinator', 'save_category', { p_category: { ...fresh, name: 'Nej' }, p_revision: 0 }),
      ).rejects.toThrow(/^not-allowed: /);
    });

    it('get an id from the name, a sign and a weight, and show in the setting', async () => {
      const { category: made } = await save({ ...fresh, name: 'Mörk gångväg', nameEn: 'Dark path' });
      expect(made).toMatchObject({ id: 'mork-gangvag', revision: 1, used: false, icon: 'lamp', weight: 2.5 });
      expect((await setting()).categories.find(({ id }) => id === 'mork-gangvag')).toMatchObject({
        ...{ name: 'Mörk gångväg', nameEn: 'Dark path', weight: 2.5, icon: 'lamp', active: true },
      });
      expect((await category('klotter')).icon).toBe('spray'); // as in the template, also for one that was there before
      await expect(save({ ...fresh, name: 'mörk GÅNGVÄG' })).rejects.toThrow(/^taken: /);
      await expect(save({ ...fresh, name: 'Ring 070-123 45 67' })).rejects.toThrow(/^personal-data: /);
      await expect(save({ ...fresh, name: 'X', icon: 'ninja' })).rejects.toThrow(/^invalid: /);
      await expect(save({ ...fresh, name: 'X', weight: 11 })).rejects.toThrow(/^invalid: /);
      await expect(save({ ...fresh, name: ' ' })).rejects.toThrow(/^invalid: /);
      const signs = await db.database.query<{ icon: string }>(
        `select (regexp_matches(pg_get_constraintdef(oid), '''([a-z]+)''::text', 'g'))[1] as icon from pg_constraint where conname = 'category_icon_check'`,
      );
      expect(signs.map(({ icon }) => icon).sort()).toEqual([...CATEGORY_ICONS].sort());
    });

    it('are changed by one at a time: the second is told what the first wrote', async () => {
      const before = await category('mork-gangvag');
      expect((await save({ ...before, name: 'Mörk tunnel' }, before.revision)).saved).toBe(true);
      const late = await save({ ...before, weight: 5 }, before.revision, 'administrator');
      expect(late).toMatchObject({ saved: false, category: { name: 'Mörk tunnel', weight: 2.5 } });
      // Sending once more what is stored is no conflict.
      expect((await save({ ...before, name: 'Mörk tunnel' }, before.revision)).saved).toBe(true);
    });

    it('are retired and taken up again, stay on what was reported, and are removed only when nothing was', async () => {
      const client = await db.as(emailOf('reporterA'));
      const sent = report({ category_id: 'mork-gangvag' });
      expect((await client.from('incident').insert(sent)).error).toBeNull();
      const used = await category('mork-gangvag');
      expect(used.used).toBe(true);
      await expect(ask('coordinator', 'remove_category', { p_id: used.id })).rejects.toThrow(/^in-use: /);
      const { category: retired } = await save({ ...used, active: false }, used.revision);
      expect((await client.from('incident').insert(report({ category_id: used.id }))).error?.message).toMatch(
        /invalid: /,
      );
      expect(await ask('reporterA', 'incident_detail', { p_id: sent.id })).toMatchObject({ categoryId: used.id });
      await save({ ...retired, active: true }, retired.revision);
      expect((await client.from('incident').insert(report({ category_id: used.id }))).error).toBeNull();
      // A row that is on its way, too.
      const { category: staged } = await save({ ...fresh, name: 'På väg' });
      const p_import = '00000000-0000-4000-b000-0000000000c9';
      await ask('coordinator', 'begin_import', {
        p_import: { id: p_import, sourceId: null, organisationId: 'kommunen', name: 'lista.csv' },
      });
      await ask('coordinator', 'import_rows', {
        ...{ p_import, p_chunk: 0 },
        p_rows: [{ row: 2, id: p_import, categoryId: staged.id, ...POINTS.inB, occurredFrom: 1_760_000_000 }],
      });
      await expect(ask('coordinator', 'remove_category', { p_id: staged.id })).rejects.toThrow(/^in-use: /);
      await ask('coordinator', 'cancel_import', { p_import });
      expect(await ask('coordinator', 'remove_category', { p_id: staged.id })).toBe(true);
      // A promise counts as use as well: it would go with the category.
      const { category: promised } = await save({ ...fresh, name: 'Lovad' });
      await db.database.script(
        `insert into public.service_promise (municipality_id, id, category_id, hours, starts_on) values ('9001', gen_random_uuid(), 'lovad', 24, '2026-01-01')`,
      );
      await expect(ask('coordinator', 'remove_category', { p_id: promised.id })).rejects.toThrow(/^in-use: /);
      const { category: free } = await save({ ...fresh, name: 'Fri' });
      expect(await ask('coordinator', 'remove_category', { p_id: free.id })).toBe(true);
      // The way back: the same one again.
      expect((await save({ ...free }, 0)).category).toMatchObject({ id: 'fri', revision: 1 });
    });

    it('lie in groups that are ordered, named, and removed when empty; the template adds what is missing', async () => {
      const { group } = await ask<{ group: { id: string; revision: number } }>('administrator', 'save_category_group', {
        p_group: { id: null, name: 'Otrygg plats', nameEn: 'Unsafe place' },
        p_revision: 0,
      });
      expect(group.id).toBe('otrygg-plats');
      const ordered = await ask<KeptCategories>('coordinator', 'order_categories', {
        ...{ p_group: null, p_ids: ['otrygg-plats', 'skador'] },
      });
      expect(ordered.groups.map(({ id }) => id)).toEqual(['otrygg-plats', 'skador']);
      const inside = await ask<KeptCategories>('coordinator', 'order_categories', {
        ...{ p_group: 'skador', p_ids: ['lovad', 'glas'] },
      });
      expect(
        inside.categories
          .filter(({ groupId }) => groupId === 'skador')
          .map(({ id }) => id)
          .slice(0, 2),
      ).toEqual(['lovad', 'glas']);
      await expect(ask('coordinator', 'remove_category_group', { p_id: 'skador' })).rejects.toThrow(/^in-use: /);
      // Totals of closed months name the group.
      await db.database.script(`insert into app.closed_month (municipality_id, month) values ('9001', '2019-01-01');
        insert into app.closed_count values ('9001', '2019-01-01', null, 'otrygg-plats', 'kommunen', 'partners', 1);`);
      await expect(ask('coordinator', 'remove_category_group', { p_id: 'otrygg-plats' })).rejects.toThrow(/^in-use: /);
      await db.database.script(`delete from app.closed_month where month = '2019-01-01'`);
      expect(await ask('coordinator', 'remove_category_group', { p_id: 'otrygg-plats' })).toBe(true);
      const added = await ask<{ groups: string[]; categories: string[] }>('coordinator', 'add_category_template');
      expect(added.categories).toContain('glaskross');
      expect(added.categories).not.toContain('klotter');
      expect((await category('klotter')).groupId).toBe('skador');
      expect(await ask('coordinator', 'add_category_template')).toEqual({ groups: [], categories: [] });
      const before = (await logged('category.updated')).map((filter) => filter['before']);
      expect(before).toContainEqual(expect.objectContaining({ id: 'mork-gangvag', name: 'Mörk gångväg' }));
    });
  });

  describe('of places', () => {
    const all = (): Promise<KeptPlace[]> => ask('administrator', 'place_register');
    const place = async (id: string): Promise<KeptPlace> => {
      const found = (await all()).find((one) => one.id === id);
      if (!found) throw new Error(`no place ${id}`);
      return found;
    };
    const take = (p_rows: unknown[], p_dry_run: boolean): Promise<PlaceImport> =>
      ask('coordinator', 'import_places', { p_rows, p_dry_run });
    const LIST = [
      { name: 'Busshållplatsen', ...POINTS.inB },
      { name: 'torget', lon: 14.0201, lat: 57.0201 }, // there already, 12 m away
      { name: 'Torget', lon: 14.25, lat: 57.05 }, // another square of that name
      { name: 'Busshållplatsen', ...POINTS.inB }, // twice in the list
      { name: 'Borta', ...POINTS.outside },
      { name: 'Ring 070-123 45 67', ...POINTS.inB },
      { name: ' ', ...POINTS.inB },
    ];
    const OUTCOMES = ['added', 'known', 'namesake', 'known', 'outside', 'personal-data', 'no-name'];

    it('are kept by administrator and coordinator alone', async () => {
      for (const person of OTHERS) {
        expect(await ask(person, 'place_register'), person).toBeNull();
        for (const [name, values] of [
          ['save_place', { p_place: { id: null, name: 'Nej', ...POINTS.inB, active: true }, p_revision: 0 }],
          ['remove_places', { p_ids: ['torget'] }],
          ['import_places', { p_rows: LIST, p_dry_run: true }],
          ['merge_places', { p_keep: 'torget', p_others: ['holmen'] }],
          ['unmerge_place', { p_id: 'torget' }],
        ] as const)
          await expect(ask(person, name, values), `${person} ${name}`).rejects.toThrow(/^not-allowed: /);
      }
    });

    it('are read from a list after a trial that says the same and stores nothing; a second time nothing is doubled', async () => {
      const before = (await all()).length;
      const trial = await take(LIST, true);
      expect(trial.rows.map(({ outcome }) => outcome)).toEqual(OUTCOMES);
      expect(trial.rows[1]?.placeId).toBe('torget');
      expect([trial.added, (await all()).length]).toEqual([[], before]);
      const real = await take(LIST, false);
      expect(real.rows.map(({ outcome }) => outcome)).toEqual(OUTCOMES);
      expect(real.added).toEqual(['busshallplatsen', 'torget-2']);
      expect(await place('busshallplatsen')).toMatchObject({ areaId: 'b', active: true });
      const again = await take(LIST, false);
      expect([again.added, (await all()).length]).toEqual([[], before + 2]);
      const [slug] = await db.database.query(`select app.slug_of('åäö éèêë üúù áàâ íìîï óòôø æñç', '') as it`);
      expect(slug).toEqual({ it: 'aao-eeee-uuu-aaa-iiii-oooo-anc' });
      expect((await logged('place.imported')).at(-1)).toMatchObject({ ids: ['busshallplatsen', 'torget-2'] });
      // The way back.
      expect(await ask('coordinator', 'remove_places', { p_ids: real.added })).toEqual({ removed: real.added });
      expect((await all()).length).toBe(before);
    });

    it('are moved, renamed and retired with a revision; a retired one is in no setting any more', async () => {
      const holmen = await place('holmen');
      const save = (values: Partial<KeptPlace>, p_revision: number): Promise<{ saved: boolean; place: KeptPlace }> =>
        ask('administrator', 'save_place', { p_place: { ...holmen, ...values }, p_revision });
      const { place: moved } = await save({ name: 'Holmen norr', ...POINTS.inA }, 1);
      expect(moved).toMatchObject({ name: 'Holmen norr', areaId: 'a', revision: 2 });
      expect((await save({ name: 'Annat' }, 1)).saved).toBe(false);
      await expect(save({ ...POINTS.outside }, 2)).rejects.toThrow(/^outside-municipality: /);
      await save({ ...moved, active: false }, 2);
      expect((await ask<Setting>('coordinator', 'setting_of')).places.map(({ id }) => id)).not.toContain('holmen');
      await save({ ...holmen }, 3);
      expect((await ask<Setting>('coordinator', 'setting_of')).places.map(({ id }) => id)).toContain('holmen');
      expect((await logged('place.updated')).length).toBe(3);
    });

    it('are made one, with what points at them, and taken apart again', async () => {
      const proposal = '00000000-0000-4000-b000-0000000000d1';
      await ask('reporterB', 'propose_place', {
        p_proposal: { id: proposal, name: 'Torgen', organisationId: 'bostad-b', ...POINTS.inB },
      });
      await ask('coordinator', 'decide_place', { p_id: proposal, p_accept: true });
      const source = '00000000-0000-4000-b000-0000000000d2';
      await ask('reporterB', 'save_import_source', {
        p_source: {
          ...{ id: source, organisationId: 'bostad-b', name: 'Fel' },
          mapping: { places: { 'torg 1': 'torgen', annat: 'holmen' } },
        },
        p_revision: 0,
      });
      const points = async (): Promise<unknown> =>
        (
          await db.database.query(
            `select (select place_id from public.place_proposal where id = '${proposal}') as proposal, (select mapping #>> '{places,torg 1}' from public.import_source where id = '${source}') as reading`,
          )
        )[0];
      await ask('coordinator', 'merge_places', { p_keep: 'torget', p_others: ['torgen'] });
      expect(await place('torgen')).toMatchObject({ active: false, mergedInto: 'torget' });
      expect(await points()).toEqual({ proposal: 'torget', reading: 'torget' });
      await expect(ask('coordinator', 'merge_places', { p_keep: 'torgen', p_others: ['torget'] })).rejects.toThrow(
        /^not-found: /,
      );
      // The place that is kept has what points at it: it stays.
      expect(await ask('coordinator', 'remove_places', { p_ids: ['torget'] })).toEqual({ removed: [] });
      await ask('administrator', 'unmerge_place', { p_id: 'torgen' });
      expect(await points()).toEqual({ proposal: 'torgen', reading: 'torgen' });
      expect(await place('torgen')).toMatchObject({ active: true, mergedInto: null });
      // A chain comes apart in the order in which it was made one, or in the other.
      const chain = async (...back: string[]): Promise<unknown[]> => {
        await ask('coordinator', 'merge_places', { p_keep: 'holmen', p_others: ['torgen'] });
        await ask('coordinator', 'merge_places', { p_keep: 'torget', p_others: ['holmen'] });
        expect([(await place('torgen')).mergedInto, await points()]).toEqual([
          'torget',
          { proposal: 'torget', reading: 'torget' },
        ]);
        await ask('administrator', 'unmerge_place', { p_id: back[0] });
        const between = [(await place('torgen')).mergedInto, await points()];
        await ask('administrator', 'unmerge_place', { p_id: back[1] });
        expect((await all()).filter(({ mergedInto }) => mergedInto !== null)).toEqual([]);
        expect(await points()).toEqual({ proposal: 'torgen', reading: 'torgen' });
        return between;
      };
      expect(await chain('holmen', 'torgen')).toEqual(['holmen', { proposal: 'holmen', reading: 'holmen' }]);
      expect(await chain('torgen', 'holmen')).toEqual([null, { proposal: 'torgen', reading: 'torgen' }]);
      // A proposal that is declined after all takes its own place with it, never the one that others were made one with.
      await ask('coordinator', 'merge_places', { p_keep: 'torget', p_others: ['torgen'] });
      await ask('coordinator', 'decide_place', { p_id: proposal, p_accept: false });
      expect((await place('torget')).active).toBe(true);
    });

    it('are thousands', async () => {
      const many = Array.from({ length: 2000 }, (_, at) => ({
        ...{ name: `Punkt ${at}`, lon: 14.11 + (at % 50) / 1000, lat: 57.01 + Math.floor(at / 50) / 1000 },
      }));
      expect((await take(many, false)).added).toHaveLength(2000);
      expect((await take(many, true)).rows.every(({ outcome }) => outcome === 'known')).toBe(true);
    });
  });

  describe('of rules', () => {
    const rules = (): Promise<Rules> => ask('coordinator', 'rules_of');
    const save = (
      p_rules: Rules,
      p_known: Rules,
      person: Person = 'administrator',
    ): Promise<{ saved: boolean; rules: Rules }> => ask(person, 'save_rules', { p_rules, p_known });

    it('are set by the administrator, from what was read, and the change is told to coordinator and administrator', async () => {
      const known = await rules();
      const next = { ...known, sessionHours: 8, retentionDays: { freeText: 365, placeAndTime: null, row: 900 } };
      for (const person of [...OTHERS, 'coordinator' as const])
        await expect(save(next, known, person), person).rejects.toThrow(/^not-allowed: /);
      expect(await save(next, known)).toEqual({ saved: true, rules: next });
      expect(await rules()).toEqual(next);
      expect(await save({ ...known, sessionHours: 24 }, known)).toEqual({ saved: false, rules: next });
      await expect(save({ ...next, sessionHours: 0 }, next)).rejects.toThrow(/^invalid: /);
      await expect(
        save({ ...next, retentionDays: { freeText: 3, placeAndTime: null, row: null } }, next),
      ).rejects.toThrow(/^invalid: /);
      expect(await rules()).toEqual(next);
      const changes = await ask<SettingChange[]>('coordinator', 'setting_changes');
      const hours = changes.find(({ action }) => action === 'municipality.updated');
      expect(hours).toMatchObject({ organisationId: 'kommunen', role: 'administrator' });
      expect(hours?.filter).toMatchObject({ before: { session_hours: 12 }, after: { session_hours: 8 } });
      for (const person of OTHERS) expect(await ask(person, 'setting_changes'), person).toBeNull();
    });

    it('of retention are tried before they are set, in numbers, without anything going', async () => {
      await db.database.script(
        `update public.incident set occurred_from = now() - interval '100 days', occurred_to = now() - interval '100 days', description = 'Text' where category_id = 'mork-gangvag'`,
      );
      const before = await rules();
      const clearing = await ask<Clearing>('administrator', 'preview_retention', {
        p_days: { freeText: 90, placeAndTime: null, row: null },
      });
      expect(clearing).toEqual({ freeText: 2, placeAndTime: 0, row: 0, actions: 0, dryRun: true });
      expect(
        await ask<Clearing>('administrator', 'preview_retention', { p_days: { freeText: null, row: 30 } }),
      ).toMatchObject({ freeText: 0, row: 2 });
      expect(await rules()).toEqual(before);
      expect(
        await db.database.query("select count(*)::integer as n from public.incident where description = 'Text'"),
      ).toEqual([{ n: 2 }]);
      await expect(ask('coordinator', 'preview_retention', { p_days: {} })).rejects.toThrow(/^not-allowed: /);
    });
  });

  describe('of the look', () => {
    const save = (
      values: Record<string, unknown>,
      p_revision: number,
      person: Person = 'administrator',
    ): Promise<{ saved: boolean; look: Look }> =>
      ask(person, 'save_look', {
        p_look: { language: 'sv', languages: ['sv', 'en'], basemap: null, logoAlt: null, ...values },
        p_revision,
      });

    it('begin with Swedish, both languages and no logo; the administrator changes it', async () => {
      expect(await ask('viewerA', 'look_of')).toEqual({
        ...{ language: 'sv', languages: ['sv', 'en'], basemap: null, logoAlt: null, revision: 0 },
      });
      for (const person of [...OTHERS, 'coordinator' as const])
        await expect(save({}, 0, person), person).rejects.toThrow(/^not-allowed: /);
      const { look } = await save({ language: 'en', basemap: 'karta/testby.pmtiles' }, 0);
      expect(look).toMatchObject({ language: 'en', revision: 1 });
      expect((await setting()).municipality.look).toEqual(look);
      expect((await save({}, 0)).saved).toBe(false);
      for (const values of [
        { language: 'en', languages: ['sv'] },
        { languages: [] },
        { languages: ['sv', 'de'] },
        { basemap: 'http://karta.example' },
        { basemap: '../hemligt.json' },
        { basemap: 'javascript:alert(1)' },
      ])
        await expect(save(values, 1), JSON.stringify(values)).rejects.toThrow(/^invalid: /);
    });

    it('holds a logo with words, checked by its bytes, which is all that somebody not signed in learns', async () => {
      const text = (content: string): string => `data:image/png;base64,${Buffer.from(content).toString('base64')}`;
      for (const values of [
        { logo: PIXEL },
        { logo: PIXEL, logoAlt: ' ' },
        { logo: text('<svg onload="alert(1)"/>'), logoAlt: 'X' },
        { logo: PIXEL.replace('png', 'jpeg'), logoAlt: 'X' },
        { logo: PIXEL.replace('data:image/png', 'data:text/html'), logoAlt: 'X' },
        { logo: 'https://example.org/logo.png', logoAlt: 'X' },
        { logo: `${PIXEL.slice(0, 60)}${'A'.repeat(270_000)}`, logoAlt: 'X' },
      ])
        await expect(save(values, 1), values.logo.slice(0, 60)).rejects.toThrow(/^invalid: /);
      expect((await save({ logo: PIXEL, logoAlt: 'Testby kommun' }, 1)).look.logoAlt).toBe('Testby kommun');
      const logo = async (person?: Person): Promise<unknown> =>
        (await (person ? await db.as(emailOf(person)) : db.anonymous).rpc('logo_of', { p_municipality: '9001' })).data;
      const ours = { image: PIXEL, alt: 'Testby kommun' };
      // Before anything is published for everybody it is for members.
      expect([await logo('viewerA'), await logo('strangeCoordinator'), await logo()]).toEqual([ours, null, null]);
      await db.database.script(`
        insert into public.agreement (municipality_id, id, key, title, starts_on, ends_on)
        values ('9001', '00000000-0000-4000-c000-0000000000f1', 'lofte', 'Löfte', '2026-01-01', '2026-12-31');
        insert into public.follow_up_version (municipality_id, agreement_id, period_key, version, audience, content)
        values ('9001', '00000000-0000-4000-c000-0000000000f1', '2026-T1', 1, 'public', '{}');`);
      expect([await logo('strangeCoordinator'), await logo()]).toEqual([ours, ours]);
      // Without the key it stays, null takes it away.
      expect((await save({ logoAlt: 'Testby' }, 2)).look.logoAlt).toBe('Testby');
      expect((await save({ logo: null }, 3)).look.logoAlt).toBeNull();
      const entries = await logged('look.updated');
      expect(entries.map((filter) => filter['logo'])).toEqual([undefined, 'set', undefined, 'removed']);
      expect(JSON.stringify(entries)).not.toContain('base64');
    });
  });
});
