import { mayName } from '../../domain/access/can.ts';
import type { Alert, Responder } from '../../domain/alert/alert.ts';
import { assignedTo } from '../../domain/alert/assigned-to.ts';
import type { EscalationPolicy, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import { presentLevels } from '../policy/present.ts';
import { whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { type PersonOnWire, peopleOf } from '../user/people.ts';
import { type AlertLinks, linksOf } from './links.ts';

/** Alerts on the wire (wire-api §3.2), with their responders; policies and people are read only when asked for, responders when not `known`. */
export async function presentAlerts(
  ctx: Context<'store' | 'actor'>,
  alerts: readonly Alert[],
  include: ReadonlySet<string> = new Set(),
  known?: ReadonlyMap<number, readonly Responder[]>,
): Promise<object[]> {
  const [responders, planned, links] = await Promise.all([
    known ?? ctx.store.alerts.respondersOf(alerts.map(({ id }) => id)),
    Promise.all(alerts.map((alert) => plannedFor(ctx, alert, include))),
    linksOf(ctx, alerts),
  ]);
  return alerts.map((alert, index) => ({
    ...present(ctx, alert, responders.get(alert.id) ?? [], links(alert)),
    ...planned[index],
    ...(include.has('customDetails') && { customDetails: alert.customDetails ?? {} }),
  }));
}

function present(
  ctx: Context<'actor'>,
  alert: Alert,
  responders: readonly Responder[],
  { services, linkedIncidentId }: AlertLinks,
): object {
  const policy = alert.policy && { id: alert.policy.id, name: alert.policy.name };
  const assigned = assignedTo(alert, responders);
  return {
    id: alert.id,
    summary: alert.summary,
    details: alert.details,
    reportTime: alert.reportTime,
    resolvedOn: alert.resolvedAt,
    status: alert.status,
    priority: alert.priority,
    severity: alert.severity,
    alertKey: alert.alertKey,
    alertSource: alert.source,
    escalationPolicy: policy,
    scalationPolicy: policy, // how the Go SDK spells it
    assignedTo: assigned && personOf(ctx, assigned, { email: assigned.email }),
    responders: responders.map((one) => presentResponder(ctx, one)),
    nextEscalation: alert.status === 'PENDING' ? (alert.escalation.nextLevelAt ?? null) : null,
    snoozedUntil: alert.snoozedUntil,
    images: alert.images ?? [],
    links: alert.links ?? [],
    logs: alert.logs ?? [],
    labels: alert.labels ?? {},
    services,
    linkedIncidentId,
    mergeState: 'NONE',
  };
}

/** A responder on the wire. */
export const presentResponder = (ctx: Context<'actor'>, responder: Responder) => ({
  user: personOf(ctx, responder),
  status: responder.status,
  acceptedAt: responder.acceptedAt,
});

/** Somebody whom the reader may not know is an id. */
const personOf = (
  { actor }: Context<'actor'>,
  { userId: id, firstName, lastName }: Responder,
  besides: { readonly email?: string } = {},
) => (mayName(actor, id) ? { id, firstName, lastName, ...besides } : { id });

async function plannedFor(
  ctx: Context<'store' | 'actor'>,
  alert: Alert,
  include: ReadonlySet<string>,
): Promise<object> {
  const isAsked = include.has('escalationRules') || include.has('nextEscalationUser');
  const policy = isAsked && alert.policy ? await ctx.store.policies.get(alert.policy.id) : undefined;
  if (policy === undefined) return {};
  const index = nextLevelOf(alert, policy);
  return {
    ...(index !== undefined && { nextEscalationRuleIndex: index }),
    ...(include.has('escalationRules') && { escalationRules: await presentLevels(ctx, policy.levels) }),
    ...(include.has('nextEscalationUser') && {
      nextEscalationUser: await firstPersonOf(
        ctx,
        alert,
        policy.levels.flatMap(({ targets }, at) => (at === index ? targets : [])),
      ),
    }),
  };
}

/** The level that starts next (zero-based): the first one again after the last; undefined when none will. */
function nextLevelOf(alert: Alert, policy: EscalationPolicy): number | undefined {
  const { level, nextLevelAt, responders } = alert.escalation;
  if (alert.status !== 'PENDING' || nextLevelAt === undefined || responders !== undefined) return undefined;
  return (level + 1) % policy.levels.length;
}

/** Whom the next level wakes first when it starts, as far as can be told now. */
async function firstPersonOf(
  ctx: Context<'store' | 'actor'>,
  { escalation }: Alert,
  targets: readonly Target[],
): Promise<PersonOnWire | null> {
  const { whoIsOnCall: among, usersById } = await whoIsOnCall(ctx, targets, escalation.nextLevelAt ?? ctx.clock.now());
  const [user] = targets.flatMap(among).flatMap((id) => usersById.get(id) ?? []);
  return user ? (await peopleOf(ctx, [user.id]))(user.id) : null;
}
