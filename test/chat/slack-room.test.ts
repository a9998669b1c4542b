import { beforeEach, describe, expect, it } from 'vitest';
import { roomName } from '../../functions/domain/chat/room.ts';
import { plus } from '../../functions/domain/time.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { createManualAlert } from '../../functions/usecases/alert/create-manual.ts';
import { anAction, aUser } from '../support/factories.ts';
import { ada, type SlackWorld, slackWorld } from './slack-world.ts';

let world: SlackWorld;
let alertId: number;

beforeEach(async () => {
  world = await slackWorld({ users: [aUser(1), aUser(2), aUser(3)] });
  await world.store.alertActions.create(anAction({ alertSourceIds: [800], triggerTypes: ['alert-resolved'] }));
  alertId = (await createManualAlert(world.as(2), { summary: 'Disk full on db-1!', sourceId: 800 })).id;
  world.answers.set('conversations.create', { ok: true, channel: { id: 'C9' } });
});

const posted = () =>
  world.calls
    .filter(({ method, body }) => method === 'chat.postMessage' && body.channel === 'C9')
    .map(({ body }) => body.text);
const asked = (method: string) => world.calls.filter((call) => call.method === method).map(({ body }) => body);
/** What is woken when something became of an alert. */
async function look() {
  const { ctx, clock } = world;
  const chatTokens = { tokenOf: () => Promise.reject(new Error('nobody asks')) };
  const run = { alertIds: [alertId], deadline: plus(clock.now(), { seconds: 30 }) };
  await runActionWork({ ...ctx, chatTokens }, async () => ({ kind: 'unanswered', why: 'nobody' }), run);
}

describe("an alert's own channel", () => {
  it('is made by a button, with who responds and is linked, and shows the alert', async () => {
    await world.press(ada, 'alert-accept', alertId);
    await world.press(ada, 'alert-create-channel', alertId);
    expect(asked('conversations.create')).toEqual([{ name: `alert-${alertId}-disk-full-on-db-1`, is_private: false }]);
    expect(asked('conversations.invite')).toEqual([{ channel: 'C9', users: ada.user, force: true }]);
    expect(posted()).toEqual([expect.stringContaining('Disk full on db-1!')]);
    expect(await world.timeline(alertId)).toContain('AlertChannelAttachedByUser');
    expect(world.told.at(-1)?.text).toBe(`The channel #alert-${alertId}-disk-full-on-db-1 is there now.`);
  });

  it('is told what becomes of the alert, each once, and archived when it is resolved', async () => {
    await world.press(ada, 'alert-create-channel', alertId);
    await look();
    world.clock.advance({ minutes: 1 });
    await world.press(ada, 'alert-accept', alertId);
    await look();
    await look();
    world.clock.advance({ minutes: 10 });
    await world.press(ada, 'alert-resolve', alertId);
    await look();
    await look();
    expect(posted().slice(1)).toEqual([
      `First1 Last1 opened the channel #alert-${alertId}-disk-full-on-db-1 in Slack`,
      'Accepted by First1 Last1 in Slack',
      'Resolved by First1 Last1 in Slack',
      'The alert is resolved. This channel is archived now.',
    ]);
    expect(asked('conversations.archive')).toEqual([{ channel: 'C9' }]);
    expect(await world.timeline(alertId)).toContain('AlertChannelDetachedByUser');
    expect((await world.store.chatRooms.get(alertId))?.closedAt).toBeDefined();
  });

  it('is one, also where two press at the same time; the other is archived', async () => {
    world.interaction(world.pressOf(ada, 'alert-create-channel', alertId));
    await world.press(ada, 'alert-create-channel', alertId);
    await world.press(ada, 'alert-create-channel', alertId);
    expect(asked('conversations.create').length - asked('conversations.archive').length).toBe(1);
    expect(world.told.at(-1)?.text).toBe(`There is a channel already: #alert-${alertId}-disk-full-on-db-1`);
    expect((await world.timeline(alertId)).filter((type) => type === 'AlertChannelAttachedByUser')).toHaveLength(1);
  });

  it('is none where Slack does not allow it, or the alert is over', async () => {
    world.answers.set('conversations.create', { ok: false, error: 'restricted_action' });
    await world.press(ada, 'alert-create-channel', alertId);
    expect(world.told.at(-1)?.text).toContain('did not let me');
    await world.press(ada, 'alert-resolve', alertId);
    await world.press(ada, 'alert-create-channel', alertId);
    expect(asked('conversations.create')).toHaveLength(1);
    expect(await world.store.chatRooms.get(alertId)).toBeUndefined();
  });

  it('is told later what Slack did not take, and given up when it is gone', async () => {
    await world.press(ada, 'alert-create-channel', alertId);
    await look();
    world.answers.set('chat.postMessage', { ok: false, error: 'ratelimited' });
    await world.press(ada, 'alert-accept', alertId);
    await look();
    const due = async () => (await world.store.actionDeliveries.watch(alertId))?.dueAt;
    expect(await due()).toBe(plus(world.clock.now(), { seconds: 60 }));
    world.answers.delete('chat.postMessage');
    await look();
    expect(posted().at(-1)).toContain('Accepted by');
    world.answers.set('chat.postMessage', { ok: false, error: 'is_archived' });
    await world.press(ada, 'alert-resolve', alertId);
    await look();
    expect((await world.store.chatRooms.get(alertId))?.closedAt).toBeDefined();
    expect(asked('conversations.archive')).toEqual([]);
  });
});

it.each([
  ['Disk full', 1, 'alert-7-disk-full'],
  ['Ümläut & <b>', 1, 'alert-7-umlaut-b'],
  ['', 1, 'alert-7'],
  ['🔥', 2, 'alert-7-2'],
  ['x'.repeat(200), 3, `alert-7-${'x'.repeat(70)}-3`],
])('the channel of %j, at attempt %i, is called %s', (summary, attempt, name) => {
  expect(roomName({ id: 7, summary }, attempt)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(80);
});
