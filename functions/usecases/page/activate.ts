import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Context } from '../../ports/context.ts';
import { authorized } from '../configuration/change.ts';
import { writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { statusPageKind } from './kind.ts';

/** Lets visitors reach a page, whose kind is fixed from then on; one that was activated stays as it is. */
export const activatePage = (ctx: Context<'store' | 'actor'>, id: number): Promise<StatusPage> =>
  retryOnConflict(async () => {
    const page = await authorized(ctx, statusPageKind, 'status-page:write', { id });
    if (page.activatedAt !== undefined) return page;
    const now = ctx.clock.now();
    return writeChanged(ctx, statusPageKind, { ...page, activatedAt: now, updatedAt: now }, page);
  });
