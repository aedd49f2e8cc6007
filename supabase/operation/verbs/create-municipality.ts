/**
 * `create-municipality <file.json>`: makes a municipality with all that the file names, or brings one that is there to what the file says. Run again it changes only what differs, and it never removes
 * anything: what is not in the file stays. In one transaction.
 */
import { inTransaction, type Ask } from '../connect.ts';
import { readMunicipality, type MunicipalityFile } from '../municipality-file.ts';
import type { Verb } from './verb.ts';

/** What became of each row. */
class Tally {
  private readonly rows = new Map<string, { added: number; changed: number; same: number }>();
  note(what: string, became: 'added' | 'changed' | 'same'): void {
    const row = this.rows.get(what) ?? { added: 0, changed: 0, same: 0 };
    row[became] += 1;
    this.rows.set(what, row);
  }
  lines(): string[] {
    return [...this.rows].map(
      ([what, { added, changed, same }]) =>
        `${what}: ${String(added)} added, ${String(changed)} changed, ${String(same)} as they were`,
    );
  }
  counts(): Record<string, number> {
    return Object.fromEntries(
      [...this.rows].flatMap(([what, { added, changed }]) => [
        [`${what}Added`, added],
        [`${what}Changed`, changed],
      ]),
    );
  }
  touched(): number {
    return [...this.rows.values()].reduce((sum, { added, changed }) => sum + added + changed, 0);
  }
}

/** Inserts, or changes what differs; `xmax` tells which. No row: nothing differed. */
const became = (rows: readonly { added: boolean }[]): 'added' | 'changed' | 'same' =>
  rows[0] === undefined ? 'same' : rows[0].added ? 'added' : 'changed';

async function municipality(ask: Ask, file: MunicipalityFile, tally: Tally): Promise<void> {
  const boundary = JSON.stringify(file.boundary);
  const [there] = await ask('select from public.municipality where id = $1', [file.code]);
  if (!there) {
    await ask('select app.create_municipality($1, $2, $3::text::jsonb, $4::boolean)', [
      file.code,
      file.name,
      boundary,
      file.template,
    ]);
    tally.note('municipality', 'added');
    return;
  }
  const rows = await ask<{ added: boolean }>(
    `update public.municipality set name = app.checked_text($2, 120), boundary = app.boundary_from($3::text::jsonb)
     where id = $1 and (name <> $2 or not extensions.st_equals(boundary, app.boundary_from($3::text::jsonb))) returning false as added`,
    [file.code, file.name, boundary],
  );
  tally.note('municipality', became(rows));
  if (file.template) await ask('select app.apply_category_template($1)', [file.code]);
}

/** Areas are known by their names; ids of by-name. */
async function areas(ask: Ask, { code, areas: given }: MunicipalityFile, tally: Tally): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const area of given) {
    const [stored] = await ask<{ id: string; revision: number }>(
      'select id::text as id, revision from public.area where municipality_id = $1 and lower(name) = lower($2) and active_to is null',
      [code, area.name],
    );
    const [row] = await ask<{ id: string; revision: number }>(
      `select (p.a).id::text as id, (p.a).revision as revision from (select app.put_area($1::text, s.a, $3::text::jsonb, '{}', null) as a
        from (select 1) x left join lateral (select a from public.area a where a.municipality_id = $1 and a.id = $2) s (a) on true offset 0) p`,
      [code, stored?.id ?? null, JSON.stringify(area)],
    );
    if (!row) continue;
    ids.set(area.name.toLowerCase(), row.id);
    const how = stored === undefined ? 'added' : stored.revision === row.revision ? 'same' : 'changed';
    tally.note('areas', how);
    if (how !== 'same')
      await ask('select app.take_places(a) from public.area a where a.municipality_id = $1 and a.id = $2', [
        code,
        row.id,
      ]);
  }
  return ids;
}

