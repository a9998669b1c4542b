import * as z from 'zod';
import type { Occurrence } from '../maintenance/occurrences.ts';
import { type Instant, Instant as InstantSchema, latest, minus } from '../time.ts';
import { ServiceStatus, worst } from './status.ts';
import type { StatusChange } from './timeline.ts';
import { daysTold } from './uptime.ts';

/** Who is told about something inside: a user, or everybody in a team. */
export const Subscriber = z.object({
  type: z.enum(['USER', 'TEAM']),
  id: z.number(),
  /** A user who wants to hear nothing, though a team of theirs is told. */
  isOut: z.literal(true).optional(),
});
export type Subscriber = z.infer<typeof Subscriber>;

/** What an open incident says of a service. */
export const Hold = z.object({ incidentId: z.number(), impact: ServiceStatus });
export type Hold = z.infer<typeof Hold>;

/** What so many open alerts say of a service. */
export const AlertHold = z.object({ status: ServiceStatus, alerts: z.number() });
export type AlertHold = z.infer<typeof AlertHold>;

/** That a service needs another one. */
export const Dependency = z.object({ id: z.number(), serviceId: z.number(), type: z.enum(['HARD', 'SOFT']) });
export type Dependency = z.infer<typeof Dependency>;

/** A business capability that people know by name, and what it is in. */
export const Service = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  alias: z.string().optional(),
  description: z.string().optional(),
  /** What somebody has set by hand; what the service is in is `statusNow`. */
  status: ServiceStatus,
  statusSetAt: InstantSchema,
  /** Of open incidents, written in their transactions. */
  holds: z.array(Hold),
  /** Of open alerts, by what they say. */
  alertHolds: z.array(AlertHold).optional(),
  /** How often somebody has overruled the alerts by hand: what alerts said before that is over. */
  overruled: z.number().optional(),
  /** What hand and incidents made of it, newest last; older ones stand in items of their own. */
  changes: z.array(z.object({ at: InstantSchema, status: ServiceStatus })),
  /** The newest change that stands in an item of its own. */
  olderChangesUntil: InstantSchema.optional(),
  /** Where the earliest override begins; absent: there is none. */
  firstOverrideFrom: InstantSchema.optional(),
  oneOpenIncidentOnly: z.boolean(),
  showUptimeHistory: z.boolean(),
  teams: z.array(z.number()),
  labels: z.record(z.string(), z.string()).optional(),
  iconUrl: z.string().optional(),
  links: z.array(z.record(z.string(), z.unknown())).optional(),
  dependencies: z.array(Dependency),
  subscribers: z.array(Subscriber),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
});
export type Service = z.infer<typeof Service>;

/** A service of which nobody has said anything yet: it is operational, and its past is shown. */
export const newService = (facts: Pick<Service, 'id' | 'name' | 'teams'>, now: Instant): Service => ({
  version: 0,
  status: 'OPERATIONAL',
  statusSetAt: now,
  holds: [],
  changes: [],
  oneOpenIncidentOnly: false,
  showUptimeHistory: true,
  dependencies: [],
  subscribers: [],
  createdAt: now,
  updatedAt: now,
  ...facts,
});

type Held = Pick<Service, 'status' | 'holds' | 'alertHolds'>;

/** What hand, open incidents and open alerts make of a service. */
export const ownStatus = ({ status, holds, alertHolds = [] }: Held): ServiceStatus =>
  worst([status, ...holds.map(({ impact }) => impact), ...alertHolds.map((hold) => hold.status)]);

/**
 * What a service is in: the worst of what is set by hand, the impacts of open incidents, what open alerts say, and planned work
 * that is on.
 */
export const statusNow = (service: Held, windows: readonly Occurrence[], now: Instant): ServiceStatus =>
  windows.some(({ start, end }) => start <= now && now < end)
    ? worst([ownStatus(service), 'UNDER_MAINTENANCE'])
    : ownStatus(service);

/** Since when a service's past is known: its creation, or the begin of an earlier override. */
export const trackedSince = ({ createdAt, firstOverrideFrom }: Service): Instant =>
  firstOverrideFrom !== undefined && firstOverrideFrom < createdAt ? firstOverrideFrom : createdAt;

/** The service with a status set by hand, which overrules what alerts have said of it until then. */
export function withStatus(service: Service, status: ServiceStatus, now: Instant): Service {
  const { alertHolds = [], ...rest } = service;
  if (alertHolds.length > 0)
    return recorded({ ...rest, status, statusSetAt: now, overruled: (service.overruled ?? 0) + 1 }, now);
  return status === service.status ? service : recorded({ ...service, status, statusSetAt: now }, now);
}

/** The service with what an open incident says of it, or, without an impact, without that. */
export function withHold(
  service: Service,
  incidentId: number,
  impact: ServiceStatus | undefined,
  now: Instant,
): Service {
  const isOther = (hold: Hold) => hold.incidentId !== incidentId;
  if (impact === undefined) return recorded({ ...service, holds: service.holds.filter(isOther) }, now);
  const hold = { incidentId, impact };
  const holds = service.holds.every(isOther)
    ? [...service.holds, hold]
    : service.holds.map((one) => (isOther(one) ? one : hold));
  return recorded({ ...service, holds }, now);
}

/**
 * The service after an incident was resolved: its impact is over, and with it what was set by hand until then. What was set
 * later stays.
 */
export const withoutIncident = (service: Service, incidentId: number, resolvedAt: Instant, now: Instant): Service =>
  withHold(
    service.statusSetAt <= resolvedAt ? { ...service, status: 'OPERATIONAL' } : service,
    incidentId,
    undefined,
    now,
  );

const secondOf = (at: Instant): string => at.slice(0, 19);

/** Notes the change there is, if there is one. Of several within one second the last counts. */
export function recorded(service: Service, now: Instant): Service {
  const status = ownStatus(service);
  const before = service.changes;
  const last = before.at(-1);
  if ((last?.status ?? 'OPERATIONAL') === status) return service;
  const at = last === undefined ? now : latest(now, last.at);
  const kept = last !== undefined && secondOf(last.at) === secondOf(at) ? before.slice(0, -1) : before;
  const changes = (kept.at(-1)?.status ?? 'OPERATIONAL') === status ? kept : [...kept, { at, status }];
  return { ...service, changes: stillTold(changes, now) };
}

/** Changes that the past as it is told begins with or holds. */
function stillTold(changes: readonly StatusChange[], now: Instant): StatusChange[] {
  const from = minus(now, { days: daysTold + 4 });
  const first = changes.findLastIndex(({ at }) => at <= from);
  return changes.slice(Math.max(first, 0));
}
