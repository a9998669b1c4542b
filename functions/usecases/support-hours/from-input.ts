import { raisesAlerts } from '../../domain/alert-source/support.ts';
import { plus } from '../../domain/instants.ts';
import type { SupportHours } from '../../domain/support-hours/support-hours.ts';
import { validateSupportHours } from '../../domain/support-hours/validate.ts';
import type { Context } from '../../ports/context.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import type { SupportHoursInput } from './inputs.ts';

/** The support hours that the input describes; of current ones only id, owners that are not mentioned and history stay. */
export async function supportHoursFrom(
  ctx: Context<'store' | 'actor'>,
  input: SupportHoursInput,
  current?: SupportHours,
): Promise<SupportHours> {
  const { name, timezone } = input;
  const days = Object.entries(input.supportDays).filter(([, day]) => day !== undefined);
  const supportDays: SupportHours['supportDays'] = Object.fromEntries(days);
  const exceptions = input.exceptions ?? [];
  refuseProblems(validateSupportHours({ timezone, supportDays, exceptions }));
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    timezone,
    supportDays,
    exceptions,
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** A request is over by then, whatever became of it. */
const requestIsOver = { seconds: 30 };

/**
 * Lets the tick look at the sources that refer to support hours which are about to change: when to raise their alerts
 * next depends on them. Done before they are saved, for a time after it, so that no crash in between is noticed.
 */
export async function announceChange(ctx: Context<'store'>, { id }: SupportHours): Promise<void> {
  const sources = await ctx.store.sources.getMany(await ctx.store.supportHours.sourcesOf(id));
  const raising = sources.filter(raisesAlerts).map((source) => source.id);
  await ctx.store.timers.arm('support', raising, plus(ctx.clock.now(), requestIsOver));
}