async function organisations(
  ask: Ask,
  { code, organisations: given }: MunicipalityFile,
  ids: ReadonlyMap<string, string>,
  tally: Tally,
): Promise<void> {
  for (const { name, kind, areas: works, expectedToReport } of given) {
    const rows = await ask<{ added: boolean }>(
      `insert into public.organisation as o (municipality_id, id, name, kind) values ($1, app.slug_from($2), app.checked_text($2, 120), $3)
       on conflict (municipality_id, id) do update set name = excluded.name, kind = excluded.kind, revision = o.revision + 1
         where (o.name, o.kind) is distinct from (excluded.name, excluded.kind) returning xmax = 0 as added`,
      [code, name, kind],
    );
    tally.note('organisations', became(rows));
    for (const area of works) {
      const linked = await ask<{ added: boolean }>(
        `insert into public.organisation_area as o (municipality_id, organisation_id, area_id, expected_to_report) values ($1, app.slug_from($2), $3, $4::boolean)
         on conflict (municipality_id, organisation_id, area_id) do update set expected_to_report = excluded.expected_to_report
           where o.expected_to_report <> excluded.expected_to_report returning xmax = 0 as added`,
        [code, name, ids.get(area.toLowerCase()) ?? null, expectedToReport],
      );
      tally.note('areasOfOrganisations', became(linked));
    }
  }
}

async function categories(ask: Ask, { code, categories: given }: MunicipalityFile, tally: Tally): Promise<void> {
  for (const [at, group] of given.entries()) {
    const rows = await ask<{ added: boolean }>(
      `insert into public.category_group as g (municipality_id, id, name, name_en, position) values ($1, app.slug_from($2), app.checked_text($2, 120), app.checked_text($3, 120), 100 + $4::integer)
       on conflict (municipality_id, id) do update set name = excluded.name, name_en = coalesce(excluded.name_en, g.name_en), revision = g.revision + 1
         where (g.name, g.name_en) is distinct from (excluded.name, coalesce(excluded.name_en, g.name_en)) returning xmax = 0 as added`,
      [code, group.name, group.nameEn ?? null, at],
    );
    tally.note('categoryGroups', became(rows));
    for (const [place, category] of group.categories.entries()) {
      const changed = await ask<{ added: boolean }>(
        `insert into public.category as c (municipality_id, id, group_id, name, name_en, weight, position)
         values ($1, app.slug_from($2), app.slug_from($5), app.checked_text($2, 120), app.checked_text($3, 120), $4::text::numeric, 100 + $6::integer)
         on conflict (municipality_id, id) do update set group_id = excluded.group_id, name = excluded.name, name_en = coalesce(excluded.name_en, c.name_en), weight = excluded.weight, revision = c.revision + 1
           where (c.group_id, c.name, c.name_en, c.weight) is distinct from (excluded.group_id, excluded.name, coalesce(excluded.name_en, c.name_en), excluded.weight)
         returning xmax = 0 as added`,
        [code, category.name, category.nameEn ?? null, String(category.weight), group.name, place],
      );
      tally.note('categories', became(changed));
    }
  }
}

async function places(ask: Ask, { code, places: given }: MunicipalityFile, tally: Tally): Promise<void> {
  for (const { name, lon, lat } of given) {
    const rows = await ask<{ added: boolean }>(
      `insert into public.place as p (municipality_id, id, name, lon, lat) values ($1, app.slug_from($2), app.checked_text($2, 120), $3::text::float8, $4::text::float8)
       on conflict (municipality_id, id) do update set name = excluded.name, lon = excluded.lon, lat = excluded.lat, revision = p.revision + 1
         where (p.name, p.lon, p.lat) is distinct from (excluded.name, excluded.lon, excluded.lat) returning xmax = 0 as added`,
      [code, name, String(lon), String(lat)],
    );
    tally.note('places', became(rows));
  }
}

export const createMunicipality: Verb = {
  takes: ['file.json'],
  options: {},
  says: 'Makes a municipality of a file (supabase/operation/municipality.example.json), or brings it to what the file says; removes nothing; logged.',
  async run({ database, given, dryRun, say }) {
    const file = readMunicipality(given[0] ?? '');
    const tally = new Tally();
    await inTransaction(database, { dryRun }, async (ask) => {
      await municipality(ask, file, tally);
      const ids = await areas(ask, file, tally);
      await organisations(ask, file, ids, tally);
      await categories(ask, file, tally);
      await places(ask, file, tally);
      if (tally.touched() > 0)
        await ask("select app.write_log($1, 'municipality.loaded', $2::text::jsonb, $3::integer)", [
          file.code,
          JSON.stringify(tally.counts()),
          tally.touched(),
        ]);
    });
    say(`${file.code} ${file.name}`);
    for (const line of tally.lines()) say(`  ${line}`);
    if (tally.touched() === 0) say('Everything was as the file says.');
  },
};
