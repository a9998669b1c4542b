import type { Override, Schedule, ScheduleEdition } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { knownTo } from '../known.ts';
import { overridesAround } from './overrides-around.ts';
import { knownSince, type ShiftWindow, windowOf } from './shifts-of.ts';

/** Whoever a plan names; a person whom the reader may not know, or who is gone, by their id alone. */
interface PlannedPerson {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly shiftColor?: string;
}

/** All that shifts are computed from, for who computes them: people by their ids, and what is known of them once. */
export interface PlanOnWire {
  readonly from: Instant;
  readonly until: Instant;
  /** Oldest first, the last is in force. The first one given counts from the beginning of the time. */
  readonly editions: readonly ScheduleEdition[];
  /** Those that touch the time, or a shift that reaches into it. */
  readonly overrides: readonly Omit<Override, 'scheduleId'>[];
  readonly people: readonly PlannedPerson[];
}

/** What a schedule plans for a time. Throws InvalidInputError beyond two years. */
export async function planOf(
  ctx: Context<'store' | 'actor'>,
  stored: Schedule,
  window: ShiftWindow,
): Promise<PlanOnWire> {
  const { from, until } = windowOf(stored.timezone, window, ctx.clock.now());
  const [{ editions }, overrides] = await Promise.all([
    knownSince(ctx, stored, from),
    overridesAround(ctx, stored.id, from, until),
  ]);
  return {
    from,
    until,
    editions,
    overrides: overrides.map(({ scheduleId: _known, ...override }) => override),
    people: await peopleIn(ctx, editions, overrides),
  };
}

async function peopleIn(
  ctx: Context<'store' | 'actor'>,
  editions: readonly ScheduleEdition[],
  overrides: readonly Override[],
): Promise<PlannedPerson[]> {
  const ids = new Set([
    ...editions.flatMap(({ layers, shifts }) => [
      ...layers.flatMap(({ users }) => users),
      ...shifts.map(({ userId }) => userId),
    ]),
    ...overrides.map(({ userId }) => userId),
  ]);
  const known = await knownTo(ctx, 'user', ids);
  return [...ids].map((id) => {
    const user = known.get(id);
    if (user === undefined) return { id };
    const { firstName, lastName, shiftColor } = user;
    return { id, firstName, lastName, ...(shiftColor !== undefined && { shiftColor }) };
  });
}
