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
  {
    name: 'user-new',
    path: '/configuration/users/new',
    before: async (page) => {
      await page.getByRole('combobox', { name: 'Teams' }).click();
      await page.locator('.pick-option').first().waitFor();
    },
  },
  { name: 'connector', path: ({ connector }) => `/configuration/connectors/${connector}` },
  { name: 'alert-action-edit', path: ({ action }) => `/configuration/alert-actions/${action}/edit` },
  { name: 'identity-provider-edit', path: ({ provider }) => `/configuration/identity-providers/${provider}/edit` },
  { name: 'pipeline', path: ({ pipeline }) => `/configuration/pipelines/${pipeline}` },
  {
    name: 'keys',
    path: '/configuration/keys',
    before: (page) => page.getByRole('button', { name: 'New key' }).click(),
  },
  { name: 'audit-log', path: '/configuration/audit' },
  { name: 'integrations', path: '/configuration/integrations?q=alertmanager' },
  { name: 'chat-apps', path: '/configuration/chat-apps' },
];
