import { expect, it } from 'vitest';
import { isThisBrowser } from '../../web/push/push.ts';

it('the device of this browser is the one at its address, and none while it gets no pushes', () => {
  const device = (platform: 'WEB' | 'ANDROID', tokenEnd: string) => ({ platform, tokenEnd });
  expect(isThisBrowser(device('WEB', 'abcdef'), 'abcdef')).toBe(true);
  expect(isThisBrowser(device('WEB', 'other1'), 'abcdef')).toBe(false);
  expect(isThisBrowser(device('ANDROID', 'abcdef'), 'abcdef')).toBe(false);
  expect(isThisBrowser(device('WEB', 'abcdef'), undefined)).toBe(false);
});
