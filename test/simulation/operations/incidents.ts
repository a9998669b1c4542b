import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { several, sometimes } from './choices.ts';

/** Somebody tells of something that is wrong with services that pages show: opens an incident, says more of it, ends it. */
export interface IncidentOperation {
  readonly at: number;
  readonly kind: 'incident';
  /** Which of those that are told of in this run. */
  readonly number: number;
  readonly does: 'open' | 'say' | 'resolve' | 'delete';
  readonly services: readonly number[];
  readonly impact: string;
  readonly isTold: boolean;
}

/** What it is called tells which it is, wherever that turns up. */
export const nameOfIncident = (number: number): string => `inc-${number}-text`;

async function perform(people: People, { number, does, services, impact, isTold }: IncidentOperation): Promise<void> {
  const summary = nameOfIncident(number);
  const affectedServices = services.map((id) => ({ impact, service: { id } }));
  const said = { summary, sendNotification: isTold, message: `${summary}: ${does} at ${people.cloud.scheduler.now}` };
  if (does === 'open') {
    await people.callApi('POST', '/api/incidents', { body: { ...said, status: 'INVESTIGATING', affectedServices } });
    return;
  }
  const read = await people.callApi('GET', '/api/incidents');
  const all = read.ok ? (read.value.body as { readonly id: number; readonly summary: string }[]) : [];
  const found = all.find((one) => one.summary === summary);
  if (found === undefined) return;
  const path = `/api/incidents/${found.id}`;
  if (does === 'delete') await people.callApi('DELETE', path);
  else if (does === 'resolve') await people.callApi('PUT', path, { body: { ...said, status: 'RESOLVED' } });
  else await people.callApi('PUT', path, { body: { ...said, status: 'IDENTIFIED', affectedServices } });
}

export const incidents: Capability<IncidentOperation> = {
  kind: 'incident',
  generate: (random, { configuration: { pages, shownServices = [] }, until }) =>
    pages === undefined
      ? []
      : several(random, [1, 3], (number) => {
          const says = (does: IncidentOperation['does'], at: number): IncidentOperation => {
            const some = shownServices.filter(() => random.chance(0.5)).map(({ id }) => id);
            return {
              at,
              kind: 'incident',
              number,
              does,
              services: some.length > 0 ? some : [random.pick(shownServices).id],
              impact: random.pick(['DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE', 'OPERATIONAL']),
              isTold: random.chance(0.7),
            };
          };
          const begin = random.next() * until * 0.8;
          const later = () => begin + random.next() * (until - begin);
          return [
            says('open', begin),
            ...sometimes(random, 0.7, [1, 3], () => says('say', later())),
            ...sometimes(random, 0.7, [1, 1], () => says('resolve', later())),
            ...sometimes(random, 0.1, [1, 1], () => says('delete', later())),
          ];
        }).flat(),
  perform: (people, operation) => void perform(people, operation),
};
