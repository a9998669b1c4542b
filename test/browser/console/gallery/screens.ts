import type { Page } from 'playwright-core';

/** What the paths lead to. */
export type Ids = Readonly<
  Record<'alert' | 'schedule' | 'policy' | 'source' | 'flow' | 'service' | 'incident' | 'page' | 'audiencePage', number>
>;

/** A screen of the gallery, in the order of the navigation. */
export interface Shown {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  readonly path: (ids: Ids) => string;
  /** What is opened before the picture is taken. */
  readonly before?: (page: Page) => Promise<unknown>;
}

const of = (path: string) => () => path;
const configuration = '/configuration';
const communication = '/communication';

export const shown: readonly Shown[] = [
  { name: 'now', title: 'Now', path: of('/') },
  { name: 'alerts', title: 'Alerts', path: of('/alerts?state=all') },
  {
    name: 'alert',
    title: 'An alert',
    path: ({ alert }) => `/alerts/${alert}`,
    before: (page) => page.locator('.alert-story li').first().waitFor(),
  },
  { name: 'on-call', title: 'On-call', path: of('/on-call') },
  { name: 'calendar', title: 'The calendar', path: of('/on-call/calendar') },
  { name: 'schedule', title: 'A schedule', path: ({ schedule }) => `/on-call/schedules/${schedule}` },
  {
    name: 'schedule-editor',
    title: 'The editor of schedules',
    path: ({ schedule }) => `/on-call/schedules/${schedule}/edit`,
    before: (page) => page.locator('.on-call-layer summary').first().click(),
  },
  { name: 'services', title: 'Services', path: of(`${communication}/services`) },
  { name: 'service', title: 'A service', path: ({ service }) => `${communication}/services/${service}` },
  { name: 'incidents', title: 'Incidents', path: of(`${communication}/incidents?state=all`) },
  { name: 'incident', title: 'An incident', path: ({ incident }) => `${communication}/incidents/${incident}` },
  {
    name: 'incident-new',
    title: 'A new incident, and who will be told',
    path: ({ service }) => `${communication}/incidents/new?services=${service}`,
    before: (page) => page.locator('.incidents-told').waitFor(),
  },
  { name: 'status-page', title: 'A status page', path: ({ page }) => `${communication}/status-pages/${page}` },
  {
    name: 'audiences',
    title: 'Who sees what on a page',
    path: ({ audiencePage }) => `${communication}/status-pages/${audiencePage}/audiences`,
  },
  { name: 'configuration', title: 'Configuration', path: of(configuration) },
  { name: 'sources', title: 'Alert sources', path: of(`${configuration}/sources`) },
  { name: 'source', title: 'An alert source', path: ({ source }) => `${configuration}/sources/${source}` },
  { name: 'policies', title: 'Escalation policies', path: of(`${configuration}/policies`) },
  {
    name: 'policy',
    title: 'An escalation policy, and who would be told when',
    path: ({ policy }) => `${configuration}/policies/${policy}`,
    before: (page) => page.locator('.policies-forecast').waitFor(),
  },
  { name: 'flow', title: 'An event flow', path: ({ flow }) => `${configuration}/flows/${flow}` },
  { name: 'health', title: 'Health', path: of('/system') },
  { name: 'me', title: 'Me', path: of('/me') },
  { name: 'first-hour', title: 'The first hour', path: of('/first-hour') },
];
