import { answerMessage, answerOverApi } from '../answers.ts';
import type { Capability } from './capability.ts';
import { type Command, commands, several, someUser } from './choices.ts';

/** Somebody answers: the last message they received, or an alert in the console. */
export interface AnswerOperation {
  readonly at: number;
  readonly kind: 'answer';
  readonly userId: number;
  readonly how: 'REPLY' | 'API';
  readonly command: Command;
}

export const answer: Capability<AnswerOperation> = {
  kind: 'answer',
  generate: (random, { configuration, until }) =>
    several(random, [0, 3], () => ({
      at: random.next() * until,
      kind: 'answer',
      userId: someUser(random, configuration),
      how: random.pick(['REPLY', 'API']),
      command: random.pick(commands),
    })),
  perform: (people, { userId, how, command }) => {
    const last = people.inboxOf(userId).at(-1);
    if (how === 'API') {
      const alertId = Number(last?.message.data?.alertId ?? people.newestAlert());
      if (Number.isFinite(alertId)) answerOverApi(people, userId, alertId, command);
    } else if (last !== undefined) answerMessage(people, userId, last, command);
  },
};
