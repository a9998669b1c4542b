import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import type { Context } from '../../ports/context.ts';

/** Maintenance windows on the wire. */
export async function presentMaintenance(
  ctx: Context<'store'>,
  windows: readonly MaintenanceWindow[],
): Promise<object[]> {
  const sourceIds = [...new Set(windows.flatMap(({ sources }) => sources))];
  const userIds = [...new Set(windows.map(({ createdBy }) => createdBy).filter((id) => id !== undefined))];
  const [sources, users] = await Promise.all([
    sourceIds.length === 0 ? [] : ctx.store.sources.getMany(sourceIds),
    userIds.length === 0 ? [] : ctx.store.users.getMany(userIds),
  ]);
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const people = new Map(users.map(({ id, firstName, lastName }) => [id, { id, firstName, lastName }]));
  return windows.map((window) => ({
    id: window.id,
    timezone: window.timezone,
    start: window.start,
    end: window.end,
    recurrence: window.recurrence,
    summary: window.summary,
    description: window.description,
    alertSources: window.sources.map((id) => ({ id, name: sourceNames.get(id) })),
    services: window.services.map((id) => ({ id })),
    createdBy: window.createdBy === undefined ? undefined : (people.get(window.createdBy) ?? { id: window.createdBy }),
    notifications: window.notifications,
    createdAt: window.createdAt,
    updatedAt: window.updatedAt,
  }));
}
