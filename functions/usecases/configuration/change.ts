import { authorize } from '../../domain/access/authorize.ts';
import type { Action, Protected } from '../../domain/access/can.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';
import type { Entity, Kind } from './kind.ts';
import { writeChanged } from './write.ts';

/** What is to be changed: by its id, or as whatever else names it leads there. */
export interface Named<E> {
  readonly id: number | string;
  readonly find?: () => Promise<E | undefined>;
  /** Throws what speaks against changing it as it is; asked of each state that a change may be decided on. */
  readonly check?: ((current: E) => Promise<void>) | undefined;
}

/** Hidden entities (the canary's) do not exist for callers. */
export const shown = <E extends { readonly hidden?: boolean | undefined }>(entity: E | undefined): E | undefined =>
  entity?.hidden === true ? undefined : entity;

/** The entity, if the actor may do this with it. Throws NotFoundError and ForbiddenError as `authorize` does. */
export async function authorized<E extends Entity & Protected>(
  ctx: Context<'store' | 'actor'>,
  kind: Kind<E>,
  right: Action,
  { id, find }: Named<E>,
): Promise<E> {
  const entity = shown(await (find?.() ?? kind.store(ctx.store).get(Number(id))));
  authorize(ctx.actor, right, entity, id);
  return entity;
}

/** Saves what `decide` makes of the entity, deciding again when somebody else saved meanwhile. */
export const changeConfigured = <E extends Entity & Protected>(
  ctx: Context<'store' | 'actor'>,
  kind: Kind<E>,
  right: Action,
  named: Named<E>,
  decide: (current: E) => E | Promise<E>,
): Promise<E> =>
  retryOnConflict(async () => {
    const current = await authorized(ctx, kind, right, named);
    await named.check?.(current);
    return writeChanged(ctx, kind, await decide(current), current);
  });
