import * as z from 'zod';

/** What a service can be in, from best to worst. */
export const ServiceStatus = z.enum(['OPERATIONAL', 'UNDER_MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE']);
export type ServiceStatus = z.infer<typeof ServiceStatus>;

const rankOf = (status: ServiceStatus): number => ServiceStatus.options.indexOf(status);

/** The worst of some statuses; of none OPERATIONAL. */
export const worst = (statuses: Iterable<ServiceStatus>): ServiceStatus => {
  let found: ServiceStatus = 'OPERATIONAL';
  for (const status of statuses) if (rankOf(status) > rankOf(found)) found = status;
  return found;
};

/** Whether a service counts as down, wholly or in part. Degraded and maintenance count as up. */
export const isOutage = (status: ServiceStatus): status is 'PARTIAL_OUTAGE' | 'MAJOR_OUTAGE' =>
  status === 'PARTIAL_OUTAGE' || status === 'MAJOR_OUTAGE';
