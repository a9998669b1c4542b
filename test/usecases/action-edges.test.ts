import { expect, it } from 'vitest';
import { idOfChatApp } from '../../functions/domain/chat/chat-app.ts';
import { plus } from '../../functions/domain/time.ts';
import { ChatTokenError } from '../../functions/ports/chat-tokens.ts';
import { findDeliveries } from '../../functions/usecases/action-delivery/find.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { seenOf } from '../../functions/usecases/action-delivery/seen-of.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { aRule, automated } from './automation/automation-world.ts';

const ok = { kind: 'http', status: 200, headers: {}, body: 'ok' } as const;

it('goes on to the next page of what is due where somebody else has all but one of a page', async () => {
  const world = await automated([]);
  await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800] }));
  const pieces: object[] = [];
  for (const _which of [1, 2]) {
    const alertId = await world.alert();
    for (const { id } of await findDeliveries(world.ctx, alertId)) pieces.push({ kind: 'action', alertId, id });
  }
  const [first, second] = pieces;
  const taken = Array.from({ length: 99 }, (_none, index) => ({ kind: 'action', alertId: -index }));
  const pages = [[...taken, first], [second]];
  const due = {
    ...world.store.due,
    list: async () => pages.shift() ?? expect.fail('nothing more is asked for'),
    lease: async (one: object) => (pieces.includes(one) ? 0 : undefined),
  };
  const ctx = { ...world.ctx, store: { ...world.store, due: due as never } };
  const deadline = plus(world.clock.now(), { seconds: 45 });
  expect(await runActionWork(ctx, async () => ok, { deadline })).toBe(2);
  expect(pages).toEqual([]);
});

/** An alert of a source whose action posts in Zoom, for which there may be no token. */
async function inZoom(tokenOf: () => Promise<string>) {
  const world = await automated([]);
  const params = { accountId: 'a', clientId: 'c', clientSecret: 's' };
  const history = { version: 0, createdAt: tenOClock, updatedAt: tenOClock };
  await world.store.chatApps.create({ ...history, id: idOfChatApp('zoom'), type: 'zoom', params });
  const zoom = { connectorType: 'zoom_chat', params: { channelId: 'C1' } } as const;
  await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...zoom }));
  const alertId = await world.alert();
  const asked: unknown[] = [];
  const errors: unknown[] = [];
  const log = { ...world.ctx.log, error: (_what: string, fields?: object) => void errors.push(fields) };
  const ask = async (request: unknown) => {
    asked.push(request);
    return ok;
  };
  const ctx = { ...world.ctx, log, chatTokens: { tokenOf } };
  const deadline = plus(world.clock.now(), { seconds: 45 });
  await runActionWork(ctx, ask, { alertIds: [alertId], deadline });
  const [delivery] = await world.store.actionDeliveries.ofAlert(alertId);
  return { delivery, asked, errors };
}

it('is tried again where the chat app has no token: its chat was not reached, and nobody need do anything', async () => {
  const { delivery, asked, errors } = await inZoom(() => Promise.reject(new ChatTokenError('REFUSED', 'bad secret')));
  expect(delivery).toMatchObject({
    status: 'QUEUED',
    attempts: 1,
    said: 'there is no token for the chat app: bad secret',
    dueAt: expect.any(String),
  });
  expect(delivery?.isUncertain ?? false).toBe(false);
  expect([asked, errors]).toEqual([[], []]);
});

it('that broke before its chat was asked is no attempt, and the log tells', async () => {
  const { delivery, asked, errors } = await inZoom(() => Promise.reject(new TypeError('a bug')));
  expect(delivery).toMatchObject({ status: 'QUEUED', attempts: 0 });
  expect(asked).toEqual([]);
  expect(errors).toMatchObject([{ id: delivery?.id, error: new TypeError('a bug') }]);
});

it('sees the services that an alert is about by their names', async () => {
  const world = await automated([aRule(1), aRule(2, { serviceId: 6 })]);
  const id = await world.alert();
  await world.automate(id);
  const alert = (await world.store.alerts.get(id)) ?? expect.fail('there is an alert');
  expect((await seenOf(world.ctx, alert)).services).toEqual(['Checkout', 'Search']);
});
