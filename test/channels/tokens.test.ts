import { describe, expect, it } from 'vitest';
import { replyAddress, tokenOfReplyAddress } from '../../functions/domain/reply/address.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { AnswerClaims } from '../../functions/ports/context.ts';
import { fixedClock } from '../support/clock.ts';

const clock = fixedClock('2026-11-21T10:00:00.000Z');
const expiresAt = Date.parse('2026-11-22T10:00:00Z') / 1000;
const tokens = createTokens('master secret', clock);

describe('an answer token', () => {
  it.each<AnswerClaims>([
    { alertId: 1, userId: 1, action: 'ACCEPT', expiresAt },
    { alertId: 2 ** 53 - 1, userId: 2 ** 53 - 1, action: 'RESOLVE', expiresAt },
    { alertId: 116_123_456_784_217, userId: 3, action: 'ESCALATE', expiresAt },
    { alertId: 2 ** 32, userId: 2 ** 32 - 1, action: 'ANY', expiresAt },
  ])('says what was signed: %o', (claims) => {
    const token = tokens.sign(claims);
    expect(token).toMatch(/^[A-Za-z0-9_-]{42}$/);
    expect(tokens.verify(token)).toEqual(claims);
  });

  const token = tokens.sign({ alertId: 7, userId: 3, action: 'ACCEPT', expiresAt });

  it('is worth nothing with any character changed', () => {
    for (let index = 0; index < token.length; index++) {
      for (const other of ['A', 'b', '_']) {
        const forged = token.slice(0, index) + other + token.slice(index + 1);
        const bytesDiffer = !Buffer.from(forged, 'base64url').equals(Buffer.from(token, 'base64url'));
        if (bytesDiffer) expect(tokens.verify(forged)).toBeUndefined();
      }
    }
  });

  it.each([
    '',
    'x',
    token.slice(1),
    `${token}A`,
    `${token}=`,
    `${token} `,
    '../../etc',
    'é'.repeat(42),
    'A'.repeat(42),
  ])('is not %j', (text) => {
    expect(tokens.verify(text)).toBeUndefined();
  });

  it('is worth nothing under another secret, or after its time', () => {
    expect(createTokens('another secret', clock).verify(token)).toBeUndefined();
    expect(createTokens('master secret', fixedClock('2026-11-22T09:59:59.000Z')).verify(token)).toBeDefined();
    expect(createTokens('master secret', fixedClock('2026-11-22T10:00:00.000Z')).verify(token)).toBeUndefined();
  });
});

describe('what a tool calls back with', () => {
  const [one, other] = ['18f3a', '18f3b'];
  const key = tokens.callbackKey(one);

  it('is good for one action, under one secret', () => {
    expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(tokens.isCallbackKey(one, key)).toBe(true);
    expect(tokens.isCallbackKey(other, key)).toBe(false);
    expect(createTokens('another secret', clock).isCallbackKey(one, key)).toBe(false);
  });

  it('is no secret of which the address tells something', () => {
    // Autotask takes 64 letters and digits.
    expect(tokens.callbackSecret(one)).toMatch(/^[a-z0-9]{48}$/);
    expect(tokens.callbackSecret(one)).not.toBe(tokens.callbackSecret(other));
    expect(Buffer.from(key, 'base64url').toString('hex')).not.toBe(tokens.callbackSecret(one));
  });

  it.each(['', 'x', key.slice(1), `${key}A`, `${key}=`, `${key.slice(0, -1)} `, 'é'.repeat(32), 'A'.repeat(32)])(
    'is not %j',
    (text) => {
      expect(tokens.isCallbackKey(one, text)).toBe(false);
    },
  );
});

describe('a reply address', () => {
  const token = tokens.sign({ alertId: 2 ** 52 + 12_345, userId: 42, action: 'ANY', expiresAt });
  const address = replyAddress(token, 'in.example.com');

  it('holds the token, in at most 64 characters before the @, whatever its case', () => {
    expect(address).toMatch(/^alert\+[a-z2-7]+@in\.example\.com$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(tokenOfReplyAddress(address, 'in.example.com')).toBe(token);
    expect(tokenOfReplyAddress(address.toUpperCase(), 'in.example.com')).toBe(token);
  });

  it.each([
    'alert+@in.example.com',
    'alert@in.example.com',
    'alert+abc@other.example.com',
    'x',
    '',
    'alert+a1b@in.example.com',
  ])('is not %j', (other) => {
    expect(tokenOfReplyAddress(other, 'in.example.com')).toBeUndefined();
  });
});
