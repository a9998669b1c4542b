import type { Page } from 'playwright-core';
import type { Screen } from '../screens.ts';

const settled = (page: Page) => page.locator('.skeleton').first().waitFor({ state: 'detached' });

export const sourceScreens: readonly Screen[] = [
  { name: 'policies', path: '/configuration/policies' },
  {
    name: 'policy',
    path: ({ policy }) => `/configuration/policies/${policy}`,
    before: (page) => page.locator('.policies-forecast').waitFor(),
  },
  { name: 'policy-new', path: '/configuration/policies/new' },
  { name: 'sources', path: '/configuration/sources' },
  { name: 'source-tools', path: '/configuration/sources/new' },
  { name: 'source-new', path: '/configuration/sources/new?tool=prometheus-alertmanager' },
  { name: 'source', path: ({ hostileSource }) => `/configuration/sources/${hostileSource}`, before: settled },
  {
    name: 'source-events',
    path: ({ hostileSource }) => `/configuration/sources/${hostileSource}/events`,
    before: async (page) => {
      await page.locator('.events-line').first().click();
      await page.locator('.events-details summary').click();
    },
  },
  {
    name: 'source-settings',
    path: ({ hostileSource }) => `/configuration/sources/${hostileSource}/settings`,
    before: async (page) => {
      const sections = page.locator('.settings-section');
      await sections.first().waitFor();
      for (const section of await sections.all())
        if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click();
    },
  },
  { name: 'source-off', path: ({ quietSource }) => `/configuration/sources/${quietSource}`, before: settled },
  { name: 'flows', path: '/configuration/flows' },
  {
    name: 'flow',
    path: ({ flow }) => `/configuration/flows/${flow}`,
    before: async (page) => {
      await page.getByRole('button', { name: /Try it|Ausprobieren/ }).click();
      await page.locator('.flows-way').waitFor();
    },
  },
  {
    name: 'flow-step',
    path: ({ flow }) => `/configuration/flows/${flow}`,
    before: (page) => page.locator('.flows-tools button').first().click(),
  },
  { name: 'flow-entries', path: ({ flow }) => `/configuration/flows/${flow}/entries`, before: settled },
];
