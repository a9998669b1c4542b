import * as z from 'zod';
import { Subscriber } from '../service/service.ts';
import { Instant } from '../time.ts';

const Options = z.array(z.string());

/** One line of a page: a service, or a group of services. */
export const PageElement = z.object({
  id: z.number(),
  type: z.enum(['SERVICE', 'GROUP']),
  options: Options,
  children: z.array(z.object({ id: z.number(), type: z.literal('SERVICE'), options: Options })).optional(),
});
export type PageElement = z.infer<typeof PageElement>;

export const PageGroup = z.object({ id: z.number(), name: z.string(), createdAt: Instant, updatedAt: Instant });
export type PageGroup = z.infer<typeof PageGroup>;

/** A page that says what is going on, for everybody, for some, or for each audience what concerns it. */
export const StatusPage = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  /** As sent: `acme` or `acme.example.com`. Its first label is the page's address. */
  subdomain: z.string(),
  domain: z.string().optional(),
  timezone: z.string().optional(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  /** What its kind may no longer be changed after. */
  activatedAt: Instant.optional(),
  audienceSpecific: z.boolean(),
  accountWideView: z.boolean(),
  ipWhitelist: z.array(z.string()),
  emailWhitelist: z.array(z.string()),
  hiddenFromSearch: z.boolean(),
  showSubscribeAction: z.boolean(),
  showIncidentHistoryOption: z.boolean(),
  pageTitle: z.string().optional(),
  pageDescription: z.string().optional(),
  pageLayout: z.enum(['SINGLE_COLUMN', 'RESPONSIVE']),
  appearance: z.enum(['LIGHT', 'DARK']).optional(),
  customCss: z.string().optional(),
  faviconUrl: z.string().optional(),
  logoUrl: z.string().optional(),
  logoRedirectUrl: z.string().optional(),
  /** Markdown. */
  announcement: z.string().optional(),
  announcementOnPage: z.boolean().optional(),
  announcementInWidget: z.boolean().optional(),
  /** In the order sent. */
  services: z.array(z.number()),
  metrics: z.array(z.number()),
  groups: z.array(PageGroup),
  /** Absent as long as none was ever set. */
  elements: z.array(PageElement).optional(),
  teams: z.array(z.number()),
  subscribers: z.array(Subscriber),
  createdAt: Instant,
  updatedAt: Instant,
});
export type StatusPage = z.infer<typeof StatusPage>;

const labelForm = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The first label of a sub-domain, under which the page is reached (pages-contract §1); undefined when it is none. */
export function labelOf(subdomain: string): string | undefined {
  const label = subdomain.split('.')[0]?.toLowerCase() ?? '';
  return labelForm.test(label) ? label : undefined;
}

/** A host as it is compared: case and a dot at the end count for nothing. */
export const hostOf = (domain: string): string => domain.toLowerCase().replace(/\.$/, '');
