import { answerMessage, type Manner } from '../answers.ts';
import type { RunRecord } from '../record.ts';
import { timelinesIn } from '../stored.ts';
import type { Capability } from './capability.ts';
import { type Command, commands, several, someUser } from './choices.ts';

/** A person answers the `nth` message they receive, `after` milliseconds later. */
export interface ReactionOperation {
  readonly at: number;
  readonly kind: 'reaction';
  readonly userId: number;
  readonly nth: number;
  readonly after: number;
  readonly command: Command;
  /** How an e-mail is answered; other messages have one way only. */
  readonly manner: Manner;
}

/** Nobody's alert is answered by a mail that somebody else wrote in their name. */
function check({ items, forged, plan }: RunRecord): string[] {
  const isAnsweredByMail = (userId: number): boolean =>
    plan.operations.some((one) => one.kind === 'reaction' && one.userId === userId && one.manner === 'MAIL');
  const byMail = timelinesIn(items).filter(({ type, vars }) => type === 'UserResponseLogEntry' && vars.via === 'EMAIL');
  return forged
    .filter(({ userId }) => !isAnsweredByMail(userId))
    .filter(({ alertId, userId }) => byMail.some((one) => one.alertId === alertId && one.vars.userId === userId))
    .map(({ alertId, userId, command }) => `alert ${alertId}: a forged mail said ${command} for user ${userId}`);
}

export const reaction: Capability<ReactionOperation> = {
  kind: 'reaction',
  generate: (random, { configuration }) => {
    const attentive = someUser(random, configuration);
    return several(random, [0, 4], () => ({
      at: 0,
      kind: 'reaction',
      userId: random.chance(0.5) ? attentive : someUser(random, configuration),
      nth: random.between(1, 5),
      after: random.pick([0, 50, 1_000, 30_000, 58_000, 60_000]) + random.between(0, 2_000),
      command: random.pick(commands),
      manner: random.pick(['LINK', 'MAIL', 'MAIL', 'FORGED_MAIL']),
    }));
  },
  perform: (people, { userId, nth, after, command, manner }) =>
    people.onReceived((received, who, count) => {
      if (who === userId && count === nth)
        people.cloud.scheduler.after(after, () => answerMessage(people, userId, received, command, manner));
    }),
  check,
};
