import { system } from '../../domain/access/actor.ts';
import type { Context } from '../../ports/context.ts';
import type { Entity, Kind } from './kind.ts';
import { recordOf } from './record.ts';

/** Writes of configuration, each with what the audit log says of it in one transaction. Who may do it was asked before. */
type WriteContext = Context<'store' | 'actor'>;

/** What Tocsin does of itself: nobody has to allow it. */
export const asTocsin = <Ctx extends Context<'store'>>(ctx: Ctx) => ({ ...ctx, actor: system });

/** Stores a new entity. */
export const writeNew = <E extends Entity>(ctx: WriteContext, kind: Kind<E>, entity: E): Promise<E> =>
  kind.store(ctx.store).create(entity, recordOf(ctx, kind, { what: 'create', after: entity }));

/** Stores an entity over the version that was read. */
export const writeChanged = <E extends Entity>(ctx: WriteContext, kind: Kind<E>, entity: E, previous: E): Promise<E> =>
  kind
    .store(ctx.store)
    .save(entity, previous, recordOf(ctx, kind, { what: 'update', before: previous, after: entity }));

/** Deletes an entity as it was read. */
export const writeDeletion = <E extends Entity>(
  ctx: WriteContext,
  kind: Kind<E>,
  entity: E,
  { evenIfUsed = false }: { readonly evenIfUsed?: boolean } = {},
): Promise<void> =>
  kind.store(ctx.store).delete(entity, { evenIfUsed, audit: recordOf(ctx, kind, { what: 'delete', before: entity }) });
