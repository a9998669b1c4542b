import { beforeEach, describe, expect, it } from 'vitest';
import { threadOf } from '../../../functions/actions/chat/thread.ts';
import { queued } from '../../../functions/domain/action-delivery/delivery.ts';
import { readable } from '../../callbacks/teams-world.ts';
import { said, type TeamsAsking, teamsAsking } from './teams-asking.ts';

let world: TeamsAsking;
beforeEach(async () => {
  world = await teamsAsking();
});
const ask: TeamsAsking['ask'] = (...asked) => world.ask(...asked);

describe('what people say among themselves', () => {
  it('is left alone where no alert began the thread, even what reads as an answer', async () => {
    await ask(said('accept', false));
    await ask(said('help', false));
    expect([await world.status(), world.posted]).toEqual(['PENDING', []]);
  });
});

describe('what people say in the thread of an alert', () => {
  const thread = '19:abc@thread.tacv2;messageid=1';
  beforeEach(async () => {
    const now = world.clock.now();
    const happening = { trigger: 'alert-created', occasion: 'created', at: now } as const;
    const delivery = queued(world.alertId, { actionId: 900, happening, at: now }, now);
    await world.store.actionDeliveries.add([delivery]);
    const reference = `${thread}|1`;
    const known = threadOf('microsoft_teams_bot', reference) ?? expect.fail('it began a thread');
    await world.store.actionDeliveries.save(delivery, { reference, thread: known });
  });
  const say = (text: string) => ask(said(text, false), { place: { conversation: thread, isPersonal: false } });
  const comments = async () =>
    (await world.store.alerts.log(world.alertId, { offset: 0, limit: 100 })).flatMap(({ vars }) => vars.comment ?? []);

  it('is a comment no longer than one may be, of whole characters', async () => {
    await say('x'.repeat(3_001));
    await say(`${'y'.repeat(2_999)}🙂`);
    expect((await comments()).toSorted()).toEqual(['x'.repeat(3_000), `${'y'.repeat(2_999)}\ufffd`]);
  });

  it('is a comment where it names an alert, or asks for something else', async () => {
    await say(`accept ${world.alertId}`);
    await say('oncall');
    expect((await comments()).toSorted()).toEqual([`accept ${world.alertId}`, 'oncall']);
    expect([await world.status(), world.posted]).toEqual(['PENDING', []]);
  });
});

describe('what is said to the bot', () => {
  it('that asks for a form is answered with one that stands in the channel, by its title', async () => {
    await ask(said('alert Mail is down'));
    const [{ message } = expect.fail('something was posted')] = world.posted;
    expect(message).toMatchObject({ summary: 'Raise an alert' });
    expect(readable(message)).toMatch(/^Raise an alert$/m);
    expect(JSON.stringify(message)).toContain('Action.Execute');
  });

  it('is answered with who they are by their address, where they have no name', async () => {
    const user = (await world.store.users.get(1)) ?? expect.fail('Ada is there');
    await world.store.users.save({ ...user, firstName: '', lastName: '' }, user);
    await ask(said('link'));
    expect(readable(world.posted[0]?.message)).toContain(`You are ${user.email} in Tocsin.`);
  });
});
