import { lookedAtEvery, lookStates } from '../../domain/page/next-look.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { DueReference } from '../../ports/due-store.ts';
import { eachAtOnce } from '../each-at-once.ts';

const atOnce = 20;

/**
 * Asks for pages to be made anew, because time has passed or a change was lost: the change of the timer is seen like any other.
 * Who makes a page brings its next look forward. Returns how many were asked for.
 */
export async function askForPages(ctx: Context<'store'>, references: readonly DueReference[]): Promise<number> {
  const timer = { dueAt: plus(ctx.clock.now(), lookedAtEvery), state: lookStates.asked };
  const pages = references.flatMap((one) => (one.kind === 'page' ? [{ id: one.id, dueAt: one.dueAt }] : []));
  const asked = await eachAtOnce(pages, atOnce, ({ id, dueAt: read }) =>
    ctx.store.timers.save('page', id, timer, { dueAt: read }),
  );
  return asked.filter(Boolean).length;
}
