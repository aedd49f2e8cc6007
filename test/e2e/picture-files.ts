/** What a coordinator may read through the API, written as the files that the command line takes. */
import type { PackedIncidents } from '../../src/data/types';
import type { Membership, Setting } from '../../src/domain/setting';
import { unpack } from '../unit/packed-incidents';
import { PASSWORD } from '../browser/visit';

const KEY = 'sb_publishable_embedded';

export interface CommandFiles {
  incidents: string;
  areas: string;
  places: string;
  checkIns: string;
}

type Call = <T>(path: string, values?: Record<string, unknown>) => Promise<T>;

/** Signs in and gives a way to ask: a POST with values, a GET without. */
async function signedIn(url: string, email: string): Promise<Call> {
  const answerOf = async (path: string, token: string, values?: Record<string, unknown>): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method: values ? 'POST' : 'GET',
      headers: { apikey: KEY, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(values ? { body: JSON.stringify(values) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const session = (await answerOf('/auth/v1/token?grant_type=password', KEY, { email, password: PASSWORD })) as {
    access_token: string;
  };
  return async <T>(path: string, values?: Record<string, unknown>) =>
    (await answerOf(path, session.access_token, values)) as T;
}

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;
const csv = (header: string, rows: (string | number)[][]): string =>
  [header, ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? quoted(cell) : cell)).join(','))].join(
    '\n',
  ) + '\n';

/** All rows of a table: PostgREST gives at most a thousand at a time. */
async function allRows<T>(call: Call, path: string): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const page = await call<T[]>(`${path}&limit=1000&offset=${rows.length}`);
    rows.push(...page);
    if (page.length < 1000) return rows;
  }
}

/**
 * Positions and instants are written as the API gives them, so that no rounding is added to the database's own. The order of the incidents is the API's.
 * @param email of a member with one membership, who sees all areas.
 */
export async function commandFiles(url: string, email: string): Promise<CommandFiles> {
  const call = await signedIn(url, email);
  const [membership] = await call<Membership[]>('/rest/v1/rpc/my_memberships', {});
  if (!membership) throw new Error(`${email} is no member.`);
  const municipality = { p_municipality: membership.municipalityId };
  const [setting, packed] = await Promise.all([
    call<Setting>('/rest/v1/rpc/setting_of', municipality),
    call<PackedIncidents>('/rest/v1/rpc/incident_columns_packed', municipality),
  ]);
  const columns = unpack(packed);
  const nameOf = (list: readonly { id: string; name: string }[], id: string): string =>
    list.find((each) => each.id === id)?.name ?? id;
  const iso = (epoch: number): string => new Date(epoch * 1000).toISOString();
  const incidents = columns.id.map((id, i): (string | number)[] => [
    ...[id, iso(columns.from[i] ?? NaN), iso(columns.to[i] ?? NaN), columns.lon[i] ?? NaN, columns.lat[i] ?? NaN],
    nameOf(setting.categories, columns.categories[columns.category[i] ?? -1] ?? ''),
    nameOf(setting.organisations, columns.organisations[columns.organisation[i] ?? -1] ?? ''),
  ]);
  const features = setting.areas.map(({ id, name, geometry }) => ({
    type: 'Feature',
    properties: { id, name },
    geometry,
  }));
  const checkIns = await allRows<{ area_id: string; organisation_id: string; period_from: string }>(
    call,
    `/rest/v1/check_in?select=area_id,organisation_id,period_from&municipality_id=eq.${membership.municipalityId}&order=period_from,area_id,organisation_id`,
  );
  return {
    incidents: csv('id,occurred_from,occurred_to,lon,lat,category,organisation', incidents),
    areas: JSON.stringify({ type: 'FeatureCollection', features }),
    places: csv(
      'name,lon,lat',
      setting.places.map(({ name, lon, lat }) => [name, lon, lat]),
    ),
    checkIns: csv(
      'area,organisation,week_start',
      checkIns.map((row) => [row.area_id, nameOf(setting.organisations, row.organisation_id), row.period_from]),
    ),
  };
}
