import type { Page } from 'playwright-core';
import type { Seeded } from './hostile.ts';
import { alertScreens } from './screens/alerts.ts';
import { communicationScreens } from './screens/communication.ts';
import { configurationScreens } from './screens/configuration.ts';
import { meScreens } from './screens/me.ts';
import { onCallScreens } from './screens/on-call.ts';
import { sourceScreens } from './screens/sources.ts';
import { systemScreens } from './screens/system.ts';

/** A screen as the tests look at it. */
export interface Screen {
  /** Names its pictures, too. */
  readonly name: string;
  readonly path: string | ((seeded: Seeded) => string);
  /** What is done before it is looked at: a dialog opened, a tab. Headings and lists are waited for anyway. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** The e-mail address of whoever looks; the administrator when left out. */
  readonly as?: string;
  /** What browsers say on it, and may. */
  readonly expected?: RegExp;
}

/** Every screen of the console; each part lists its own. */
export const screens: readonly Screen[] = [
  ...alertScreens,
  ...configurationScreens,
  ...meScreens,
  ...onCallScreens,
  ...sourceScreens,
  ...systemScreens,
  ...communicationScreens,
];
