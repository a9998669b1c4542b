import { expect, it } from 'vitest';
import { mayReload } from '../../web/app/left-behind.ts';

it.each([
  ['the first time', null, true, true],
  ['again after a minute', '940000', true, true],
  ['not twice within one', '940001', true, false],
  ['not without a network', null, false, false],
  ['whatever else stands there', 'never', true, true],
])('a page whose files are gone is loaded anew: %s', (_case, before, isOnline, expected) => {
  expect(mayReload(before, 1_000_000, isOnline)).toBe(expected);
});
