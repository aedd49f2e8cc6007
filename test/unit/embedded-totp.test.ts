import { describe, expect, it } from 'vitest';
import { base32, stepOf, totp } from '../../supabase/embedded/totp';

describe('the codes of an app', () => {
  // RFC 6238, appendix B, SHA-1; of its eight digits the last six.
  const secret = base32(Buffer.from('12345678901234567890'));

  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of the RFC at %i s', (time, code) => {
    expect(totp(secret, time)).toBe(code);
  });

  it('count for the step before and after, and once only', () => {
    const now = 1_234_567_890;
    for (const [offset, counts] of [
      [-60, false],
      [-30, true],
      [0, true],
      [30, true],
      [60, false],
    ] as const) {
      expect(stepOf(secret, totp(secret, now + offset), now, 0) !== null).toBe(counts);
    }
    const step = stepOf(secret, totp(secret, now), now, 0) ?? NaN;
    expect(stepOf(secret, totp(secret, now), now, step)).toBeNull();
    for (const odd of ['', '12345', '1234567', 'åäöåäö']) expect(stepOf(secret, odd, now, 0)).toBeNull();
  });
});
