import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { peopleOf } from '../user/people.ts';

/** Maintenance windows on the wire. */
export async function presentMaintenance(
  ctx: Context<'store' | 'actor'>,
  windows: readonly MaintenanceWindow[],
): Promise<object[]> {
  const [source, service, person] = await Promise.all([
    namesOf(
      ctx,
      'source',
      windows.flatMap(({ sources }) => sources),
    ),
    namesOf(
      ctx,
      'service',
      windows.flatMap(({ services }) => services),
    ),
    peopleOf(
      ctx,
      windows.flatMap(({ createdBy }) => createdBy ?? []),
    ),
  ]);
  return windows.map((window) => ({
    id: window.id,
    timezone: window.timezone,
    start: window.start,
    end: window.end,
    recurrence: window.recurrence,
    summary: window.summary,
    description: window.description,
    alertSources: window.sources.map(source),
    services: window.services.map(service),
    createdBy: window.createdBy === undefined ? undefined : person(window.createdBy),
    notifications: window.notifications,
    createdAt: window.createdAt,
    updatedAt: window.updatedAt,
  }));
}
