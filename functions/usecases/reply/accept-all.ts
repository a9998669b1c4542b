import type { Via } from '../../domain/access/actor.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { AllOutcome } from '../../render/reply-texts.ts';
import type { AlertSubject } from '../../render/subject-matter.ts';
import { eachAtOnce } from '../each-at-once.ts';
import { answerAlert } from './answer.ts';

/** So many alerts are answered side by side. */
const atOnce = 10;

/**
 * Accepts those of the alerts that still wait for an answer, each on behalf of whom it was sent to. Doing it again accepts
 * what was left; the others count as answered.
 */
export async function acceptAll(
  ctx: Context<'store' | 'workflow'>,
  {
    answers,
    via,
    scope,
  }: {
    readonly answers: readonly { readonly alertId: number; readonly user: User }[];
    readonly via: Via;
    readonly scope: string;
  },
): Promise<AllOutcome> {
  const found = await ctx.store.alerts.getMany(answers.map(({ alertId }) => alertId));
  const waiting = found.filter(({ status }) => status === 'PENDING');
  const usersById = new Map(answers.map(({ alertId, user }) => [alertId, user]));
  const outcomes = await eachAtOnce(waiting, atOnce, async ({ id: alertId }) => {
    const user = usersById.get(alertId);
    return user && answerAlert(ctx, { alertId, user, command: 'ACCEPT', via, scope });
  });
  const accepted: AlertSubject[] = outcomes.flatMap((outcome) => (outcome?.kind === 'done' ? [outcome.alert] : []));
  return { accepted, others: answers.length - accepted.length };
}
