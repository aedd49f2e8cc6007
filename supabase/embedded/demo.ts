/** The demo data of supabase/seed.sql, seed-incidents.sql, seed-meeting.sql, seed-field.sql, seed-plans.sql and seed-year.sql: three municipalities, relative to today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import type { Say } from './messages.ts';
import { supabaseFolder } from './migrate.ts';

/** The demo ends with the week in which it was made; after this many days it is made anew. */
const FRESH_DAYS = 7;

/** The files of the demo, in the order of `sql_paths` in supabase/config.toml. */
export function seedSql(): string {
  return ['seed.sql', 'seed-incidents.sql', 'seed-meeting.sql', 'seed-field.sql', 'seed-plans.sql', 'seed-year.sql']
    .map((file) => readFileSync(join(supabaseFolder, file), 'utf8'))
    .join('\n');
}

interface DemoState {
  days: number;
  touched: boolean;
}

/** Age of the demo data, and whether anybody has written anything since; null where there is no demo. */
async function demoState(database: Database): Promise<DemoState | null> {
  const [{ exists } = { exists: false }] = await database.query<{ exists: boolean }>(
    "select to_regclass('app.demo_seed') is not null as exists",
  );
  if (!exists) return null;
  const [state] = await database.query<{ days: number; touched: boolean }>(`
    select extract(epoch from now() - d.seeded_at)::float8 / 86400 as days,
      exists (select 1 from public.incident i where i.created_at > d.seeded_at)
        or exists (select 1 from public.check_in c where c.created_at > d.seeded_at)
        or exists (select 1 from public.situation_picture p where p.created_at > d.seeded_at)
        or exists (select 1 from public.action a where a.updated_at > d.seeded_at)
        or exists (select 1 from public.activity a where a.revision > 1 or a.created_at > d.seeded_at)
        or exists (select 1 from public.review_note n where n.at > d.seeded_at)
        or exists (select 1 from public.place_proposal p where p.created_at > d.seeded_at or p.decided_at > d.seeded_at)
        or exists (select 1 from public.import_source s where s.updated_at > d.seeded_at)
        or exists (select 1 from public.import m where m.created_at > d.seeded_at or m.state <> 'done')
        or exists (select 1 from public.reminder r where r.sent_at > d.seeded_at)
        or exists (select 1 from public.commitment c where c.revision > 1 or c.updated_at > d.seeded_at)
        or exists (select 1 from public.agreement g where g.revision > 1 or g.updated_at > d.seeded_at)
        or exists (select 1 from public.commitment_follow_up f where f.revision > 1 or f.updated_at > d.seeded_at)
        or exists (select 1 from public.service_case s where s.revision > 1 or s.updated_at > d.seeded_at)
        or exists (select 1 from public.action_note n where n.at > d.seeded_at)
        or exists (select 1 from public.service_promise s where s.revision > 1 or s.created_at > d.seeded_at)
        or exists (select 1 from public.school_holiday h where h.revision > 1 or h.created_at > d.seeded_at)
        or exists (select 1 from public.legal_mapping l where l.created_at > d.seeded_at)
        or exists (select 1 from public.action_reminder r where r.sent_at > d.seeded_at)
        or exists (select 1 from public.municipality m where m.id not in ('0680', '0484', '0686')) as touched
    from app.demo_seed d`);
  return state ?? null;
}

/**
 * Loads the demo once. Demo data that have grown older than a week are made anew as long as nobody has written anything in them;
 * otherwise what was written is worth more than fresh dates, and the person is told how to start over.
 */
export async function ensureDemo(database: Database, say: Say): Promise<void> {
  const state = await demoState(database);
  if (state && state.days <= FRESH_DAYS) return;
  if (state?.touched) {
    say(
      `The demo data are ${state.days.toFixed(0)} days old and kept because something was written; \`npm run reset\` makes new ones.`,
    );
    return;
  }
  if (state) await database.script('truncate public.municipality cascade; drop table app.demo_seed, app.demo_place;');
  say(
    state
      ? 'Renewing the demo data, which were older than a week …'
      : 'Loading the demo data of three municipalities (about 20 s) …',
  );
  await database.script(`begin;\n${seedSql()}\ncommit;`);
  await database.script('analyze;');
}
