import * as z from 'zod';
import { ServiceStatus } from '../../domain/service/status.ts';
import { DateTime, Id, Name, Reference, Teams, text } from '../inputs.ts';

const mostLabels = 50;
const mostLinks = 30;

/** An address that a page may lead to. */
const WebAddress = text(2000).refine(
  (address) => address === '' || (/^https?:\/\//i.test(address) && URL.canParse(address)),
  'must be an http or https address',
);

/** An empty status is a filler of clients that set none. */
const Status = ServiceStatus.or(z.literal(''));

/** What a client may write of a service (wire-api §12). */
export const ServiceInput = z.object({
  name: Name,
  alias: text(255).nullish(),
  description: text(10_000).nullish(),
  status: Status.nullish(),
  oneOpenIncidentOnly: z.boolean().nullish(),
  showUptimeHistory: z.boolean().nullish(),
  teams: Teams,
  labels: z
    .record(z.string().min(1, 'must have a name').max(100, 'has too long a name'), text(500))
    .refine((labels) => Object.keys(labels).length <= mostLabels, `must be at most ${mostLabels}`)
    .nullish(),
  iconUrl: WebAddress.nullish(),
  links: z
    .array(z.looseObject({ href: WebAddress.nullish(), text: text(255).nullish() }))
    .max(mostLinks, `must be at most ${mostLinks}`)
    .refine((links) => JSON.stringify(links).length <= 20_000, 'must not be so long')
    .nullish(),
});
export type ServiceInput = z.infer<typeof ServiceInput>;

/** Somebody who is to be told; what else is said of them is not read. */
export const SubscriberInput = z.object({ id: Id, type: z.enum(['USER', 'TEAM']).nullish() });

/** They stand in what they subscribe to. */
export const mostSubscribers = 1000;

/** Those who are told: a list, or one of them alone. */
export const SubscribersInput = z
  .union([z.array(SubscriberInput), SubscriberInput.transform((one) => [one])])
  .refine((all) => all.length <= mostSubscribers, `must be at most ${mostSubscribers}`);
export type SubscribersInput = z.infer<typeof SubscribersInput>;

/** What a client may write of a dependency: which service is needed, and how much. */
export const DependencyInput = z.object({
  service: Reference,
  type: z.enum(['HARD', 'SOFT']).nullish(),
});
export type DependencyInput = z.infer<typeof DependencyInput>;

/** What a client may write of an outage override. */
export const OutageOverrideInput = z.object({
  service: Reference,
  status: ServiceStatus,
  from: DateTime,
  until: DateTime,
});
export type OutageOverrideInput = z.infer<typeof OutageOverrideInput>;
