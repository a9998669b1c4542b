import { teamAccessOf } from '../../domain/access/team-access.ts';
import { userActor } from '../../domain/access/user-actor.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Subscriber } from '../../domain/service/service.ts';
import type { Audiences, Insider } from '../../domain/telling/recipients.ts';
import type { Context } from '../../ports/context.ts';
import { everything } from '../visible-page.ts';

/** Reads all that decides who is told of these services: their pages, who subscribes to them from outside, and who follows from inside. */
export async function audiencesOf(
  ctx: Context<'store'>,
  { services: ids, followers }: { readonly services: readonly number[]; readonly followers: readonly Subscriber[] },
): Promise<Audiences> {
  const { store } = ctx;
  const wanted = [...new Set(ids)];
  const [services, showing] = await Promise.all([store.services.getMany(wanted), store.publication.pagesOf(wanted)]);
  const found = showing.length === 0 ? [] : await store.statusPages.getMany(showing.map(({ id }) => id));
  const pages = found.filter(({ activatedAt }) => activatedAt !== undefined);
  const subscribers = [...services, ...pages].flatMap((one) => one.subscribers).concat(followers);
  const [outside, insiders] = await Promise.all([outsideOf(ctx, pages), insidersOf(ctx, subscribers)]);
  return { services, pages, outside, followers, insiders };
}

async function outsideOf({ store }: Context<'store'>, pages: readonly StatusPage[]): Promise<Audiences['outside']> {
  const open = pages.filter(({ visibility }) => visibility === 'PUBLIC');
  return new Map(await Promise.all(open.map(async ({ id }) => [id, await store.subscribers.ofPage(id)] as const)));
}

/** Everybody who is meant by name or by a team, with what their teams give them. */
async function insidersOf({ store }: Context<'store'>, subscribers: readonly Subscriber[]): Promise<Insider[]> {
  if (subscribers.length === 0) return [];
  const teams = await everything((page) => store.teams.list(page));
  const meant = new Set(subscribers.filter(({ type }) => type === 'TEAM').map(({ id }) => id));
  const members = teams.filter(({ id }) => meant.has(id)).flatMap((team) => team.members.map(({ userId }) => userId));
  const own = subscribers.filter(({ type }) => type === 'USER').map(({ id }) => id);
  const users = await store.users.getMany([...new Set([...own, ...members])]);
  return users.map((user) => ({ user, actor: { ...userActor(user), teams: teamAccessOf(user.id, teams) } }));
}
