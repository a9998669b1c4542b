import { authorizeAny, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { type Action, can, type Protected } from '../../domain/access/can.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';
import type { Entity, Kind } from './kind.ts';
import { writeNew } from './write.ts';

/**
 * Creates what `make` describes, if the actor may: at all before anything is read, and with the owners it has then.
 * Another id is drawn when it is taken.
 */
export async function createConfigured<E extends Entity & Protected>(
  ctx: Context<'store' | 'actor'>,
  kind: Kind<E>,
  right: Action,
  make: () => E | Promise<E>,
): Promise<E> {
  authorizeSomewhere(ctx.actor, right);
  return retryOnConflict(async () => {
    const entity = await make();
    if (!can(ctx.actor, right)) authorizeAny(ctx.actor, right, entity);
    return writeNew(ctx, kind, entity);
  });
}
