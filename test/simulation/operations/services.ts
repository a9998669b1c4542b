import type { People } from '../people.ts';
import { templateId } from '../set-up.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Somebody speaks of a service by hand, or changes or deletes what alerts say of it. */
export interface ServicesOperation {
  readonly at: number;
  readonly kind: 'services';
  readonly serviceId: number;
  readonly does: 'set' | 'open' | 'resolve' | 'change-rule' | 'delete-rule';
}

const bodyOf = async (people: People, path: string) => {
  const read = await people.callApi('GET', path);
  return read.ok ? (read.value.body as { readonly id: number; readonly [name: string]: unknown }[]) : [];
};

async function perform(people: People, { serviceId, does }: ServicesOperation): Promise<void> {
  const affectedServices = [{ impact: 'PARTIAL_OUTAGE', service: { id: serviceId } }];
  switch (does) {
    case 'set': {
      const body = { name: `Service ${serviceId}`, status: 'OPERATIONAL', oneOpenIncidentOnly: true };
      await people.callApi('PUT', `/api/services/${serviceId}`, { body });
      return;
    }
    case 'open':
      await people.callApi('POST', '/api/incidents', { body: { templateId, affectedServices } });
      return;
    case 'resolve': {
      const [incident] = await bodyOf(people, '/api/incidents');
      if (incident === undefined) return;
      const body = { summary: 'Over', status: 'RESOLVED' };
      await people.callApi('PUT', `/api/incidents/${incident.id}`, { body });
      return;
    }
    case 'change-rule':
    case 'delete-rule': {
      const [rule] = await bodyOf(people, `/api/automation-rules?service=${serviceId}`);
      if (rule === undefined) return;
      const path = `/api/automation-rules/${rule.id}`;
      if (does === 'delete-rule') await people.callApi('DELETE', path);
      else await people.callApi('PUT', path, { body: { ...rule, serviceStatus: 'DEGRADED' } });
    }
  }
}

export const services: Capability<ServicesOperation> = {
  kind: 'services',
  generate: (random, { configuration, until }) =>
    (configuration.services ?? []).length === 0
      ? []
      : sometimes(random, 0.6, [1, 4], () => ({
          at: random.next() * until,
          kind: 'services',
          serviceId: random.pick(configuration.services ?? []).id,
          does: random.pick(['set', 'open', 'resolve', 'change-rule', 'delete-rule'] as const),
        })),
  perform: (people, operation) => void perform(people, operation),
};
