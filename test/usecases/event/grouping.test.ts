import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aSource } from '../../support/factories.ts';
import { meanwhile } from '../../support/meanwhile.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
type Event = NonNullable<EventMessage['event']>;

const all = { offset: 0, limit: 100 };
const window15 = { alertGroupingWindow: 'PT15M' };

const aGroupingWorld = (alertCreation: string, extras: Record<string, unknown> = {}, sketch: WorldSketch = {}) =>
  aWorld({ ...sketch, source: aSource({ alertCreation, extras }) });

let count = 0;

/** What the source sends now: of this key, or of none. */
function sent(world: World, alertKey: string | undefined, event: Partial<Event> = {}): EventMessage {
  count += 1;
  const facts = { eventId: `event-${count}`, receivedAt: world.clock.now(), policyId: 900 };
  return anEventMessage({ summary: `Trouble at ${alertKey}`, ...event, alertKey }, facts);
}

const send = async (world: World, alertKey: string | undefined, event: Partial<Event> = {}) => {
  world.clock.advance({ seconds: 1 });
  return processEvent(world.ctx, sent(world, alertKey, event));
};

/** All alerts, oldest first. */
const alertsOf = async (world: World) => (await world.store.alerts.list({}, all)).reverse();

async function theAlert(world: World) {
  const alerts = await alertsOf(world);
  expect(alerts).toHaveLength(1);
  return alerts[0] ?? expect.fail('no alert');
}

const newest = async (world: World) => (await alertsOf(world)).at(-1) ?? expect.fail('no alert');

const noteOf = async (world: World, eventId = `event-${count}`) => (await world.store.events.get(eventId))?.note;

const newsTold = async (world: World, alertId: number) =>
  (await world.store.notifications.list(`ALERT#${alertId}`))
    .flatMap(({ news, userId }) => (news ? [`${userId}: ${news.names.join(', ')} (${news.count})`] : []))
    .sort();

const resolve = (world: World, alertId: number) => resolveAlert(world.as(1), { alertId });
const accept = (world: World, alertId: number) => acceptAlert(world.as(1), { alertId });

