import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { logText } from '../../functions/render/log-texts.ts';
import type { TableCall } from '../../functions/store/memory/table.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../functions/usecases/alert/assign.ts';
import { presentAlerts } from '../../functions/usecases/alert/present.ts';
import { withinBudget } from '../../functions/usecases/alert/within-budget.ts';
import { asTocsin } from '../../functions/usecases/configuration/write.ts';
import { expandStep } from '../../functions/usecases/escalation/expand-step.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { aCrowd } from '../support/crowd.ts';
import { anAlert, anEventMessage, aUser, tenOClock } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

const muted: Partial<User> = { mutedUntil: plus(tenOClock, { hours: 1 }) };
const fourRules = [
  { method: 'SMS' },
  { method: 'PUSH' },
  { method: 'EMAIL', delayMin: 2 },
  { method: 'VOICE', delayMin: 5 },
] as const;

/** An alert whose first level is a crowd; `writes` counts the calls that write, `failing` breaks one of them. */
async function anAlertFor(count: number, personAt?: (id: number, index: number) => User) {
  const calls: TableCall[] = [];
  let failing = Number.POSITIVE_INFINITY;
  const crowd = aCrowd(count, personAt);
  const world = await aWorld({
    ...crowd,
    beforeCall: (call) => {
      calls.push(call);
      if (call.name !== 'write') return undefined;
      failing -= 1;
      if (failing === 0) throw new Error('the table does not answer');
      return undefined;
    },
  });
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  calls.splice(0);
  return {
    ...world,
    ...crowd,
    alertId,
    count: (name: TableCall['name']) => calls.filter((call) => call.name === name).length,
    failAtWrite: (nth: number) => {
      failing = nth;
    },
    messages: async () => (await world.store.notifications.list(`ALERT#${alertId}`)).map(({ userId }) => userId),
    texts: async () =>
      (await world.store.alerts.log(alertId, { offset: 0, limit: 100 })).map((entry) => logText(entry, 'en')),
  };
}

