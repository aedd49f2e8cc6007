/** Time-based one-time passwords: RFC 6238 over HMAC-SHA-1, six digits, steps of 30 seconds, as the usual apps show them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP = 30;
const DIGITS = 6;
/** Steps before and after the present one that are taken too: clocks differ. */
const TOLERANCE = 1;
/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @param bytes a multiple of five of them, so that nothing is left to pad. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[parseInt(five, 2)] ?? '').join('');
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/** The code of a step (RFC 4226, section 5.3). */
function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = hash.readUInt8(hash.length - 1) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** @param secret base32. @param time epoch seconds. */
export const totp = (secret: string, time: number): string => codeOf(secret, Math.floor(time / STEP));

/**
 * @param after the last step that was taken: a code counts once.
 * @returns the step that the code belongs to; null when it is none of those that count now.
 */
export function stepOf(secret: string, code: string, time: number, after: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Math.floor(time / STEP);
  for (let step = now - TOLERANCE; step <= now + TOLERANCE; step++) {
    const expected = codeOf(secret, step);
    if (step > after && timingSafeEqual(Buffer.from(code), Buffer.from(expected))) return step;
  }
  return null;
}