describe('what a source groups by', () => {
  it('the same subject, whatever its case and blanks, while the alert is open', async () => {
    const world = await aGroupingWorld('ONE_ALERT_PER_EMAIL_SUBJECT');
    expect(await send(world, 'a', { summary: 'Backup failed' })).toBe('CREATED');
    const { id } = await theAlert(world);
    expect(await send(world, undefined, { summary: ' BACKUP  failed ' })).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`the same subject as alert ${id}`);
    expect(await world.store.events.get(`event-${count}`)).toMatchObject({ outcome: 'GROUPED', alertId: id });
    expect((await world.store.alerts.log(id, all)).at(-1)?.vars).toMatchObject({ groupedBy: 'SUBJECT' });
    expect(await send(world, 'c', { summary: 'Restore failed' })).toBe('CREATED');
    await accept(world, id);
    expect(await send(world, 'd', { summary: 'Backup failed' })).toBe('GROUPED');
    await resolve(world, id);
    expect(await send(world, 'e', { summary: 'Backup failed' })).toBe('CREATED');
  });

  it('nothing, where an event has no subject', async () => {
    const world = await aGroupingWorld('ONE_ALERT_PER_EMAIL_SUBJECT');
    expect(await send(world, 'a', { summary: undefined })).toBe('CREATED');
    expect(await send(world, 'b', { summary: undefined })).toBe('CREATED');
  });

  it('any pending alert, until all are accepted', async () => {
    const world = await aGroupingWorld('ONE_PENDING_ALERT_ALLOWED');
    expect(await send(world, 'a')).toBe('CREATED');
    const first = await theAlert(world);
    expect(await send(world, 'b')).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`alert ${first.id} is pending`);
    await accept(world, first.id);
    expect(await send(world, 'c')).toBe('CREATED');
    const second = await newest(world);
    expect(await send(world, 'd')).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`alert ${second.id} is pending`);
    await accept(world, second.id);
    expect(await send(world, 'e')).toBe('CREATED');
  });

  it('the open alert, until it is resolved', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'a');
    const { id } = await theAlert(world);
    await accept(world, id);
    expect(await send(world, undefined)).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`alert ${id} is open`);
    await resolve(world, id);
    expect(await send(world, 'b')).toBe('CREATED');
  });

  it('a window that starts with the alert, and not with what came last', async () => {
    const world = await aGroupingWorld('ONE_ALERT_GROUPED_PER_WINDOW', window15);
    await send(world, 'a');
    const { id } = await theAlert(world);
    world.clock.advance({ minutes: 14 });
    expect(await send(world, 'b')).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`within 15 minutes of alert ${id}`);
    world.clock.advance({ minutes: 2 });
    expect(await send(world, 'c')).toBe('CREATED');
    const second = await newest(world);
    expect(await send(world, 'd')).toBe('GROUPED');
    await resolve(world, second.id);
    expect(await send(world, 'e')).toBe('CREATED');
  });

  it('what events say, within the window, and says why', async () => {
    const settings = { alertGroupingWindow: 'PT1H', scoreThreshold: 0.7 };
    const world = await aGroupingWorld('INTELLIGENT_GROUPING', settings);
    await send(world, 'a', { summary: 'Disk full on db-1: 93 % used' });
    const { id } = await theAlert(world);
    expect(await send(world, 'b', { summary: 'Disk full on db-1: 97 % used' })).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`100 % like alert ${id}, because both say disk, full, db-1, used`);
    expect(await send(world, 'c', { summary: 'Certificate of shop.example.com expires' })).toBe('CREATED');
    expect(await send(world, 'd', { summary: 'Disk full on db-2: 91 % used' })).toBe('GROUPED');
    expect(await noteOf(world)).toBe(`85 % like alert ${id}, because both say disk, full, used`);
    world.clock.advance({ minutes: 60 });
    expect(await send(world, 'e', { summary: 'Disk full on db-1: 99 % used' })).toBe('CREATED');
  });

  it('what events say, of fifty alerts: those that are over go before one that is open', async () => {
    const settings = { alertGroupingWindow: 'PT1H', scoreThreshold: 0.7 };
    const world = await aGroupingWorld('INTELLIGENT_GROUPING', settings);
    const about = (index: number) => ({
      summary: ['disk', 'node', 'rack'].map((word) => `${word}${index}x`).join(' '),
    });
    for (let index = 0; index < 50; index += 1) expect(await send(world, `k-${index}`, about(index))).toBe('CREATED');
    const [first, second] = await alertsOf(world);
    await resolve(world, second?.id ?? 0);
    expect(await send(world, 'k-50', about(50))).toBe('CREATED');
    expect(await send(world, 'again', about(0))).toBe('GROUPED');
    expect(await world.store.events.get(`event-${count}`)).toMatchObject({ alertId: first?.id });
  });

  it('nothing, where the window or the threshold is missing that older versions did not ask for', async () => {
    const world = await aGroupingWorld('INTELLIGENT_GROUPING', window15);
    await send(world, 'a', { summary: 'Disk full' });
    expect(await send(world, 'b', { summary: 'Disk full' })).toBe('CREATED');
  });

  it('the key first, whatever else it groups by', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'a');
    await send(world, 'b');
    expect(await send(world, 'A')).toBe('APPENDED');
    expect(await send(world, 'B ')).toBe('APPENDED');
    const { id } = await theAlert(world);
    const log = await world.store.alerts.log(id, all);
    expect(log.filter(({ vars }) => vars.eventType === 'ALERT')).toHaveLength(4);
  });

  it('nothing that is not its own', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await world.store.sources.create(
      aSource({ id: 801, name: 'Other', integrationKey: 'other', alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }),
    );
    await send(world, 'a');
    world.clock.advance({ seconds: 1 });
    expect(await processEvent(world.ctx, { ...sent(world, 'b'), sourceId: 801 })).toBe('CREATED');
  });

  it('no alerts of a source in planned work, nor of one that is off', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'a');
    const source = await world.store.sources.get(800);
    if (source) await world.store.sources.save({ ...source, active: false }, source);
    expect(await send(world, 'b')).toBe('SOURCE_DISABLED');
    expect(await send(world, undefined)).toBe('SOURCE_DISABLED');
  });
});

