import { describe, expect, it } from 'vitest';
import { type Actor, system } from '../../../functions/domain/access/actor.ts';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { changeAlert } from '../../../functions/usecases/alert/change.ts';
import { commentAlert } from '../../../functions/usecases/alert/comment.ts';
import { escalateAlert } from '../../../functions/usecases/alert/escalate.ts';
import { raiseAlert } from '../../../functions/usecases/alert/raise.ts';
import { addResponder, removeResponder } from '../../../functions/usecases/alert/respond.ts';
import { snoozeAlert } from '../../../functions/usecases/alert/snooze.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

/** An alert of which person 1 was told at ten. */
async function told(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  await world.told();
  return {
    ...world,
    alertId,
    alert: async () => (await world.store.alerts.get(alertId)) ?? expect.fail('no alert'),
    responders: async () =>
      (await world.store.alerts.responders(alertId)).map(({ userId, status }) => `${userId} ${status}`),
    by: (actor: Actor) => ({ ...world.ctx, actor }),
  };
}

describe('a change of an alert', () => {
  it('is decided again where somebody else was faster', async () => {
    const { as, store, alertId, alert, timeline } = await told();
    const { save } = store.alerts;
    let faster = 0;
    store.alerts.save = async (changed, besides) => {
      faster += 1;
      if (faster === 1) await save({ ...(await alert()), summary: 'Changed meanwhile' }, { log: [] });
      return save(changed, besides);
    };
    await acceptAlert(as(1), { alertId });
    expect(await alert()).toMatchObject({ summary: 'Changed meanwhile', status: 'ACCEPTED' });
    expect((await timeline(alertId)).filter((type) => type === 'UserResponse')).toHaveLength(1);
  });

  it('that is none leaves the alert as it is, unsaved', async () => {
    const { as, store, alertId, alert } = await told();
    const before = await alert();
    store.alerts.save = async () => expect.fail('it was saved');
    expect(await changeAlert(as(1), alertId, () => undefined)).toEqual(before);
    expect(await escalateAlert(as(1), { alertId, run: 7 })).toEqual(before);
  });

  it('tells the key of the alert how urgent it is', async () => {
    const { as, store, alertId } = await told({ source: aSource({ alertPriorityRule: 'LOW' }) });
    const lock = () => store.alerts.keyLock(800, 'db-1/disk');
    expect(await lock()).toMatchObject({ priority: 'LOW' });
    await acceptAlert(as(1), { alertId });
    expect(await lock()).toMatchObject({ priority: 'LOW' });
    await raiseAlert(as(1), { alertId });
    expect(await lock()).toMatchObject({ priority: 'HIGH' });
  });
});

describe('people of an alert', () => {
  it('who are added are told of their assignment, once for each of their rules', async () => {
    const users = [aUser(1), aUser(2), aUser(3, {}, [{ method: 'SMS' }, { method: 'SMS' }, { method: 'PUSH' }])];
    const { as, alertId, store, sent, timeline } = await told({ users });
    const added = await addResponder(as(1), { alertId, userId: 3 });
    expect(added).toMatchObject({ userId: 3, firstName: 'First3', status: 'PENDING', addedAt: tenOClock });
    const kept = await Promise.all(sent.map(({ scope, id }) => store.notifications.get(scope, id)));
    expect(kept.map((one) => `${one?.channel} ${one?.kind} ${one?.userId}`)).toEqual([
      'SMS ASSIGNMENT 3',
      'PUSH ASSIGNMENT 3',
    ]);
    expect(await timeline(alertId)).toContain('ResponderAdded');
    const unknown = (userId: number) => addResponder(as(1), { alertId, userId });
    await expect(unknown(99)).rejects.toMatchObject({ field: 'user.id' });
  });

  it('who are taken off are so once, and stay on the timeline', async () => {
    const { as, alertId, responders, timeline } = await told();
    await removeResponder(as(2), { alertId, userId: 1 });
    expect(await responders()).toEqual([]);
    expect(await timeline(alertId)).toContain('ResponderRemoved');
    await expect(removeResponder(as(2), { alertId, userId: 1 })).rejects.toThrow('responder 1 was not found');
  });
});

it('an alert is put to sleep by people alone', async () => {
  const { as, by, alertId, alert } = await told();
  await acceptAlert(as(1), { alertId });
  const until = plus(tenOClock, { hours: 1 });
  await expect(snoozeAlert(by(system), { alertId, until })).rejects.toThrow('only people snooze alerts');
  await snoozeAlert(as(1), { alertId, until });
  expect(await alert()).toMatchObject({ status: 'ACCEPTED', snoozedUntil: until });
});

it('a comment that stands in another tool already names the action that brought it', async () => {
  const { as, alertId } = await told();
  expect((await commentAlert(as(1), { alertId, content: 'x', toldBy: '5' })).vars).toMatchObject({ actionId: '5' });
  expect((await commentAlert(as(1), { alertId, content: 'x' })).vars).not.toHaveProperty('actionId');
});
