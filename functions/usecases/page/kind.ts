import { always } from '../../domain/audit/kind.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Kind } from '../configuration/kind.ts';

/** Status pages, with their groups, their structure and who follows them from inside. */
export const statusPageKind: Kind<StatusPage> = {
  kind: 'status-page',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.statusPages,
  members: {
    ...always,
    name: 'told',
    subdomain: 'told',
    domain: 'told',
    timezone: 'told',
    visibility: 'told',
    activatedAt: 'told',
    audienceSpecific: 'told',
    accountWideView: 'told',
    ipWhitelist: 'told',
    emailWhitelist: 'told',
    hiddenFromSearch: 'told',
    showSubscribeAction: 'told',
    showIncidentHistoryOption: 'told',
    pageTitle: 'told',
    pageDescription: 'told',
    pageLayout: 'told',
    appearance: 'told',
    customCss: 'told',
    faviconUrl: 'told',
    logoUrl: 'told',
    logoRedirectUrl: 'told',
    announcement: 'told',
    announcementOnPage: 'told',
    announcementInWidget: 'told',
    services: 'told',
    metrics: 'told',
    groups: 'told',
    elements: 'told',
    teams: 'told',
    subscribers: 'told',
  },
};
