import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../functions/domain/event/event.ts';
import type { EventGroup } from '../../functions/domain/event/group.ts';
import { plus } from '../../functions/domain/time.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aSource, aUser } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const all = { offset: 0, limit: 100 };

/** A group of these members, each with a text that names it. */
const groupOf = (ids: string, more: Partial<EventGroup> = {}): EventGroup => {
  const firing = ids.split(' ').map((id) => ({ id, text: `disk of ${id} is full` }));
  return { firing, total: firing.length, ...more };
};

/** What Alertmanager tells next: a new event, received now. */
function told(world: World, ids: string, facts: Partial<NonNullable<EventMessage['event']>> = {}): EventMessage {
  const group = groupOf(ids);
  const summary = `Disk full (${group.firing.length} firing)`;
  return anEventMessage(
    { summary, group, ...facts },
    { eventId: `e${world.ctx.ids.next()}`, receivedAt: world.clock.now() },
  );
}

const theAlert = async (world: World) => {
  const [alert] = await world.store.alerts.list({}, all);
  if (alert === undefined) throw new Error('there is no alert');
  return alert;
};

/** Who has been sent news of which members, oldest first. */
async function newsTold(world: World): Promise<string[]> {
  const { id } = await theAlert(world);
  const notifications = await world.store.notifications.list(`ALERT#${id}`);
  return notifications
    .filter(({ news }) => news !== undefined)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ channel, userId, news }) => `${channel} ${userId}: ${news?.names.join(', ')} (${news?.count})`);
}

/** An alert about db-1 that user 1 was told of and has accepted. */
async function anAcceptedGroup(world: World): Promise<number> {
  await processEvent(world.ctx, told(world, 'db-1'));
  const { id } = await theAlert(world);
  await world.run(id, { seconds: 1 });
  await acceptAlert(world.as(1), { alertId: id });
  await world.told();
  world.clock.advance({ minutes: 10 });
  return id;
}

