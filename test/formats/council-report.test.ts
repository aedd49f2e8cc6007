/** The report to the strategic council, made of what the database answers, opened by other programs and held against what the database counts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseReportPeriod, type ActionHistory } from '../../src/domain/council-report';
import type { Deviation } from '../../src/domain/follow-through';
import type { Activity } from '../../src/domain/meeting';
import type { Plan } from '../../src/domain/plan';
import { composeCouncilReport } from '../../src/picture/compose-council';
import { councilFileName, type CouncilEdition } from '../../src/picture/formats/council/about';
import { councilDocx } from '../../src/picture/formats/council/docx';
import { councilHtml } from '../../src/picture/formats/council/page';
import { action, activity, asking } from '../database/known-pictures';
import { commitment, enterKnown } from '../database/known-plans';
import { openTestDatabase, type TestDatabase } from '../database/servers';
import type { DrawingBoard } from '../../src/cli-drawing';
import { drawingBoard } from './pictures';
import { describeWith, openDesk, run, textOfPdf, type Desk } from './programs';

const TODAY = new Date().toISOString().slice(0, 10);
/** What is decided today counts from tomorrow on. */
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const period = parseReportPeriod(TODAY.slice(0, 4));

describeWith(['soffice', 'pdftotext', 'pdfinfo'], 'The report to the council', () => {
  let db: TestDatabase;
  let board: DrawingBoard;
  let desk: Desk;
  let edition: CouncilEdition;
  /** One number that the database counts by itself. */
  const counted = async (query: string): Promise<number> =>
    Number((await db.database.query<{ n: string }>(`select (${query})::text as n`))[0]?.n);

  beforeAll(async () => {
    if (!period) throw new Error('this year is no period');
    db = await openTestDatabase('fixture');
    [board, desk] = [await drawingBoard(), openDesk()];
    const ask = asking(db);
    const save = (name: string, values: Record<string, unknown>): Promise<unknown> =>
      ask('coordinator', name, { ...values, p_revision: 0 });
    for (const [areaId, status] of [
      ['a', 'planned'],
      ['a', 'ongoing'],
      ['b', 'planned'],
    ] as const)
      await save('save_action', {
        p_action: action({ areaId, position: null, ownerId: 'bostad-a', status, due: TODAY }),
      });
    await enterKnown(db);
    await save('save_commitment', { p_commitment: commitment({ title: 'Tre trygghetsvandringar', ownerId: null }) });
    await save('save_activity', {
      p_activity: activity({ organisationId: 'kommunen', kind: 'safety_walk', state: 'done', participants: 23 }),
    });
    const months = period.months.filter((month) => `${month}-01` <= TODAY);
    const ends = { p_from: new Date(period.from * 1000).toISOString(), p_to: new Date(period.to * 1000).toISOString() };
    const report = composeCouncilReport({
      ...{ municipality: 'Testby', period, today: TOMORROW, madeAt: `${TODAY}T10:00:00+01:00`, scope: 'all' },
      areas: ['a', 'b'].map((id) => ({ id, name: `Område ${id}` })),
      organisations: [{ id: 'bostad-a', name: 'Bostad A' }],
      actions: await ask<ActionHistory[]>('coordinator', 'action_history_of', {
        ...{ p_from: period.firstDay, p_to: period.endDay },
      }),
      activities: await ask<Activity[]>('coordinator', 'activities_of', ends),
      plans: await ask<Plan[]>('coordinator', 'plans_of'),
      followUps: [],
      deviations: await Promise.all(
        months.map(async (month) => ({
          month,
          found: await ask<Deviation[]>('coordinator', 'deviations_of', { p_month: month }),
        })),
      ),
      incidents: null,
      service: [],
    });
    edition = { report, language: 'sv' };
  });
  afterAll(async () => {
    desk.clear();
    await board.close();
    await db.close();
  });

  async function holds(text: string): Promise<void> {
    const year = `created_at >= '${period?.firstDay ?? ''}'`;
    const decided = await counted(`select count(*) from public.action where municipality_id = '9001' and ${year}`);
    const inA = await counted(
      `select count(*) from public.action where municipality_id = '9001' and area_id = 'a' and ${year}`,
    );
    const came = await counted(`select sum(participants) from public.activity where municipality_id = '9001'`);
    expect([decided, inA, came]).toEqual([3, 2, 23]);
    expect(text).toContain(`Beslutade: ${String(decided)}. Klara: 0`);
    expect(text).toMatch(new RegExp(`Område a +${String(inA)} +0 +0 +0 +${String(inA)} `));
    expect(text).toMatch(new RegExp(`Trygghetsvandring +1 +${String(came)} +1 `));
    expect(text).toContain('Tre trygghetsvandringar');
    expect(text).toContain('Händelserna kunde inte räknas.');
    expect(text).toContain('Källa: åtgärder, aktiviteter, löften och rapporter i Lägesbild, Testby');
    expect(text).toContain('Mediantiden gäller bara dem som blev klara');
  }

  it('opens in LibreOffice with the numbers of the database', async () => {
    const path = desk.toPdf({ name: councilFileName(edition, 'docx'), bytes: await councilDocx(edition) });
    await holds(textOfPdf(path).replace(/\n +/g, '\n'));
  });

  it('is a tagged PDF on paper, with the same numbers', async () => {
    const path = join(desk.folder, 'rapport.pdf');
    writeFileSync(path, await board.print(councilHtml(edition)));
    expect(run('pdfinfo', path)).toMatch(/Tagged:\s+yes/);
    await holds(textOfPdf(path).replace(/\n +/g, '\n'));
  });
});
