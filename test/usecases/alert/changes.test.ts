import { describe, expect, it } from 'vitest';
import { type Actor, system } from '../../../functions/domain/access/actor.ts';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert, acceptAmongResponders } from '../../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../../functions/usecases/alert/assign.ts';
import { changeAlert } from '../../../functions/usecases/alert/change.ts';
import { commentAlert } from '../../../functions/usecases/alert/comment.ts';
import { escalateAlert } from '../../../functions/usecases/alert/escalate.ts';
import { raiseAlert } from '../../../functions/usecases/alert/raise.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
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
  world.calls.splice(0);
  return {
    ...world,
    alertId,
    alert: async () => (await world.store.alerts.get(alertId)) ?? expect.fail('no alert'),
    responders: async () =>
      (await world.store.alerts.responders(alertId)).map(({ userId, status }) => `${userId} ${status}`),
    by: (actor: Actor) => ({ ...world.ctx, actor }),
  };
}

describe('the execution of an alert', () => {
  it('is stopped with who ended it and how, once', async () => {
    const { as, alertId, calls } = await told();
    await acceptAlert(as(1, 'SMS'), { alertId });
    const stop = { call: 'stop', name: `alert-${alertId}-g1` };
    expect(calls).toEqual([{ ...stop, error: 'Accepted', cause: 'Accepted by First1 Last1 by SMS' }]);
    await resolveAlert(as(1), { alertId });
    await resolveAlert(as(1), { alertId });
    expect(calls).toHaveLength(1);
  });

  it('says of Tocsin only that it was Tocsin', async () => {
    const { by, alertId, calls } = await told();
    await resolveAlert(by(system), { alertId });
    expect(calls).toMatchObject([{ error: 'Resolved', cause: 'Resolved by Tocsin' }]);
  });

  it('is followed by that of the next run, which the watchdog starts where nobody else can', async () => {
    const { as, alertId, calls, workflow, alert } = await told();
    workflow.failing = true;
    await escalateAlert(as(1), { alertId, level: 2 });
    expect(calls).toEqual([
      { ...{ call: 'stop', name: `alert-${alertId}-g1` }, error: 'Escalated', cause: expect.any(String) },
    ]);
    expect((await alert()).escalation).toMatchObject({ generation: 2, level: 1, nextAt: tenOClock });
  });

  it('that is over is not stopped; it begins anew all the same', async () => {
    const { as, alertId, calls, run } = await told();
    await run(alertId, { hours: 1 });
    calls.splice(0);
    await escalateAlert(as(1), { alertId, level: 0 });
    expect(calls).toEqual([{ call: 'start', name: `alert-${alertId}-g2` }]);
  });
});

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
    const priority = async () => (await store.alerts.keyLock(800, 'db-1/disk'))?.priority;
    expect(await priority()).toBe('LOW');
    await acceptAlert(as(1), { alertId });
    expect(await priority()).toBe('LOW');
    await raiseAlert(as(1), { alertId });
    expect(await priority()).toBe('HIGH');
  });

  it('by an answer to an earlier run is none', async () => {
    const { as, alertId, alert } = await told();
    await escalateAlert(as(1), { alertId, run: 1 });
    await escalateAlert(as(1), { alertId, run: 1 });
    expect((await alert()).escalation.run).toBe(2);
  });
});

describe('who accepts an alert', () => {
  it('is among its responders, and those are told as they are then', async () => {
    const { as, alertId, responders } = await told();
    const { responders: known } = await acceptAmongResponders(as(2), { alertId });
    expect(known.map(({ userId, status }) => `${userId} ${status}`)).toEqual(['1 PENDING', '2 ACCEPTED']);
    expect(await responders()).toEqual(['1 PENDING', '2 ACCEPTED']);
    const again = await acceptAmongResponders(as(1), { alertId });
    expect(again.responders.map(({ userId, status }) => `${userId} ${status}`)).toEqual(['1 ACCEPTED', '2 ACCEPTED']);
  });

  it('may be no person', async () => {
    const { by, alertId, responders, alert } = await told();
    const source: Actor = { kind: 'system', name: 'Prometheus', via: 'SOURCE' };
    const accepted = await acceptAmongResponders(by(source), { alertId });
    expect(accepted.responders.map(({ userId }) => userId)).toEqual([1]);
    expect([(await alert()).status, await responders()]).toEqual(['ACCEPTED', ['1 PENDING']]);
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

  it('who are put in the place of all others were there, or are named by what is wrong', async () => {
    const { as, alertId, responders, alert } = await told();
    await assignAlert(as(2), { alertId, to: { kind: 'user', id: 3 } });
    expect([await responders(), (await alert()).escalation.responders]).toEqual([['3 PENDING'], [3]]);
    const assign = (kind: 'user' | 'policy' | 'schedule') => assignAlert(as(2), { alertId, to: { kind, id: 99 } });
    for (const kind of ['user', 'policy', 'schedule'] as const)
      await expect(assign(kind)).rejects.toMatchObject({ field: kind });
    await assignAlert(as(2), { alertId, to: { kind: 'policy', id: 900 } });
    expect((await alert()).escalation).not.toHaveProperty('responders');
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
