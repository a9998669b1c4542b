import { authorize } from '../../domain/access/authorize.ts';
import { type Action, can, type Protected } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Team } from '../../domain/team/team.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { authorized, changeConfigured } from '../configuration/change.ts';
import type { Entity, Kind } from '../configuration/kind.ts';
import { metricKind } from '../metric/kind.ts';
import { serviceKind } from '../service/kind.ts';
import { everything } from '../visible-page.ts';
import type { AudienceInput } from './inputs.ts';
import { statusPageKind } from './kind.ts';

type AudienceContext = Context<'store' | 'actor'>;

/** What each team that the actor may know of sees of what the page shows. */
export async function audiences(ctx: AudienceContext, pageId: number): Promise<Audience[]> {
  const page = await authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });
  const [teams, shown] = await Promise.all([everything((range) => ctx.store.teams.list(range)), shownBy(ctx, page)]);
  return teams.filter((team) => can(ctx.actor, 'team:read', team)).map((team) => presentAudience(team, shown));
}

interface AudienceName {
  readonly pageId: number;
  readonly teamId: number;
}

/** What one team that the actor may know of sees of what the page shows. */
export async function audienceOf(ctx: AudienceContext, { pageId, teamId }: AudienceName): Promise<Audience> {
  const page = await authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });
  const team = await ctx.store.teams.get(teamId);
  authorize(ctx.actor, 'team:read', team, teamId);
  return presentAudience(team, await shownBy(ctx, page));
}

/**
 * Of what the page shows the team sees from now on exactly what is named: it is added to the owners of that, and taken from the rest.
 * Metrics of which nothing is said stay. `check` is asked of what the team sees before.
 */
export async function changeAudience(
  ctx: AudienceContext,
  { pageId, teamId }: AudienceName,
  readInput: () => AudienceInput,
  check?: (current: Audience) => Promise<void>,
): Promise<Audience> {
  const page = await authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });
  const team = await ctx.store.teams.get(teamId);
  authorize(ctx.actor, 'team:read', team, teamId);
  const { services, metrics } = await shownBy(ctx, page);
  await check?.(presentAudience(team, { services, metrics }));
  const input = readInput();
  const wanted = {
    services: wantedOf('service', services, input.services),
    metrics: input.metrics ? wantedOf('metric', metrics, input.metrics) : undefined,
  };
  const changed = {
    services: changedOf(services, team, wanted.services),
    metrics: wanted.metrics ? changedOf(metrics, team, wanted.metrics) : [],
  };
  if (changed.services.length + changed.metrics.length > 0 && !can(ctx.actor, 'team:own', team))
    throw new ForbiddenError(`${ctx.actor.name} may not change what team ${teamId} owns`);
  refuseForeign(ctx, 'service', 'service:write', changed.services);
  refuseForeign(ctx, 'metric', 'metric:write', changed.metrics);
  await giveTo(ctx, serviceKind, 'service:write', changed.services, team);
  await giveTo(ctx, metricKind, 'metric:write', changed.metrics, team);
  return presentAudience(team, await shownBy(ctx, page));
}

type Owned = Entity & Protected & { readonly teams: number[]; readonly updatedAt: Instant };

/** The ids that an input names, all of which the page shows. */
function wantedOf(word: string, shown: readonly Owned[], ids: readonly number[]): readonly number[] {
  const known = new Set(shown.map(({ id }) => id));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown >= 0)
    throw new InvalidInputError(`${word}s[${unknown}]`, `there is no ${word} ${ids[unknown]} on this page`);
  return ids;
}

/** Those of which the team becomes an owner, or is one no longer. */
const changedOf = <E extends Owned>(shown: readonly E[], team: Team, wanted: readonly number[]): E[] =>
  shown.filter(({ id, teams }) => teams.includes(team.id) !== wanted.includes(id));

function refuseForeign(ctx: AudienceContext, word: string, right: Action, changed: readonly Owned[]): void {
  const kept = changed.find((one) => !can(ctx.actor, right, one));
  if (kept !== undefined) throw new ForbiddenError(`${ctx.actor.name} may not change ${word} ${kept.id}`);
}

/** Adds the team to the owners where it was none, and takes it away where it was one. */
async function giveTo<E extends Owned>(
  ctx: AudienceContext,
  kind: Kind<E>,
  right: Action,
  changed: readonly E[],
  { id: teamId }: Team,
): Promise<void> {
  for (const { id, teams } of changed) {
    const isOwner = !teams.includes(teamId);
    await changeConfigured(ctx, kind, right, { id }, (one) => ({
      ...one,
      teams: ownersOf(one, teamId, isOwner),
      updatedAt: ctx.clock.now(),
    }));
  }
}

const ownersOf = ({ teams }: Owned, teamId: number, isOwner: boolean): number[] =>
  [...teams.filter((id) => id !== teamId), ...(isOwner ? [teamId] : [])].sort((a, b) => a - b);

interface Shown {
  readonly services: readonly Service[];
  readonly metrics: readonly Metric[];
}

/** Those that the actor may know of, in the page's order. */
async function shownBy({ store, actor }: AudienceContext, page: StatusPage): Promise<Shown> {
  const [services, metrics] = await Promise.all([
    store.services.getMany(page.services),
    store.metrics.getMany(page.metrics),
  ]);
  return {
    services: services.filter((service) => can(actor, 'service:read', service)),
    metrics: metrics.filter((metric) => can(actor, 'metric:read', metric)),
  };
}

interface Seen {
  readonly id: number;
  readonly name: string;
  readonly visible: boolean;
}

/** A team, and of each thing on a page whether it sees it. */
export interface Audience {
  readonly team: Pick<Team, 'id' | 'name'>;
  readonly services: readonly Seen[];
  readonly metrics: readonly Seen[];
}

function presentAudience({ id, name }: Team, { services, metrics }: Shown): Audience {
  const present = (shown: readonly (Service | Metric)[]) =>
    shown.map((one) => ({ id: one.id, name: one.name, visible: one.teams.includes(id) }));
  return { team: { id, name }, services: present(services), metrics: present(metrics) };
}
