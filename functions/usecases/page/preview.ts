import { can } from '../../domain/access/can.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { viewOfPage } from './view-of-page.ts';

/**
 * The first page as visitors will see it, activated or not, for whoever may write it; nobody else learns that it is there. Its sheet
 * stands in it: what a visitor gets from the page's host is not to be had here.
 */
export async function previewPage(
  ctx: Context<'store' | 'settings' | 'actor'>,
  id: number,
  language: Language,
): Promise<string> {
  const page = await ctx.store.statusPages.get(id);
  if (page === undefined || !can(ctx.actor, 'status-page:preview', page)) throw new NotFoundError('status page', id);
  const [view, { renderStatusPage }, { styleOfPage }] = await Promise.all([
    viewOfPage(ctx, page),
    import('../../render/page/status-page.tsx'),
    import('../../render/page/style.ts'),
  ]);
  const sheet = Buffer.from(styleOfPage(view.page)).toString('base64');
  return renderStatusPage(view, language, `data:text/css;base64,${sheet}`);
}
