import type { Screen } from '../screens.ts';

/** Tocsin about itself, and the way of a new account. */
export const systemScreens: readonly Screen[] = [
  { name: 'system', path: '/system', before: (page) => page.locator('.system-quiet summary').click() },
  { name: 'first-hour', path: '/first-hour' },
];
