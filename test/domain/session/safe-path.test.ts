import { expect, it } from 'vitest';
import { safePath } from '../../../functions/domain/session/safe-path.ts';

it.each([
  '/',
  '/alerts/7?tab=log#last',
  '/a//b',
  '/search?q=https://evil.example/',
  '/api/developers/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2Fback',
])('goes on to %j', (path) => expect(safePath(path)).toBe(path));

it('writes a path as an address has it', () => {
  expect(safePath('/störung')).toBe('/st%C3%B6rung');
  expect(safePath('/a/../b')).toBe('/b');
});

it.each([
  [undefined],
  [null],
  [''],
  ['alerts'],
  ['https://evil.example/'],
  ['HTTPS:evil.example'],
  ['javascript:alert(1)'],
  ['data:text/html,x'],
  ['//evil.example'],
  ['///evil.example'],
  ['/\\evil.example'],
  ['\\\\evil.example'],
  ['/\\/evil.example'],
  ['/\t/evil.example'],
  ['/\n/evil.example'],
  ['/\r\n/evil.example'],
  ['\t//evil.example'],
  [' //evil.example'],
  ['/ /evil.example'],
  ['/\u0000/evil.example'],
  ['/\u00a0/evil.example'],
  ['/\u200b/evil.example'],
  ['/\u2028/evil.example'],
  ['/.//evil.example'],
  ['/a/..//evil.example'],
  ['/%2f/evil.example'],
  ['/%2Fevil.example'],
  ['/%5cevil.example'],
  ['/%252fevil.example'],
  ['/%255Cevil.example'],
  ['/%2e//evil.example'],
  ['/\r\nset-cookie: a=b'],
  ['/\ud800'],
  [`/${'a'.repeat(2000)}`],
  ['@evil.example'],
  ['.evil.example'],
])('goes nowhere else for %j', (to) => expect(safePath(to)).toBe('/'));
