import type { Screen } from '../screens.ts';

export const alertScreens: readonly Screen[] = [{ name: 'now', path: '/' }];
