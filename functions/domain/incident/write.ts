import { type Instant, plus } from '../time.ts';
import { type Affected, type Incident, type IncidentStatus, type IncidentUpdate, isOpenIncident } from './incident.ts';

/** Whoever opened an incident is reminded of it when it is still open after this. */
export const remindAfter = { hours: 4 };

/** What somebody says of an incident. */
export interface IncidentSaid {
  readonly summary: string;
  readonly status: IncidentStatus;
  readonly message?: string;
  readonly sendNotification: boolean;
  readonly affected: readonly Affected[];
}

/** Who says it and when; `createdAt` and `updatedAt` only of what is written down later than it was. */
export interface Saying {
  readonly now: Instant;
  readonly id: number;
  readonly updateId: string;
  readonly by?: number | undefined;
  readonly createdAt?: Instant | undefined;
  readonly updatedAt?: Instant | undefined;
}

type Written = { readonly incident: Incident; readonly update: IncidentUpdate };

/** An incident as it is begun, with the first thing said of it. */
export function begin(said: IncidentSaid, saying: Saying): Written {
  const { now, id, by } = saying;
  const createdAt = saying.createdAt ?? saying.updatedAt ?? now;
  const updatedAt = saying.updatedAt ?? (saying.createdAt === undefined ? now : createdAt);
  const begun: Incident = {
    id,
    version: 0,
    ...said,
    affected: [...said.affected],
    alerts: [],
    subscribers: [],
    createdAt,
    updatedAt,
    openedAt: now,
    ...(by !== undefined && { createdBy: by }),
  };
  return { incident: timed(begun, undefined, now, updatedAt), update: updateOf(begun, saying, updatedAt) };
}

/** The incident after something else was said of it; whatever is said is kept, also when nothing is new in it. */
export function say(incident: Incident, said: IncidentSaid, saying: Omit<Saying, 'id'>): Written {
  const { message: _former, ...before } = incident;
  const next = { ...before, ...said, affected: [...said.affected], updatedAt: saying.now };
  return { incident: timed(next, incident, saying.now, saying.now), update: updateOf(next, saying, saying.now) };
}

/** With the times that follow from its status: when it was resolved, and when its owner is reminded. */
function timed(
  { resolvedAt: _resolved, dueAt, ...incident }: Incident,
  before: Incident | undefined,
  now: Instant,
  at: Instant,
): Incident {
  if (!isOpenIncident(incident)) return { ...incident, resolvedAt: before?.resolvedAt ?? at };
  if (before !== undefined && isOpenIncident(before)) return dueAt === undefined ? incident : { ...incident, dueAt };
  const isOwned = incident.createdBy !== undefined;
  return { ...incident, openedAt: now, ...(isOwned && { dueAt: plus(now, remindAfter) }) };
}

const updateOf = (
  {
    id,
    affected,
    sendNotification,
    status,
    message = '',
  }: Incident | (Omit<Incident, 'message'> & { message?: string }),
  { updateId, by }: Omit<Saying, 'id' | 'now'>,
  createdAt: Instant,
): IncidentUpdate => ({
  id: updateId,
  incidentId: id,
  status,
  content: message,
  affected: [...affected],
  sendNotification,
  ...(by !== undefined && { createdBy: by }),
  createdAt,
});
