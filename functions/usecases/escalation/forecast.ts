import { can, mayName } from '../../domain/access/can.ts';
import type { Alert, EscalationStep } from '../../domain/alert/alert.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import { type Forecast, type ForecastPerson, forecast, forecastAhead } from '../../domain/escalation/forecast.ts';
import { type SendingMeans, sendingOf } from '../../domain/escalation/sending.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Priority } from '../../domain/event/event.ts';
import { Channel } from '../../domain/notification/notification.ts';
import { type Instant, latest, plus, secondsBetween } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { readAlert } from '../alert/read.ts';
import { numbersNotSentTo, unreachableNumbers } from '../contact/phone-number.ts';
import { whoWillBeOnCall } from '../schedule/who-will-be-on-call.ts';
import { targetsOf } from './take-due-steps.ts';

type ForecastContext = Context<'store' | 'settings' | 'actor'>;

/** What a policy would do with an alert of this priority that comes at this moment and that nobody answers. */
export async function simulatePolicy(
  ctx: ForecastContext,
  policy: EscalationPolicy,
  { priority, at }: { readonly priority: Priority; readonly at: Instant },
): Promise<object> {
  const escalation = firstEscalation(plus(at, { minutes: policy.delayMin }), at);
  const alert: Alert = {
    id: 0,
    version: 0,
    summary: '',
    reportTime: at,
    status: 'PENDING',
    priority,
    source: { id: 0, name: '', integrationType: 'API' },
    policy: { id: policy.id, name: policy.name },
    escalation,
  };
  return foreseen(ctx, { alert, policy, steps: [], now: at });
}

/** What is left of an alert's escalation: pages that are planned, levels to come, and when nobody is left. */
export async function planOfAlert(ctx: ForecastContext, alertId: number): Promise<object> {
  const alert = await readAlert(ctx, alertId);
  const now = ctx.clock.now();
  const isOver = alert.status === 'RESOLVED' || (alert.status === 'ACCEPTED' && alert.snoozedUntil === undefined);
  const isFixed = alert.escalation.responders !== undefined;
  const policyId = isOver || isFixed ? undefined : alert.policy?.id;
  const [steps, policy] = await Promise.all([
    isOver ? [] : ctx.store.alerts.steps(alertId),
    policyId === undefined ? undefined : ctx.store.policies.get(policyId),
  ]);
  return { status: alert.status, ...(await foreseen(ctx, { alert, policy, steps, now })) };
}

interface Story {
  readonly alert: Alert;
  readonly policy: EscalationPolicy | undefined;
  readonly steps: readonly EscalationStep[];
  readonly now: Instant;
}

async function foreseen(ctx: ForecastContext, story: Story): Promise<object> {
  const { alert, policy, steps, now } = story;
  const until = plus(now, forecastAhead);
  const onCall = await whoWillBeOnCall(ctx, targetsOf(alert, policy), { from: now, until });
  const known = new Map(onCall.usersById);
  const planned = steps.flatMap(({ responders }) => responders).filter((id) => !known.has(id));
  for (const user of await ctx.store.users.getMany(planned)) known.set(user.id, user);
  const foreseen = forecast({ ...story, ...onCall });
  return present(ctx, foreseen, { usersById: known, from: now, means: await meansFor(ctx, foreseen, known) });
}

/** What can be sent at all, as far as the forecast wants it. */
async function meansFor(
  { settings }: ForecastContext,
  { pending, levels }: Forecast,
  usersById: ReadonlyMap<number, User>,
): Promise<SendingMeans> {
  const planned = [...pending, ...levels.flatMap(({ people }) => people.flatMap(({ notifications }) => notifications))];
  const isCalled = new Set(planned.map(({ target }) => target));
  const phones = [...usersById.values()].flatMap((user) => user.phones).filter(({ e164 }) => isCalled.has(e164));
  return {
    channels: new Set(settings.configuredChannels ?? Channel.options),
    pushesToApps: settings.pushesToApps ?? true,
    unreachableNumbers: await unreachableNumbers(phones.map(({ e164 }) => e164)),
    refusedNumbers: await numbersNotSentTo(phones, settings.phoneCountries),
  };
}

interface Facts {
  readonly usersById: ReadonlyMap<number, User>;
  readonly from: Instant;
  readonly means: SendingMeans;
}

const minutesSince = (from: Instant, at: Instant): number => Math.max(0, Math.round(secondsBetween(from, at) / 6) / 10);

function present(ctx: ForecastContext, { pending, levels, endsAt }: Forecast, facts: Facts): object {
  const { from } = facts;
  return {
    from,
    pending: pending.map((one) => ({ user: personOf(ctx, one.userId, facts), ...presentPage(ctx, one, facts) })),
    levels: levels.map(({ level, pass, at, skipped, people }) => ({
      level,
      pass,
      at,
      afterMin: minutesSince(from, at),
      ...(skipped !== undefined && { skipped }),
      people: people.map((person) => presentPerson(ctx, person, facts)),
    })),
    ...(endsAt !== undefined && { endsAt, endsAfterMin: minutesSince(from, endsAt) }),
  };
}

const personOf = ({ actor }: ForecastContext, id: number, { usersById }: Facts) => {
  const user = mayName(actor, id) ? usersById.get(id) : undefined;
  return user === undefined ? { id } : { id, firstName: user.firstName, lastName: user.lastName };
};

/** Why somebody is passed over is the business of those who may know them. */
const presentPerson = (
  ctx: ForecastContext,
  { userId, notifications, left, isRepeat }: ForecastPerson,
  facts: Facts,
) => ({
  user: personOf(ctx, userId, facts),
  notifications: notifications.map((one) => presentPage(ctx, one, facts)),
  left: mayName(ctx.actor, userId) ? left.map(({ method, reason }) => ({ ...(method && { method }), reason })) : [],
  ...(isRepeat && { isRepeat }),
});

/** One message; by which contact it goes is shown to whoever may see the contacts. */
function presentPage({ actor }: ForecastContext, planned: Forecast['pending'][number], facts: Facts) {
  const { userId, contactId, ruleId, method, target, at } = planned;
  const user = facts.usersById.get(userId);
  const mayKnow = user !== undefined && can(actor, 'user:write', user);
  const { sentAs, problem } = sendingOf(planned, facts.means);
  return {
    at: latest(at, facts.from),
    afterMin: minutesSince(facts.from, at),
    method,
    ...(sentAs !== undefined && { sentAs }),
    ...(problem !== undefined && { problem }),
    ...(mayKnow && { rule: { id: ruleId }, ...(contactId !== undefined && { contact: { id: contactId } }) }),
    ...(mayKnow && method !== 'PUSH' && { target }),
  };
}