describe('a source whose grouping is changed', () => {
  const change = async (world: World, alertCreation: string, extras: Record<string, unknown> = {}) => {
    const source = await world.store.sources.get(800);
    if (source) await world.store.sources.save({ ...source, alertCreation, extras }, source);
  };

  it('finds the alerts that were opened before', async () => {
    const world = await aGroupingWorld('ONE_ALERT_PER_EMAIL');
    await send(world, 'a', { summary: 'Disk full on db-1' });
    const { id } = await theAlert(world);
    await change(world, 'INTELLIGENT_GROUPING', { alertGroupingWindow: 'PT1H', scoreThreshold: 0.6 });
    expect(await send(world, 'b', { summary: 'Disk full on db-1' })).toBe('GROUPED');
    await change(world, 'ONE_ALERT_PER_EMAIL_SUBJECT');
    expect(await send(world, 'c', { summary: 'Disk full on db-1' })).toBe('GROUPED');
    await change(world, 'ONE_ALERT_PER_EMAIL');
    expect(await send(world, 'd', { summary: 'Disk full on db-1' })).toBe('CREATED');
    expect((await world.store.alerts.members(id))?.total).toBe(3);
  });

  it('keeps the members of an alert together, once it groups no more', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'a');
    await send(world, 'b');
    await change(world, 'ONE_ALERT_PER_EMAIL');
    expect(await send(world, 'b')).toBe('APPENDED');
    expect(await send(world, 'a', { eventType: 'RESOLVE' })).toBe('APPENDED');
    expect((await theAlert(world)).status).toBe('PENDING');
    expect(await send(world, 'b', { eventType: 'RESOLVE' })).toBe('RESOLVED');
  });
});

