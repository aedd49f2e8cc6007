/** The small town of the database tests with something in every table: what a backup, an upgrade, an export and a removal must not forget. */
import { randomUUID } from 'node:crypto';
import type { Ask } from '../../supabase/operation/connect';
import { checksumsOf, tablesOf } from '../../supabase/operation/contents';
import { enterActionReminders } from '../database/access-actions';
import { enterMapping } from '../database/access-mapping';
import { enterPlans } from '../database/access-plans';
import { enterHolidays } from '../database/access-service';
import { POINTS } from '../database/fixture';
import { INCIDENTS, sendKnown } from '../database/known-incidents';
import { action, activity, asking, openKnown, publish } from '../database/known-pictures';
import type { TestDatabase } from '../database/servers';

/** Tables that hold rows for a moment, or none where nobody asked for them. */
const MAY_BE_EMPTY = /^embedded\.|^auth\.(audit_log_entries|flow_state)$|^supabase_migrations\./;

/** Fills the fixture with some of everything, through the app's own functions where there are some. */
export async function fillEverything(db: TestDatabase): Promise<void> {
  const ask = asking(db);
  await sendKnown(db);
  await db.database.script(`
    insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, review_state, description)
    select '9001', gen_random_uuid(), 'bostad-a', 'klotter', 14.01, 57.01, now() - make_interval(days => 90 + n), now() - make_interval(days => 90 + n), 'released', 'Rad ' || n || E'\\n"citat", \\\\ och å\u00a0ä\u2009ö'
    from generate_series(1, 12) n;
    insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to)
    values ('9002', gen_random_uuid(), 'bostad-a', 'klotter', 15.05, 57.05, now() - interval '1 day', now() - interval '1 day');
    insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2026-01-05'), ('9002', 'bostad-a', 'a', '2026-01-05');
    insert into public.review_note (municipality_id, incident_id, kind, text, "by") values ('9001', '${INCIDENTS.aPartners.id}', 'question', 'Vilken port?', 'coordinator');
    insert into public.reminder (municipality_id, organisation_id, area_id, period_from, recipients, delivered) values ('9001', 'bostad-b', 'b', '2026-01-05', 1, true);
    insert into public.retention_rule values ('9001', 'row', 900), ('9002', 'row', 800);`);
  await openKnown(db);
  await ask('coordinator', 'save_part', {
    p_part: 'general',
    p_picture: '00000000-0000-4000-a000-000000000001',
    p_content: { text: 'Lugnare vecka.' },
    p_revision: 0,
  });
  await publish(db, 1);
  await ask('coordinator', 'save_activity', { p_activity: activity({ position: null }), p_revision: 0 });
  await ask('strangeCoordinator', 'save_action', { p_municipality: '9002', p_action: action(), p_revision: 0 });
  await ask('reporterB', 'propose_place', {
    p_proposal: { id: randomUUID(), name: 'Bollplanen', organisationId: 'bostad-b', ...POINTS.inB },
  });
  const source = { id: randomUUID(), organisationId: 'bostad-b', name: 'Felanmälan', mapping: { Fel: 'klotter' } };
  await ask('reporterB', 'save_import_source', { p_source: source, p_revision: 0 });
  const p_import = randomUUID();
  await ask('reporterB', 'begin_import', {
    p_import: { id: p_import, sourceId: source.id, organisationId: 'bostad-b', name: 'vecka.csv' },
  });
  await ask('reporterB', 'import_rows', {
    p_import,
    p_chunk: 0,
    p_rows: [{ row: 2, id: randomUUID(), categoryId: 'klotter', ...POINTS.inB, occurredFrom: 1_760_000_000 }],
  });
  await enterPlans(db);
  await db.database.script(`
    insert into public.commitment_contribution (municipality_id, commitment_id, organisation_id, text) select municipality_id, id, 'kommunen', 'Fältare' from public.commitment limit 1;
    insert into auth.identities (id, user_id, provider, provider_id, identity_data, created_at, updated_at)
    select gen_random_uuid(), id, 'email', id::text, json_build_object('sub', id, 'email', email), now(), now() from auth.users;`);
  await db.database.script(`
    select app.create_invitation('9001', 'bostad-a', 'reporter', 'ny.rapportor@test', null);
    insert into app.setup_link (token_hash, expires_at, used_at, municipality_id) values ('${'0'.repeat(64)}', now() + interval '1 day', now(), '9001');
    insert into public.municipality_look (municipality_id, basemap) values ('9001', 'plain'), ('9002', 'plain');
    insert into app.wrong_token (source) values ('fingeravtryck');
    delete from public.incident where municipality_id = '9001' and description like 'Rad 12%';`);
  await enterActionReminders(db);
  await enterHolidays(db);
  await enterMapping(db);
  await ask('reporterA', 'hidden_totals'); // closes the months of a while ago
}

/** Tables without a row, of those that should have one. */
export async function emptyTables(ask: Ask): Promise<string[]> {
  const found = await checksumsOf(ask, await tablesOf(ask, ['public', 'app', 'auth']));
  return Object.entries(found)
    .filter(([name, { rows }]) => rows === 0 && !MAY_BE_EMPTY.test(name))
    .map(([name]) => name);
}
