import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Planned work of services that pages show, and what subscribers are told of it; perhaps it ends early, or is called off. */
export interface AnnouncedWorkOperation {
  readonly at: number;
  readonly kind: 'announced-work';
  readonly number: number;
  readonly services: readonly number[];
  readonly startsIn: number;
  readonly minutes: number;
  readonly told: Readonly<Record<'atCreation' | 'atStart' | 'atEnd', boolean>>;
  readonly early?: { readonly minutes: number; readonly by: 'edit' | 'deletion' };
}

export const nameOfWork = (number: number): string => `win-${number}-text`;

async function perform(people: People, operation: AnnouncedWorkOperation): Promise<void> {
  const { number, services, startsIn, minutes, told, early } = operation;
  const { cloud } = people;
  const start = plus(cloud.scheduler.clock.now(), { seconds: startsIn });
  const local = (at: Instant): string => at.slice(0, 19);
  const body = {
    timezone: 'UTC',
    start: local(start),
    end: local(plus(start, { minutes })),
    summary: nameOfWork(number),
    services: services.map((id) => ({ id })),
    notifications: told,
  };
  const made = await people.callApi('POST', '/api/maintenance-windows', { body });
  if (!made.ok || early === undefined) return;
  const path = `/api/maintenance-windows/${(made.value.body as { readonly id: number }).id}`;
  cloud.scheduler.after((startsIn + early.minutes * 60) * 1000, () => {
    if (early.by === 'deletion') return void people.callApi('DELETE', path);
    const end = local(plus(cloud.scheduler.clock.now(), { seconds: 30 }));
    void people.callApi('PUT', path, { body: { ...body, end } });
  });
}

export const announcedWork: Capability<AnnouncedWorkOperation> = {
  kind: 'announced-work',
  generate: (random, { configuration: { pages = [], shownServices = [] }, until }) => {
    let number = 0;
    return sometimes(random, pages.length > 0 ? 0.4 : 0, [1, 2], () => ({
      at: random.next() * until,
      kind: 'announced-work',
      number: number++,
      services: [random.pick(shownServices).id],
      startsIn: random.between(60, 600),
      minutes: random.between(2, 15),
      told: { atCreation: random.chance(0.5), atStart: random.chance(0.5), atEnd: random.chance(0.5) },
      ...(random.chance(0.3) && {
        early: { minutes: random.between(1, 5), by: random.pick(['edit', 'deletion'] as const) },
      }),
    }));
  },
  perform: (people, operation) => void perform(people, operation),
};
