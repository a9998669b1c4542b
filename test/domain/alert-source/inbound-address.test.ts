import { describe, expect, it } from 'vitest';
import {
  isGuessable,
  mailAddressOf,
  readMailAddress,
  readTextNumber,
} from '../../../functions/domain/alert-source/inbound-address.ts';

describe('the address of an e-mail source', () => {
  it.each([
    ['its first part', 'ops', 'ops'],
    ['all of it', 'ops@in.example.com', 'ops'],
    ['in any case', ' Ops.Alerts@IN.example.com ', 'ops.alerts'],
    ['with what mail systems take', 'a_b-c+d.e', 'a_b-c+d.e'],
    ['64 characters', 'a'.repeat(64), 'a'.repeat(64)],
  ])('is read from %s', (_what, given, key) => {
    expect(readMailAddress(given, 'in.example.com')).toEqual({ key });
  });

  it.each([
    ['another domain', 'ops@example.com'],
    ['two domains', 'ops@in.example.com@in.example.com'],
    ['nothing before the @', '@in.example.com'],
    ['a letter of no address', 'öps'],
    ['a letter of no address at the end', 'opsö'],
    ['two points', 'a..b'],
    ['a point at the end', 'a.'],
    ['65 characters', 'a'.repeat(65)],
    ['the address of replies', 'alert+abc'],
  ])('is not %s', (_what, given) => {
    expect(readMailAddress(given, 'in.example.com')).toHaveProperty('problem');
  });

  it('is what was written where no domain is set up', () => {
    expect(readMailAddress('ops', undefined)).toEqual({ key: 'ops' });
    expect(readMailAddress('Ops@in.example.com', undefined)).toEqual({ key: 'ops@in.example.com' });
    expect(readMailAddress('ops@in.example.com', 'IN.example.com')).toEqual({ key: 'ops' });
    expect(mailAddressOf('ops', undefined)).toBe('ops');
    expect(mailAddressOf('ops', 'in.example.com')).toBe('ops@in.example.com');
    expect(mailAddressOf('ops@old.example.com', 'in.example.com')).toBe('ops@old.example.com');
  });
});

describe('a key that somebody may guess', () => {
  const drawn = `il1ema${'x'.repeat(34)}`;
  it.each([
    ['the address of an e-mail source', 'EMAIL2', 'ops', true],
    ['one that looks as if it were drawn', 'EMAIL', 'il1ops', true],
    ['the number of a source of texts', 'SMS', '+4915112345678', true],
    ['one that ends as if it were drawn', 'EMAIL', `x${drawn}`, true],
    ['one that begins as if it were drawn', 'EMAIL', `${drawn}.x`, true],
    ['the drawn address of an e-mail source', 'EMAIL', drawn, false],
    ['the key of another source, which people choose as they like', 'API', 'ops', false],
  ])('is %s: %s %s is %s', (_what, type, key, expected) => expect(isGuessable(type, key)).toBe(expected));
});

describe('the number of a source of texts', () => {
  it.each([
    ['+49 (151) 123-456.78', '+4915112345678'],
    ['004915112345678', '+4915112345678'],
  ])('%s', (given, key) => expect(readTextNumber(given)).toEqual({ key }));

  it.each(['015112345678', 'ops', '+0123456789', '+123', 'x+4915112345678', '+4915112345678x', `+${'1'.repeat(16)}`])(
    'is not %s',
    (given) => {
      expect(readTextNumber(given)).toHaveProperty('problem');
    },
  );
});
