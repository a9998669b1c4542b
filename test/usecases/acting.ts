import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { idOfChatApp } from '../../functions/domain/chat/chat-app.ts';
import { type Duration, minus, plus } from '../../functions/domain/time.ts';
import type { AskedAbout, AskOutside } from '../../functions/usecases/action-delivery/perform.ts';
import { performOne, runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { commentAlert } from '../../functions/usecases/alert/comment.ts';
import { settings } from '../actions/facts.ts';
import type { FakeTicket } from '../actions/fakes/fake.ts';
import { worldOf } from '../actions/stories.ts';
import { anAction, aPolicy } from '../support/factories.ts';
import type { WorldSketch } from '../support/world.ts';
import { automated } from './automation/automation-world.ts';

export const everyTrigger: AlertAction['triggerTypes'] = [
  'alert-created',
  'alert-acknowledged',
  'alert-comment-added',
  'alert-resolved',
];

/** A world whose source has an action of this type, with the target that it calls. */
export async function acting(type: ConnectorType, facts: Partial<AlertAction> = {}, sketch: WorldSketch = {}) {
  const world = await automated([], sketch);
  const { params, connector } = settings[type];
  if (connector !== undefined)
    await world.store.connectors.create({
      id: 60,
      version: 0,
      name: 'There',
      type,
      params: connector,
      createdAt: world.clock.now(),
      updatedAt: world.clock.now(),
    });
  for (const policy of [901, 902])
    await world.store.policies.create(aPolicy([[2]], { id: policy, name: `Policy ${policy}` }));
  await world.store.chatApps.create({
    id: idOfChatApp('slack'),
    version: 0,
    type: 'slack',
    params: { botToken: 'xoxb-installed-1', signingSecret: 'a-signing-secret' },
    createdAt: world.clock.now(),
    updatedAt: world.clock.now(),
  });
  const action = await world.store.alertActions.create(
    anAction({
      id: 1,
      connectorType: type,
      ...(connector !== undefined && { connectorId: 60 }),
      alertSourceIds: [800],
      triggerTypes: everyTrigger,
      params,
      createdAt: minus(world.clock.now(), { hours: 1 }),
      ...facts,
    }),
  );
  const target = worldOf(type);
  const asked: { readonly at: string; readonly request: ActionRequest }[] = [];
  const outside: { answer: (request: ActionRequest, about: AskedAbout) => ActionAnswer | Promise<ActionAnswer> } = {
    answer: target.target,
  };
  const ask: AskOutside = async (request, about) => {
    asked.push({ at: world.clock.now(), request });
    return outside.answer(request, about);
  };
  const run = (alertIds?: readonly number[]) =>
    runActionWork(world.ctx, ask, {
      ...(alertIds && { alertIds }),
      deadline: plus(world.clock.now(), { seconds: 45 }),
    });
  /** Time goes by, and the tick looks every minute. */
  const later = async (duration: Duration) => {
    const end = plus(world.clock.now(), duration);
    while (world.clock.now() < end) {
      world.clock.advance({ minutes: 1 });
      await run();
    }
  };
  const timeline = async (alertId: number) =>
    (await world.store.alerts.log(alertId, { offset: 0, limit: 1000 }, ['CONNECTOR_EVENTS'])).map(
      ({ type: entry, vars }) => ({
        entry,
        ...vars,
      }),
    );
  return {
    ...world,
    action,
    asked,
    outside,
    isUp: () => {
      outside.answer = target.target;
    },
    seen: target.seen,
    tickets: () => target.seen() as readonly FakeTicket[],
    run,
    perform: (delivery: { readonly alertId: number; readonly id: number }) => performOne(world.ctx, ask, delivery),
    later,
    timeline,
    comment: (alertId: number, content: string) => commentAlert(world.as(2), { alertId, content }),
    deliveries: (alertId: number) => world.store.actionDeliveries.ofAlert(alertId),
  };
}
