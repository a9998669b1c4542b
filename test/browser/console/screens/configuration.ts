import type { Page } from 'playwright-core';
import type { Screen } from '../screens.ts';

const unfold = (page: Page, summary: string) => page.locator('summary', { hasText: summary }).first().click();

export const configurationScreens: readonly Screen[] = [
  { name: 'configuration', path: '/configuration' },
  { name: 'configuration-search', path: '/configuration?q=wort' },
  { name: 'heartbeats', path: '/configuration/heartbeats' },
  {
    name: 'heartbeat',
    path: ({ monitor }) => `/configuration/heartbeats/${monitor}`,
    before: async (page) => {
      await unfold(page, 'History');
      await page.locator('.audit').waitFor();
    },
  },
  { name: 'support-hours', path: ({ hours }) => `/configuration/support-hours/${hours}` },
  { name: 'support-hours-edit', path: ({ hours }) => `/configuration/support-hours/${hours}/edit` },
  { name: 'maintenance-edit', path: ({ window }) => `/configuration/maintenance/${window}/edit` },
  { name: 'team', path: ({ team }) => `/configuration/teams/${team}` },
  { name: 'user', path: ({ person }) => `/configuration/users/${person}` },
];
