import type { Screen } from '../screens.ts';

export const onCallScreens: readonly Screen[] = [
  { name: 'on-call', path: '/on-call' },
  { name: 'on-call-calendar', path: '/on-call/calendar' },
  { name: 'on-call-coverage', path: '/on-call/coverage' },
  { name: 'on-call-reachability', path: '/on-call/reachability' },
  { name: 'on-call-schedule', path: ({ schedule }) => `/on-call/schedules/${schedule}` },
  {
    name: 'on-call-year',
    path: ({ schedule }) =>
      `/on-call/schedules/${schedule}?look=year&zones=Europe/Berlin,America/New_York,Asia/Kolkata`,
  },
  { name: 'on-call-month', path: '/on-call/calendar?view=month' },
  { name: 'on-call-month-layers', path: ({ schedule }) => `/on-call/schedules/${schedule}?view=month&month=2026-10` },
  {
    name: 'on-call-override',
    path: ({ scheduleByHand }) => `/on-call/schedules/${scheduleByHand}`,
    before: async (page) => {
      await page.locator('.page-head .button.primary').click();
      await page.locator('.on-call-presets button').nth(1).click();
      await page.locator('.on-call-replaced').waitFor();
    },
  },
  { name: 'on-call-new', path: '/on-call/schedules/new' },
  {
    name: 'on-call-edit',
    path: ({ schedule }) => `/on-call/schedules/${schedule}/edit`,
    before: async (page) => {
      await page.locator('.on-call-layer summary').first().click();
      await page.locator('.on-call-layer[open] .sortable-moves button:not([disabled])').first().click();
      await page.locator('.on-call-lane.changes').waitFor();
    },
  },
];
