import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import { type Instant, minus, plus } from '../../../functions/domain/time.ts';
import { eventOf } from '../../../functions/store/events.ts';
import { clockError } from '../quiet.ts';
import type { RunRecord } from '../record.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';
import { versionsOf, wasWithin } from './versions.ts';

/** Somebody begins planned work, and perhaps ends it early: by another end, or by deleting the window. */
export interface PlannedWorkOperation {
  readonly at: number;
  readonly kind: 'planned-work';
  readonly sources: readonly number[];
  readonly minutes: number;
  readonly early?: { readonly minutes: number; readonly by: 'edit' | 'deletion' };
}

/** Events make no alert during planned work, and only then: as windows were while each was on its way. */
function check(run: RunRecord): string[] {
  const versions = versionsOf(run, 'MAINTENANCE').map((version) => ({
    version,
    window: MaintenanceWindow.parse(version.item),
  }));
  return run.writes.flatMap(({ at, old, new: item }) => {
    if (item?.type !== 'EVENT' || (old !== undefined && eventOf(old).outcome !== 'WAITING')) return [];
    const event = eventOf(item);
    const since = minus(arrivalOf(event), clockError(run.plan));
    const covering = versions.filter(({ window }) => covers(window, event));
    const isPossible = covering.some(({ version }) => wasWithin(version, since, at));
    const isCertain = covering.some(({ version }) => version.from <= since && version.until > at);
    if (event.outcome === 'IN_MAINTENANCE' && !isPossible) return [`${event.id} met planned work that there was not`];
    if (event.outcome === 'CREATED' && isCertain) return [`${event.id} made an alert during planned work`];
    return [];
  });
}

type Arrival = Pick<EventRecord, 'receivedAt' | 'flow'>;

/** What a flow held back comes to its source when its wait is over. */
export const arrivalOf = ({ receivedAt, flow }: Arrival): Instant => flow?.heldUntil ?? receivedAt;

export const covers = (
  { sources, startsAt, endsAt }: Pick<MaintenanceWindow, 'sources' | 'startsAt' | 'endsAt'>,
  event: Arrival & Pick<EventRecord, 'sourceId'>,
): boolean => sources.includes(event.sourceId) && startsAt <= arrivalOf(event) && arrivalOf(event) < endsAt;

export const plannedWork: Capability<PlannedWorkOperation> = {
  kind: 'planned-work',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.15, [1, 2], () => ({
      at: random.next() * until,
      kind: 'planned-work',
      sources: configuration.sources.map(({ id }) => id).filter(() => random.chance(0.7)),
      minutes: random.between(1, 15),
      ...(random.chance(0.5) && {
        early: { minutes: random.next() * 8, by: random.pick(['edit', 'deletion'] as const) },
      }),
    })),
  perform: async (people, { sources, minutes, early }) => {
    const { scheduler } = people.cloud;
    const windowOf = (start: Instant, end: Instant) => ({
      timezone: 'UTC',
      start,
      end,
      summary: 'Planned work',
      alertSources: sources.map((id) => ({ id })),
    });
    const start = scheduler.clock.now();
    const body = windowOf(start, plus(start, { minutes }));
    const made = await people.callApi('POST', '/api/maintenance-windows', { body });
    if (!made.ok || early === undefined) return;
    const path = `/api/maintenance-windows/${(made.value.body as { readonly id: number }).id}`;
    scheduler.after(early.minutes * 60_000, () =>
      early.by === 'deletion'
        ? void people.callApi('DELETE', path)
        : void people.callApi('PUT', path, { body: windowOf(start, scheduler.clock.now()) }),
    );
  },
  check,
};
