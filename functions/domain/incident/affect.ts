import { type Service, withHold, withoutIncident } from '../service/service.ts';
import type { Instant } from '../time.ts';
import { type Incident, isOpenIncident } from './incident.ts';

type Change =
  | { readonly next: Incident; readonly previous?: Incident | undefined }
  | { readonly next?: undefined; readonly previous: Incident };

/**
 * The services as an incident leaves them: while it is open each has its impact, one that was taken out is released, and
 * when it is resolved impacts and what was set by hand before are over. `services` are those of both; unchanged ones are left
 * out. Without `next` the incident is deleted, which only releases. `besides` is what else happens to a service with it.
 */
export function affectServices(
  services: readonly Service[],
  { next, previous }: Change,
  now: Instant,
  besides: (service: Service) => Service = (service) => service,
): { readonly service: Service; readonly previous: Service }[] {
  const { id } = next === undefined ? previous : next;
  const wasOpen = previous === undefined || isOpenIncident(previous);
  const left = (service: Service): Service => {
    const affected = next?.affected.find(({ serviceId }) => serviceId === service.id);
    if (next !== undefined && affected !== undefined && isOpenIncident(next))
      return withHold(service, id, affected.impact, now);
    if (affected !== undefined && wasOpen) return withoutIncident(service, id, next?.resolvedAt ?? now, now);
    return withHold(service, id, undefined, now);
  };
  return services
    .map((service) => ({ service: left(besides(service)), previous: service }))
    .filter(({ service, previous: before }) => isChanged(service, before));
}

const isChanged = (one: Service, other: Service): boolean =>
  one.status !== other.status ||
  one.changes !== other.changes ||
  one.alertHolds !== other.alertHolds ||
  one.holds.length !== other.holds.length ||
  one.holds.some(({ impact }, index) => other.holds[index]?.impact !== impact);
