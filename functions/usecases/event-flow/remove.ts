import { NotFoundError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import { authorized } from '../configuration/change.ts';
import { writeDeletion } from '../configuration/write.ts';
import { refuseForeignOwners } from '../owners.ts';
import { retryOnConflict } from '../retry.ts';
import { eventFlowKind, flowIntegrationKind } from './kind.ts';

/**
 * Deletes a flow with its entries, these first: no key leads to a flow that is not there, and a deletion that was cut short is
 * finished by another one. Events that wait in it go on by the graph they entered with.
 */
export const removeEventFlow = (ctx: Context<'store' | 'actor'>, id: number): Promise<void> =>
  retryOnConflict(async () => {
    const flow = await authorized(ctx, eventFlowKind, 'event-flow:write', { id });
    await refuseForeignOwners(ctx, flow.teams);
    for (const integration of await ctx.store.flowIntegrations.ofFlow(id))
      await writeDeletion(ctx, flowIntegrationKind, integration).catch(unlessGone);
    await writeDeletion(ctx, eventFlowKind, flow);
  });

function unlessGone(error: unknown): void {
  if (!(error instanceof NotFoundError)) throw error;
}
