import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { retryOnConflict } from '../retry.ts';
import { pendingRequestsOf } from '../user/belongings.ts';
import { coverageKind } from './kind.ts';

/** Ends what somebody who is gone asked of others, and what they were asked. */
export async function endRequestsOf(ctx: Context<'store' | 'actor'>, userId: number): Promise<void> {
  for (const { id } of await pendingRequestsOf(ctx, userId)) await retryOnConflict(() => end(ctx, id, userId));
}

async function end(ctx: Context<'store' | 'actor'>, id: number, userId: number): Promise<void> {
  const previous = await ctx.store.coverage.get(id);
  if (previous?.state !== 'PENDING') return;
  const state = previous.requesterId === userId ? 'CANCELLED' : 'DECLINED';
  const request: CoverageRequest = { ...previous, state, updatedAt: ctx.clock.now() };
  const audit = recordOf(ctx, coverageKind, { what: 'update', before: previous, after: request });
  await ctx.store.coverage.save(request, previous, audit);
}
