/**
 * Makes the reference figures again: `DATABASE_URL=postgresql://… npx tsx test/reference/compute.ts`, with PostgreSQL 15, PostGIS and psql.
 * Writes the input files from their seed, lets PostGIS compute `reference.sql` on them, and stores the answers in `expected.json`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CASES, type Case } from './cases';
import { generate } from './generate';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const LOAD: Record<Case['file'], string> = {
  jonkoping: `create temp table raw_incident (line serial, id text, f text, t text, lon text, lat text, category text, organisation text, description text, n text, e text);
alter sequence raw_incident_line_seq restart with 2;
\\copy raw_incident (id, f, t, lon, lat, category, organisation, description) from '${path('jonkoping.csv')}' with (format csv, header, null '\\N', encoding 'UTF8')`,
  eskilstuna: `create temp table raw_incident (line serial, id text, f text, t text, n text, e text, category text, organisation text, description text, lon text, lat text);
alter sequence raw_incident_line_seq restart with 2;
\\copy raw_incident (id, f, t, n, e, category, organisation, description) from '${path('eskilstuna.csv')}' with (format csv, header, delimiter ';', null '\\N', encoding 'WIN1252')`,
};

function loadAreas(file: Case['file']): string {
  const json = readFileSync(path(`${file}-areas.geojson`), 'utf8').trim();
  return `create temp table raw_area as
select number, f -> 'properties' ->> 'name' as name, st_geomfromgeojson(f -> 'geometry') as geom
from json_array_elements($areas$${json}$areas$::json -> 'features') with ordinality as t (f, number);`;
}

function compute(url: string, { file, firstDay, step, cell }: Case): unknown {
  const script = `set client_min_messages = warning;\n${loadAreas(file)}\n${LOAD[file]}\n\\i '${path('reference.sql')}'\n`;
  const variables = [
    '-v',
    `first_day=${firstDay}`,
    '-v',
    `step=${step}`,
    '-v',
    `cell=${cell}`,
    '-v',
    'ON_ERROR_STOP=1',
  ];
  const answer = execFileSync('psql', ['-qXAt', ...variables, url], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(answer.trim());
}

const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('Set DATABASE_URL to an empty PostgreSQL 15 database with PostGIS, then run this again.');
  process.exit(2);
}
generate();
const expected = Object.fromEntries(CASES.map((each) => [`${each.file} ${each.period}`, compute(url, each)]));
const lines = Object.entries(expected).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
writeFileSync(path('expected.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`Wrote ${lines.length} cases to expected.json.`);
