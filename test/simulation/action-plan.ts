import type { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { idOfChatApp } from '../../functions/domain/chat/chat-app.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { anAction } from '../support/factories.ts';
import type { UntoldStore } from '../support/untold.ts';
import { several } from './operations/choices.ts';
import type { Fault, FunctionName, SourceSketch } from './plan.ts';
import type { Random } from './random.ts';

/**
 * What alerts of some sources set in motion: a ticket, of which there is one for each alert; a message with buttons, which is kept up to
 * date; or a post to a webhook, which may come twice.
 */
export interface ActionSketch {
  readonly id: number;
  readonly type: 'github' | 'slack' | 'webhook';
  readonly sources: readonly number[];
  readonly triggers: readonly TriggerType[];
  /** Seconds after which an alert that nobody has resolved is told. */
  readonly notResolvedAfter?: number;
}

export const connectorIds = { github: 1390, slack: 1391 } as const;
const botToken = 'xoxb-installed-1';

const sometimesAsked: readonly TriggerType[] = [
  'alert-acknowledged',
  'alert-comment-added',
  'alert-raised',
  'alert-assigned',
  'alert-auto-escalated',
  'alert-escalation-ended',
  'alert-responder-added',
];

/** Alert actions, in some of the runs; drawn apart, so that the rest of a configuration stays as it is. */
export function someActions(random: Random, sources: readonly SourceSketch[]): ActionSketch[] {
  if (!random.chance(0.3)) return [];
  return several(random, [1, 3], (index): ActionSketch => {
    const waits = random.chance(0.3) ? random.pick([60, 200, 600]) : undefined;
    const of = sources.filter(() => random.chance(0.7)).map(({ id }) => id);
    return {
      id: 1300 + index,
      type: random.pick(['github', 'slack', 'webhook']),
      sources: of.length > 0 ? of : sources.map(({ id }) => id),
      triggers: [
        ...(random.chance(0.8) ? (['alert-created'] as const) : []),
        ...sometimesAsked.filter(() => random.chance(0.4)),
        ...(['alert-resolved', 'alert-auto-resolved'] as const),
        ...(waits === undefined ? [] : (['v-alert-not-resolved'] as const)),
      ],
      ...(waits !== undefined && { notResolvedAfter: waits }),
    };
  });
}

const troubled: readonly FunctionName[] = ['run-action', 'run-action', 'run-action', 'handle-callback'];

/** Calls that break where there are actions, besides those that break in every run. */
export const faultsOfActions = (random: Random): Fault[] =>
  several(random, [0, random.pick([4, 20, 60])], () => ({
    function: random.pick(troubled),
    call: Math.floor(2 ** (random.next() * 9)),
    kind: random.pick(['before', 'after', 'die-before', 'die-after', 'hang', 'late'] as const),
  }));

const paramsOf: Readonly<Record<ActionSketch['type'], (id: number) => Readonly<Record<string, string>>>> = {
  github: () => ({ owner: 'example', repository: 'shop' }),
  slack: () => ({ channelId: 'C0123', teamId: 'T0123' }),
  webhook: (id) => ({ webhookUrl: `https://hooks.example.com/${id}` }),
};

/** Writes the actions that there are at the beginning. */
export async function setUpActions(store: UntoldStore, actions: readonly ActionSketch[], at: Instant): Promise<void> {
  if (actions.length === 0) return;
  const dates = { createdAt: at, updatedAt: at };
  const params = { apiKey: 'ghp_token_1' };
  const { github, slack } = connectorIds;
  await store.connectors.create({ ...dates, id: github, version: 1, type: 'github', name: 'GitHub', params });
  await store.connectors.create({ ...dates, id: slack, version: 1, type: 'slack', name: 'Slack', params: {} });
  const app = { botToken, signingSecret: 'signing-secret-1' };
  await store.chatApps.create({ ...dates, id: idOfChatApp('slack'), version: 1, type: 'slack', params: app }, []);
  for (const { id, type, sources, triggers, notResolvedAfter } of actions)
    await store.alertActions.create(
      anAction({
        ...dates,
        id,
        name: `Action ${id}`,
        alertSourceIds: [...sources],
        triggerTypes: [...triggers],
        ...(notResolvedAfter !== undefined && { notResolvedDelaySec: notResolvedAfter }),
        connectorType: type,
        ...(type !== 'webhook' && { connectorId: connectorIds[type] }),
        params: paramsOf[type](id),
      }),
    );
}
