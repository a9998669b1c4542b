import { type Deed, withApplied } from '../../domain/automation/run.ts';
import type { Context } from '../../ports/context.ts';
import { noteOf } from './note.ts';
import type { Situation } from './run.ts';

/** Notes that an effect is none of the alert's business, so that nobody asks again. Returns whether nothing is left to do. */
export async function passEffect(
  ctx: Context<'store'>,
  situation: Situation,
  { effect, serviceIds }: Extract<Deed, { readonly kind: 'apply' }>,
): Promise<boolean> {
  const nothing = { said: [], sendNotification: false, resolveIncident: false, resolveService: false };
  const passed = { key: effect.key, serviceIds: [...serviceIds], ...nothing, isReleased: true };
  const { isLast, ...write } = noteOf(ctx, situation, withApplied(situation.run, passed), { services: [] });
  await ctx.store.automationRuns.save(write);
  return isLast;
}
