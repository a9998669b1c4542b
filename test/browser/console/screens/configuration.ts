import type { Page } from 'playwright-core';
import type { Screen } from '../screens.ts';

const unfold = (page: Page, summary: RegExp) => page.locator('summary', { hasText: summary }).first().click();

export const configurationScreens: readonly Screen[] = [
  { name: 'configuration', path: '/configuration' },
  { name: 'configuration-search', path: '/configuration?q=wort' },
  { name: 'heartbeats', path: '/configuration/heartbeats' },
  {
    name: 'heartbeat',
    path: ({ monitor }) => `/configuration/heartbeats/${monitor}`,
    before: async (page) => {
      await unfold(page, /History|Verlauf/);
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
      await page.locator('.pick-open').first().click();
      await page.locator('.pick-option').first().waitFor();
    },
  },
  { name: 'alert-action-edit', path: ({ action }) => `/configuration/alert-actions/${action}/edit` },
  { name: 'connector-edit', path: ({ connector }) => `/configuration/connectors/${connector}/edit` },
  { name: 'identity-provider-edit', path: ({ provider }) => `/configuration/identity-providers/${provider}/edit` },
  { name: 'app', path: ({ app }) => `/configuration/apps/${app}` },
  { name: 'pipeline', path: ({ pipeline }) => `/configuration/pipelines/${pipeline}` },
  { name: 'deployments', path: '/configuration/deployments' },
  { name: 'keys', path: '/configuration/keys' },
  { name: 'audit', path: '/configuration/audit', before: (page) => page.locator('.audit').waitFor() },
  {
    name: 'integrations',
    path: '/configuration/integrations',
    before: (page) => page.locator('.integrations summary').nth(1).click(),
  },
  { name: 'chat-apps', path: '/configuration/chat-apps' },
];
