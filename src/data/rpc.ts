/** One call of a function of the database, with an end to waiting and our own errors. */
import { failureOf } from './failure';
import { client } from './supabase';

/** A request without an answer must end, or what waits behind it would never go. Milliseconds. */
export const PATIENCE = 20_000;

/** @param patience milliseconds to wait for an answer. @throws Unreachable, SignedOut or Refusal. */
export async function callFunction<T>(
  name: string,
  values: Record<string, unknown>,
  patience: number = PATIENCE,
): Promise<T> {
  const answer = await (await client()).rpc(name, values).abortSignal(AbortSignal.timeout(patience));
  const failure = failureOf(answer);
  if (failure) throw failure;
  return answer.data as T;
}
