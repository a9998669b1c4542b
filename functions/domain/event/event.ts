import * as z from 'zod';
import { WarningNote } from '../alert-source/warnings.ts';
import { Instant } from '../time.ts';
import { EventGroup } from './group.ts';

export const EventType = z.enum(['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT']);
export type EventType = z.infer<typeof EventType>;

export const Priority = z.enum(['HIGH', 'LOW']);
export type Priority = z.infer<typeof Priority>;

export const Image = z.object({ src: z.string(), href: z.string().optional(), alt: z.string().optional() });
export const Link = z.object({ href: z.string(), text: z.string().optional() });
export const EventComment = z.object({ creator: z.string().optional(), content: z.string() });
export const LogExcerpt = z.object({
  timestamp: z.string().optional(),
  level: z.string().optional(),
  body: z.string(),
  labels: z.record(z.string(), z.string()).optional(),
});
export type Image = z.infer<typeof Image>;
export type Link = z.infer<typeof Link>;

/** What every monitoring tool's message is turned into (wire-api.md §2.1). `alertKey` is as sent; see `alertKeyOf`. */
export const NormalisedEvent = z.object({
  eventType: EventType,
  summary: z.string().optional(),
  details: z.string().optional(),
  alertKey: z.string().optional(),
  priority: Priority.optional(),
  severity: z.number().int().min(1).max(5).optional(),
  images: z.array(Image).optional(),
  links: z.array(Link).optional(),
  comments: z.array(EventComment).optional(),
  logs: z.array(LogExcerpt).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  services: z.array(z.object({ id: z.number().optional(), alias: z.string().optional() })).optional(),
  customDetails: z.record(z.string(), z.unknown()).optional(),
  routingKey: z.string().optional(),
  /** When the tool sends several problems under one key: which ones there are. */
  group: EventGroup.optional(),
});
export type NormalisedEvent = z.infer<typeof NormalisedEvent>;

/** The raw body of a request: gzipped in base64, or, when that is over 200 KB, gzipped in the blob store. */
export const RawBody = z.union([z.object({ gzip: z.string() }), z.object({ blobKey: z.string() })]);
export type RawBody = z.infer<typeof RawBody>;

/** The flow that an event came by, and the integration whose key it used. */
export const CameBy = z.object({ id: z.number(), integrationId: z.number() });
export type CameBy = z.infer<typeof CameBy>;

/** That a flow handed the event to its source, why, and what it decided in place of the source. */
export const RoutedBy = CameBy.extend({
  why: z.string(),
  /** Until when it had to wait. */
  heldUntil: Instant.optional(),
  priority: Priority.optional(),
  policyId: z.number().optional(),
});
export type RoutedBy = z.infer<typeof RoutedBy>;

/**
 * One message on the FIFO event queue. `event` is absent when the request asks for nothing (`note` says why: a
 * handshake, a comment, an unreadable body); it is recorded all the same. `raw` travels once per request, with index 0.
 */
export const EventMessage = z.object({
  v: z.literal(1),
  eventId: z.string(),
  sourceId: z.number(),
  integration: z.string(),
  receivedAt: Instant,
  event: NormalisedEvent.optional(),
  note: z.string().optional(),
  raw: RawBody.optional(),
  /** What the event shows to be wrong with how its source is set up. */
  warnings: z.array(WarningNote).optional(),
  /** The policy that the source named when the event came, so that it is read with the source; the source decides. */
  policyId: z.number().optional(),
  /** The body is in our own event form, so that its `customDetails` are not all that it says. */
  isOwnForm: z.boolean().optional(),
  /** Absent where it came by the source's own key. */
  flow: RoutedBy.optional(),
});
export type EventMessage = z.infer<typeof EventMessage>;

/**
 * When the event came to its source, for what a source decides by the time. What is older than what is told by `receivedAt`: a
 * flow that held an event back does not make it newer than an answer that came meanwhile.
 */
export const arrivedAt = ({ receivedAt, flow }: Pick<EventMessage, 'receivedAt' | 'flow'>): Instant =>
  flow?.heldUntil ?? receivedAt;

/**
 * An event that came by the key of a flow, or that has waited in one: which source takes it is not decided yet. Versions
 * before flows do not know this `v`, and give it back to the queue.
 */
export const FlowMessage = EventMessage.omit({ sourceId: true, policyId: true }).extend({
  v: z.literal(2),
  flow: CameBy,
  /** That of the flow's integration. */
  integrationType: z.string(),
  /** The node at which it has waited; it goes on from there. */
  from: z.number().optional(),
});
export type FlowMessage = z.infer<typeof FlowMessage>;

/** Whatever is on the event queue. */
export const QueuedEvent = z.discriminatedUnion('v', [EventMessage, FlowMessage]);
export type QueuedEvent = z.infer<typeof QueuedEvent>;

/** What became of an event. */
export const EventOutcome = z.enum([
  'CREATED', // a new alert
  'APPENDED', // told an open alert's timeline
  'ACCEPTED',
  'RESOLVED',
  'COMMENTED',
  'NO_OPEN_ALERT', // accept, resolve or comment without an open alert with that key
  'STALE', // older than the alert or the resolution it would act on
  'SOURCE_DISABLED',
  'IN_MAINTENANCE', // would have been an alert, but there is planned work
  'SOURCE_DELETED',
  'IGNORED', // nothing to do by its nature: handshake, test, comment, intermediate state
  'REFUSED', // a signature did not verify
  'UNREADABLE', // kept raw: the adapter could not read it
  'FILTERED', // the source's filters do not want it
  'NO_KEY', // the source's key template gives nothing
  'GROUPED', // told an open alert with another key
  'DROPPED_BY_FLOW',
  'WAITING', // an event flow holds it back
]);
export type EventOutcome = z.infer<typeof EventOutcome>;

/** Where an event waits in a flow, and all that it needs to go on from there, whatever becomes of the flow. */
export const EventWait = z.object({
  nodeId: z.number(),
  until: Instant,
  /** What is left of the flow as it was when the event came: its name, and the node with all that lies behind it. */
  flow: z.record(z.string(), z.unknown()),
  /** What the nodes before have set. */
  context: z.looseObject({ integrationType: z.string() }),
  /** The way here, in words. */
  way: z.string(),
});
export type EventWait = z.infer<typeof EventWait>;

/** In place of a source's id: the event reached none. */
export const noSource = 0;

/** An event as kept for the event explorer. */
export const EventRecord = z.object({
  id: z.string(),
  /** `noSource` while a flow holds it back, and where it ended in the flow. */
  sourceId: z.number(),
  integration: z.string(),
  receivedAt: Instant,
  event: NormalisedEvent.optional(),
  note: z.string().optional(),
  raw: RawBody.optional(),
  isOwnForm: z.boolean().optional(),
  outcome: EventOutcome,
  alertId: z.number().optional(),
  /** As its source's template made it; absent where that is what the event brought. */
  alertKey: z.string().optional(),
  /** The news it brought, when more people are told than the event's transaction holds. */
  newsAt: Instant.optional(),
  /** Absent where it came by its source's own key. */
  flow: CameBy.extend({ heldUntil: Instant.optional() }).optional(),
  /** As long as it waits. */
  wait: EventWait.optional(),
});
export type EventRecord = z.infer<typeof EventRecord>;

export { alertKeyOf } from './alert-key.ts';