describe('members of an alert', () => {
  it('recover one by one, and the last one resolves the alert', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    for (const key of ['db-1', 'db-2', 'db-3']) await send(world, key);
    const { id } = await theAlert(world);
    expect(await send(world, 'db-1', { eventType: 'RESOLVE' })).toBe('APPENDED');
    expect(await noteOf(world)).toBe('db-1 is over; 2 of 3 still firing');
    expect((await world.store.alerts.log(id, all)).at(-1)?.vars).toMatchObject({ over: 'db-1', firing: 2, members: 3 });
    expect(await send(world, 'db-1', { eventType: 'RESOLVE' })).toBe('NO_OPEN_ALERT');
    expect(await send(world, 'db-3', { eventType: 'RESOLVE' })).toBe('APPENDED');
    expect((await theAlert(world)).status).toBe('PENDING');
    const comments = [{ creator: 'Ada', content: 'Replaced the disk' }];
    expect(await send(world, 'db-2', { eventType: 'RESOLVE', comments })).toBe('RESOLVED');
    expect((await theAlert(world)).status).toBe('RESOLVED');
    expect((await world.store.alerts.log(id, all)).at(-1)?.vars).toEqual({ comment: 'Replaced the disk', user: 'Ada' });
    for (const key of ['db-1', 'db-2', 'db-3']) {
      expect(await send(world, key, { eventType: 'RESOLVE' })).toBe('NO_OPEN_ALERT');
      expect(await send(world, key, { eventType: 'COMMENT' })).toBe('NO_OPEN_ALERT');
    }
    expect(await send(world, 'db-3')).toBe('CREATED');
    expect(await send(world, 'db-1')).toBe('GROUPED');
    expect(await alertsOf(world)).toHaveLength(2);
  });

  it('that fire again are waited for again, and tell nobody', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, 'db-2');
    const { id } = await theAlert(world);
    await accept(world, id);
    for (const key of ['db-1', 'db-2']) {
      await send(world, key, { eventType: 'RESOLVE' });
      expect(await send(world, key)).toBe('APPENDED');
      expect((await world.store.alerts.log(id, all)).at(-1)?.vars).toMatchObject({ again: key });
    }
    expect(await send(world, 'db-1', { eventType: 'RESOLVE' })).toBe('APPENDED');
    expect((await theAlert(world)).status).toBe('ACCEPTED');
    expect(await newsTold(world, id)).toEqual([]);
    expect(await send(world, 'db-2', { eventType: 'RESOLVE' })).toBe('RESOLVED');
  });

  it('without a key keep the alert open, because nobody says that they are over', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, undefined, { summary: 'Something else' });
    expect(await send(world, 'db-1', { eventType: 'RESOLVE' })).toBe('APPENDED');
    expect(await noteOf(world)).toContain('what came without a key keeps the alert open');
    expect((await theAlert(world)).status).toBe('PENDING');
  });

  it('are accepted together, by the key of any', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, 'db-2');
    expect(await send(world, 'db-2', { eventType: 'ACCEPT' })).toBe('ACCEPTED');
    expect((await theAlert(world)).status).toBe('ACCEPTED');
  });

  it('are over with the alert that a person resolves, and what is older opens nothing', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, 'db-2');
    const { id } = await theAlert(world);
    const late = ['db-1', 'db-2'].map((key) => sent(world, key));
    world.clock.advance({ seconds: 5 });
    await resolve(world, id);
    for (const message of late) expect(await processEvent(world.ctx, message)).toBe('STALE');
    expect(await send(world, 'db-2', { eventType: 'RESOLVE' })).toBe('NO_OPEN_ALERT');
    expect(await send(world, 'db-2', { eventType: 'ACCEPT' })).toBe('NO_OPEN_ALERT');
    expect(await send(world, 'db-2')).toBe('CREATED');
    const second = await newest(world);
    expect(await world.store.alerts.keyLock(800, 'db-2')).toMatchObject({ state: 'OPEN', alertId: second.id });
  });

  it('take nothing from what is older than they are', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const old = sent(world, 'db-2', { eventType: 'RESOLVE' });
    await send(world, 'db-2');
    expect(await processEvent(world.ctx, old)).toBe('STALE');
    const again = sent(world, 'db-2');
    await send(world, 'db-2', { eventType: 'RESOLVE' });
    expect(await processEvent(world.ctx, again)).toBe('STALE');
  });

  it('of a group of a tool tell their own news, and leave the texts of the alert', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const group = (ids: string) => {
      const firing = ids.split(' ').map((id) => ({ id, text: `${id} is full` }));
      return { group: { firing, total: firing.length }, summary: `${firing.length} disks` };
    };
    await send(world, 'web');
    const { id } = await theAlert(world);
    await accept(world, id);
    expect(await send(world, 'disks', group('db-1'))).toBe('GROUPED');
    world.clock.advance({ minutes: 5 });
    expect(await send(world, 'disks', group('db-1'))).toBe('APPENDED');
    expect(await send(world, 'disks', group('db-1 db-2'))).toBe('APPENDED');
    expect(await newsTold(world, id)).toEqual(['1: db-1 is full (1)', '1: db-2 is full (1)']);
    expect((await theAlert(world)).summary).toBe('Trouble at web');
  });

  it('are a hundred at most; the next one opens an alert, which takes in what follows', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    for (let index = 0; index < 100; index++) await send(world, `db-${index}`);
    await theAlert(world);
    expect(await send(world, 'one too many')).toBe('CREATED');
    expect(await send(world, 'another')).toBe('GROUPED');
    expect(await alertsOf(world)).toHaveLength(2);
  });
});

