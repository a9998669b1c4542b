import type { Action, Protected } from '../../domain/access/can.ts';
import type { Context } from '../../ports/context.ts';
import { refuseForeignOwners } from '../owners.ts';
import { retryOnConflict } from '../retry.ts';
import { authorized, type Named } from './change.ts';
import type { Entity, Kind } from './kind.ts';
import { writeDeletion } from './write.ts';

export interface Removal<E> {
  /** Throws what speaks against it. */
  readonly check?: ((entity: E) => void | Promise<void>) | undefined;
  /** Whether it goes though something refers to it. */
  readonly evenIfUsed?: boolean;
}

/** Deletes an entity, if the actor may, also for the teams that own it, and nothing refers to it. Returns what it was. */
export const removeConfigured = <E extends Entity & Protected>(
  ctx: Context<'store' | 'actor'>,
  kind: Kind<E>,
  right: Action,
  named: Named<E>,
  { check, evenIfUsed = false }: Removal<E> = {},
): Promise<E> =>
  retryOnConflict(async () => {
    const entity = await authorized(ctx, kind, right, named);
    await check?.(entity);
    await refuseForeignOwners(ctx, entity.teams ?? []);
    await writeDeletion(ctx, kind, entity, { evenIfUsed });
    return entity;
  });
