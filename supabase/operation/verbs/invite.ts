/** The two links that let the first people in: `setup-link` for who sets up a new municipality, `invite` for a member of one that is there. Each is shown once, works once and for 14 days. */
import { StartRefusal } from '../../embedded/messages.ts';
import { inTransaction, type Ask } from '../connect.ts';
import { municipalityOf } from './municipality.ts';
import type { Verb } from './verb.ts';

const APP = 'http://127.0.0.1:5173';

/** @throws StartRefusal for what is no address of a page. */
function linkOf(app: string | undefined, path: string): string {
  try {
    const url = new URL(app ?? process.env['REMIND_APP_URL'] ?? APP);
    return `${url.origin}${url.pathname.replace(/\/$/, '')}/#/${path}`;
  } catch {
    throw new StartRefusal(
      `--app takes the address of the app, as https://lagesbild.example.se; this is none: ${app ?? ''}`,
    );
  }
}

export const setupLink: Verb = {
  takes: [],
  options: { app: 'ADDRESS' },
  says: 'Prints a link with which somebody sets up a new municipality; works once, for 14 days.',
  async run({ database, options, dryRun, say }) {
    const link = linkOf(options.get('app'), 'borja?kod=');
    const token = await inTransaction(database, { dryRun }, async (ask) => {
      const [row] = await ask<{ token: string }>('select app.create_setup_link() as token');
      return row?.token ?? '';
    });
    if (dryRun) say(`A link would be made: ${link}…`);
    else {
      say('Give this link to the first administrator, and to nobody else. It works once, for 14 days:');
      say(`${link}${token}`);
    }
  },
};

async function organisationOf(ask: Ask, municipality: string, given: string): Promise<string> {
  const [found] = await ask<{ id: string }>(
    'select id::text as id from public.organisation where municipality_id = $1 and (id = $2 or lower(name) = lower($2))',
    [municipality, given],
  );
  if (found) return found.id;
  const there = await ask<{ it: string }>(
    "select id || ' (' || name || ')' as it from public.organisation where municipality_id = $1 order by id",
    [municipality],
  );
  throw new StartRefusal(
    `There is no organisation ${given} in ${municipality}. There are: ${there.map(({ it }) => it).join(', ') || 'none'}.`,
  );
}

export const invite: Verb = {
  takes: ['municipality', 'organisation', 'role'],
  options: { email: 'ADDRESS', app: 'ADDRESS' },
  says: 'Prints a link with which somebody becomes a member (reporter, viewer, coordinator or administrator); works once, for 14 days; logged.',
  async run({ database, given, options, dryRun, say }) {
    const [code = '', organisation = '', role = ''] = given;
    const link = linkOf(options.get('app'), 'inbjudan?kod=');
    if (!['reporter', 'viewer', 'coordinator', 'administrator'].includes(role))
      throw new StartRefusal(`There is no role ${role}: reporter, viewer, coordinator or administrator.`);
    const made = await inTransaction(database, { dryRun }, async (ask) => {
      const { name } = await municipalityOf(ask, code);
      const id = await organisationOf(ask, code, organisation);
      const [row] = await ask<{ token: string }>('select app.create_invitation($1, $2, $3, $4, null) as token', [
        code,
        id,
        role,
        options.get('email') ?? null,
      ]);
      return { name, id, token: row?.token ?? '' };
    });
    const who = `${options.get('email') ?? 'Whoever has the link'} as ${role} of ${made.id} in ${made.name}`;
    if (dryRun) say(`${who} would be invited: ${link}…`);
    else {
      say(`${who} is invited. The link is shown this once, works once, for 14 days:`);
      say(`${link}${made.token}`);
    }
  },
};
