import * as z from 'zod';
import { Id, Name, Reference, Teams, text } from '../inputs.ts';

const flag = z.boolean().nullish();
/** An empty value is a filler of clients that set none. */
const chosen = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options).or(z.literal('')).nullish();
const references = z.array(Reference).max(1000).nullish();

const options = z
  .array(z.enum(['expand', 'no-graph']))
  .max(10)
  .nullish();
const Child = z.object({ id: Id, type: z.literal('SERVICE'), options });
const Element = z.object({
  id: Id,
  type: z.enum(['SERVICE', 'GROUP']),
  options,
  children: z.array(Child).max(200).nullish(),
});

/** What a client may write of a status page (wire-api §14). */
export const StatusPageInput = z.object({
  name: Name,
  subdomain: text(253),
  domain: text(253).nullish(),
  timezone: text(100).nullish(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  hiddenFromSearch: flag,
  showSubscribeAction: flag,
  showIncidentHistoryOption: flag,
  pageTitle: text(255).nullish(),
  pageDescription: text(5000).nullish(),
  pageLayout: chosen(['SINGLE_COLUMN', 'RESPONSIVE']),
  appearance: chosen(['LIGHT', 'DARK']),
  /** As older clients write the appearance. */
  themeMode: chosen(['light', 'dark']),
  customCss: text(50_000).nullish(),
  faviconUrl: z.string().nullish(),
  logoUrl: z.string().nullish(),
  logoRedirectUrl: text(2000).nullish(),
  announcement: text(10_000).nullish(),
  announcementOnPage: flag,
  announcementInWidget: flag,
  ipWhitelist: z.array(text(100)).nullish(),
  emailWhitelist: z.array(text(254)).nullish(),
  accountWideView: flag,
  audienceSpecific: flag,
  services: references,
  metrics: references,
  structure: z.object({ elements: z.array(Element).max(300).nullish() }).nullish(),
  teams: Teams,
});
export type StatusPageInput = z.infer<typeof StatusPageInput>;

/** What a client may write of a group of a page. */
export const PageGroupInput = z.object({ name: Name });
export type PageGroupInput = z.infer<typeof PageGroupInput>;

const Ids = z.array(Id.or(Reference.transform(({ id }) => id))).max(1000);

/** Which things of a page a team is to see: all services that it is to see are named. */
export const AudienceInput = z.object({ services: Ids, metrics: Ids.nullish() });
export type AudienceInput = z.infer<typeof AudienceInput>;
