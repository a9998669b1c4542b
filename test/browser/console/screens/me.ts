import type { Screen } from '../screens.ts';

/** What is mine, as its owner sees it. */
export const meScreens: readonly Screen[] = [
  { name: 'me', path: '/me' },
  { name: 'me-contacts', path: '/me/contacts' },
  { name: 'me-sign-in', path: '/me/sign-in' },
  { name: 'me-profile', path: '/me/profile' },
];
