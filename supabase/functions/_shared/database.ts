/** The database's functions over HTTP, as the person who asks or as the server itself. */

export interface Surroundings {
  /** Of the API, without a slash at its end: `https://….supabase.co`. */
  url: string;
  /** Says "an app" and opens nothing. */
  publishableKey: string;
  /** Opens everything; it never leaves the server. */
  serviceKey: string;
  fetch: (request: Request) => Promise<Response>;
  /** Epoch milliseconds; the clock where it is left out. */
  now?: () => number;
  /** Told of errors that nobody foresaw. */
  report?: (error: unknown) => void;
}

/** A refusal in a sentence that begins with its code. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface Database {
  asPerson<T>(token: string, name: string, values: Record<string, unknown>): Promise<T>;
  asServer<T>(name: string, values: Record<string, unknown>): Promise<T>;
}

/** `conflict:` has a status of its own; other refusals keep theirs. What the server gets wrong is not for the person to read. */
async function refusedBy(response: Response, name: string): Promise<Error> {
  const { message } = (await response.json().catch(() => ({}))) as { message?: unknown };
  const said = typeof message === 'string' ? message.replace(/^error: /i, '') : '';
  if (response.status === 401) return new Refused(401, 'not-allowed: Your session is over. Sign in again.');
  if (said.startsWith('conflict:')) return new Refused(409, said);
  if (/^[a-z]+(-[a-z]+)*: /.test(said)) return new Refused(response.status >= 500 ? 400 : response.status, said);
  return new Error(`${name} answered ${response.status}: ${said}`);
}

/** Each call throws Refused where the database refuses, and Error for anything else. */
export function createDatabase({ url, publishableKey, serviceKey, fetch }: Surroundings): Database {
  async function call<T>(name: string, values: unknown, apikey: string, token: string): Promise<T> {
    const response = await fetch(
      new Request(`${url}/rest/v1/rpc/${name}`, {
        method: 'POST',
        headers: { apikey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(values),
      }),
    );
    if (!response.ok) throw await refusedBy(response, name);
    // A function that answers nothing has no body.
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }
  return {
    asPerson: (token, name, values) => call(name, values, publishableKey, token),
    asServer: (name, values) => call(name, values, serviceKey, serviceKey),
  };
}
