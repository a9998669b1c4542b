import type { Api } from '../../../client/api.ts';
import { type Named, type Outline, outlineOf, servicesOf, structureOf } from './structure.ts';

type Page = Api<'StatusPage'>;

/** A status page as it is being written. Lists of addresses are texts with a line for each. */
export interface PageDraft {
  readonly name: string;
  readonly subdomain: string;
  readonly domain: string;
  readonly timezone: string;
  readonly visibility: Page['visibility'];
  readonly audienceSpecific: boolean;
  readonly accountWideView: boolean;
  readonly ipWhitelist: string;
  readonly emailWhitelist: string;
  readonly hiddenFromSearch: boolean;
  readonly showSubscribeAction: boolean;
  readonly showIncidentHistoryOption: boolean;
  readonly pageTitle: string;
  readonly pageDescription: string;
  readonly pageLayout: Page['pageLayout'];
  readonly appearance: 'LIGHT' | 'DARK' | 'READER';
  readonly customCss: string;
  readonly logoUrl: string;
  readonly logoRedirectUrl: string;
  readonly faviconUrl: string;
  readonly announcement: string;
  readonly announcementOnPage: boolean;
  readonly announcementInWidget: boolean;
  readonly outline: Outline;
  readonly metrics: readonly Named[];
  readonly teams: readonly Named[];
}

export const newPage: PageDraft = {
  name: '',
  subdomain: '',
  domain: '',
  timezone: '',
  visibility: 'PUBLIC',
  audienceSpecific: false,
  accountWideView: false,
  ipWhitelist: '',
  emailWhitelist: '',
  hiddenFromSearch: false,
  showSubscribeAction: true,
  showIncidentHistoryOption: true,
  pageTitle: '',
  pageDescription: '',
  pageLayout: 'SINGLE_COLUMN',
  appearance: 'READER',
  customCss: '',
  logoUrl: '',
  logoRedirectUrl: '',
  faviconUrl: '',
  announcement: '',
  announcementOnPage: false,
  announcementInWidget: false,
  outline: [],
  metrics: [],
  teams: [],
};

export const draftOfPage = (page: Page): PageDraft => ({
  name: page.name,
  subdomain: page.subdomain,
  domain: page.domain,
  timezone: page.timezone ?? '',
  visibility: page.visibility,
  audienceSpecific: page.audienceSpecific,
  accountWideView: page.accountWideView,
  ipWhitelist: (page.ipWhitelist ?? []).join('\n'),
  emailWhitelist: (page.emailWhitelist ?? []).join('\n'),
  hiddenFromSearch: page.hiddenFromSearch,
  showSubscribeAction: page.showSubscribeAction,
  showIncidentHistoryOption: page.showIncidentHistoryOption,
  pageTitle: page.pageTitle ?? '',
  pageDescription: page.pageDescription ?? '',
  pageLayout: page.pageLayout,
  appearance: page.appearance ?? 'READER',
  customCss: page.customCss ?? '',
  logoUrl: page.logoUrl ?? '',
  logoRedirectUrl: page.logoRedirectUrl ?? '',
  faviconUrl: page.faviconUrl ?? '',
  announcement: page.announcement ?? '',
  announcementOnPage: page.announcementOnPage ?? false,
  announcementInWidget: page.announcementInWidget ?? false,
  outline: outlineOf(page),
  metrics: page.metrics,
  teams: page.teams,
});

/** The entries of a text with a line, or a comma, for each. */
export const entriesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const ids = (things: readonly Named[]) => things.map(({ id }) => ({ id }));

/**
 * A page as the API takes it; `saved` says what groups that were added are called there. What goes with another kind of page is left
 * out: it would be refused.
 */
export function pageBody(draft: PageDraft, saved?: ReadonlyMap<number, number>) {
  const { outline, metrics, teams, appearance, ipWhitelist, emailWhitelist, ...rest } = draft;
  const isPrivate = draft.visibility === 'PRIVATE';
  const isAudience = isPrivate && draft.audienceSpecific;
  const takesLists = isPrivate && !isAudience;
  return {
    ...rest,
    appearance: appearance === 'READER' ? ('' as const) : appearance,
    audienceSpecific: isAudience,
    accountWideView: isPrivate && draft.accountWideView,
    ipWhitelist: takesLists ? entriesOf(ipWhitelist) : [],
    emailWhitelist: takesLists ? entriesOf(emailWhitelist) : [],
    services: ids(servicesOf(outline)),
    metrics: ids(metrics),
    structure: structureOf(outline, saved),
    teams: ids(teams),
  };
}

/** The label of an address from a name: `Acme Status` → `acme-status`. */
export const labelFrom = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
