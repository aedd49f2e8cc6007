/** One call of a function of the server (supabase/functions), with an end to waiting and our own errors. */
import type { FunctionsHttpError } from '@supabase/supabase-js';
import { failureOf } from './failure';
import { client } from './supabase';

/** By its name: the class itself would bring the whole client into what every start fetches. */
function isAnswer(error: unknown): error is FunctionsHttpError {
  return error instanceof Error && error.name === 'FunctionsHttpError';
}

/** The words of an answer that is no success: `code: sentence`, wherever the server put them. */
async function messageOf(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  try {
    const body = JSON.parse(text) as { error?: unknown; message?: unknown };
    const said =
      typeof body.error === 'object' && body.error ? (body.error as { message?: unknown }).message : body.error;
    return String(said ?? body.message ?? text);
  } catch {
    return text;
  }
}

/**
 * @param patience milliseconds.
 * @throws Unreachable, SignedOut or Refusal, each with what the function said.
 */
export async function callServer<T>(name: string, body: Record<string, unknown>, patience: number): Promise<T> {
  const { data, error } = await (
    await client()
  ).functions.invoke<T>(name, { body, signal: AbortSignal.timeout(patience) });
  if (!error && data) return data;
  const answered = isAnswer(error) ? (error.context as Response) : null;
  const message = answered ? await messageOf(answered) : String(error);
  throw failureOf({ error: { message }, status: answered?.status ?? 0 }) ?? new Error(message);
}