describe('a group that grows', () => {
  it('is told to whoever has accepted the alert, at once, and in its texts and timeline', async () => {
    const world = await aWorld();
    const id = await anAcceptedGroup(world);
    expect(await processEvent(world.ctx, told(world, 'db-1 db-2'))).toBe('APPENDED');
    expect(await newsTold(world)).toEqual(['SMS 1: disk of db-2 is full (1)']);
    expect(await world.told()).toEqual(['SMS 1']);
    expect(await theAlert(world)).toMatchObject({ status: 'ACCEPTED', summary: 'Disk full (2 firing)' });
    const entries = await world.store.alerts.log(id, all);
    expect(entries.at(-1)?.vars).toMatchObject({ newMembers: 1, names: 'disk of db-2 is full' });
  });

  it('is told once: not by the same members, by fewer, by one that fires again, nor by a redelivery', async () => {
    const world = await aWorld();
    await anAcceptedGroup(world);
    const second = told(world, 'db-1 db-2');
    await processEvent(world.ctx, second);
    expect(await processEvent(world.ctx, second)).toBe('APPENDED');
    for (const ids of ['db-1 db-2', 'db-2', 'db-1', 'db-2 db-1']) {
      world.clock.advance({ minutes: 5 });
      await processEvent(world.ctx, told(world, ids));
    }
    expect(await newsTold(world)).toHaveLength(1);
  });

  it('tells what comes within a minute together, at its end', async () => {
    const world = await aWorld();
    const id = await anAcceptedGroup(world);
    const at = world.clock.now();
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    world.clock.advance({ seconds: 5 });
    await processEvent(world.ctx, told(world, 'db-1 db-2 db-3'));
    world.clock.advance({ seconds: 5 });
    await processEvent(world.ctx, told(world, 'db-1 db-2 db-3 db-4'));
    const items = (await world.store.notifications.list(`ALERT#${id}`)).filter(({ news }) => news !== undefined);
    expect(items.map((item) => item.at).sort()).toEqual([at, plus(at, { minutes: 1 })]);
    expect((await theAlert(world)).latestNews?.at(-1)).toMatchObject({
      at: plus(at, { minutes: 1 }),
      names: ['disk of db-3 is full', 'disk of db-4 is full'],
      count: 2,
    });
  });

  it('adds nothing to a message that may be on its way', async () => {
    const world = await aWorld();
    const id = await anAcceptedGroup(world);
    const at = world.clock.now();
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    world.clock.advance({ seconds: 5 });
    await processEvent(world.ctx, told(world, 'db-1 db-2 db-3'));
    world.clock.advance({ seconds: 46 });
    await processEvent(world.ctx, told(world, 'db-1 db-2 db-3 db-4'));
    const items = (await world.store.notifications.list(`ALERT#${id}`)).filter(({ news }) => news !== undefined);
    expect(items.map((item) => item.at).sort()).toEqual([0, 1, 2].map((minutes) => plus(at, { minutes })));
  });

  it('changes the texts of a pending alert and tells nobody besides', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, told(world, 'db-1', { details: 'one' }));
    world.clock.advance({ seconds: 2 });
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect(await theAlert(world)).toMatchObject({ status: 'PENDING', summary: 'Disk full (2 firing)' });
    expect((await theAlert(world)).details).toBeUndefined();
    expect(await newsTold(world)).toEqual([]);
  });

  it('costs one read and one write when it says the same, and one update a second when only its texts change', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    const { version } = await theAlert(world);
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    await processEvent(world.ctx, told(world, 'db-2', { summary: 'other' }));
    expect((await theAlert(world)).version).toBe(version);
    world.clock.advance({ seconds: 1 });
    await processEvent(world.ctx, told(world, 'db-2', { summary: 'other' }));
    expect(await theAlert(world)).toMatchObject({ version: version + 1, summary: 'other' });
  });

  it('that is redriven late neither tells nor changes anything', async () => {
    const world = await aWorld();
    await anAcceptedGroup(world);
    const late = told(world, 'db-1 db-9', { summary: 'late' });
    world.clock.advance({ minutes: 5 });
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect(await processEvent(world.ctx, late)).toBe('APPENDED');
    expect(await newsTold(world)).toEqual(['SMS 1: disk of db-2 is full (1)']);
    expect((await theAlert(world)).summary).toBe('Disk full (2 firing)');
  });

  it('counts members that were left out, when there are more of them', async () => {
    const world = await aWorld();
    await anAcceptedGroup(world);
    await processEvent(world.ctx, told(world, '', { group: groupOf('db-1', { total: 4, isPart: true }) }));
    world.clock.advance({ minutes: 5 });
    await processEvent(world.ctx, told(world, '', { group: groupOf('db-1', { total: 4, isPart: true }) }));
    expect(await newsTold(world)).toEqual(['SMS 1:  (3)']);
  });

  it('is not told after the answer, and what rules delay not after it was seen', async () => {
    const rules = [{ method: 'SMS' as const }, { method: 'VOICE' as const, delayMin: 5 }];
    const world = await aWorld({ users: [aUser(1, {}, rules), aUser(2), aUser(3)] });
    const id = await anAcceptedGroup(world);
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect(await newsTold(world)).toHaveLength(2);
    world.clock.advance({ minutes: 1 });
    await acceptAlert(world.as(1), { alertId: id });
    expect(await world.store.alerts.responder(id, 1)).toMatchObject({ status: 'ACCEPTED', seenAt: world.clock.now() });
    expect((await world.timeline(id)).at(-1)).toBe('UserResponse');
    const { version } = await theAlert(world);
    await acceptAlert(world.as(1), { alertId: id });
    expect((await theAlert(world)).version).toBe(version);
  });

  it('is told to everybody who responds, accepted or not', async () => {
    const world = await aWorld({ policy: aPolicy([[1, 2]]) });
    await anAcceptedGroup(world);
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect((await world.told()).sort()).toEqual(['SMS 1', 'SMS 2']);
  });

  it('of an accepted alert whose people cannot be reached makes it pending again', async () => {
    const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)] });
    const id = await anAcceptedGroup(world);
    const user = await world.store.users.get(1);
    if (user) await world.store.users.save({ ...user, mutedUntil: plus(world.clock.now(), { hours: 8 }) }, user);
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect(await theAlert(world)).toMatchObject({ status: 'PENDING', escalation: { run: 2 } });
    expect(world.calls.at(-1)).toEqual({ call: 'start', name: `alert-${id}-g2` });
    expect((await world.timeline(id)).at(-1)).toBe('AlertAssignedBySystem');
  });

  it('opens a new alert when the last one was resolved meanwhile', async () => {
    const world = await aWorld();
    const id = await anAcceptedGroup(world);
    await resolveAlert(world.as(1), { alertId: id });
    world.clock.advance({ seconds: 1 });
    expect(await processEvent(world.ctx, told(world, 'db-1 db-2'))).toBe('CREATED');
  });

  it('is taken as known when the alert is from before groups were remembered', async () => {
    const world = await aWorld();
    const { group: _group, ...event } = told(world, 'db-1').event ?? { eventType: 'ALERT' };
    await processEvent(world.ctx, anEventMessage({ ...event, group: undefined }, { receivedAt: world.clock.now() }));
    const { id } = await theAlert(world);
    await acceptAlert(world.as(1), { alertId: id });
    world.clock.advance({ minutes: 1 });
    await processEvent(world.ctx, told(world, 'db-1 db-2'));
    expect(await newsTold(world)).toEqual([]);
    world.clock.advance({ minutes: 1 });
    await processEvent(world.ctx, told(world, 'db-1 db-2 db-3'));
    expect(await newsTold(world)).toEqual(['SMS 1: disk of db-3 is full (1)']);
  });
});

