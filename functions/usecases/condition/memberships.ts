import { type AskedMembership, answersOf } from '../../domain/condition/asked.ts';
import type { Situation } from '../../domain/condition/evaluate.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { whoIsOnCall } from '../schedule/who-is-on-call.ts';

/**
 * Finds out what a condition asks of support hours and schedules: whether each time is within the hours, or somebody is
 * on call then. What is not there any more nothing is within.
 */
export async function answerMemberships(
  ctx: Context<'store'>,
  asked: readonly AskedMembership[],
): Promise<NonNullable<Situation['isIn']>> {
  const ofType = (type: AskedMembership['membership']['type']) =>
    asked.filter(({ membership }) => membership.type === type);
  const [hours, schedules] = await Promise.all([
    withinHours(ctx, ofType('SUPPORT_HOUR')),
    whileOnCall(ctx, ofType('ON_CALL_SCHEDULE')),
  ]);
  return answersOf([...hours, ...schedules]);
}

async function withinHours(ctx: Context<'store'>, asked: readonly AskedMembership[]) {
  if (asked.length === 0) return [];
  const [all, { inSupportHours }] = await Promise.all([
    ctx.store.supportHours.getMany(idsOf(asked)),
    // Loaded by the first condition that asks: it brings the time zones.
    import('../../domain/support-hours/in-support-hours.ts'),
  ]);
  const byId = new Map(all.map((hours) => [hours.id, hours]));
  return asked.map((one) => {
    const hours = byId.get(one.membership.id);
    return { ...one, isIn: hours !== undefined && inSupportHours(hours, one.at) };
  });
}

async function whileOnCall(ctx: Context<'store'>, asked: readonly AskedMembership[]) {
  const times: readonly Instant[] = [...new Set(asked.map(({ at }) => at))];
  const answers = await Promise.all(
    times.map(async (at) => {
      const then = asked.filter((one) => one.at === at);
      const targets = then.map(({ membership: { id } }) => ({ kind: 'schedule' as const, id }));
      const onCall = await whoIsOnCall(ctx, targets, at);
      return then.map((one, index) => {
        const target = targets[index];
        return { ...one, isIn: target !== undefined && onCall.whoIsOnCall(target).length > 0 };
      });
    }),
  );
  return answers.flat();
}

const idsOf = (asked: readonly AskedMembership[]): number[] => [
  ...new Set(asked.map(({ membership }) => membership.id)),
];
