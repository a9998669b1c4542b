import type { Screen } from '../screens.ts';

export const alertScreens: readonly Screen[] = [
  { name: 'now', path: '/' },
  {
    name: 'alerts',
    path: '/alerts?state=all',
    before: (page) => page.locator('.alerts-row input').first().check(),
  },
  {
    name: 'alerts-filters',
    path: ({ source, policy, person }) =>
      `/alerts?state=resolved&source=${source}&policy=${policy}&responder=${person}&priority=low`,
  },
  {
    name: 'alert',
    path: ({ alert }) => `/alerts/${alert}`,
    before: async (page) => {
      for (const fold of await page.locator('.alert-more > details').all())
        await fold.locator('summary').first().click();
      await page.locator('.alert-coming, .alert-story li').first().waitFor();
      await page.locator('.alert-more .skeleton').first().waitFor({ state: 'detached' });
    },
  },
  { name: 'alert-accepted', path: ({ acceptedAlert }) => `/alerts/${acceptedAlert}` },
  { name: 'alert-resolved', path: ({ resolvedAlert }) => `/alerts/${resolvedAlert}` },
  { name: 'alert-new', path: '/alerts/new' },
];
