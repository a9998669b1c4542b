import type { Capability } from './capability.ts';
import { type Command, commands, someKey, sometimes, someUser } from './choices.ts';

/** Somebody presses a button of an alert's message in a chat, which may tell us of it twice. */
export interface PressOperation {
  readonly at: number;
  readonly kind: 'press';
  readonly userId: number;
  readonly key: string;
  readonly command: Command;
  readonly copies: number;
}

export const press: Capability<PressOperation> = {
  kind: 'press',
  generate(random, { configuration, until }) {
    const chats = (configuration.actions ?? []).filter(({ type }) => type === 'slack');
    if (chats.length === 0) return [];
    return sometimes(random, 0.8, [1, 5], () => ({
      at: random.next() * until,
      kind: 'press',
      userId: someUser(random, configuration),
      key: someKey(random, configuration),
      command: random.pick(commands),
      copies: random.chance(0.2) ? 2 : 1,
    }));
  },
  perform(people, { userId, key, command, copies }) {
    const alertId = people.alertOf(key);
    if (alertId === undefined) return;
    const scope = `SLACK#press-${people.count('press')}`;
    for (let copy = 0; copy < copies; copy += 1)
      people.cloud.callbacks.send({ kind: 'press', userId, alertId, command, scope });
  },
};