describe('what is new to an alert', () => {
  it('is told to those who have accepted it, once for each key and each subject', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    await accept(world, id);
    for (const turn of [1, 2]) {
      await send(world, 'db-2');
      world.clock.advance({ minutes: 2 });
      await send(world, undefined, { summary: 'No disk left' });
      world.clock.advance({ minutes: 2 });
      expect([turn, await newsTold(world, id)]).toEqual([turn, ['1: No disk left (1)', '1: Trouble at db-2 (1)']]);
    }
    expect(await theAlert(world)).toMatchObject({ status: 'ACCEPTED', summary: 'Trouble at db-1' });
  });

  it('is bundled within a minute', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    await accept(world, id);
    for (const key of ['db-2', 'db-3', 'db-4']) await send(world, key);
    expect((await theAlert(world)).latestNews?.map(({ count: told }) => told)).toEqual([1, 2]);
  });

  it('makes it as urgent as the event would be alone', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1', { priority: 'LOW' });
    expect(await send(world, 'db-2')).toBe('GROUPED');
    expect(await theAlert(world)).toMatchObject({ priority: 'HIGH', escalation: { run: 2 } });
    expect(await send(world, 'db-3', { priority: 'LOW' })).toBe('GROUPED');
    expect((await theAlert(world)).priority).toBe('HIGH');
  });

  it('makes one escalate again of which nobody was left to tell', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED', {}, { policy: aPolicy([[1]], { minutes: 0 }) });
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    for (let turn = 0; turn < 3; turn++) await world.run(id, { minutes: 1 });
    expect((await theAlert(world)).escalation.endedAt).toBeDefined();
    await send(world, 'db-1');
    expect((await theAlert(world)).escalation).toMatchObject({ run: 1 });
    await send(world, 'db-2');
    expect((await theAlert(world)).escalation).toMatchObject({ run: 2, nextAt: expect.any(String) });
    expect((await world.store.alerts.log(id, all)).at(-1)?.vars).toEqual({ reason: 'NOBODY_LEFT' });
  });
});

describe('what an event costs', () => {
  /** The calls of the table while an event is processed, by their names. */
  const costOf = async (alertCreation: string, ...events: (readonly [string | undefined, Partial<Event>?])[]) => {
    const calls: string[] = [];
    const beforeCall = ({ name }: { readonly name: string }) => void calls.push(name);
    const world = await aWorld({ source: aSource({ alertCreation }), beforeCall });
    for (const [key, event] of events) {
      calls.length = 0;
      await send(world, key, event);
    }
    return calls.join(' ');
  };
  const open = 'ONE_OPEN_ALERT_ALLOWED';
  const off = 'ONE_ALERT_PER_EMAIL';
  const over = { eventType: 'RESOLVE' } as const;

  it('is what it was for a source that does not group', async () => {
    expect(await costOf(off, ['a'])).toBe('batchGet batchGet write');
    expect(await costOf(off, ['a'], ['a'])).toBe('batchGet write');
    expect(await costOf(off, ['a'], ['a', over])).toBe('batchGet get write');
  });

  it('is a read of the list more where an alert is opened, and of the index where any alert would do', async () => {
    expect(await costOf('ONE_ALERT_PER_EMAIL_SUBJECT', ['a'], ['b', { summary: 'other' }])).toBe(
      'batchGet get batchGet write',
    );
    expect(await costOf(open, ['a'])).toBe('batchGet get query query batchGet write');
  });

  it('is the list, the alert and its members where it joins one', async () => {
    expect(await costOf(open, ['a'], ['b'])).toBe('batchGet get get get write');
    expect(await costOf(open, [undefined], [undefined])).toBe('batchGet get get get write');
  });

  it('is a look at the alert where a key that was grouped repeats itself', async () => {
    expect(await costOf(open, ['a'], ['b'], ['b'])).toBe('batchGet get write');
    expect(await costOf(open, ['a'], ['b'], ['a'])).toBe('batchGet write');
    expect(await costOf(open, ['a'], ['b'], ['b', over])).toBe('batchGet get get get get write');
  });
});

