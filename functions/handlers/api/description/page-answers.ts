import * as z from 'zod';
import { history, Id, Moment, Owners, Reference } from './shapes.ts';

/* What the API answers of status pages. */

export const PageGroup = z.object({ id: Id, name: z.string() });

const options = z.array(z.enum(['expand', 'no-graph']));
const Child = z.object({ id: Id, type: z.literal('SERVICE'), options });
const Element = z.object({ id: Id, type: z.enum(['SERVICE', 'GROUP']), options, children: z.array(Child).optional() });

export const StatusPage = z.object({
  id: Id,
  name: z.string(),
  domain: z.string(),
  subdomain: z.string(),
  url: z.string(),
  timezone: z.string().optional(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  activated: z.boolean(),
  status: z.string(),
  hiddenFromSearch: z.boolean(),
  showSubscribeAction: z.boolean(),
  showIncidentHistoryOption: z.boolean(),
  pageTitle: z.string().optional(),
  pageDescription: z.string().optional(),
  pageLayout: z.enum(['SINGLE_COLUMN', 'RESPONSIVE']),
  appearance: z.enum(['LIGHT', 'DARK']).optional(),
  themeMode: z.enum(['light', 'dark']).optional(),
  customCss: z.string().optional(),
  faviconUrl: z.string().optional(),
  logoUrl: z.string().optional(),
  logoRedirectUrl: z.string().optional(),
  announcement: z.string().optional(),
  announcementOnPage: z.boolean().optional(),
  announcementInWidget: z.boolean().optional(),
  ipWhitelist: z.array(z.string()).optional(),
  emailWhitelist: z.array(z.string()).optional(),
  accountWideView: z.boolean(),
  audienceSpecific: z.boolean(),
  teams: Owners,
  services: z.array(Reference.extend({ status: z.string().optional(), uptime: z.looseObject({}).optional() })),
  metrics: z.array(Reference),
  structure: z.object({ elements: z.array(Element) }).optional(),
  groups: z.array(PageGroup).optional(),
  subscribed: z.boolean().optional(),
  ...history,
});

const Shown = z.object({ id: Id, name: z.string(), visible: z.boolean() });

export const Audience = z.object({
  team: z.object({ id: Id, name: z.string() }),
  services: z.array(Shown),
  metrics: z.array(Shown),
});

export const PageSubscriber = z.object({
  id: Id,
  type: z.enum(['EMAIL', 'SMS', 'WEBHOOK']),
  target: z.string(),
  locale: z.enum(['en-GB', 'de-DE']),
  status: z.enum(['PENDING', 'CONFIRMED']),
  services: z.array(Id),
  createdAt: Moment,
  confirmedAt: Moment.optional(),
});

export const Telling = z.object({
  update: z.string(),
  createdAt: Moment,
  endedAt: Moment.optional(),
  status: z.enum(['QUEUED', 'SENDING', 'DONE']),
  recipients: z.number(),
  sent: z.number(),
  failed: z.number(),
  pending: z.number(),
});
