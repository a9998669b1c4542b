import type { Screen } from '../screens.ts';

const at = '/communication';

export const communicationScreens: readonly Screen[] = [
  { name: 'communication', path: at },
  { name: 'incidents', path: `${at}/incidents?state=all` },
  { name: 'incident', path: ({ incident }) => `${at}/incidents/${incident}` },
  {
    name: 'incident-update',
    path: ({ incident }) => `${at}/incidents/${incident}`,
    before: (page) => page.getByRole('button', { name: /Post an update|Neues mitteilen/ }).click(),
  },
  {
    name: 'incident-new',
    path: ({ service, template }) => `${at}/incidents/new?services=${service}&template=${template}`,
    before: (page) => page.locator('.incidents-told').waitFor(),
  },
  { name: 'incident-templates', path: `${at}/templates` },
  { name: 'incident-template', path: ({ template }) => `${at}/templates/${template}` },
  { name: 'incident-template-edit', path: ({ template }) => `${at}/templates/${template}/edit` },
  { name: 'services', path: `${at}/services`, before: (page) => page.locator('.bars').first().waitFor() },
  { name: 'service', path: ({ service }) => `${at}/services/${service}` },
  {
    name: 'service-correction',
    path: ({ service }) => `${at}/services/${service}`,
    before: (page) => page.getByRole('button', { name: /Correct the past|Vergangenheit berichtigen/ }).click(),
  },
  {
    name: 'service-rule',
    path: ({ service }) => `${at}/services/${service}`,
    before: (page) => page.getByRole('button', { name: /New rule|Neue Regel/ }).click(),
  },
  { name: 'service-edit', path: ({ service }) => `${at}/services/${service}/edit` },
  { name: 'service-new', path: `${at}/services/new` },
  { name: 'status-pages', path: `${at}/status-pages` },
  { name: 'status-page', path: ({ statusPage }) => `${at}/status-pages/${statusPage}` },
  { name: 'status-page-new', path: `${at}/status-pages/new` },
  { name: 'status-page-audiences', path: ({ audiencePage }) => `${at}/status-pages/${audiencePage}/audiences` },
  { name: 'status-page-subscribers', path: ({ statusPage }) => `${at}/status-pages/${statusPage}/subscribers` },
  { name: 'metrics', path: `${at}/metrics` },
  {
    name: 'metric',
    path: ({ metric }) => `${at}/metrics/${metric}`,
    before: (page) => page.locator('.metrics-plot').waitFor(),
  },
  { name: 'metric-new', path: `${at}/metrics/new` },
  { name: 'metric-sources', path: `${at}/metric-sources` },
  { name: 'metric-source-edit', path: ({ metricSource }) => `${at}/metric-sources/${metricSource}/edit` },
];
