import { can } from '../../domain/access/can.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { seenByTeams } from '../../domain/page/audience.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Audience } from '../../domain/page/view-of.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { viewOfPage } from './view-of-page.ts';
import { shownBy } from './viewer.ts';

/**
 * The first page as visitors will see it, activated or not, for whoever may write it; nobody else learns that it is there. Its sheet
 * stands in it: what a visitor gets from the page's host is not to be had here. An audience-specific page is shown as its administrators
 * see it, or as the members of a team do.
 */
export async function previewPage(
  ctx: Context<'store' | 'settings' | 'actor'>,
  id: number,
  { language, teamId }: { readonly language: Language; readonly teamId?: number | undefined },
): Promise<string> {
  const page = await ctx.store.statusPages.get(id);
  if (page === undefined || !can(ctx.actor, 'status-page:preview', page)) throw new NotFoundError('status page', id);
  const audience = teamId === undefined ? undefined : await audienceOfTeam(ctx, page, teamId);
  const [view, { renderStatusPage }, { styleOfPage }] = await Promise.all([
    viewOfPage(ctx, page, audience),
    import('../../render/page/status-page.tsx'),
    import('../../render/page/style.ts'),
  ]);
  const sheet = Buffer.from(styleOfPage(view.page)).toString('base64');
  return renderStatusPage(view, language, `data:text/css;base64,${sheet}`);
}

/** Of a team that the actor may know of. */
async function audienceOfTeam(ctx: Context<'store' | 'actor'>, page: StatusPage, teamId: number): Promise<Audience> {
  if (!page.audienceSpecific) throw new InvalidInputError('team', 'is for audience-specific pages only');
  const team = await ctx.store.teams.get(teamId);
  if (team === undefined || !can(ctx.actor, 'team:read', team))
    throw new InvalidInputError('team', `there is no team ${teamId}`);
  return seenByTeams(await shownBy(ctx, page), new Set([teamId]));
}
