import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Somebody says by hand what a service that pages show is in, or calls an audience an owner of it or not. */
export interface ShownServiceOperation {
  readonly at: number;
  readonly kind: 'shown-service';
  readonly serviceId: number;
  readonly status?: string;
  readonly audience?: { readonly pageId: number; readonly teamId: number; readonly services: readonly number[] };
}

async function perform(people: People, { serviceId, status, audience }: ShownServiceOperation): Promise<void> {
  if (audience !== undefined) {
    const { pageId, teamId, services } = audience;
    await people.callApi('PUT', `/api/status-pages/${pageId}/audiences/${teamId}`, { body: { services } });
    return;
  }
  const path = `/api/services/${serviceId}`;
  const read = await people.callApi('GET', path);
  if (read.ok) await people.callApi('PUT', path, { body: { ...(read.value.body as object), status } });
}

export const shownService: Capability<ShownServiceOperation> = {
  kind: 'shown-service',
  generate: (random, { configuration: { pages = [], shownServices = [], audienceTeams = [] }, until }) =>
    sometimes(random, pages.length > 0 ? 0.8 : 0, [1, 4], () => {
      const at = random.next() * until;
      const operation = { at, kind: 'shown-service', serviceId: random.pick(shownServices).id } as const;
      const someStatus = () => random.pick(['OPERATIONAL', 'DEGRADED', 'MAJOR_OUTAGE']);
      if (random.chance(0.6)) {
        // Sometimes much changes while the pages are made of what was before.
        const soon = sometimes(random, 0.6, [2, 5], () => ({
          ...operation,
          at: at + random.next() * random.pick([0.3, 1, 4]),
          serviceId: random.pick(shownServices).id,
          status: someStatus(),
        }));
        return [{ ...operation, status: someStatus() }, ...soon];
      }
      const page = random.pick(pages);
      const services = page.services.filter(() => random.chance(0.5));
      return [{ ...operation, audience: { pageId: page.id, teamId: random.pick(audienceTeams).id, services } }];
    }).flat(),
  perform: (people, operation) => void perform(people, operation),
};