describe('races and redeliveries', () => {
  /** The same, where it happens between the look at the alert and the write. */
  const beforeSave = (world: World, deed: () => Promise<unknown>): Store => {
    let isDone = false;
    const save: Store['alerts']['save'] = async (...asked) => {
      if (!isDone) {
        isDone = true;
        await deed();
      }
      return world.store.alerts.save(...asked);
    };
    return { ...world.store, alerts: { ...world.store.alerts, save } };
  };

  it('an event that is delivered again does nothing a second time', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    for (const message of [sent(world, 'db-2'), sent(world, undefined), sent(world, undefined)])
      for (const _turn of [1, 2]) {
        const outcome = await processEvent(world.ctx, message);
        expect(['GROUPED', 'APPENDED']).toContain(outcome);
        expect((await world.store.events.get(message.eventId))?.outcome).toBe('GROUPED');
      }
    const log = await world.store.alerts.log(id, all);
    expect(log.filter(({ type }) => type === 'AlertReceivedLogEntry')).toHaveLength(4);
  });

  it('a recovery that is delivered again does nothing a second time', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, 'db-2');
    world.clock.advance({ seconds: 1 });
    const message = sent(world, 'db-2', { eventType: 'RESOLVE' });
    expect(await processEvent(world.ctx, message)).toBe('APPENDED');
    await send(world, 'db-2');
    await processEvent(world.ctx, message);
    expect((await theAlert(world)).status).toBe('PENDING');
    expect((await world.store.alerts.members((await theAlert(world)).id))?.firing).toHaveLength(2);
    expect((await world.store.events.get(message.eventId))?.outcome).toBe('APPENDED');
  });

  it('of two events at once one opens the alert and the other one joins it', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const messages = ['db-1', 'db-2', undefined, 'db-3'].map((key) => sent(world, key));
    const outcomes = await Promise.all(messages.map((message) => processEvent(world.ctx, message)));
    expect(outcomes.sort()).toEqual(['CREATED', 'GROUPED', 'GROUPED', 'GROUPED']);
    await theAlert(world);
  });

  it('of two events of one key at once one joins and the other one repeats it', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const messages = [sent(world, 'db-2'), sent(world, 'db-2')];
    const outcomes = await Promise.all(messages.map((message) => processEvent(world.ctx, message)));
    expect(outcomes.sort()).toEqual(['APPENDED', 'GROUPED']);
    expect((await world.store.alerts.members((await theAlert(world)).id))?.total).toBe(2);
  });

  it.each([['db-2'], [undefined]])('an alert that is resolved before %s joins it takes nothing in', async (key) => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    world.clock.advance({ seconds: 1 });
    const before = meanwhile(world, () => resolve(world, id));
    expect(await processEvent({ ...world.ctx, store: before }, sent(world, key))).toBe('CREATED');
    const second = await newest(world);
    const between = beforeSave(world, () => resolve(world, second.id));
    world.clock.advance({ seconds: 1 });
    expect(await processEvent({ ...world.ctx, store: between }, sent(world, 'db-9'))).toBe('CREATED');
    expect(await alertsOf(world)).toHaveLength(3);
    expect((await newest(world)).status).toBe('PENDING');
  });

  it('an alert that is gone by then takes nothing in', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    const get: Store['alerts']['get'] = async (asked) => (asked === id ? undefined : world.store.alerts.get(asked));
    const store = { ...world.store, alerts: { ...world.store.alerts, get } };
    world.clock.advance({ seconds: 1 });
    expect(await processEvent({ ...world.ctx, store }, sent(world, 'db-2'))).toBe('CREATED');
  });

  it('an alert that is accepted between the look and the write has its people told', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    const { id } = await theAlert(world);
    const store = beforeSave(world, () => accept(world, id));
    expect(await processEvent({ ...world.ctx, store }, sent(world, 'db-2'))).toBe('GROUPED');
    expect(await newsTold(world, id)).toEqual(['1: Trouble at db-2 (1)']);
  });

  it('an alert whose own key recovers while another one joins stays open', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    world.clock.advance({ seconds: 1 });
    const recovery = sent(world, 'db-1', { eventType: 'RESOLVE' });
    const store = beforeSave(world, () => processEvent(world.ctx, sent(world, 'db-2')));
    expect(await processEvent({ ...world.ctx, store }, recovery)).toBe('APPENDED');
    expect((await theAlert(world)).status).toBe('PENDING');
    expect(await world.store.alerts.members((await theAlert(world)).id)).toMatchObject({
      total: 2,
      firing: [expect.any(String)],
    });
  });

  it('a function of an older version opens an alert of its own for a member, which the key then names', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    await send(world, 'db-1');
    await send(world, 'db-2');
    const stored = world.table.items().find(({ exactState }) => exactState === 'MEMBER');
    expect(stored).toMatchObject({ type: 'LOCK', state: 'RESOLVED', resolvedAt: world.clock.now() });
  });
});
