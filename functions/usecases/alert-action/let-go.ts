import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { ConflictError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import { writeChanged } from '../configuration/write.ts';
import { eachAtOnce } from '../each-at-once.ts';
import { refuseForeignOwners } from '../owners.ts';
import { retryOnConflict } from '../retry.ts';
import { withoutSource } from './attach.ts';
import { alertActionKind } from './kind.ts';

const atOnce = 10;

/**
 * Leaves a source that is about to be deleted out of all actions: clients that replace a source delete it while their actions
 * still name it. Throws, before anything is changed, what speaks against the deletion.
 */
export async function letGoOfSource(
  ctx: Context<'store' | 'actor'>,
  { id, teams }: Pick<AlertSource, 'id' | 'teams'>,
): Promise<void> {
  const attached = await ctx.store.alertActions.ofSource(id);
  if (attached.length === 0) return;
  await refuseForeignOwners(ctx, teams);
  const holder = await ctx.store.sources.heldBesidesActions(id);
  if (holder !== undefined) throw new ConflictError(`alert source ${id} is used by ${holder}`);
  await eachAtOnce(attached, atOnce, (action) => leaveOut(ctx, action.id, id));
}

const leaveOut = (ctx: Context<'store' | 'actor'>, actionId: number, sourceId: number): Promise<void> =>
  retryOnConflict(async () => {
    const action = await ctx.store.alertActions.get(actionId);
    if (action?.alertSourceIds.includes(sourceId) !== true) return;
    await writeChanged(ctx, alertActionKind, withoutSource(action, sourceId, ctx), action);
  });
