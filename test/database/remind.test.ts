/** Reminding from end to end on the embedded server: who may, what comes back, and what the board shows afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOfEpoch, reportingPeriod, type ReportingRow } from '../../src/domain/check-in';
import type { RemindAnswer } from '../../supabase/functions/remind/handler';
import { emailOf, report, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

const HERE = '9001';

describe('reminding', () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'lagesbild-'));
  const as = (person: Person): Promise<SupabaseClient> => db.as(emailOf(person));
  const tokenOf = async (person: Person): Promise<string> =>
    (await (await as(person)).auth.getSession()).data.session?.access_token ?? '';
  const post = async (token: string | null, body: unknown): Promise<{ status: number; text: string }> => {
    const response = await db.fetch(
      new Request('http://127.0.0.1:1/functions/v1/remind', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(body),
      }),
    );
    return { status: response.status, text: await response.text() };
  };
  const wish = { municipality: HERE, back: 1, organisations: ['bostad-a', 'bostad-b', 'polisen'] };
  const board = async (): Promise<ReportingRow[]> => {
    const { data } = await (await as('coordinator')).rpc('reporting_status', { p_municipality: HERE, p_back: 1 });
    return data as ReportingRow[];
  };
  const stored = (): Promise<unknown[]> =>
    db.database.query('select organisation_id, area_id, recipients, delivered from public.reminder order by 1, 2');

  beforeAll(async () => {
    db = await openTestDatabase('fixture', join(folder, 'secret'));
    // The police have reported for a, and bostad-a has said that there was nothing.
    const { from } = reportingPeriod('weekly', dayOfEpoch(Date.now() / 1000), -1);
    const noon = `${from}T12:00:00Z`;
    const sent = await (
      await as('police')
    )
      .from('incident')
      .insert([report({ organisation_id: 'polisen', occurred_from: noon, occurred_to: noon })]);
    const said = await (
      await as('reporterA')
    ).rpc('check_in', {
      ...{ p_municipality: HERE, p_organisation: 'bostad-a', p_area: 'a', p_period_from: from, p_nothing: true },
    });
    expect([sent.error, said.error]).toEqual([null, null]);
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused to all but the coordinator of the municipality, and leaves nothing', async () => {
    for (const token of [null, db.publishableKey, 'x.y.z']) expect((await post(token, wish)).status).toBe(401);
    for (const person of ['reporterA', 'police', 'viewerA', 'administrator', 'strangeCoordinator', 'nobody'] as const) {
      const { status, text } = await post(await tokenOf(person), wish);
      expect({ person, status }).toEqual({ person, status: 403 });
      expect(text).toContain('not-allowed: Only the coordinator of the municipality sends reminders.');
    }
    expect(await stored()).toEqual([]);
  });

  it('gives the coordinator the letters for what is missing, and never an address', async () => {
    const { status, text } = await post(await tokenOf('coordinator'), wish);
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(text).not.toContain('@');
    const { mail, messages } = JSON.parse(text) as RemindAnswer;
    expect(mail).toBe(false);
    expect(messages.map(({ organisationName, recipients, sent }) => [organisationName, recipients, sent])).toEqual([
      ['Bostad B', 1, 0],
      ['Polisen', 1, 0],
    ]);
    // The police have reported for a: b is what is missing.
    expect(messages[1]?.text).toMatch(/^– b, vecka \d+: (skulle ha kommit|senast) /m);
    expect(messages[1]?.text).not.toMatch(/^– a,/m);
    expect(await stored()).toEqual([
      { organisation_id: 'bostad-b', area_id: 'b', recipients: 1, delivered: false },
      { organisation_id: 'polisen', area_id: 'b', recipients: 1, delivered: false },
    ]);
  });

  it('is seen on the board at what was missing, and reminds only those that were named', async () => {
    const reminded = (rows: ReportingRow[]): string[] =>
      rows.filter((one) => one.remindedAt !== null).map((one) => `${one.organisationId}:${one.areaId}`);
    expect(reminded(await board()).toSorted()).toEqual(['bostad-b:b', 'polisen:b']);
    const { text } = await post(await tokenOf('coordinator'), { ...wish, organisations: ['bostad-a', 'bostad-b'] });
    expect((JSON.parse(text) as RemindAnswer).messages.map(({ organisationId }) => organisationId)).toEqual([
      'bostad-b',
    ]);
    expect(await stored()).toHaveLength(3);
  });
});
