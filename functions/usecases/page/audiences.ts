import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Team } from '../../domain/team/team.ts';
import type { Context } from '../../ports/context.ts';
import { authorized, changeConfigured } from '../configuration/change.ts';
import { serviceKind } from '../service/kind.ts';
import { everything } from '../visible-page.ts';
import type { AudienceInput } from './inputs.ts';
import { statusPageKind } from './kind.ts';

type AudienceContext = Context<'store' | 'actor'>;

/** What each team that the actor may know of sees of what the page shows. */
export async function audiences(ctx: AudienceContext, pageId: number): Promise<object[]> {
  const page = await authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });
  const [teams, services] = await Promise.all([
    everything((range) => ctx.store.teams.list(range)),
    shownServices(ctx, page),
  ]);
  return teams.filter((team) => can(ctx.actor, 'team:read', team)).map((team) => presentAudience(team, services));
}

/** Of what the page shows the team sees from now on exactly what is named: it is added to the owners of that, and taken from the rest. */
export async function changeAudience(
  ctx: AudienceContext,
  { pageId, teamId }: { readonly pageId: number; readonly teamId: number },
  readInput: () => AudienceInput,
): Promise<object> {
  const page = await authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });
  const team = await ctx.store.teams.get(teamId);
  authorize(ctx.actor, 'team:read', team, teamId);
  const input = readInput();
  const services = await shownServices(ctx, page);
  const wanted = input.services;
  const known = new Set(services.map(({ id }) => id));
  const unknown = wanted.findIndex((id) => !known.has(id));
  if (unknown >= 0)
    throw new InvalidInputError(`services[${unknown}]`, `there is no service ${wanted[unknown]} on this page`);
  const [metric] = input.metrics ?? [];
  if (metric !== undefined) throw new InvalidInputError('metrics[0]', `there is no metric ${metric} on this page`);
  const changed = services.filter(({ id, teams }) => teams.includes(teamId) !== wanted.includes(id));
  if (changed.length > 0 && !can(ctx.actor, 'team:own', team))
    throw new ForbiddenError(`${ctx.actor.name} may not change what team ${teamId} owns`);
  const kept = changed.find((service) => !can(ctx.actor, 'service:write', service));
  if (kept !== undefined) throw new ForbiddenError(`${ctx.actor.name} may not change service ${kept.id}`);
  for (const { id } of changed)
    await changeConfigured(ctx, serviceKind, 'service:write', { id }, (service) => ({
      ...service,
      teams: ownersOf(service, teamId, wanted.includes(id)),
      updatedAt: ctx.clock.now(),
    }));
  return presentAudience(team, await shownServices(ctx, page));
}

const ownersOf = ({ teams }: Service, teamId: number, isOwner: boolean): number[] =>
  [...teams.filter((id) => id !== teamId), ...(isOwner ? [teamId] : [])].sort((a, b) => a - b);

/** Those that the actor may know of, in the page's order. */
const shownServices = async ({ store, actor }: AudienceContext, page: StatusPage): Promise<Service[]> =>
  (page.services.length === 0 ? [] : await store.services.getMany(page.services)).filter((service) =>
    can(actor, 'service:read', service),
  );

const presentAudience = ({ id, name }: Team, services: readonly Service[]): object => ({
  team: { id, name },
  services: services.map((service) => ({
    id: service.id,
    name: service.name,
    visible: service.teams.includes(id),
  })),
  metrics: [],
});
