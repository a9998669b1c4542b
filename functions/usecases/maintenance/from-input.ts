import { InvalidInputError } from '../../domain/errors.ts';
import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import { nextMaintenanceChange, occurrences } from '../../domain/maintenance/occurrences.ts';
import { upcomingOf } from '../../domain/maintenance/upcoming.ts';
import { validateMaintenance } from '../../domain/maintenance/validate.ts';
import { type Instant, plus } from '../../domain/time.ts';
import { parseLocal } from '../../domain/wall-time.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { refuseProblems } from '../problems.ts';
import type { MaintenanceInput } from './inputs.ts';

/** Sources and services are told of a window in its own transaction: those that come, stay and go. */
const mostTold = 95;

/** The window that the input describes; of a current one id, maker and history stay. */
export async function maintenanceFrom(
  ctx: Context<'store' | 'actor'>,
  input: MaintenanceInput,
  current?: MaintenanceWindow,
): Promise<MaintenanceWindow> {
  const { start, end, summary, description, notifications } = input;
  const timezone = input.timezone || 'UTC';
  const recurrence = input.recurrence || undefined;
  refuseProblems(validateMaintenance({ timezone, start, end, recurrence }));
  const now = ctx.clock.now();
  const times = {
    timezone,
    start,
    end,
    startsAt: parseLocal(start, timezone) ?? now,
    endsAt: parseLocal(end, timezone) ?? now,
    ...(recurrence && { recurrence }),
  };
  if (!hasBegun(current, now)) refuseOver(times, now);
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    ...times,
    upcoming: upcomingOf(times, now),
    summary,
    ...(description && { description }),
    ...(await thingsFrom(ctx, input, current)),
    ...createdBy(ctx, current),
    ...(notifications && {
      notifications: {
        atCreation: notifications.atCreation ?? false,
        ...(notifications.at24HoursBefore && { at24HoursBefore: true }),
        ...(notifications.at1HourBefore && { at1HourBefore: true }),
        atStart: notifications.atStart ?? false,
        atEnd: notifications.atEnd ?? false,
      },
    }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** One that has begun may end whenever its maker says, also before now. */
const hasBegun = (current: MaintenanceWindow | undefined, now: Instant): boolean =>
  current !== undefined && current.startsAt <= now;

/** Throws InvalidInputError for a window that is over before it is made: somebody mistook the day or the zone. */
function refuseOver(times: Parameters<typeof occurrences>[0], now: Instant): void {
  const isOn = occurrences(times, now, plus(now, { milliseconds: 1 })).length > 0;
  if (isOn || nextMaintenanceChange(times, now) !== undefined) return;
  if (times.recurrence !== undefined) throw new InvalidInputError('recurrence', 'has no occurrence after now');
  throw new InvalidInputError('end', 'must not be in the past');
}

const distinct = (references: readonly { readonly id: number }[] | null | undefined): number[] => [
  ...new Set((references ?? []).map(({ id }) => id)),
];

/** Sources and services that the window is about: those that stood there before may stay; new ones must be there. */
async function thingsFrom(
  ctx: Context<'store' | 'actor'>,
  { alertSources, services }: MaintenanceInput,
  current: MaintenanceWindow | undefined,
): Promise<Pick<MaintenanceWindow, 'sources' | 'services'>> {
  const before = { sources: current?.sources ?? [], services: current?.services ?? [] };
  await newlyNamed(
    ctx,
    [
      ...(alertSources ?? []).map(({ id }, index) => ({
        kind: 'source' as const,
        id,
        field: `alertSources[${index}].id`,
      })),
      ...(services ?? []).map(({ id }, index) => ({ kind: 'service' as const, id, field: `services[${index}].id` })),
    ],
    [
      ...before.sources.map((id) => ({ kind: 'source' as const, id })),
      ...before.services.map((id) => ({ kind: 'service' as const, id })),
    ],
  );
  const things = { sources: distinct(alertSources), services: distinct(services) };
  const told =
    new Set([...things.sources, ...before.sources]).size + new Set([...things.services, ...before.services]).size;
  const field = things.sources.length > things.services.length ? 'alertSources' : 'services';
  if (told > mostTold)
    throw new InvalidInputError(
      field,
      `must be at most ${mostTold} sources and services with those that are taken out`,
    );
  return things;
}

function createdBy({ actor }: Context<'actor'>, current: MaintenanceWindow | undefined): { createdBy?: number } {
  const id = current === undefined ? (actor.kind === 'user' ? actor.userId : undefined) : current.createdBy;
  return id === undefined ? {} : { createdBy: id };
}