describe('a repeat that is more severe', () => {
  const low = { priority: 'LOW' as const };
  const high = { priority: 'HIGH' as const };
  const at = (world: World, eventId: string) => ({ eventId, receivedAt: world.clock.now() });

  it('raises the alert by its source and starts its escalation, once, and nothing lowers it again', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage(low, at(world, 'a')));
    const { id } = await theAlert(world);
    world.clock.advance({ minutes: 1 });
    const worse = anEventMessage(high, at(world, 'b'));
    expect(await processEvent(world.ctx, worse)).toBe('APPENDED');
    expect(await processEvent(world.ctx, worse)).toBe('APPENDED');
    await processEvent(world.ctx, anEventMessage(high, at(world, 'c')));
    await processEvent(world.ctx, anEventMessage(low, at(world, 'd')));
    expect(await theAlert(world)).toMatchObject({ priority: 'HIGH', status: 'PENDING', escalation: { run: 2 } });
    const raises = (await world.store.alerts.log(id, all)).filter(({ type }) => type === 'AlertRaisedBySystemLogEntry');
    expect(raises.map(({ vars }) => vars)).toEqual([expect.objectContaining({ via: 'SOURCE', user: 'Prometheus' })]);
    expect(world.calls.map(({ call, name }) => `${call} ${name}`)).toEqual([
      `start alert-${id}-g1`,
      `start alert-${id}-g2`,
    ]);
  });

  it('tells whoever has accepted the alert, by their rules for high priority', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage(low, at(world, 'a')));
    const { id } = await theAlert(world);
    await acceptAlert(world.as(2), { alertId: id });
    world.clock.advance({ minutes: 1 });
    await processEvent(world.ctx, anEventMessage(high, at(world, 'b')));
    expect(await theAlert(world)).toMatchObject({ priority: 'HIGH', status: 'ACCEPTED' });
    expect(await world.told()).toEqual(['SMS 2']);
  });

  it.each([
    ['a source whose own rule decides', { source: aSource({ alertPriorityRule: 'LOW' }) }, 0],
    ['an event from before the alert', {}, -1],
  ])('does not raise for %s', async (_name, sketch, seconds) => {
    const world = await aWorld(sketch);
    await processEvent(world.ctx, anEventMessage(low, at(world, 'a')));
    await processEvent(
      world.ctx,
      anEventMessage(high, { eventId: 'b', receivedAt: plus(world.clock.now(), { seconds }) }),
    );
    expect((await theAlert(world)).priority).toBe('LOW');
  });
});

describe('a source that is switched off', () => {
  it('opens nothing, but what it has opened can still be accepted and resolved', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, anEventMessage());
    const source = await world.store.sources.get(aSource().id);
    if (source) await world.store.sources.save({ ...source, active: false }, source);
    const next = (eventType: 'ALERT' | 'ACCEPT' | 'RESOLVE', alertKey = 'db-1/disk') => {
      world.clock.advance({ seconds: 1 });
      return anEventMessage(
        { eventType, alertKey },
        { eventId: `${eventType}${alertKey}`, receivedAt: world.clock.now() },
      );
    };
    expect(await processEvent(world.ctx, next('ALERT'))).toBe('SOURCE_DISABLED');
    expect(await processEvent(world.ctx, next('ACCEPT'))).toBe('ACCEPTED');
    expect(await processEvent(world.ctx, next('RESOLVE'))).toBe('RESOLVED');
    expect(await processEvent(world.ctx, next('RESOLVE', 'another'))).toBe('SOURCE_DISABLED');
    expect(await processEvent(world.ctx, next('ALERT', 'another'))).toBe('SOURCE_DISABLED');
  });
});
