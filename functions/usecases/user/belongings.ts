import { can } from '../../domain/access/can.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import { isLeftToNobody } from '../../domain/alert/left-behind.ts';
import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import { type PlaceName, StillNamedError } from '../../domain/errors.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import { isPlanned } from '../../domain/schedule/planned.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import type { Team } from '../../domain/team/team.ts';
import { leavesLayerEmpty, leavesLevelEmpty } from '../../domain/user/in-place-of.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { visibleAlerts } from '../alert/read.ts';
import { everything } from '../visible-page.ts';
import { ownUser } from './change.ts';

type BelongingsContext = Context<'store' | 'actor'>;

/** What names somebody and would not be whole without them. */
export interface Mentions {
  readonly policies: readonly EscalationPolicy[];
  readonly schedules: readonly Schedule[];
  /** Those that are not over. */
  readonly overrides: readonly Override[];
  readonly teams: readonly Team[];
}

/** Every policy, schedule and team that names the person, whether or not alerts would find them there. */
export async function mentionsOf({ store, clock }: BelongingsContext, userId: number): Promise<Mentions> {
  const now = clock.now();
  const [policies, schedules, overrides, teams] = await Promise.all([
    store.policies.ofTarget('user', userId),
    store.schedules.ofUser(userId, now),
    store.schedules.overridesOf(userId, now),
    store.teams.ofMember(userId),
  ]);
  return { policies, schedules, overrides, teams };
}

/** Something of a person's, on the wire: what hinders their deletion, and what ends with them. */
export interface Belonging {
  readonly kind: PlaceName['kind'] | 'coverage-request' | 'api-key' | 'app' | 'session' | 'passkey';
  readonly id: number | string;
  readonly name?: string | undefined;
  readonly leavesEmpty?: boolean;
  readonly hindersDeletion: boolean;
}

/** Everything that names a person or belongs to them; without the names of what the actor may not see. */
export async function belongingsOf(ctx: BelongingsContext, userId: number): Promise<Belonging[]> {
  const user = await ownUser(ctx, userId);
  const [hindering, ending] = await Promise.all([hindrancesOf(ctx, user), endingOf(ctx, user)]);
  return [
    ...hindering.map((place) => ({ ...place, hindersDeletion: true })),
    ...ending.map((one) => ({ ...one, hindersDeletion: false })),
  ];
}

/** What would be lost with the person: places that name them, and alerts that would be left to nobody. */
async function hindrancesOf(ctx: BelongingsContext, user: User): Promise<PlaceName[]> {
  const { actor } = ctx;
  const now = ctx.clock.now();
  const { policies, schedules, overrides, teams } = await mentionsOf(ctx, user.id);
  const isStandIn = (schedule: Schedule) =>
    isPlanned(
      schedule,
      overrides.filter(({ scheduleId }) => scheduleId === schedule.id),
      user.id,
      now,
    );
  return [
    ...policies.map((policy) => ({
      kind: 'policy' as const,
      id: policy.id,
      ...(can(actor, 'policy:read', policy) && { name: policy.name }),
      ...(leavesLevelEmpty(policy, user.id) && { leavesEmpty: true }),
    })),
    ...schedules.map((schedule) => ({
      kind: 'schedule' as const,
      id: schedule.id,
      ...(can(actor, 'schedule:read', schedule) && { name: schedule.name }),
      ...(isStandIn(schedule) && leavesLayerEmpty(schedule, user.id) && { leavesEmpty: true }),
    })),
    ...teams.map((team) => ({
      kind: 'team' as const,
      id: team.id,
      ...(can(actor, 'team:read', team) && { name: team.name }),
    })),
    ...(await orphanedAlerts(ctx, user)),
  ];
}

async function orphanedAlerts(ctx: BelongingsContext, person: User): Promise<PlaceName[]> {
  const { store } = ctx;
  const open = await openAlertsOf(ctx, person.id);
  const alone = open.filter(({ escalation }) => escalation.responders !== undefined);
  const responders = await store.alerts.respondersOf(alone.map(({ id }) => id));
  const policies = await store.policies.getMany([...new Set(alone.flatMap(({ policy }) => policy?.id ?? []))]);
  const orphaned = alone.filter((alert) =>
    isLeftToNobody(alert, {
      person,
      responders: responders.get(alert.id) ?? [],
      hasPolicy: policies.some(({ id }) => id === alert.policy?.id),
    }),
  );
  const shown = new Set((await visibleAlerts(ctx, orphaned)).map(({ id }) => id));
  return orphaned.map(({ id, summary }) => ({
    kind: 'alert' as const,
    id,
    ...(shown.has(id) && { name: summary }),
    leavesEmpty: true,
  }));
}

/** The open alerts that somebody responds to. */
export async function openAlertsOf({ store }: Context<'store'>, userId: number) {
  const filter = { states: ['PENDING', 'ACCEPTED'], responders: [userId] } as const;
  return (await everything((page) => store.alerts.list(filter, page))).filter(isOpen);
}

async function endingOf(ctx: BelongingsContext, { id: userId }: User): Promise<Omit<Belonging, 'hindersDeletion'>[]> {
  const { store } = ctx;
  const [requests, keys, grants, sessions, passkeys] = await Promise.all([
    pendingRequestsOf(ctx, userId),
    store.apiKeys.ofUser(userId),
    store.grants.ofUser(userId),
    store.sessions.ofUser(userId),
    store.passkeys.ofUser(userId),
  ]);
  const apps = await store.apps.getMany([...new Set(grants.map(({ appId }) => appId))]);
  return [
    ...requests.map(({ id }) => ({ kind: 'coverage-request' as const, id })),
    ...keys.map(({ id, name }) => ({ kind: 'api-key' as const, id, name })),
    ...apps.map(({ id, name }) => ({ kind: 'app' as const, id, name })),
    ...sessions.map(({ id, userAgent }) => ({ kind: 'session' as const, id, name: userAgent })),
    ...passkeys.map(({ id, name }) => ({ kind: 'passkey' as const, id, name })),
  ];
}

/** Coverage requests of the person, or to them, that nobody has answered. */
export async function pendingRequestsOf({ store }: Context<'store'>, userId: number): Promise<CoverageRequest[]> {
  const requests = await everything((page) => store.coverage.ofUser(userId, page));
  return requests.filter(({ state }) => state === 'PENDING');
}

/** Promises that a deletion takes nobody away whom something counts on. Throws StillNamedError with the places. */
export async function refuseDeletion(ctx: BelongingsContext, user: User): Promise<void> {
  const places = await hindrancesOf(ctx, user);
  if (places.length > 0) throw new StillNamedError('', user.id, places, '?reassign-to={id} or ?force=true');
}
