import type { Instant } from '../time.ts';
import { type AlertHold, recorded, type Service } from './service.ts';
import { type ServiceStatus, worst } from './status.ts';

/** What one alert says of a service, and how often alerts had been overruled by then. */
export interface SaidByAlert {
  readonly status: ServiceStatus;
  readonly overruled: number;
}

const overruledOf = ({ overruled = 0 }: Service): number => overruled;

/** What an alert says of a service, as it is remembered for taking it back. */
export const saidByAlert = (service: Service, status: ServiceStatus): SaidByAlert => ({
  status,
  overruled: overruledOf(service),
});

/** Whether what an alert has said of a service still counts: nobody has set it by hand since. */
export const stillCounts = (service: Service, { overruled }: SaidByAlert): boolean =>
  overruledOf(service) === overruled;

/**
 * The service after one alert has said something of it in place of what it said before; without `next` it says nothing any
 * more. What it said before somebody set the status by hand is over already.
 */
export function withAlertSaying(
  service: Service,
  { next, before }: { readonly next?: ServiceStatus | undefined; readonly before?: SaidByAlert | undefined },
  now: Instant,
): Service {
  const { alertHolds: former = [], ...rest } = service;
  const released = before !== undefined && stillCounts(service, before) ? added(former, before.status, -1) : former;
  const alertHolds = next === undefined ? released : added(released, next, 1);
  return recorded({ ...rest, ...(alertHolds.length > 0 && { alertHolds }) }, now);
}

/** The service that stays in what an alert has said of it, as if somebody had set it so, where that is the worse. */
export function withAlertSaidForGood(service: Service, before: SaidByAlert, now: Instant): Service {
  if (!stillCounts(service, before)) return service;
  const status = worst([service.status, before.status]);
  const set = status === service.status ? service : { ...service, status, statusSetAt: now };
  return withAlertSaying(set, { before }, now);
}

function added(holds: readonly AlertHold[], status: ServiceStatus, by: 1 | -1): AlertHold[] {
  const alerts = (holds.find((hold) => hold.status === status)?.alerts ?? 0) + by;
  const others = holds.filter((hold) => hold.status !== status);
  return alerts > 0 ? [...others, { status, alerts }] : others;
}
