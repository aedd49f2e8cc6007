/** `npm run admin`: a municipality is written out whole, removed whole, and another one is never touched. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERBS } from '../../supabase/operation/admin.ts';
import { factsOf, lineOf } from '../../supabase/operation/catalogue.ts';
import { tablesOf } from '../../supabase/operation/contents.ts';
import type { ExportManifest } from '../../supabase/operation/verbs/export-municipality.ts';
import { fillEverything } from '../operation/everything';
import { emailOf, userIdOf } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the commands of operators', () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-admin-'));
  const said: string[] = [];
  const run = async (
    verb: string,
    given: string[],
    options: Record<string, string> = {},
    dryRun = false,
  ): Promise<string> => {
    said.length = 0;
    await VERBS[verb]?.run({
      ...{ database: db.database, given, options: new Map(Object.entries(options)), dryRun },
      say: (line) => said.push(line),
    });
    return said.join('\n');
  };
  /** Rows of each table by municipality, each with a checksum, and the accounts. */
  const held = async (municipality: string): Promise<Record<string, { rows: number; checksum: string }>> => {
    const answer: Record<string, { rows: number; checksum: string }> = {};
    for (const { schema, name, quoted, municipality: of } of await tablesOf(db.database.query)) {
      if (of === null) continue;
      const [row] = await db.database.query<{ rows: number; checksum: string }>(
        `select count(*)::integer as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as checksum from ${quoted} t where ${of} = $1`,
        [municipality],
      );
      if (row) answer[`${schema}.${name}`] = row;
    }
    return answer;
  };
  const full = (tables: Record<string, { rows: number }>): Record<string, number> =>
    Object.fromEntries(Object.entries(tables).flatMap(([name, { rows }]) => (rows > 0 ? [[name, rows]] : [])));

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await fillEverything(db);
    // The police officer is a member of the neighbour too.
    await db.database.script(
      `insert into public.membership (municipality_id, user_id, organisation_id, role) values ('9002', '${userIdOf('police')}', 'kommunen', 'viewer')`,
    );
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('export', () => {
    const out = join(folder, 'testby');

    it('says what it would write, and writes nothing', async () => {
      const before = await held('9001');
      expect(await run('export', ['9001'], { out }, true)).toMatch(/rows of \d+ tables of Testby would be written/);
      expect(existsSync(out)).toBe(false);
      expect(await held('9001')).toEqual(before);
    });

    it('writes every row of every table of the municipality, and no word of another’s', async () => {
      await run('export', ['9001'], { out });
      const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as ExportManifest;
      // Exporting is in the log before it is exported.
      const expected = full(await held('9001'));
      const written = Object.fromEntries(
        manifest.tables.flatMap(({ table, rows }) => (rows > 0 && table !== 'members' ? [[table, rows]] : [])),
      );
      expect(written).toEqual(expected);
      expect(Object.keys(written).length).toBeGreaterThan(40);
      // Guessed links are of nobody yet.
      expect(manifest.ofNoMunicipality).toEqual(['app.wrong_token']);
      for (const { table, rows } of manifest.tables) {
        const lines = readFileSync(join(out, `${table}.ndjson`), 'utf8')
          .split('\n')
          .filter(Boolean);
        expect(
          lines.map(
            (line) => (JSON.parse(line) as { municipality_id?: string; id?: string }).municipality_id ?? '9001',
          ),
          table,
        ).toEqual(Array(rows).fill('9001'));
      }
      for (const { file, bytes, sha256 } of manifest.files) {
        const content = readFileSync(join(out, file));
        expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
      }
      expect(readdirSync(out).sort()).toEqual([...manifest.files.map(({ file }) => file), 'manifest.json'].sort());
      const all = readdirSync(out)
        .map((file) => readFileSync(join(out, file), 'utf8'))
        .join('\n');
      expect(all).not.toMatch(/Grannby|\$2b\$/); // the neighbour's name, a hash of a password
      expect(all).toContain(emailOf('reporterA'));
    });

    it('keeps what a text holds, and shapes where a map program finds them', () => {
      const sheet = readFileSync(join(out, 'public.incident.csv'), 'utf8');
      expect(sheet.match(/\uFEFF/g)).toHaveLength(1);
      expect(sheet).toContain('"Rad 3\n""citat"", \\ och å\u00a0ä\u2009ö"');
      const areas = JSON.parse(readFileSync(join(out, 'public.area.geojson'), 'utf8')) as {
        features: { properties: { id: string }; geometry: { type: string } }[];
      };
      expect(areas.features.map(({ properties }) => properties.id).sort()).toEqual(['a', 'b', 'later', 'over']);
      expect(areas.features.every(({ geometry }) => geometry.type === 'MultiPolygon')).toBe(true);
    });

    it('replaces an export, and nothing else that lies there', async () => {
      await run('export', ['9001'], { out });
      const other = join(folder, 'other');
      mkdirSync(other);
      await expect(run('export', ['9001'], { out: other })).rejects.toThrow(/is there and is no export/);
      // A web app has a manifest.json too.
      writeFileSync(join(other, 'manifest.json'), '{"name":"Lägesbild","start_url":"/"}');
      await expect(run('export', ['9001'], { out: other })).rejects.toThrow(/is there and is no export/);
      await expect(run('export', ['9002'], { out })).rejects.toThrow(/holds an export of 9001/);
      await expect(run('export', ['9009'], { out: join(folder, 'none') })).rejects.toThrow(
        /no municipality 9009\. There are: 9001 Testby, 9002 Grannby/,
      );
      expect(readdirSync(folder).sort()).toEqual(['other', 'testby']);
    });
  });

  describe('create-municipality', () => {
    const file = join(import.meta.dirname, '../../supabase/operation/municipality.example.json');
    const example = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const written = (values: Record<string, unknown>): string => {
      const path = join(folder, 'municipality.json');
      writeFileSync(path, JSON.stringify(values));
      return path;
    };

    it('says what it would make, and makes nothing', async () => {
      expect(await run('create-municipality', [file], {}, true)).toMatch(/areas: 2 added, 0 changed/);
      expect(full(await held('9999'))).toEqual({});
    });

    it('makes all that the example names, and once more changes nothing', async () => {
      expect((await run('create-municipality', [file])).split('\n')).toEqual([
        ...[
          '9999 Exempelby',
          '  municipality: 1 added, 0 changed, 0 as they were',
          '  areas: 2 added, 0 changed, 0 as they were',
        ],
        ...[
          '  organisations: 3 added, 0 changed, 0 as they were',
          '  areasOfOrganisations: 2 added, 0 changed, 0 as they were',
        ],
        ...[
          '  categoryGroups: 1 added, 0 changed, 0 as they were',
          '  categories: 1 added, 0 changed, 0 as they were',
          '  places: 1 added, 0 changed, 0 as they were',
        ],
      ]);
      const [place] = await db.database.query(
        "select area_id::text as area from public.place where municipality_id = '9999'",
      );
      expect(place).toEqual({ area: 'centrum' });
      const before = await held('9999');
      expect(before['public.category']?.rows).toBeGreaterThan(20); // the template’s, and one more
      expect(await run('create-municipality', [file])).toMatch(/Everything was as the file says\.$/);
      expect(await held('9999')).toEqual(before);
    });

    it('changes what differs, keeps what the file does not name, and logs it', async () => {
      const { areas, ...rest } = example() as { areas: { name: string; rhythm: string }[] };
      const changed = written({
        ...rest,
        name: 'Exempelstad',
        areas: areas.slice(0, 1).map((area) => ({ ...area, rhythm: 'monthly' })),
        organisations: [{ name: 'Polisen', kind: 'police' }],
        places: [],
      });
      expect(await run('create-municipality', [changed])).toMatch(
        /municipality: 0 added, 1 changed.*\n.*areas: 0 added, 1 changed/,
      );
      expect(
        await db.database.query(
          "select name::text as name, rhythm, revision from public.area where municipality_id = '9999' order by 1",
        ),
      ).toEqual([
        { name: 'Centrum', rhythm: 'monthly', revision: 2 },
        { name: 'Norra backen', rhythm: 'fortnightly', revision: 1 },
      ]);
      const [log] = await db.database.query(
        "select filter::text as filter from public.audit_log where municipality_id = '9999' and action = 'municipality.loaded' order by id desc limit 1",
      );
      expect(log?.['filter']).toContain('"areasChanged": 1');
    });

    it('refuses a file with mistakes, each in a line, and a shape that is none; nothing is half done', async () => {
      const before = await held('9999');
      const wrong = written({ ...example(), code: '99', nmae: 'x', areas: [{ name: '', geometry: 'x.shp' }] });
      const message = await run('create-municipality', [wrong]).catch((error: Error) => error.message);
      expect(message).toMatch(/code: must be the four digits[^\n]*\n/);
      expect(message).toMatch(/nmae: is no key of this file/);
      expect(message).toMatch(/areas\.0\.name: must not be empty/);
      expect(message).toMatch(/areas\.0\.geometry: must be GeoJSON, or the name of a \.geojson file/);
      const outside = {
        name: 'Fel håll',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [57.75, 14.1],
              [57.78, 14.1],
              [57.78, 14.15],
              [57.75, 14.1],
            ],
          ],
        },
      };
      await expect(
        run('create-municipality', [written({ ...example(), name: 'Annat', areas: [outside], organisations: [] })]),
      ).rejects.toThrow(/Fel håll reaches more than/);
      await expect(run('create-municipality', [written({ ...example(), areas: [] })])).rejects.toThrow(
        /Exempelbostäder works in "Centrum", and there is no area/,
      );
      await expect(run('create-municipality', [join(folder, 'none.json')])).rejects.toThrow(/cannot be read/);
      expect(await held('9999')).toEqual(before);
    });

    it('takes shapes from files beside it', async () => {
      const { boundary } = example();
      writeFileSync(
        join(folder, 'boundary.geojson'),
        JSON.stringify({
          type: 'FeatureCollection',
          features: [{ type: 'Feature', properties: {}, geometry: boundary }],
        }),
      );
      expect(
        await run('create-municipality', [
          written({ code: '9998', name: 'Grannexempel', boundary: 'boundary.geojson' }),
        ]),
      ).toMatch(/municipality: 1 added/);
      await run('delete-municipality', ['9998'], { confirm: 'Grannexempel' });
    });
  });

  describe('links', () => {
    it('for who sets up a municipality', async () => {
      expect(await run('setup-link', [], { app: 'https://lagesbild.example.se/' }, true)).toMatch(
        /would be made: https:\/\/lagesbild\.example\.se\/#\/borja\?kod=…/,
      );
      const token = /borja\?kod=([0-9a-f]{32})$/.exec(await run('setup-link', []))?.[1] ?? '';
      const [means] = await db.database.query<{ it: string }>('select app.token_means($1)::text as it', [token]);
      expect(JSON.parse(means?.it ?? '')).toMatchObject({ kind: 'setup' });
    });

    it('for a member, by the organisation’s id or name; refused in words', async () => {
      const token =
        /inbjudan\?kod=(\S+)$/.exec(
          await run('invite', ['9001', 'Testby kommun', 'coordinator'], { email: 'ny.samordnare@test' }),
        )?.[1] ?? '';
      const [means] = await db.database.query<{ it: string }>('select app.token_means($1)::text as it', [token]);
      expect(JSON.parse(means?.it ?? '')).toMatchObject({ kind: 'invitation', role: 'coordinator' });
      const [open] = await db.database.query<{ n: number }>(
        "select count(*)::integer as n from public.invitation where municipality_id = '9001'",
      );
      expect(await run('invite', ['9001', 'kommunen', 'viewer'], {}, true)).toMatch(/would be invited/);
      expect(
        await db.database.query("select count(*)::integer as n from public.invitation where municipality_id = '9001'"),
      ).toEqual([open]);
      await expect(run('invite', ['9001', 'ingen', 'viewer'])).rejects.toThrow(
        /no organisation ingen in 9001\. There are: bostad-a/,
      );
      await expect(run('invite', ['9001', 'kommunen', 'boss'])).rejects.toThrow(/no role boss/);
      await expect(run('invite', ['9001', 'kommunen', 'viewer'], { app: 'lagesbild' })).rejects.toThrow(
        /--app takes the address/,
      );
    });
  });

  it('retention says what would go, of all or of one', async () => {
    expect(await run('apply-retention', [], {}, true)).toMatch(
      /^9001: .* would go\.\n9002: .* would go\.\n9999: .* would go\.$/,
    );
    expect(await run('apply-retention', [], { municipality: '9002' })).toBe(
      '9002: 0 texts, 0 exact places and times, 0 whole reports, the trace of 0 actions are gone.',
    );
    await expect(run('apply-retention', [], { municipality: '9009' })).rejects.toThrow(/no municipality 9009/);
  });

  describe('delete-municipality', () => {
    it('without its name is a dry run, with another name is refused', async () => {
      const before = await held('9001');
      expect(await run('delete-municipality', ['9001'])).toMatch(/would go\. To remove it: .* --confirm "Testby"/);
      await expect(run('delete-municipality', ['9001'], { confirm: 'testby' })).rejects.toThrow(
        /is called "Testby", not "testby"/,
      );
      await expect(run('delete-municipality', ['testby'], { confirm: 'Testby' })).rejects.toThrow(
        /no municipality testby/,
      );
      expect(await held('9001')).toEqual(before);
    });

    it('leaves no row in any table but the line that says so, and of the neighbour everything', async () => {
      const neighbour = await held('9002');
      const rules = (await factsOf(db.database)).map(lineOf);
      await run('delete-municipality', ['9001'], { confirm: 'Testby' });
      expect(full(await held('9001'))).toEqual({ 'public.audit_log': 1 });
      expect(
        await db.database.query(
          "select action, filter::text as filter from public.audit_log where municipality_id = '9001'",
        ),
      ).toEqual([{ action: 'municipality.erased', filter: '{"name": "Testby", "accounts": 7}' }]);
      expect(await held('9002')).toEqual(neighbour);
      // The triggers that protect what is published are on again.
      expect((await factsOf(db.database)).map(lineOf)).toEqual(rules);
      const accounts = await db.database.query<{ email: string }>(
        'select email::text as email from auth.users order by 1',
      );
      expect(accounts.map(({ email }) => email)).toEqual(
        ['nobody', 'police', 'stranger', 'strangeCoordinator'].map((person) => emailOf(person as never)).sort(),
      );
    });

    it('once more has nothing to do', async () => {
      expect(await run('delete-municipality', ['9001'], { confirm: 'Testby' })).toBe(
        'There is no municipality 9001: nothing to remove.',
      );
      expect(full(await held('9001'))).toEqual({ 'public.audit_log': 1 });
    });
  });
});
