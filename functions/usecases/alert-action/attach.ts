import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { ConflictError, NotFoundError } from '../../domain/errors.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { changeConfigured, type Named } from '../configuration/change.ts';
import { knownTo } from '../known.ts';
import { checkRoom } from './from-input.ts';
import { alertActionKind } from './kind.ts';

type ActionContext = Context<'store' | 'actor'>;

/**
 * Lets an action act for one more source, whatever else is attached at the same moment. Throws NotFoundError for a source that is
 * not there or that the actor may not know of, ConflictError for one that is attached already.
 */
export async function addSource(
  ctx: ActionContext,
  named: Named<AlertAction>,
  readSource: () => number,
): Promise<AlertAction> {
  return changeConfigured(ctx, alertActionKind, 'alert-action:write', named, async (current) => {
    const sourceId = readSource();
    await findSource(ctx, sourceId);
    if (current.alertSourceIds.includes(sourceId))
      throw new ConflictError(`alert action ${wireIdOf(current.id)} is already attached to this alert source`);
    const next = { ...current, alertSourceIds: [...current.alertSourceIds, sourceId], updatedAt: ctx.clock.now() };
    await checkRoom(ctx, next, current);
    return next;
  });
}

/** Lets an action act no more for a source. Throws as `addSource` does, for one that is not attached. */
export async function removeSource(
  ctx: ActionContext,
  named: Named<AlertAction>,
  readSource: () => number,
): Promise<AlertAction> {
  return changeConfigured(ctx, alertActionKind, 'alert-action:write', named, async (current) => {
    const sourceId = readSource();
    if (!current.alertSourceIds.includes(sourceId)) {
      await findSource(ctx, sourceId);
      throw new ConflictError(`alert action ${wireIdOf(current.id)} is not attached to this alert source`);
    }
    return withoutSource(current, sourceId, ctx);
  });
}

/** The action as it is once a source is gone from it. */
export const withoutSource = (
  action: AlertAction,
  sourceId: number,
  { clock }: Pick<Context, 'clock'>,
): AlertAction => ({
  ...action,
  alertSourceIds: action.alertSourceIds.filter((id) => id !== sourceId),
  updatedAt: clock.now(),
});

async function findSource(ctx: ActionContext, id: number): Promise<void> {
  if (!(await knownTo(ctx, 'source', [id])).has(id)) throw new NotFoundError('alert source', id);
}