describe('an alert for very many people', () => {
  it.each([1, 13, 130, 1300])('tells each of %i once, in one transaction per hundred items', async (people) => {
    const { ctx, alertId, sent, users, messages, store, count } = await anAlertFor(people);
    expect(await takeDueSteps(ctx, { alertId })).toMatchObject({ outcome: 'WAIT', level: 1 });
    expect(count('write')).toBeLessThanOrEqual(2 + Math.ceil((2 * people) / 90));
    expect((await messages()).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
    expect(new Set(sent.map(({ id }) => id)).size).toBe(people);
    expect(sent).toHaveLength(people);
    expect(await store.alerts.responders(alertId)).toHaveLength(people);
  });

  it('hands the first messages over before the last people are written', async () => {
    const { ctx, alertId, sent, queue, messages } = await anAlertFor(1300);
    const send = queue.send;
    const written: number[] = [];
    queue.send = async (batch) => {
      written.push((await messages()).length);
      return send(batch);
    };
    await takeDueSteps(ctx, { alertId });
    expect(written[0]).toBeLessThanOrEqual(100);
    expect(sent).toHaveLength(1300);
  });

  it('keeps a plan that is larger than an item may be, and takes what is delayed in its time', async () => {
    const { ctx, alertId, sent, clock, store } = await anAlertFor(1300, (id) => aUser(id, {}, fourRules));
    await takeDueSteps(ctx, { alertId });
    expect(sent).toHaveLength(2600);
    clock.advance({ minutes: 2 });
    await takeDueSteps(ctx, { alertId });
    expect(sent).toHaveLength(3900);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3900);
    const [step] = await store.alerts.steps(alertId);
    expect(step?.notifications).toHaveLength(5200);
    expect(await store.alerts.step(alertId, 1)).toEqual(step);
  });

  it('keeps a plan with a long token per person', async () => {
    const token = (id: number) => Array.from({ length: 20 }, (_, index) => Math.sin(id + index)).join('');
    const { ctx, alertId, sent, store } = await anAlertFor(1300, (id) => {
      const devices = [1, 2, 3].map((nth) => ({ id: id + nth, platform: 'GCM' as const, token: token(id + nth) }));
      const made = devices.map((device) => ({ ...device, createdAt: tenOClock }));
      return aUser(id, { devices: made }, [{ method: 'PUSH' }]);
    });
    await takeDueSteps(ctx, { alertId });
    expect(sent).toHaveLength(3900);
    expect((await store.alerts.step(alertId, 1))?.notifications).toHaveLength(3900);
  });

  it.each([2, 3, 9, 20, 28])('tells everybody once when write %i fails and the step is taken again', async (nth) => {
    const { ctx, alertId, sent, users, failAtWrite, messages } = await anAlertFor(1300);
    failAtWrite(nth);
    await expect(takeDueSteps(ctx, { alertId })).rejects.toThrow('does not answer');
    await takeDueSteps(ctx, { alertId });
    expect((await messages()).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1300);
  });

  it('is finished by the tick when whoever claimed it died', async () => {
    const { ctx, alertId, store, failAtWrite, messages } = await anAlertFor(1300, (id) => aUser(id, {}, fourRules));
    failAtWrite(2);
    await expect(takeDueSteps(ctx, { alertId })).rejects.toThrow('does not answer');
    const [alert, step] = await Promise.all([store.alerts.get(alertId), store.alerts.step(alertId, 1)]);
    await expandStep(ctx, alert ?? expect.fail('no alert'), step ?? expect.fail('no step'));
    expect(await messages()).toHaveLength(5200);
  });

  it('passes over a level of a thousand people who are all muted, and says so in few entries', async () => {
    const { ctx, alertId, texts } = await anAlertFor(1300, (id) => aUser(id, muted));
    await takeDueSteps(ctx, { alertId });
    const told = await texts();
    expect(told).toHaveLength(5);
    expect(told[1]).toMatch(/^Notification to First\d+ Last\d+, .* and 1250 more was left out: /);
    expect(told[2]).toMatch(/^Level 1 was skipped/);
  });

  it('names each omission of a few, and puts many together by reason and channel', async () => {
    const unreachable = (id: number) => aUser(id, { phones: [], devices: [] }, fourRules);
    const some = await anAlertFor(100, (id, index) => (index < 10 ? unreachable(id) : aUser(id)));
    await takeDueSteps(some.ctx, { alertId: some.alertId });
    expect((await some.texts()).filter((text) => text.includes('left out'))).toHaveLength(30);

    const many = await anAlertFor(400, (id, index) => (index < 390 ? unreachable(id) : aUser(id)));
    await takeDueSteps(many.ctx, { alertId: many.alertId });
    expect((await many.texts()).filter((text) => text.includes('left out'))).toHaveLength(3);
    expect(many.sent).toHaveLength(10);
  });

  it('takes people with the longest names', async () => {
    const name = 'Ä'.repeat(255);
    const { ctx, alertId, sent } = await anAlertFor(1300, (id) => aUser(id, { firstName: name, lastName: name }));
    await takeDueSteps(ctx, { alertId });
    expect(sent).toHaveLength(1300);
  });

  it('is accepted in as many calls as one for few', async () => {
    const { as, ctx, alertId, users, count } = await anAlertFor(1300);
    await takeDueSteps(ctx, { alertId });
    const before = count('write');
    await acceptAlert(as(users[0]?.id ?? 0), { alertId });
    expect(count('write') - before).toBe(1);
  });

  it('can be assigned to one person, who is its only responder then', async () => {
    const { as, ctx, alertId, users, store } = await anAlertFor(1300);
    await takeDueSteps(ctx, { alertId });
    const [first, second] = users;
    await assignAlert(as(first?.id ?? 0), { alertId, to: { kind: 'user', id: second?.id ?? 0 } });
    expect((await store.alerts.responders(alertId)).map(({ userId }) => userId)).toEqual([second?.id]);
  });
});

it('a page of alerts with a thousand responders each is an answer that Lambda can give', async () => {
  const { ctx } = await aWorld();
  const person = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', status: 'PENDING' as const };
  const alerts = Array.from({ length: 100 }, (_, index) => anAlert({ id: 1000 + index }));
  const known = new Map(
    alerts.map(({ id: alertId }) => {
      const ids = Array.from({ length: 1300 }, (_, index) => 122_000_000_000_000 + index);
      return [alertId, ids.map((userId) => ({ alertId, userId, addedAt: tenOClock, ...person }))];
    }),
  );
  const page = withinBudget(await presentAlerts(asTocsin(ctx), alerts, new Set(), known));
  expect(page).toHaveLength(100);
  expect(page[0]).toMatchObject({ responders: { length: 1300 } });
  expect(page[99]).toMatchObject({ id: 1099, assignedTo: { lastName: 'Lovelace' } });
  expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(5_500_000);
});

it('an event with more comments than a transaction takes makes an alert all the same', async () => {
  const { ctx, store } = await aWorld();
  const comments = Array.from({ length: 500 }, (_, index) => ({ content: `comment ${index}` }));
  expect(await processEvent(ctx, anEventMessage({ comments }))).toBe('CREATED');
  expect((await store.events.get('request-1-0'))?.event?.comments).toHaveLength(500);
});
