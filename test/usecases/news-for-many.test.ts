import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import type { Fate } from '../../functions/store/memory/table.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { addResponder } from '../../functions/usecases/alert/respond.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { aCrowd } from '../support/crowd.ts';
import { anEventMessage, aUser } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

const many = 150;

const groupOf = (...ids: string[]) => ({
  firing: ids.map((id) => ({ id, text: `disk of ${id} is full` })),
  total: ids.length,
});

/** An accepted alert of very many people, and the event that brings it a new member; `breaking` says what each call meets. */
async function aGroupOfMany() {
  let fate: ((call: number, name: string) => Fate) | undefined;
  let calls = 0;
  const crowd = aCrowd(many);
  const world = await aWorld({ ...crowd, beforeCall: ({ name }) => fate?.(++calls, name) });
  await processEvent(world.ctx, anEventMessage({ group: groupOf('db-1') }, { eventId: 'first' }));
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  await takeDueSteps(world.ctx, { alertId });
  await acceptAlert(world.as(crowd.users[0]?.id ?? 0), { alertId });
  await world.told();
  world.clock.advance({ minutes: 10 });
  const event = anEventMessage(
    { group: groupOf('db-1', 'db-2') },
    { eventId: 'second', receivedAt: world.clock.now() },
  );
  return {
    ...world,
    alertId,
    event,
    breaking(met: typeof fate) {
      fate = met;
      calls = 0;
    },
    news: async () =>
      (await world.store.notifications.list(`ALERT#${alertId}`)).filter(({ news }) => news !== undefined),
  };
}

describe('news for more people than one transaction holds', () => {
  it('is told to each of them once, and nobody again when it is delivered again', async () => {
    const { ctx, event, news, told } = await aGroupOfMany();
    expect(await processEvent(ctx, event)).toBe('APPENDED');
    expect(await processEvent(ctx, event)).toBe('APPENDED');
    expect(await news()).toHaveLength(many);
    const messages = await told();
    expect(messages).toHaveLength(many);
    expect(new Set(messages).size).toBe(many);
  });

  it.each<[string, (broken: number) => (call: number) => Fate]>([
    [
      'the function dies before it',
      (broken) => (call) => {
        if (call >= broken) throw new Error('the worker died');
        return undefined;
      },
    ],
    [
      'its answer is lost and the function dies',
      (broken) => (call) => {
        if (call > broken) throw new Error('the worker died');
        return call === broken ? 'lost' : undefined;
      },
    ],
  ])('reaches all of them when, at any call, %s', async (_what, met) => {
    let isOver = false;
    for (let broken = 1; !isOver; broken += 1) {
      const { breaking, clock, ctx, event, news, told } = await aGroupOfMany();
      let made = 0;
      breaking((call) => {
        made = call;
        return met(broken)(call);
      });
      await processEvent(ctx, event).catch(() => undefined);
      breaking(undefined);
      isOver = made < broken;
      const before = await told();
      await processEvent(ctx, event);
      expect(await news(), `call ${broken}`).toHaveLength(many);
      clock.advance({ seconds: 31 });
      await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
      expect(new Set([...before, ...(await told())]).size, `call ${broken}`).toBe(many);
    }
  });
});

describe('news of which not all was written', () => {
  /** The same, after the function has died behind the transaction. */
  async function aBrokenOffGroup() {
    const world = await aGroupOfMany();
    let writes = 0;
    world.breaking((_call, name) => {
      if (name === 'write' && ++writes > 1) throw new Error('the worker died');
      return undefined;
    });
    await expect(processEvent(world.ctx, world.event)).rejects.toThrow('the worker died');
    world.breaking(undefined);
    const written = (await world.news()).length;
    expect(written).toBeGreaterThan(50);
    return { ...world, written };
  }

  it('is written when its event comes again, and of it no more is queued than was missing', async () => {
    const { ctx, event, news, told, written } = await aBrokenOffGroup();
    for (const queued of [many - written, 0]) {
      expect(await processEvent(ctx, event)).toBe('APPENDED');
      expect(await news()).toHaveLength(many);
      expect(await told()).toHaveLength(queued);
    }
  });

  it('is not told any more once the alert is over', async () => {
    const { ctx, as, alertId, event, news, written } = await aBrokenOffGroup();
    await resolveAlert(as(1), { alertId });
    expect(await processEvent(ctx, event)).toBe('APPENDED');
    expect(await news()).toHaveLength(written);
  });

  it('is not told any more once the alert has had four pieces of news since', async () => {
    const { ctx, clock, event, news } = await aBrokenOffGroup();
    const ids = ['db-1', 'db-2'];
    for (const id of ['db-3', 'db-4', 'db-5', 'db-6']) {
      ids.push(id);
      clock.advance({ minutes: 2 });
      const facts = { eventId: id, receivedAt: clock.now() };
      await processEvent(ctx, anEventMessage({ group: groupOf(...ids) }, facts));
    }
    const before = await news();
    expect(await processEvent(ctx, event)).toBe('APPENDED');
    expect(await news()).toEqual(before);
  });
});

describe('two rules of one person that ask for the same at the same time', () => {
  const rules = [{ method: 'SMS' as const }, { method: 'SMS' as const }, { method: 'SMS' as const, delayMin: 2 }];

  it('tell of news once', async () => {
    const world = await aWorld({ users: [aUser(1, {}, rules), aUser(2), aUser(3)] });
    await processEvent(world.ctx, anEventMessage({ group: groupOf('db-1') }, { eventId: 'first' }));
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    await acceptAlert(world.as(1), { alertId: alert?.id ?? 0 });
    await world.told();
    const event = anEventMessage(
      { group: groupOf('db-1', 'db-2') },
      { eventId: 'second', receivedAt: world.clock.now() },
    );
    await processEvent(world.ctx, event);
    expect(await world.told()).toEqual(['SMS 1', 'SMS 1']);
    const items = await world.store.notifications.list(`ALERT#${alert?.id}`);
    expect(items.filter(({ news }) => news !== undefined).map(({ at }) => at)).toEqual([
      world.clock.now(),
      plus(world.clock.now(), { minutes: 2 }),
    ]);
  });

  it('tell of an assignment once', async () => {
    const world = await aWorld({ users: [aUser(1), aUser(2, {}, rules), aUser(3)] });
    await processEvent(world.ctx, anEventMessage());
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    await world.told();
    await addResponder(world.as(1), { alertId: alert?.id ?? 0, userId: 2 });
    expect(await world.told()).toEqual(['SMS 2', 'SMS 2']);
  });
});
